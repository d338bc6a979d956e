import { useState } from 'preact/hooks';
import { ActButton } from '../instrument/ActButton.tsx';
import { Part } from '../instrument/Part.tsx';
import { Pick } from '../instrument/Pick.tsx';
import { Slider } from '../instrument/Slider.tsx';
import { Tick } from '../instrument/Tick.tsx';
import { decide, OUTCOMES, type Outcome } from './four-questions.ts';
import type { RetentionCase } from './six-cases.ts';

interface Props {
  readonly one: RetentionCase;
  readonly number: number;
  /** What was answered; `undefined` until it is. */
  readonly answer: Outcome | undefined;
  readonly onAnswer: (outcome: Outcome) => void;
}

const CHOICES = Object.entries(OUTCOMES).map(([id, label]) => ({ id: id as Outcome, label }));

/** One case: a record, what may happen to it, and once that is said, the questions that decide. */
export function CaseCard({ one, number, answer, onAnswer }: Props) {
  const [chosen, setChosen] = useState(answer);
  const closed = chosen === undefined || chosen === answer;
  return (
    <>
      <Part title={`${number}. ${one.title}`}>
        <p>
          In <code>{one.file}</code>:
        </p>
        <pre tabIndex={0} aria-label={one.title}>
          <code>{one.artifact}</code>
        </pre>
        <Pick
          legend={`She has asked for erasure. ${one.facts.onHold ? '' : 'Nothing of hers is on hold. '}What happens?`}
          options={CHOICES}
          chosen={chosen}
          isList
          onChange={setChosen}
        />
        <div class="ins-btns">
          <ActButton isOff={closed} onAct={() => chosen && onAnswer(chosen)}>
            Answer
          </ActButton>
        </div>
      </Part>
      {answer !== undefined && <WhatDecides one={one} />}
    </>
  );
}

/** The four questions on the facts of the case, which may be changed: what must be otherwise for another answer? */
function WhatDecides({ one }: { readonly one: RetentionCase }) {
  const [facts, setFacts] = useState(one.facts);
  const { asked, outcome } = decide(facts);
  return (
    <Part title="What decides">
      <div class="ins-two">
        <div class="ins-gap" aria-live="polite">
          <ol>
            {asked.map(({ question, yes, because }) => (
              <li key={question}>
                {question} <b>{yes ? 'Yes' : 'No'}</b>: {because}.
              </li>
            ))}
          </ol>
          <p>
            <b>{OUTCOMES[outcome]}</b>
          </p>
        </div>
        <fieldset>
          <legend>Change a fact</legend>
          <Tick checked={facts.onHold} onChange={(onHold) => setFacts({ ...facts, onHold })}>
            It is on hold
          </Tick>
          <Tick checked={facts.asked} onChange={(now) => setFacts({ ...facts, asked: now })}>
            Erasure was asked for
          </Tick>
          {facts.store !== 'model' && (
            <Slider
              label="Age"
              value={facts.ageDays}
              from={0}
              to={facts.store === 'log' ? 400 : 2000}
              step={1}
              say={(days) => `${days} days`}
              onChange={(ageDays) => setFacts({ ...facts, ageDays })}
            />
          )}
        </fieldset>
      </div>
    </Part>
  );
}
