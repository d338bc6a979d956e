import { useLayoutEffect, useRef } from 'preact/hooks';
import { neededToPass, type ExamResult } from '#assessment';
import type { LearnerRecord } from '#progress';
import { Mark } from '../../site/record/Mark.tsx';
import type { ExamSheet } from './exam-sheet.ts';
import { dayAndTime, lengthWords } from './exam-words.ts';
import { ExamHandInOnDemand } from './ExamHandInOnDemand.tsx';
import { RightByCompetency } from './RightByCompetency.tsx';

interface Props {
  readonly sheet: ExamSheet;
  readonly record: LearnerRecord;
  readonly result: ExamResult;
  /** Part P also holds. */
  readonly practicalHolds: boolean;
  readonly takesFocus: boolean;
}

/** What a sitting gave, what it is worth, and what happens next. */
export function ExamOutcome(props: Props) {
  const { sheet, record, result, practicalHolds, takesFocus } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  const { score } = result;
  const again = sheet.lessons.filter(({ items }) => items.some((id) => score.byItem[id] === false));
  const coming = again.filter(({ href }) => href === undefined).length;
  useLayoutEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [result.id]);
  return (
    <section class="row sect" aria-labelledby="outcome">
      <div class="at tick">Result</div>
      <div class="on quiz-rest outcome">
        <h2 id="outcome" ref={heading} tabIndex={-1}>
          Sitting {result.number}: {score.passed ? 'part K holds' : 'part K does not hold'}
        </h2>
        <p class="outcome-n num">
          <Mark name={score.passed ? 'pass' : 'fail'} /> {score.right} of {score.of} right
        </p>
        <p>
          {neededToPass(score.of, result.pass)} are needed: {result.pass} %, a provisional mark
          until a panel of practitioners has set it.{' '}
          {result.ended === 'time'
            ? 'The time was over; what was answered by then counts.'
            : `You ended it after ${result.usedMs < 60_000 ? 'less than a minute' : lengthWords(result.usedMs / 60_000)}.`}
        </p>
        <RightByCompetency score={score} names={sheet.competencies} />
        {again.length > 0 && (
          <>
            <h3>To read again</h3>
            <ul class="exam-next">
              {again.map(
                ({ title, href }) =>
                  href !== undefined && (
                    <li key={href}>
                      <a href={href}>{title}</a>
                    </li>
                  ),
              )}
              {coming > 0 && (
                <li>
                  {coming === 1 ? 'A lesson that is coming' : `${coming} lessons that are coming`}
                </li>
              )}
            </ul>
          </>
        )}
        <h3>What happens next</h3>
        <ol class="exam-next">
          <li>
            This browser judged it, and nobody watched: it is a practice record, self-assessed, and
            no certificate.
          </li>
          <li>
            {practicalHolds
              ? 'Part P holds here, too.'
              : 'Part P is still to be done: it stands below. Both parts are needed, and neither makes up for the other.'}
          </li>
          <li>
            For a certificate, save the hand-in file and give it to an issuer: your instructor or
            your organisation. They judge your answers again from the file; what this browser says
            is only compared.
          </li>
          <li>The questions are not shown again, so that others can be asked them.</li>
        </ol>
        <ExamHandInOnDemand record={record} result={result} />
        <p class="small dim num">Ended {dayAndTime(new Date(result.finishedAt))}</p>
      </div>
    </section>
  );
}
