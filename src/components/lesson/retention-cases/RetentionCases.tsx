import { useState } from 'preact/hooks';
import { CardPager } from '../instrument/CardPager.tsx';
import { Instrument } from '../instrument/Instrument.tsx';
import { Keep } from '../instrument/Keep.tsx';
import { Part } from '../instrument/Part.tsx';
import { Said } from '../instrument/Said.tsx';
import { Sheet } from '../instrument/Sheet.tsx';
import { Verdict } from '../instrument/Verdict.tsx';
import { CaseCard } from './CaseCard.tsx';
import { decide, OUTCOMES, type Decision, type Outcome } from './four-questions.ts';
import { AS_OF, SIX_CASES } from './six-cases.ts';

/** Six records of one customer who asks to be forgotten: say of each what happens, and see which question decides. */
export function RetentionCases() {
  const [at, setAt] = useState(0);
  const [answers, setAnswers] = useState<readonly (Outcome | undefined)[]>([]);
  const one = SIX_CASES[at];
  if (!one) return null;
  const answer = answers[at];
  const due = decide(one.facts).outcome;
  const answered = SIX_CASES.filter((_, i) => answers[i] !== undefined);
  const right = SIX_CASES.filter(({ facts }, i) => answers[i] === decide(facts).outcome);
  return (
    <Instrument title="Keep, strip or remove?" note={`Customer C-01028, as of ${AS_OF}.`}>
      <CaseCard
        key={at}
        one={one}
        number={at + 1}
        answer={answer}
        onAnswer={(outcome) =>
          setAnswers(SIX_CASES.map((_, i) => (i === at ? outcome : answers[i])))
        }
      />
      <Said>
        {answer !== undefined && (
          <p>
            <Verdict holds={answer === due} word={answer === due ? 'Right.' : 'Not this.'}>
              {answer === due ? '' : OUTCOMES[due]} {one.afterwards}
            </Verdict>
          </p>
        )}
      </Said>
      <Part>
        <CardPager what="case" at={at} count={SIX_CASES.length} onGo={setAt} />
        <details>
          <summary>The six as a table</summary>
          <Sheet
            caption="The six cases, as far as they are answered"
            isNamed
            stacks
            head={['Case', 'You said', 'What decides', 'What happens']}
            rows={SIX_CASES.map((each, i) => rowOf(each.title, answers[i], decide(each.facts)))}
          />
        </details>
        {answered.length > 0 && (
          <Keep
            result={{
              instrument: 'Keep, strip or remove?',
              settings: Object.fromEntries(
                SIX_CASES.flatMap(({ title }, i) => {
                  const given = answers[i];
                  return given ? [[title, OUTCOMES[given]]] : [];
                }),
              ),
              results: { answered: answered.length, right: right.length },
            }}
          />
        )}
      </Part>
    </Instrument>
  );
}

function rowOf(title: string, answer: Outcome | undefined, { asked, outcome }: Decision) {
  if (answer === undefined) return [title, 'nothing yet', '–', '–'];
  const last = asked.at(-1);
  return [
    title,
    <Verdict key="" holds={answer === outcome} word={answer === outcome ? 'right' : 'not this'} />,
    `${last?.question ?? ''} ${last?.because ?? ''}`,
    OUTCOMES[outcome],
  ];
}
