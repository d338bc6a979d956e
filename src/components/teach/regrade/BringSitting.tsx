import { FileChooser } from '../desk/FileChooser.tsx';
import type { PanelProps } from '../desk/teach-panel.ts';
import { bringSitting, sittingsOf } from './sittings.ts';

/** What judges exams that were sat from locked packs: the folder of their sitting. */
export function BringSitting({ store, attempt }: Pick<PanelProps, 'store' | 'attempt'>) {
  const sittings = sittingsOf(store).value;
  return (
    <section class="co-aside" aria-labelledby="rg-sittings">
      <h2 id="rg-sittings">Exams from locked packs</h2>
      <p class="teach-say">
        Their questions are drawn again from the secret of their sitting. Choose the folder that{' '}
        <code>npm run cohort -- pack</code> has made. It is read for as long as this page is open,
        and kept nowhere.
      </p>
      {sittings.length > 0 && (
        <ul role="list">
          {sittings.map(({ draw, title, packs }) => (
            <li key={draw.sitting}>
              {title}, <span class="mono">{draw.sitting}</span>:{' '}
              {packs.size === 1 ? '1 pack' : `${packs.size} packs`}
            </li>
          ))}
        </ul>
      )}
      <FileChooser
        label="Choose the folder of a sitting"
        name="The folder of a sitting"
        takes="folder"
        onFiles={(files) =>
          attempt(async () => {
            const { title, packs } = await bringSitting(store, files);
            return `“${title}” is here with ${packs.size === 1 ? '1 pack' : `${packs.size} packs`}.`;
          })
        }
      />
    </section>
  );
}
