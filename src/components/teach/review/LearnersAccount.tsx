import { mismatches, type HandIn, type Submission } from '#cohort';
import { momentOf } from '../desk/dates.ts';

/** What the learner's browser says of how the work came about: nobody else saw it. */
export function LearnersAccount({
  submission,
  handIn,
}: {
  readonly submission: Submission;
  readonly handIn: HandIn;
}) {
  const { attempts, selfReported, createdAt } = submission.manifest;
  const hints = new Map<string, number>();
  for (const { hintsUsed } of attempts) {
    for (const { task, count } of hintsUsed) hints.set(task, Math.max(count, hints.get(task) ?? 0));
  }
  const [first] = attempts;
  const differs = handIn.grading.status === 'graded' ? mismatches(handIn.grading.record) : [];
  return (
    <section aria-labelledby="rv-account">
      <h3 id="rv-account">The learner’s browser says</h3>
      <dl class="rv-facts">
        <dt>Points</dt>
        <dd>
          {selfReported.points} of {selfReported.maxPoints}
        </dd>
        <dt>Checked</dt>
        <dd>
          {attempts.length} {attempts.length === 1 ? 'time' : 'times'}
        </dd>
        {first && (
          <>
            <dt>First check to hand-in</dt>
            <dd>{durationWords(Date.parse(createdAt) - Date.parse(first.startedAt))}</dd>
          </>
        )}
        <dt>Handed in</dt>
        <dd>{momentOf(createdAt)}</dd>
        <dt>Hints opened</dt>
        <dd>
          {hints.size === 0
            ? 'none'
            : [...hints].map(([task, count]) => `${count} for ${task}`).join(', ')}
        </dd>
        <dt>Solution</dt>
        <dd>
          {attempts.some(({ solutionSeen }) => solutionSeen) ? 'was opened' : 'was not opened'}
        </dd>
      </dl>
      {differs.map((words) => (
        <p key={words} class="fine">
          {words}
        </p>
      ))}
    </section>
  );
}

function durationWords(ms: number): string {
  if (!(ms >= 0)) return 'not told';
  const minutes = Math.round(ms / 60_000);
  if (minutes < 1) return 'less than a minute';
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`;
}
