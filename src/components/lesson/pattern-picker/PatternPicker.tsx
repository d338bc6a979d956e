import { useState } from 'preact/hooks';
import { Instrument } from '../instrument/Instrument.tsx';
import { Keep } from '../instrument/Keep.tsx';
import { grouped } from '../instrument/number-words.ts';
import { Part } from '../instrument/Part.tsx';
import { Pick } from '../instrument/Pick.tsx';
import { Said } from '../instrument/Said.tsx';
import { Sheet } from '../instrument/Sheet.tsx';
import { Slider } from '../instrument/Slider.tsx';
import { Verdict } from '../instrument/Verdict.tsx';
import {
  asked,
  eurosPerMonth,
  follow,
  NEEDS,
  objection,
  PATTERNS,
  QUESTIONS,
  type Answers,
  type Need,
  type Pattern,
} from './patterns.ts';

const YES_NO = [
  { id: 'yes', label: 'yes' },
  { id: 'no', label: 'no' },
] as const;

/** A need, a guess, four questions, and what each pattern would cost. */
export function PatternPicker() {
  const [need, setNeed] = useState<Need | undefined>(NEEDS[0]);
  const [guess, setGuess] = useState<Pattern>();
  const [answers, setAnswers] = useState<Answers>({});
  const [cents, setCents] = useState(8);
  const way = follow(answers);
  const found = 'pattern' in way ? way.pattern : undefined;
  const wrong =
    need &&
    asked(answers).find((id) => answers[id] !== undefined && answers[id] !== need.facts[id]);
  return (
    <Instrument title="Pattern picker" note="Prices as in the lesson; put in your own.">
      <Part>
        <Pick
          isList
          legend="The need"
          options={NEEDS}
          chosen={need?.id}
          onChange={(id) => {
            setNeed(NEEDS.find((one) => one.id === id));
            setGuess(undefined);
            setAnswers({});
          }}
        />
        <Pick
          legend="Your guess, before the questions"
          options={PATTERNS}
          chosen={guess}
          onChange={setGuess}
        />
      </Part>
      {guess && (
        <Part title="Four questions, in this order">
          {asked(answers).map((id, i) => (
            <Pick
              key={`${need?.id ?? ''}-${id}`}
              legend={`${i + 1}. ${QUESTIONS[id]}`}
              options={YES_NO}
              chosen={answers[id] === undefined ? undefined : answers[id] ? 'yes' : 'no'}
              onChange={(answer) => {
                // What was answered further down the way no longer counts.
                const before = asked(answers).slice(0, i);
                setAnswers({
                  ...Object.fromEntries(before.map((one) => [one, answers[one] ?? false])),
                  [id]: answer === 'yes',
                });
              }}
            />
          ))}
        </Part>
      )}
      {guess && found && need && (
        <Part title="What each would cost, and whether it would do">
          <Slider
            label="A machine, for an hour"
            value={cents}
            from={1}
            to={100}
            step={1}
            say={(value) => `${(value / 100).toFixed(2)} euros`}
            onChange={setCents}
          />
          <Costs need={need} eurosPerHour={cents / 100} />
          <Keep
            result={{
              instrument: 'Pattern picker',
              settings: {
                need: need.label,
                guess: labelOf(guess),
                ...Object.fromEntries(
                  asked(answers).map((id) => [QUESTIONS[id], answers[id] ? 'yes' : 'no']),
                ),
                'a machine, euros an hour': cents / 100,
              },
              results: {
                'the questions lead to': labelOf(found),
                ...Object.fromEntries(
                  PATTERNS.map(({ id, label }) => [
                    label,
                    `${sayEuros(id, need, cents / 100)} euros a month; ${objection(id, need) ?? 'it would do'}`,
                  ]),
                ),
              },
            }}
          />
        </Part>
      )}
      <Said>
        {guess && found && need && (
          <p>
            {wrong ? (
              <Verdict holds={false} word="Look at the need again.">
                “{QUESTIONS[wrong]}” is {need.facts[wrong] ? 'yes' : 'no'} here.
              </Verdict>
            ) : (
              <Verdict holds={guess === found} word={`The questions lead to ${labelOf(found)}.`}>
                {guess === found ? 'That was your guess.' : 'Your guess was another.'}
              </Verdict>
            )}
          </p>
        )}
      </Said>
    </Instrument>
  );
}

function Costs({ need, eurosPerHour }: { readonly need: Need; readonly eurosPerHour: number }) {
  return (
    <Sheet
      caption={`${need.answersPerMonth > 0 ? grouped(need.answersPerMonth) : 'An unknown number of'} answers a month, by pattern`}
      stacks
      head={['Pattern', 'Euros a month', 'Would it do?']}
      rows={PATTERNS.map(({ id, label }) => {
        const why = objection(id, need);
        return [
          label,
          sayEuros(id, need, eurosPerHour),
          <Verdict key="" holds={why === undefined} word={why === undefined ? 'yes' : 'no:'}>
            {why}
          </Verdict>,
        ];
      })}
    />
  );
}

const labelOf = (pattern: Pattern): string =>
  PATTERNS.find(({ id }) => id === pattern)?.label ?? '';

function sayEuros(pattern: Pattern, need: Need, eurosPerHour: number): string {
  const euros = eurosPerMonth(pattern, need, eurosPerHour);
  return grouped(euros, euros > 0 && euros < 0.01 ? 3 : 2);
}
