import { useState } from 'preact/hooks';
import { handInKey, type HandIn } from '#cohort';
import { titleOf } from '../collect/CollectedList.tsx';
import type { PanelProps } from '../desk/teach-panel.ts';
import { useHandIns } from '../desk/use-hand-ins.ts';
import { WithoutNetwork } from '../desk/WithoutNetwork.tsx';
import { BatchProgress } from './BatchProgress.tsx';
import { BringSitting } from './BringSitting.tsx';
import { deskOf } from './desks.ts';
import { gradingFor } from './grade-hand-in.ts';
import { sittingsOf } from './sittings.ts';

/** Each engine of a further lane needs about so much memory. */
const LANE_MB = 150;

/** Grades what was handed in again, each in an engine of its own. */
export function RegradePanel(props: PanelProps) {
  const { store, cohort, attempt } = props;
  const handIns = useHandIns(props);
  const desk = deskOf(store, cohort.id);
  const cores = Math.max(1, navigator.hardwareConcurrency);
  const [lanes, setLanes] = useState(Math.max(1, cores - 1));
  const [isReady, setReady] = useState(true);
  if (!handIns) return null;
  const waiting = handIns.filter(({ grading }) => grading.status === 'waiting');
  const failed = handIns.filter(({ grading }) => grading.status === 'failed');
  const done = handIns.length - waiting.length - failed.length;
  const isIdle = desk.state.value === 'idle' && isReady;

  const begin = (chosen: readonly HandIn[]): void =>
    attempt(async () => {
      setReady(false);
      let words = '';
      try {
        words = await alone(cohort.id, async () => {
          const grade = await gradingFor(store, cohort, sittingsOf(store).peek());
          setReady(true);
          await desk.run(chosen, lanes, grade);
          const { done: count, failed: broken } = desk.progress.value;
          return `${count} graded${broken > 0 ? `, ${broken} of which could not be` : ''}.`;
        });
      } finally {
        setReady(true);
      }
      return words;
    });

  return (
    <>
      <section aria-labelledby="rg-name">
        <h2 id="rg-name">Grade again</h2>
        <p class="teach-say">
          What a learner’s browser reported decides nothing: every hand-in is graded again here,
          from its files alone, each in a sandbox of its own without a network. Results are kept one
          by one. If this page is closed or the browser ends, at most what was under way is graded
          anew.
        </p>
        <dl class="rg-counts">
          <div>
            <dt>Waiting</dt>
            <dd>{waiting.length}</dd>
          </div>
          <div>
            <dt>Graded</dt>
            <dd>{done}</dd>
          </div>
          <div>
            <dt>Could not be graded</dt>
            <dd>{failed.length}</dd>
          </div>
        </dl>
        {!isIdle ? (
          <BatchProgress {...props} desk={desk} isReady={isReady} />
        ) : waiting.length + failed.length === 0 ? (
          <NothingWaits any={handIns.length > 0} open={props.open} />
        ) : (
          <div class="rg-start">
            <div class="teach-field">
              <label for="rg-lanes">At a time</label>
              <select
                id="rg-lanes"
                class="field"
                value={lanes}
                onChange={({ currentTarget }) => setLanes(Number(currentTarget.value))}
              >
                {Array.from({ length: Math.min(cores, 8) }, (_, index) => (
                  <option key={index} value={index + 1}>
                    {index + 1}
                  </option>
                ))}
              </select>
              <p class="fine">
                This computer has {cores} cores. Each at a time takes about {LANE_MB} MB of memory.
              </p>
            </div>
            <p class="co-ways">
              {waiting.length > 0 && (
                <button class="btn primary" type="button" onClick={() => begin(waiting)}>
                  {done + failed.length > 0 ? 'Go on' : 'Begin'}: {waiting.length}
                </button>
              )}
              {failed.length > 0 && (
                <button class="btn" type="button" onClick={() => begin(failed)}>
                  Try those that failed once more
                </button>
              )}
            </p>
          </div>
        )}
        <WithoutNetwork />
      </section>
      {handIns.some(({ item }) => item.kind === 'exam') && (
        <BringSitting store={store} attempt={attempt} />
      )}
      {failed.length > 0 && (
        <section class="co-aside" aria-labelledby="rg-failed">
          <h2 id="rg-failed">Could not be graded: {failed.length}</h2>
          <p class="teach-say">
            This is the grader’s or the engine’s trouble, and is charged to nobody. Look at the
            work, or set a grade with a reason under Review.
          </p>
          <ul role="list" class="rg-failed">
            {failed.map((handIn) => (
              <li key={handInKey(handIn)}>
                <p>
                  <button
                    class="linklike"
                    type="button"
                    onClick={() => props.open('review', handInKey(handIn))}
                  >
                    {nameOf(props, handIn)}: {titleOf(props, handIn)}
                  </button>
                </p>
                <p class="co-why">{handIn.grading.status === 'failed' && handIn.grading.reason}</p>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** Where to go on when there is nothing to grade. */
function NothingWaits({ any, open }: Pick<PanelProps, 'open'> & { readonly any: boolean }) {
  return (
    <p class="co-ways rg-next">
      <span>{any ? 'All that came in is graded.' : 'Nothing was collected yet.'}</span>
      <button class="btn" type="button" onClick={() => open(any ? 'gradebook' : 'collect')}>
        {any ? 'Open the gradebook' : 'Collect hand-ins'}
      </button>
    </p>
  );
}

export const nameOf = (
  { cohort }: Pick<PanelProps, 'cohort'>,
  { learner }: Pick<HandIn, 'learner'>,
): string => cohort.learners.find(({ id }) => id === learner)?.name ?? learner;

/** One page at a time grades a cohort: two would grade each hand-in twice. */
async function alone(cohort: string, work: () => Promise<string>): Promise<string> {
  return navigator.locks.request(
    `plumbline-regrade-${cohort}`,
    { ifAvailable: true },
    async (lock) => {
      if (!lock)
        throw new RangeError('Another tab is grading this cohort. Go on there, or close it.');
      return work();
    },
  );
}
