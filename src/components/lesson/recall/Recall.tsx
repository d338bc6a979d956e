import { useEffect, useState } from 'preact/hooks';
import type { Question } from '#curriculum';
import { RecallQuestion } from './RecallQuestion.tsx';

interface Props {
  readonly questions: readonly Question[];
  /** `<course>/<lesson>`, for the record of answers; absent outside a lesson's page. */
  readonly lesson?: string;
}

/**
 * The retrieval questions at the end of a lesson.
 *
 * Without script the explanations stand in a `details` under each question; with it, an answer is asked for first.
 */
export function Recall({ questions, lesson }: Props) {
  const [live, setLive] = useState(false);
  useEffect(() => setLive(true), []);
  return (
    <div class="recall">
      {questions.map((question, index) => (
        <RecallQuestion
          key={question.id}
          question={question}
          number={index + 1}
          live={live}
          recordAs={lesson === undefined ? undefined : `${lesson}#${question.id}`}
        />
      ))}
    </div>
  );
}
