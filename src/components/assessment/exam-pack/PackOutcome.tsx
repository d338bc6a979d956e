import { useEffect, useRef } from 'preact/hooks';
import { neededToPass, type ExamResult, type ExamWindow } from '#assessment';
import type { LearnerRecord } from '#progress';
import { Mark } from '../../site/record/Mark.tsx';
import { ExamHandInOnDemand } from '../exam/ExamHandInOnDemand.tsx';
import type { ExamSheet } from '../exam/exam-sheet.ts';
import { dayAndTime } from '../exam/exam-words.ts';
import { RightByCompetency } from '../exam/RightByCompetency.tsx';

interface Props {
  readonly record: LearnerRecord;
  readonly result: ExamResult;
  readonly issuer: string;
  readonly window: ExamWindow;
  readonly names: ExamSheet['competencies'];
  readonly takesFocus: boolean;
}

/** What the sitting of a pack gave, and what is to be done with it. */
export function PackOutcome({ record, result, issuer, window, names, takesFocus }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { score } = result;
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [result.id]);
  return (
    <div class="outcome pack-outcome">
      <h3 ref={heading} tabIndex={-1}>
        {result.ended === 'time' ? 'The time was over' : 'You have ended it'}
      </h3>
      <p class="outcome-n num">
        <Mark name={score.passed ? 'pass' : 'fail'} /> {score.right} of {score.of} right
      </p>
      <p>
        {neededToPass(score.of, result.pass)} are needed. This is what your browser makes of it;{' '}
        {issuer} judges your answers again, and only that counts.
      </p>
      <RightByCompetency score={score} names={names} />
      <h3>What happens next</h3>
      <ol class="exam-next">
        <li>
          Save the hand-in file and give it to {issuer} before{' '}
          {dayAndTime(new Date(window.closesAt))}. What comes later is marked as late, by the
          issuer’s clock.
        </li>
        <li>
          Once the issuer has revealed <code>sitting.json</code>, audit below that nobody chose your
          questions.
        </li>
        <li>The questions are not shown again, so that others can be asked them.</li>
      </ol>
      <ExamHandInOnDemand record={record} result={result} />
    </div>
  );
}
