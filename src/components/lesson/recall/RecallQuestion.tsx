import { useId, useState } from 'preact/hooks';
import type { Question } from '#curriculum';
import { tellAnswered } from '../answered-event.ts';
import { InlineText } from '../InlineText.tsx';
import { VerdictMark } from '../VerdictMark.tsx';

interface Props {
  readonly question: Question;
  readonly number: number;
  /** True once the page's script runs. */
  readonly live: boolean;
  /** `<course>/<lesson>#<question>`, or `undefined` when no record is kept. */
  readonly recordAs: string | undefined;
}

/** One question: choose, answer, read why. A wrong answer may be followed by another; the first one is recorded. */
export function RecallQuestion({ question, number, live, recordAs }: Props) {
  const name = useId();
  const [chosen, setChosen] = useState<number>();
  const [answered, setAnswered] = useState<number>();
  const [recorded, setRecorded] = useState(false);

  const given = answered === undefined ? undefined : question.options[answered];
  // The button stays in place and in reach when there is nothing to answer, so that focus is never lost.
  const closed = chosen === undefined || given?.right === true;
  const answer = (event: Event): void => {
    event.preventDefault();
    if (closed) return;
    setAnswered(chosen);
    if (recorded || recordAs === undefined) return;
    setRecorded(true);
    tellAnswered(recordAs, question.options[chosen]?.right ?? false);
  };

  return (
    <form class="q" onSubmit={answer}>
      <fieldset>
        <legend>
          <span class="q-n num">{number}</span> <InlineText text={question.ask} />
        </legend>
        {question.options.map((option, index) => (
          <label class="choice" key={index}>
            <input
              type="radio"
              name={name}
              value={index}
              checked={chosen === index}
              onChange={() => {
                setChosen(index);
                setAnswered(undefined);
              }}
            />
            <span>
              <InlineText text={option.text} />
            </span>
          </label>
        ))}
      </fieldset>
      {live ? (
        <>
          <div role="status">
            {given && (
              <p class={`answer ${given.right ? 'is-pass' : 'is-fail'}`}>
                <VerdictMark holds={given.right} />
                <span>
                  <b>{given.right ? 'Right.' : 'Not this one.'}</b> <InlineText text={given.why} />
                </span>
              </p>
            )}
          </div>
          <div class="btns">
            <button class="btn tight" type="submit" aria-disabled={closed}>
              Answer
            </button>
            {chosen === undefined && <span class="small dim">Choose one first.</span>}
          </div>
          {given?.right && (
            <Explanations question={question} summary="The other options" without={answered} />
          )}
        </>
      ) : (
        <Explanations question={question} summary="Show the answer" />
      )}
    </form>
  );
}

interface ExplanationsProps {
  readonly question: Question;
  readonly summary: string;
  readonly without?: number | undefined;
}

/** Why each option is right or wrong, folded. */
function Explanations({ question, summary, without }: ExplanationsProps) {
  return (
    <details class="q-why">
      <summary>{summary}</summary>
      <dl>
        {question.options.map((option, index) =>
          index === without ? null : (
            <div key={index}>
              <dt>
                <InlineText text={option.text} />
              </dt>
              <dd>
                {option.right && <b>Right. </b>}
                <InlineText text={option.why} />
              </dd>
            </div>
          ),
        )}
      </dl>
    </details>
  );
}
