import { useRef } from 'preact/hooks';
import type { LearnerRecord } from '#progress';
import { useFileDrop } from '../../site/use-file-drop.ts';

interface Props {
  readonly onBring: (files: readonly File[]) => void;
  readonly said: readonly string[];
  readonly faults: readonly string[];
  readonly place: LearnerRecord['place'];
  /** A key has come by the link, and there is no pack that it could open. */
  readonly waitsForPack: boolean;
  readonly isLast: boolean;
}

/** Where a pack is dropped or chosen. */
export function BringPack({ onBring, said, faults, place, waitsForPack, isLast }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const take = (files: FileList | null | undefined): void => {
    if (files && files.length > 0) onBring([...files]);
  };
  const drop = useFileDrop((dropped) => take(dropped.files));
  return (
    <section class={isLast ? 'row sect pad-foot' : 'row sect'} aria-labelledby="bring">
      <div class="at tick">The file</div>
      <div class="on pack-bring">
        <h2 id="bring" tabIndex={-1}>
          Bring your pack
        </h2>
        <div class={drop.isOver ? 'pack-drop is-over' : 'pack-drop'} {...drop.on}>
          <p>
            <b>Drop it here:</b> the file that ends in <code>.exam-pack.json</code>. After the
            sitting also <code>sitting.json</code>, to audit the draw.
          </p>
          <button class="btn primary" type="button" onClick={() => input.current?.click()}>
            Choose a file
          </button>
          <input
            ref={input}
            type="file"
            hidden
            multiple
            accept=".json,application/json"
            aria-label="An exam pack, or what its issuer has revealed"
            onChange={(event) => {
              take(event.currentTarget.files);
              event.currentTarget.value = '';
            }}
          />
        </div>
        {waitsForPack && (
          <p class="small">The key of your link is at hand. Bring the pack that it opens.</p>
        )}
        {place === 'memory' && (
          <p class="small w-error">
            This browser keeps nothing for the site: pack and sitting last until you leave the page.
          </p>
        )}
        <div role="status" class="small">
          {said.map((words) => (
            <p key={words}>{words}</p>
          ))}
          {faults.map((words) => (
            <p key={words} class="w-fail">
              {words}
            </p>
          ))}
        </div>
      </div>
    </section>
  );
}
