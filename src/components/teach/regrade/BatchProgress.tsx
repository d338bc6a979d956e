import { useEffect, useState } from 'preact/hooks';
import { handInKey } from '#cohort';
import { titleOf } from '../collect/CollectedList.tsx';
import type { PanelProps } from '../desk/teach-panel.ts';
import type { RegradeDesk } from './regrade-desk.ts';

/** How far the batch is, and what can be done about it. */
export function BatchProgress({
  desk,
  cohort,
  catalogue,
  isReady,
}: Pick<PanelProps, 'cohort' | 'catalogue'> & {
  readonly desk: RegradeDesk;
  readonly isReady: boolean;
}) {
  const { done, of, underWay, leftMs } = desk.progress.value;
  const state = desk.state.value;
  const now = useSeconds();
  const name = (id: string) => cohort.learners.find((one) => one.id === id)?.name ?? id;
  return (
    <div class="rg-batch">
      <progress
        aria-label="Graded so far"
        {...(isReady ? { value: done, max: Math.max(1, of) } : {})}
      />
      <p role="status">
        {!isReady
          ? 'The grader is made ready…'
          : state === 'pausing'
            ? `${done} of ${of}. What is under way is finished first…`
            : state === 'paused'
              ? `${done} of ${of}. Paused.`
              : `${done} of ${of} graded.`}
      </p>
      {state === 'running' && leftMs !== undefined && done < of && (
        <p class="fine">{timeWords(leftMs)} to go.</p>
      )}
      <ul role="list" class="rg-lanes">
        {underWay.map(({ handIn, startedAt }) => (
          <li key={handInKey(handIn)}>
            {name(handIn.learner)} <span class="fine">{titleOf({ catalogue }, handIn)}</span>{' '}
            <span class="num fine">{Math.max(0, Math.round((now - startedAt) / 1000))} s</span>
          </li>
        ))}
      </ul>
      {isReady && (
        <p class="co-ways">
          {state === 'running' ? (
            <button class="btn" type="button" onClick={() => desk.pause()}>
              Pause
            </button>
          ) : (
            <button class="btn primary" type="button" onClick={() => desk.resume()}>
              Go on
            </button>
          )}
          <button class="btn" type="button" onClick={() => desk.stop()}>
            Stop here
          </button>
        </p>
      )}
    </div>
  );
}

/** `performance.now()`, once a second. */
function useSeconds(): number {
  const [now, setNow] = useState(performance.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

function timeWords(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 1) return 'Less than a minute';
  return minutes === 1 ? 'About a minute' : `About ${minutes} minutes`;
}
