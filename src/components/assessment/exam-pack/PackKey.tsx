import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { ExamPaper } from '#assessment';
import type { ReadExamPack } from '#cohort';
import { unlock } from './pack-shelf.ts';

interface Props {
  readonly pack: ReadExamPack;
  /** A key that came by a link; empty when none did. */
  readonly proposed: string;
  readonly onOpened: (paper: ExamPaper) => void;
}

/** Asks for the key that the issuer has released, and opens the pack with it. */
export function PackKey({ pack, proposed, onOpened }: Props) {
  const [key, setKey] = useState(proposed);
  const [said, setSaid] = useState('');
  const [isBusy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  useEffect(() => {
    if (proposed !== '') setKey(proposed);
  }, [proposed]);
  return (
    <form
      class="exam-begin pack-open"
      onSubmit={(event) => {
        event.preventDefault();
        if (isBusy) return;
        setBusy(true);
        setSaid('');
        unlock(pack, key)
          .then(onOpened, (error: unknown) => {
            setSaid(error instanceof Error ? error.message : 'The browser did not open it.');
            field.current?.focus();
          })
          .finally(() => setBusy(false));
      }}
    >
      <label for={id}>Key of the sitting</label>
      <input
        ref={field}
        id={id}
        class="field mono"
        type="text"
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        value={key}
        aria-invalid={said !== ''}
        aria-describedby={`${id}-note`}
        onInput={(event) => {
          setKey(event.currentTarget.value);
          setSaid('');
        }}
      />
      <p class="small dim" id={`${id}-note`}>
        64 digits, which the issuer releases at the start. Opening the pack does not start the time.
      </p>
      <p class="lacks w-error" role="status">
        {said}
      </p>
      <div class="btns">
        <button class="btn primary" type="submit" aria-disabled={isBusy}>
          Open the pack
        </button>
      </div>
    </form>
  );
}
