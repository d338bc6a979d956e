import { useState } from 'preact/hooks';
import { ActButton } from '../instrument/ActButton.tsx';
import { Instrument } from '../instrument/Instrument.tsx';
import { Keep } from '../instrument/Keep.tsx';
import { grouped } from '../instrument/number-words.ts';
import { Part } from '../instrument/Part.tsx';
import { Pick } from '../instrument/Pick.tsx';
import { Said } from '../instrument/Said.tsx';
import { Sheet } from '../instrument/Sheet.tsx';
import { TextField } from '../instrument/TextField.tsx';
import { Verdict } from '../instrument/Verdict.tsx';
import { BEGINNINGS, readDraft, textOf } from './draft.ts';
import type { Enforced } from './enforce.ts';
import { FILES } from './files.ts';

type Outcome = Enforced['verdict'];
const OUTCOMES: readonly { readonly id: Outcome; readonly label: string }[] = [
  { id: 'pass', label: 'pass, 0' },
  { id: 'warn', label: 'warn, 0' },
  { id: 'fail', label: 'fail, 1' },
];

/** A contract as text, valid or not as one types, and what it makes of a file that arrives. */
export function ContractRules() {
  const [from, setFrom] = useState<string | undefined>('bounds');
  const [text, setText] = useState(() => textOf('bounds'));
  const [file, setFile] = useState('renamed');
  const [guess, setGuess] = useState<Outcome>();
  const [enforced, setEnforced] = useState<Enforced>();
  const read = readDraft(text);
  const faults = isFaulty(read) ? read : undefined;
  const again = (): void => {
    setEnforced(undefined);
    setGuess(undefined);
  };
  const run = async (): Promise<void> => {
    if (!guess || isFaulty(read)) return;
    // The generator and the evaluation are fetched when they are first wanted.
    const { enforce, fileTable } = await import('./enforce.ts');
    setEnforced(enforce(read, fileTable(file)));
  };
  return (
    <Instrument title="What must be true of it" note="JSON, which every reader of YAML reads too.">
      <Part title="The contract">
        <Pick
          legend="Begin from"
          options={BEGINNINGS}
          chosen={from}
          onChange={(id) => {
            setFrom(id);
            setText(textOf(id));
            again();
          }}
        />
        <TextField
          label="applications.odcs.json"
          rows={14}
          value={text}
          isWrong={faults !== undefined}
          note={faults ? faults.join(' ') : 'Valid by ODCS 3.1.0.'}
          onInput={(next) => {
            setFrom(undefined);
            setText(next);
            again();
          }}
        />
      </Part>
      <Part title="A file arrives">
        <Pick
          legend="In it"
          isList
          options={FILES}
          chosen={file}
          onChange={(id) => {
            setFile(id);
            again();
          }}
        />
        <Pick
          legend="What does the enforcer say?"
          options={OUTCOMES}
          chosen={guess}
          onChange={(id) => {
            setGuess(id);
            setEnforced(undefined);
          }}
        />
        <div class="ins-btns">
          <ActButton isOff={!guess || faults !== undefined} onAct={() => void run()}>
            Enforce
          </ActButton>
        </div>
        {enforced && enforced.broken.length > 0 && (
          <Sheet
            caption="Rules that the file breaks"
            stacks
            head={['Rule', 'Column', 'Severity', 'Observed']}
            rows={enforced.broken.map(({ kind, column, severity, observed }) => [
              <code key="">{kind}</code>,
              column === null ? 'the table' : <code key="">{column}</code>,
              severity,
              sayObserved(observed),
            ])}
          />
        )}
        {enforced && (
          <Keep
            result={{
              instrument: 'What must be true of it',
              settings: {
                'the file': FILES.find(({ id }) => id === file)?.label ?? '',
                foretold: guess ?? '',
              },
              results: {
                'it says': enforced.verdict,
                'rules broken': enforced.broken.length,
                ...Object.fromEntries(
                  enforced.broken.map(({ kind, column, severity, observed }, i) => [
                    `${i + 1}. ${kind}, ${column ?? 'the table'}`,
                    `${severity}, observed ${sayObserved(observed)}`,
                  ]),
                ),
              },
              texts: { 'applications.odcs.json': text },
            }}
          />
        )}
      </Part>
      <Said>
        {enforced && (
          <p>
            <Verdict holds={enforced.verdict === guess} word={`It says ${enforced.verdict}.`}>
              {enforced.verdict === guess ? 'As you said.' : `You said ${guess ?? ''}.`}{' '}
              {sayBroken(enforced, file)}
            </Verdict>
          </p>
        )}
      </Said>
    </Instrument>
  );
}

const isFaulty = (read: ReturnType<typeof readDraft>): read is readonly string[] =>
  Array.isArray(read);

const sayObserved = (observed: number): string =>
  grouped(observed, Number.isInteger(observed) ? 0 : 1);

function sayBroken({ broken }: Enforced, file: string): string {
  if (broken.length > 0) return '';
  return file === 'clean'
    ? 'All rules hold, as they should.'
    : 'No rule of this contract sees what is wrong with the file.';
}
