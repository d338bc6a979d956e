import { useState } from 'preact/hooks';
import { CardPager } from '../instrument/CardPager.tsx';
import { Instrument } from '../instrument/Instrument.tsx';
import { Keep } from '../instrument/Keep.tsx';
import { Part } from '../instrument/Part.tsx';
import { Pick } from '../instrument/Pick.tsx';
import { Said } from '../instrument/Said.tsx';
import { Sheet } from '../instrument/Sheet.tsx';
import { Verdict } from '../instrument/Verdict.tsx';
import { CHECKS, MUTANT_CARDS, type CheckId } from './mutant-cards.ts';

const cards = MUTANT_CARDS;

/** Wrong solutions of a lab: read each, and say which of four checks catches it. */
export function MutantGallery() {
  const [at, setAt] = useState(0);
  const [answers, setAnswers] = useState<readonly (CheckId | undefined)[]>([]);
  const card = cards[at];
  if (!card) return null;
  const answer = answers[at];
  const answered = cards.filter((_, i) => answers[i] !== undefined);
  const right = cards.filter((one, i) => answers[i] === one.right);
  return (
    <Instrument title="Mutant gallery" note="Six wrong solutions of the lab on canaries.">
      <Part title={`${at + 1} of ${cards.length}: ${card.mistake}`}>
        <p>
          In <code>{card.path}</code> the reference solution is changed so:
        </p>
        <pre class="mono" tabIndex={0} aria-label={`Changes in ${card.path}`}>
          {card.changes.map(({ before, after }) => linesOf(before, after)).join('\n')}
        </pre>
        <Pick
          key={at}
          legend="Which of these checks fails?"
          options={card.among.map((id) => ({ id, label: CHECKS[id] }))}
          chosen={answer}
          isList
          onChange={(id) => setAnswers(cards.map((_, i) => (i === at ? id : answers[i])))}
        />
      </Part>
      <Said>
        {answer !== undefined && (
          <p>
            <Verdict
              holds={answer === card.right}
              word={answer === card.right ? 'This one.' : 'That check passes.'}
            >
              {answer === card.right ? card.why : 'Look at what it runs, and choose another.'}
            </Verdict>
          </p>
        )}
      </Said>
      <Part>
        <CardPager what="mutant" at={at} count={cards.length} onGo={setAt}>
          <span class="small dim">
            {right.length} of {answered.length} answered are right.
          </span>
        </CardPager>
        <details>
          <summary>The six as a table</summary>
          <Sheet
            caption="The six mutants, as far as they are answered"
            isNamed
            stacks
            head={['Mutant', 'You said', 'Caught by']}
            rows={cards.map((one, i) => [
              one.mistake,
              checkOf(answers[i]) ?? 'nothing yet',
              answers[i] === one.right ? CHECKS[one.right] : '–',
            ])}
          />
        </details>
        {answered.length > 0 && (
          <Keep
            result={{
              instrument: 'Mutant gallery',
              settings: Object.fromEntries(
                answered.map((one) => [one.mistake, checkOf(answers[cards.indexOf(one)]) ?? '']),
              ),
              results: { answered: answered.length, right: right.length },
            }}
          />
        )}
      </Part>
    </Instrument>
  );
}

const checkOf = (id: CheckId | undefined): string | undefined => id && CHECKS[id];

/** A change as two blocks of lines, told apart by their first character. */
function linesOf(before: string, after: string): string {
  const marked = (sign: string, text: string): string[] =>
    text === ''
      ? []
      : text
          .replace(/\n$/, '')
          .split('\n')
          .map((line) => `${sign} ${line}`);
  return [...marked('−', before), ...marked('+', after)].join('\n');
}
