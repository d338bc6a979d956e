import type { LearnedRecord } from '#cohort';
import type { Verdict } from '#grading';
import type { ReviewProps } from './HandInReview.tsx';

const WORDS = {
  pass: 'holds',
  fail: 'does not hold',
  blocked: 'could not be told',
  error: 'was not judged',
} as const;

/** What grading again found, check by check, with what each saw. */
export function VerdictList({ handIn, catalogue }: ReviewProps) {
  const { grading, item } = handIn;
  if (grading.status !== 'graded') {
    const words = {
      waiting: 'It is not graded yet.',
      failed: grading.status === 'failed' ? grading.reason : '',
      judged:
        grading.status === 'judged'
          ? `${grading.record.score.right} of ${grading.record.score.of} answers are right. ${grading.record.notes.join(' ')}`
          : '',
      marked: grading.status === 'marked' ? markedWords(grading.record) : '',
    }[grading.status];
    return (
      <section aria-labelledby="rv-checks">
        <h3 id="rv-checks">Graded again</h3>
        <p class="teach-say">{words}</p>
      </section>
    );
  }
  const checks = catalogue.labs
    .find(({ id }) => id === item.id)
    ?.tasks.flatMap((task) => task.checks);
  const differs = new Map(grading.record.differences.map((one) => [one.check, one]));
  return (
    <section aria-labelledby="rv-checks">
      <h3 id="rv-checks">Graded again</h3>
      <ul class="rv-checks" role="list">
        {grading.verdicts.map((verdict) => {
          const differ = differs.get(verdict.check);
          return (
            <li key={verdict.check} class={`is-${verdict.status}`}>
              <p>
                <b class={`w-${verdict.status}`}>{WORDS[verdict.status]}</b>{' '}
                {checks?.find(({ id }) => id === verdict.check)?.claim ?? verdict.check}
              </p>
              <Evidence verdict={verdict} />
              {differ && differ.selfReported !== 'absent' && (
                <p class="fine">The learner’s browser reported: {WORDS[differ.selfReported]}.</p>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** What marking came to; of a lesson, whose word it is. */
function markedWords({ kind, score, items, notes }: LearnedRecord): string {
  if (kind === 'lesson') {
    return 'Read, as the learner’s browser reports it. Nothing of it can be graded again.';
  }
  const wrong = items.flatMap(({ item, right }) => (right ? [] : [item]));
  return [
    `${score.right} of ${score.of} answers are right.`,
    ...(wrong.length > 0 ? [`Not right: ${wrong.join(', ')}.`] : []),
    ...notes,
  ].join(' ');
}

function Evidence({ verdict }: { readonly verdict: Verdict }) {
  if (verdict.status === 'blocked') return <p class="fine">{verdict.because}</p>;
  if (verdict.status !== 'fail') return null;
  return (
    <details>
      <summary>{verdict.summary}</summary>
      <dl class="rv-evidence">
        {(
          [
            ['Ran', verdict.ran],
            ['Came back', verdict.cameBack],
            ['Expected', verdict.expected],
          ] as const
        ).map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <pre tabIndex={0}>{text}</pre>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
