import { useId, useRef, useState } from 'preact/hooks';
import { useFileDrop } from '../../site/use-file-drop.ts';
import { bring, bringFile, type Brought } from './offered-file.ts';
import { ScanCode } from './ScanCode.tsx';

interface Props {
  readonly onBring: (brought: readonly Brought[]) => void;
  readonly onLink: (fragment: string) => void;
  /** Address of a sample, when the page has one. */
  readonly sample?: string;
  readonly first: boolean;
}

/** The ways in: drop, choose, paste, scan. */
export function Bring({ onBring, onLink, sample, first }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const [pasted, setPasted] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const pasteId = useId();

  const take = (files: FileList | null | undefined): void => {
    if (!files || files.length === 0) return;
    void Promise.all(Array.from(files, bringFile)).then(onBring);
  };
  const drop = useFileDrop((dropped) => take(dropped.files));
  const takeText = (): void => {
    const text = pasted.trim();
    if (text === '') {
      field.current?.focus();
      return;
    }
    const fragment = /#([cn]=\S+)$/.exec(text)?.[1];
    if (fragment !== undefined) onLink(fragment);
    else onBring([bring('pasted text', text)]);
    setPasted('');
  };

  return (
    <>
      <div class={drop.isOver ? 'drop is-over' : 'drop'} {...drop.on}>
        <p>
          <b>Drop a certificate here:</b> the JSON file, or the PNG or SVG badge.
        </p>
        <button
          class={first ? 'btn primary' : 'btn'}
          type="button"
          onClick={() => input.current?.click()}
        >
          Choose a file
        </button>
        <input
          ref={input}
          type="file"
          hidden
          multiple
          accept=".json,.png,.svg,application/json,image/png,image/svg+xml"
          onChange={(event) => {
            take(event.currentTarget.files);
            event.currentTarget.value = '';
          }}
        />
      </div>
      <div class="other-ways">
        <details>
          <summary>Paste it</summary>
          <label for={pasteId}>The text of the JSON file, or a certificate’s link</label>
          <textarea
            ref={field}
            id={pasteId}
            class="field mono"
            rows={5}
            spellcheck={false}
            value={pasted}
            onInput={(event) => setPasted(event.currentTarget.value)}
          />
          <button class="btn" type="button" onClick={takeText}>
            Check this text
          </button>
        </details>
        <ScanCode onLink={onLink} />
        {sample !== undefined && (
          <p class="small">
            Nothing at hand? <a href={sample}>Check a sample</a>, signed by a key of no worth.
          </p>
        )}
      </div>
    </>
  );
}
