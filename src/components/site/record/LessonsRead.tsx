import type { Standing } from '../standing.ts';
import { Mark } from './Mark.tsx';
import type { RecordStep } from './record-step.ts';
import { when } from './sum-up.ts';

interface Props {
  readonly steps: readonly RecordStep[];
  /** In the order of the steps. */
  readonly standings: readonly Standing[];
}

/** Lessons that were opened or read. */
export function LessonsRead({ steps, standings }: Props) {
  const rows = steps
    .map((step, index) => ({ step, standing: standings[index] }))
    .filter(({ step, standing }) => step.kind === 'lesson' && standing?.at !== undefined);
  return (
    <section class="row sect" aria-labelledby="lessons">
      <div class="at tick">Lessons</div>
      <div class="on">
        <h2 id="lessons">What you have read</h2>
        {rows.length === 0 && <p class="record-none">No lesson was opened yet.</p>}
        <ul role="list" class="items record-list">
          {rows.map(({ step, standing }) => (
            <li key={step.id}>
              <Mark name={standing?.state === 'done' ? 'pass' : 'half'} />
              <div>
                <h3>
                  <a href={step.href}>{step.title}</a>
                </h3>
                <p>{step.course}</p>
              </div>
              <span class="num">
                {standing?.state === 'done' ? 'Read' : 'Opened'} {when(standing?.at ?? '')}
              </span>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
