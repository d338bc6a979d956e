import type { LabAttempt } from '#progress';
import { checksThatHold, passesLab } from '../standing.ts';
import { Mark } from './Mark.tsx';
import type { RecordStep } from './record-step.ts';
import { when } from './sum-up.ts';

interface Props {
  readonly steps: readonly RecordStep[];
  /** Oldest first. */
  readonly attempts: readonly LabAttempt[];
}

const WORDS = {
  pass: 'holds',
  fail: 'does not hold',
  blocked: 'blocked',
  error: 'the grader broke',
} as const;

/** Every press of "Check", lab by lab, the newest first. */
export function LabsTried({ steps, attempts }: Props) {
  const labs = [...new Set(attempts.map(({ lab }) => lab))];
  return (
    <section class="row sect" aria-labelledby="labs">
      <div class="at tick">Labs</div>
      <div class="on">
        <h2 id="labs">What you have tried</h2>
        {labs.length === 0 && <p class="record-none">No lab was checked yet.</p>}
        {labs.map((lab) => (
          <LabTried
            key={lab}
            lab={lab}
            step={steps.find(({ kind, id }) => kind === 'lab' && id === lab)}
            attempts={attempts.filter((attempt) => attempt.lab === lab).toReversed()}
          />
        ))}
      </div>
    </section>
  );
}

interface LabTriedProps {
  readonly lab: string;
  /** Absent when the lab is no longer on the site. */
  readonly step: RecordStep | undefined;
  /** Newest first. */
  readonly attempts: readonly LabAttempt[];
}

function LabTried({ lab, step, attempts }: LabTriedProps) {
  return (
    <div class="tried">
      <h3>{step ? <a href={step.href}>{step.title}</a> : lab}</h3>
      <table class="t stack">
        <caption class="vh">Attempts at {step?.title ?? lab}, newest first</caption>
        <thead>
          <tr>
            <th scope="col">Verdict</th>
            <th scope="col" class="r">
              Points
            </th>
            <th scope="col">With</th>
            <th scope="col">When</th>
          </tr>
        </thead>
        <tbody>
          {attempts.map((attempt) => (
            <tr key={attempt.id}>
              <td>
                <Verdict attempt={attempt} step={step} />
              </td>
              <td class="r" data-l="Points">
                {attempt.points} of {attempt.maxPoints}
              </td>
              <td>{helpUsed(attempt)}</td>
              <td class="num">{when(attempt.startedAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Verdict({ attempt, step }: { attempt: LabAttempt; step: RecordStep | undefined }) {
  // Of a lab that is no longer on the site only all points say that it was passed.
  const passed = passesLab(step ?? { kind: 'lab', id: attempt.lab }, attempt);
  return (
    <details>
      <summary>
        <span class="vd num">
          <Mark name={passed ? 'pass' : 'half'} /> {checksThatHold(attempt)}
        </span>
      </summary>
      <ul role="list" class="checks-of">
        {Object.entries(attempt.verdicts).map(([id, verdict]) => (
          <li key={id} title={step?.checks?.find((check) => check.id === id)?.claim}>
            <Mark name={verdict} /> <code>{id}</code>{' '}
            <span class={verdict === 'pass' ? 'dim' : `w-${verdict}`}>{WORDS[verdict]}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** What the learner had before this attempt: hints, the solution, or neither; and the time that it took. */
function helpUsed({ hintsUsed, solutionSeen, activeMs }: LabAttempt): string {
  const minutes = activeMs === undefined ? '' : `, ${Math.ceil(activeMs / 60_000)} min of work`;
  if (solutionSeen) return `the solution seen${minutes}`;
  const hints = Object.values(hintsUsed).reduce((sum, count) => sum + count, 0);
  if (hints === 0) return `no hint${minutes}`;
  return `${hints === 1 ? '1 hint' : `${hints} hints`}${minutes}`;
}
