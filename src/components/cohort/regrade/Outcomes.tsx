import { mismatches, type Collection, type RegradeOutcome } from '#cohort';
import { Mark } from '../../site/record/Mark.tsx';
import type { ExamOutcome } from './judge-exams.ts';

interface Props {
  /** Absent until all files were looked at. */
  readonly collection: Collection | undefined;
  readonly outcomes: readonly RegradeOutcome[];
  readonly exams: readonly ExamOutcome[];
  /** Absent when nothing runs. */
  readonly onStop: (() => void) | undefined;
  /** Absent while there is nothing to save. */
  readonly onSave: (() => void) | undefined;
}

/** What grading gave, hand-in by hand-in, with what needs a person's eye. */
export function Outcomes({ collection, outcomes, exams, onStop, onSave }: Props) {
  const total = (collection?.bundles.length ?? 0) + (collection?.exams.length ?? 0);
  const done = [...exams, ...outcomes];
  const graded = done.filter((outcome) => 'record' in outcome);
  const passed = graded.filter(({ record }) => record.score.passed).length;
  const broken = done.length - graded.length;
  const said = !collection
    ? 'Looking through the files.'
    : onStop
      ? `Grading: ${done.length} of ${total} done.`
      : `${graded.length} graded, ${passed} passed; ${broken} not graded; ${collection.setAside.length} set aside.` +
        (done.length < total ? ` Stopped before ${total - done.length} more.` : '');
  return (
    <section class="row sect pad-foot" aria-labelledby="outcomes">
      <div class="at tick">Records</div>
      <div class="on">
        <h2 id="outcomes">What was found</h2>
        <p class="criteria" role="status">
          {said}
        </p>
        <ul class="work" role="list">
          {exams.map((outcome) => (
            <JudgedExam key={outcome.exam.sha256} outcome={outcome} />
          ))}
          {outcomes.map((outcome) => (
            <Outcome key={outcome.bundle.bundleSha256} outcome={outcome} />
          ))}
          {collection?.setAside.map(({ list, name, reason }) => (
            <li key={`${list} ${name}`}>
              <p>
                <span class="vd">
                  <Mark name="blocked" /> {name}
                </span>
                <span>{list === 'unknown' ? 'not known here' : list}, set aside</span>
              </p>
              <p class="fine">{reason}</p>
            </li>
          ))}
        </ul>
        <p class="onward btns">
          {onStop && (
            <button class="btn" type="button" onClick={onStop}>
              Stop after this one
            </button>
          )}
          {onSave && (
            <button class="btn primary" type="button" onClick={onSave}>
              Save the signed records
            </button>
          )}
        </p>
      </div>
    </section>
  );
}

function JudgedExam({ outcome }: { readonly outcome: ExamOutcome }) {
  const { exam } = outcome;
  if ('failure' in outcome) {
    return (
      <li>
        <p>
          <span class="vd">
            <Mark name="error" /> {exam.learner}, exam {exam.exam}
          </span>
          <span>not judged</span>
        </p>
        <p class="fine">{outcome.failure}</p>
      </li>
    );
  }
  const { score, reported, isLate, notes } = outcome.record;
  const said = [
    ...(isLate ? ['It was received after its window had closed.'] : []),
    ...(reported
      ? [`The learner’s browser reported ${reported.right} of ${reported.of} right.`]
      : []),
    ...notes,
    ...exam.notes,
  ];
  return (
    <li>
      <p>
        <span class="vd">
          <Mark name={score.passed ? 'pass' : 'fail'} /> {exam.learner}, exam {exam.exam}
        </span>
        <span class="num">
          {score.passed ? 'passed' : 'not passed'}, {score.right} of {score.of} right
        </span>
      </p>
      {said.map((words) => (
        <p class="fine" key={words}>
          {words}
        </p>
      ))}
      <p class="fine dim mono">{exam.sha256.slice(0, 12)}…</p>
    </li>
  );
}

function Outcome({ outcome }: { readonly outcome: RegradeOutcome }) {
  const { bundle } = outcome;
  if ('failure' in outcome) {
    return (
      <li>
        <p>
          <span class="vd">
            <Mark name="error" /> {bundle.learner}, {bundle.lab}
          </span>
          <span>not graded</span>
        </p>
        <p class="fine">{outcome.failure}</p>
      </li>
    );
  }
  const { record, isFromBefore, durationMs } = outcome;
  const { points, maxPoints, passed, unmet } = record.score;
  const differs = record.differences.map(
    ({ check, selfReported, regraded }) =>
      `${check}: ${regraded} here, the learner’s browser reported ${selfReported}`,
  );
  const missed = unmet.map((check) => `${check} must hold, and does not`);
  return (
    <li>
      <p>
        <span class="vd">
          <Mark name={passed ? 'pass' : 'fail'} /> {bundle.learner}, {bundle.lab}
        </span>
        <span class="num">
          {passed ? 'passed' : 'not passed'}, {points} of {maxPoints} points
        </span>
      </p>
      {[...mismatches(record), ...missed, ...differs, ...bundle.notes].map((words) => (
        <p class="fine" key={words}>
          {words}
        </p>
      ))}
      <p class="fine dim">
        {isFromBefore ? 'Graded in an earlier run' : `${(durationMs / 1000).toFixed(1)} s`}
        {', '}
        <span class="mono">{record.bundleSha256.slice(0, 12)}…</span>
      </p>
    </li>
  );
}
