import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { judgeAnswer, shownOrder, whatLacks, type Answer, type GivenAnswer } from '#assessment';
import type { QuizItem } from '#curriculum';
import { InlineText } from '../lesson/InlineText.tsx';
import { VerdictMark } from '../lesson/VerdictMark.tsx';
import { HOW, partsOf, pressDigit } from './item-form.ts';
import { ItemAnswer } from './ItemAnswer.tsx';
import { QuizArtifact } from './QuizArtifact.tsx';

interface Props {
  readonly item: QuizItem;
  readonly seed: string;
  /** "Question 3 of 8". */
  readonly place: string;
  readonly given: GivenAnswer | undefined;
  /** What the button says once the item is answered. */
  readonly next: string;
  /** Moves the focus to the question when it comes up, so that it is read. */
  readonly takesFocus: boolean;
  readonly onAnswer: (answer: Answer) => void;
  readonly onNext: () => void;
}

/** One item: answer it, read why, go on. */
export function QuizItemForm(props: Props) {
  const { item, seed, place, given, next, takesFocus, onAnswer, onNext } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const order = shownOrder(item, partsOf(item), seed);
  const [value, setValue] = useState<Answer | undefined>(item.kind === 'order' ? order : undefined);
  const [lacks, setLacks] = useState('');
  const closed = given !== undefined;
  const judged = given && judgeAnswer(item, given.answer);

  // Before anything can be pressed: focus that came a frame later would be taken from what is.
  useLayoutEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [item.id]);

  const submit = (event: Event): void => {
    event.preventDefault();
    if (closed) {
      onNext();
      return;
    }
    const missing = whatLacks(item, value);
    setLacks(missing ?? '');
    if (missing === undefined) onAnswer(value as Answer);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!closed) pressDigit(form.current, event);
  };

  return (
    <form ref={form} class="quiz-item q" onSubmit={submit} onKeyDown={onKeyDown}>
      <p class="crumb">
        <span>{place}</span> <span>{HOW[item.kind]}</span>
      </p>
      <h2 ref={heading} tabIndex={-1} id="question">
        <InlineText text={item.ask} />
      </h2>
      {item.artifact && item.kind !== 'mark' && <QuizArtifact artifact={item.artifact} />}
      <fieldset aria-labelledby="question">
        <ItemAnswer
          item={item}
          order={order}
          value={given?.answer ?? value}
          closed={closed}
          onChange={(changed) => {
            setValue(changed);
            setLacks('');
          }}
        />
      </fieldset>
      <div role="status">
        {judged && (
          <div class={`answer ${judged.right ? 'is-pass' : 'is-fail'}`}>
            <VerdictMark holds={judged.right} />
            <div>
              <p>
                <b>{judged.right ? 'Right.' : 'Not right.'}</b>
                {!judged.right && judged.rightAnswer !== undefined && (
                  <> The answer is {judged.rightAnswer}.</>
                )}
              </p>
              {judged.why.map((why) => (
                <p key={why}>
                  <InlineText text={why} />
                </p>
              ))}
            </div>
          </div>
        )}
        {lacks !== '' && <p class="lacks w-error">{lacks}</p>}
      </div>
      <div class="btns">
        <button class="btn primary" type="submit">
          {closed ? next : 'Answer'}
        </button>
      </div>
    </form>
  );
}
