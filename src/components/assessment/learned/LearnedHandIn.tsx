import { useState } from 'preact/hooks';
import type { LearnerRecord } from '#progress';
import { canSaveToFolder, saveHandIn } from '../../workbench/hand-in/save-hand-in.ts';
import type { ToHandIn } from './hand-in.ts';

export interface LearnedHandInProps {
  readonly record: LearnerRecord;
  readonly what: ToHandIn;
  /** What is handed in, for names of buttons that stand among others. */
  readonly title: string;
  /** Among others in a list, instead of the one thing to do next. */
  readonly isListed?: boolean;
  readonly onHandedIn?: () => void;
}

/** Saves the hand-in of a quiz or a lesson as a file, or into a folder; its receipt is kept in the record. */
export function LearnedHandIn({ record, what, title, isListed, onHandedIn }: LearnedHandInProps) {
  const [isBusy, setBusy] = useState(false);
  const [said, setSaid] = useState('');
  const [isFault, setFault] = useState(false);

  const save = async (where: 'download' | 'folder'): Promise<void> => {
    // What signs is fetched by whoever hands in.
    const { makeLearnedHandIn } = await import('./hand-in.ts');
    const { bytes, receipt, note = '' } = await makeLearnedHandIn(record, what, new Date());
    const kept = await saveHandIn(where, receipt, bytes);
    if (kept === undefined) {
      setSaid('No folder was chosen, so nothing was saved.');
      return;
    }
    await record.addLearnedReceipt(kept.receipt);
    setSaid(`${kept.saved} Its receipt is in My record. ${note}`.trimEnd());
    onHandedIn?.();
  };
  const handIn = (where: 'download' | 'folder'): void => {
    if (isBusy) return;
    setBusy(true);
    setFault(false);
    setSaid('');
    save(where)
      .catch((error: unknown) => {
        const { message, hint } = error as { message?: string; hint?: string };
        setFault(true);
        setSaid([message ?? 'The browser did not save it.', hint].filter(Boolean).join(' '));
      })
      .finally(() => setBusy(false));
  };
  return (
    <div class="learned-hand-in">
      <div class="btns">
        <button
          class={isListed ? 'btn tight' : 'btn primary'}
          type="button"
          aria-disabled={isBusy}
          aria-label={`Hand in: ${title}`}
          onClick={() => handIn('download')}
        >
          Hand in
        </button>
        {canSaveToFolder() && (
          <button
            class={isListed ? 'btn tight quiet' : 'btn quiet'}
            type="button"
            aria-disabled={isBusy}
            aria-label={`Write to a folder: ${title}`}
            onClick={() => handIn('folder')}
          >
            Write to a folder
          </button>
        )}
      </div>
      <p class={isFault ? 'small w-fail' : 'small'} role="status">
        {said}
      </p>
    </div>
  );
}
