import { useState } from 'preact/hooks';
import { handInKey, type HandIn } from '#cohort';
import type { PanelProps } from '../desk/teach-panel.ts';
import { HandInRow } from './HandInRow.tsx';

const VIEWS = [
  { id: 'all', name: 'All', has: () => true },
  { id: 'late', name: 'Late', has: ({ isLate }: HandIn) => isLate },
  { id: 'asks', name: 'With questions', has: ({ notes }: HandIn) => notes.length > 0 },
] as const;

/** How many rows are drawn before somebody asks for more. */
const STEP = 200;

/** What was taken: how far each assignment is, and every hand-in. */
export function CollectedList(props: PanelProps & { readonly handIns: readonly HandIn[] }) {
  const { cohort, handIns, open } = props;
  const [view, setView] = useState<(typeof VIEWS)[number]['id']>('all');
  const [most, setMost] = useState(STEP);
  const names = new Map(cohort.learners.map(({ id, name }) => [id, name]));
  const shown = handIns
    .filter(VIEWS.find(({ id }) => id === view)?.has ?? (() => true))
    .sort((a, b) => (a.receivedAt < b.receivedAt ? 1 : -1));
  return (
    <section class="co-taken" aria-labelledby="co-taken-name">
      <header>
        <h2 id="co-taken-name">Collected: {handIns.length}</h2>
        <div class="view-choice" role="group" aria-label="Which hand-ins are shown">
          {VIEWS.map(({ id, name, has }) => (
            <button key={id} type="button" aria-pressed={view === id} onClick={() => setView(id)}>
              {name} <span class="num">{handIns.filter(has).length}</span>
            </button>
          ))}
        </div>
        {handIns.some(({ grading }) => grading.status === 'waiting') && (
          <button class="btn primary" type="button" onClick={() => open('regrade')}>
            Grade them again
          </button>
        )}
      </header>
      <ul class="co-far" role="list">
        {cohort.assignments.map(({ terms }) => {
          const own = handIns.filter(({ assignment }) => assignment === terms.id);
          const who = new Set(own.map(({ learner }) => learner)).size;
          return (
            <li key={terms.id}>
              <b>{terms.title}</b>
              <meter
                value={who}
                max={Math.max(1, cohort.learners.length)}
                aria-label={`Handed in for ${terms.title}`}
              />
              <span class="fine">
                {who} of {cohort.learners.length} learners
              </span>
            </li>
          );
        })}
      </ul>
      {shown.length > 0 ? (
        <div class="co-table" tabIndex={0} role="region" aria-label="Every hand-in">
          <table class="t dense">
            <thead>
              <tr>
                <th scope="col">Learner</th>
                <th scope="col">Handed in</th>
                <th scope="col">Received</th>
                <th scope="col">Grading</th>
                <th scope="col">To look at</th>
              </tr>
            </thead>
            <tbody>
              {shown.slice(0, most).map((handIn) => (
                <HandInRow
                  key={handInKey(handIn)}
                  handIn={handIn}
                  name={names.get(handIn.learner) ?? handIn.learner}
                  title={titleOf(props, handIn)}
                  onOpen={() => open('review', handInKey(handIn))}
                />
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        <p class="teach-say">Nothing here yet.</p>
      )}
      {shown.length > most && (
        <button class="btn" type="button" onClick={() => setMost(most + STEP)}>
          Show more of {shown.length}
        </button>
      )}
    </section>
  );
}

export const titleOf = (
  { catalogue }: Pick<PanelProps, 'catalogue'>,
  { item }: Pick<HandIn, 'item'>,
): string =>
  catalogue.items.find(({ kind, id }) => kind === item.kind && id === item.id)?.title ?? item.id;
