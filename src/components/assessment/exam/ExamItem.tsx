import { useLayoutEffect, useRef } from 'preact/hooks';
import { shownOrder, whatLacks, type Answer, type BankItem, type ItemMarks } from '#assessment';
import { InlineText } from '../../lesson/InlineText.tsx';
import { HOW, partsOf, pressDigit, takesText } from '../item-form.ts';
import { ItemAnswer } from '../ItemAnswer.tsx';
import { QuizArtifact } from '../QuizArtifact.tsx';

interface Props {
  readonly item: BankItem;
  readonly seed: string;
  readonly index: number;
  readonly count: number;
  readonly marks: ItemMarks;
  readonly takesFocus: boolean;
  readonly onAnswer: (answer: Answer | undefined) => void;
  readonly onFlag: (isFlagged: boolean) => void;
  readonly onGo: (index: number) => void;
  readonly onReview: () => void;
}

/** One question of an exam: answered, changed, flagged; what is right is not said. */
export function ExamItem(props: Props) {
  const { item, seed, index, count, marks, takesFocus, onAnswer, onFlag, onGo, onReview } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const { answer, isFlagged } = marks;
  const lacks = answer === undefined ? undefined : whatLacks(item, answer);
  const isLast = index === count - 1;
  const next = (): void => (isLast ? onReview() : onGo(index + 1));

  useLayoutEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [item.id]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (takesText(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key === 'f') onFlag(!isFlagged);
    else if (key === 'n') next();
    else if (key === 'p' && index > 0) onGo(index - 1);
    else pressDigit(form.current, event);
  };

  return (
    <form
      ref={form}
      class="quiz-item exam-item q"
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        next();
      }}
    >
      <p class="crumb">
        <span>
          Question {index + 1} of {count}
        </span>{' '}
        <span>{HOW[item.kind]}</span>
      </p>
      <h2 ref={heading} tabIndex={-1} id="question">
        <InlineText text={item.ask} />
      </h2>
      {item.artifact && item.kind !== 'mark' && <QuizArtifact artifact={item.artifact} />}
      <fieldset aria-labelledby="question">
        <ItemAnswer
          item={item}
          order={shownOrder(item, partsOf(item), seed)}
          value={answer}
          closed={false}
          onChange={onAnswer}
        />
      </fieldset>
      <p class="small dim exam-lacks" role="status">
        {lacks === undefined ? '' : `Not whole yet, so it would count as open. ${lacks}`}
      </p>
      <div class="exam-btns">
        <button class="btn" type="button" disabled={index === 0} onClick={() => onGo(index - 1)}>
          Previous
        </button>
        <button
          class="btn quiet"
          type="button"
          aria-pressed={isFlagged}
          onClick={() => onFlag(!isFlagged)}
        >
          {isFlagged ? 'Flagged: take it back' : 'Flag to come back'}
        </button>
        {answer !== undefined && (
          <button
            class="btn quiet"
            type="button"
            onClick={() => {
              onAnswer(undefined);
              // The button goes with the answer; the focus stays with the question.
              heading.current?.focus();
            }}
          >
            Clear the answer
          </button>
        )}
        <button class="btn primary" type="submit">
          {isLast ? 'Review' : 'Next question'}
        </button>
      </div>
      <p class="small dim exam-keys">
        Keys in the question: digits choose, <kbd>F</kbd> flags, <kbd>N</kbd> and <kbd>P</kbd> go on
        and back.
      </p>
    </form>
  );
}
