import { Fragment } from 'preact';
import { useId, useState } from 'preact/hooks';
import { ActButton } from '../instrument/ActButton.tsx';
import { Instrument } from '../instrument/Instrument.tsx';
import { Keep } from '../instrument/Keep.tsx';
import { counted } from '../instrument/number-words.ts';
import { Part } from '../instrument/Part.tsx';
import { Pick } from '../instrument/Pick.tsx';
import { Said } from '../instrument/Said.tsx';
import { Sheet } from '../instrument/Sheet.tsx';
import { Verdict } from '../instrument/Verdict.tsx';
import {
  CLASSES,
  classOfCopy,
  COLUMNS,
  FOR_THE_MODEL,
  isComplete,
  judgeClass,
  KIND_WORDS,
  KINDS,
  PLACES,
  type Answer,
  type Answers,
  type Column,
} from './columns.ts';

const COPIES = [
  { id: 'all', label: 'the whole table', names: COLUMNS.map(({ name }) => name) },
  { id: 'model', label: 'the model’s ten columns', names: FOR_THE_MODEL },
] as const;
type CopyId = (typeof COPIES)[number]['id'];

/** Seventeen columns to classify; the answers of the house, and where a copy may lie by the answers given. */
export function ColumnClassifier() {
  const [answers, setAnswers] = useState<Answers>({});
  const [copy, setCopy] = useState<CopyId>('all');
  const [isShown, setShown] = useState(false);
  const done = COLUMNS.filter(({ name }) => isComplete(answers[name])).length;
  const names = (COPIES.find(({ id }) => id === copy) ?? COPIES[0]).names;
  const answer = (name: string, next: Answer): void => {
    setAnswers({ ...answers, [name]: { ...answers[name], ...next } });
  };
  const same = COLUMNS.filter((column) => agrees(column, answers[column.name])).length;
  return (
    <Instrument title="Seventeen columns" note="The first row of applications, invented like all.">
      <Part>
        {isShown ? (
          <Sheet
            caption="Your answers, and those of the house"
            stacks
            head={['Column', 'Yours', 'The house']}
            rows={COLUMNS.map((column) => {
              const given = answers[column.name];
              return [
                <code key="">{column.name}</code>,
                sayAnswer(given),
                <House key="" column={column} answer={given} />,
              ];
            })}
          />
        ) : (
          <Sheet
            caption="Give each column a class and a kind"
            stacks
            head={['Column', 'Class', 'Identifies']}
            rows={COLUMNS.map((column) => [
              <Fragment key="">
                <code>{column.name}</code>
                <br />
                <span class="small dim">{column.sample}</span>
              </Fragment>,
              <Choice
                key=""
                label={`Class of ${column.name}`}
                options={CLASSES.map((id) => ({ id, label: id }))}
                chosen={answers[column.name]?.dataClass}
                onChange={(dataClass) => answer(column.name, { dataClass })}
              />,
              <Choice
                key=""
                label={`Does ${column.name} identify?`}
                options={KINDS.map((id) => ({ id, label: KIND_WORDS[id] }))}
                chosen={answers[column.name]?.kind}
                onChange={(kind) => answer(column.name, { kind })}
              />,
            ])}
          />
        )}
        <div class="ins-btns">
          <ActButton isOff={done < COLUMNS.length} onAct={() => setShown(!isShown)}>
            {isShown ? 'Decide again' : 'Compare with the house'}
          </ActButton>
        </div>
        <p class="small dim">{done} of 17 columns are decided.</p>
        {isShown && (
          <Keep
            result={{
              instrument: 'Seventeen columns',
              settings: Object.fromEntries(
                COLUMNS.map(({ name }) => [name, sayAnswer(answers[name])]),
              ),
              results: {
                'as the house has them': `${same} of 17`,
                ...Object.fromEntries(
                  COLUMNS.filter((column) => !agrees(column, answers[column.name])).map(
                    (column) => [`${column.name}, by the house`, sayAnswer(column)],
                  ),
                ),
                ...Object.fromEntries(
                  COPIES.map((one) => [one.label, sayCopy(one.names, answers)]),
                ),
              },
            }}
          />
        )}
      </Part>
      <Part title="Where may a copy lie, by your classes?">
        <Pick legend="The copy" options={COPIES} chosen={copy} onChange={setCopy} />
        <p>{sayCopy(names, answers)}</p>
      </Part>
      <Said>
        {isShown && done === COLUMNS.length && (
          <p>
            <Verdict
              holds={same === COLUMNS.length}
              word={`${counted(same, 'column')} of 17 as the house has them.`}
            >
              {same === COLUMNS.length
                ? 'Write down who answered.'
                : 'A class too low lets a copy go where it hurts; one too high is soon waived.'}
            </Verdict>
          </p>
        )}
      </Said>
    </Instrument>
  );
}

const sayAnswer = ({ dataClass, kind }: Answer = {}): string =>
  `${dataClass ?? ''}; ${kind ? KIND_WORDS[kind] : ''}`;

const agrees = ({ dataClass, kind }: Column, answer: Answer | undefined): boolean =>
  answer?.dataClass === dataClass && answer.kind === kind;

function sayCopy(names: readonly string[], answers: Answers): string {
  const copy = classOfCopy(names, answers);
  if (!copy) return 'The copy has no columns.';
  if ('missing' in copy) {
    return `Nowhere yet: ${copy.missing} has no class, and a column without a class may go nowhere.`;
  }
  const places = PLACES[copy.dataClass].join(', ');
  return `The copy is ${copy.dataClass}, because of ${copy.because}. It may lie: ${places}.`;
}

function House({
  column,
  answer,
}: {
  readonly column: Column;
  readonly answer: Answer | undefined;
}) {
  const holds = agrees(column, answer);
  const judged = answer?.dataClass && judgeClass(answer.dataClass, column);
  return (
    <Verdict holds={holds} word={`${sayAnswer(column)}.`}>
      {judged !== undefined && judged !== 'same' && `Yours is ${judged}.`} {column.why}
    </Verdict>
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly options: readonly { readonly id: T; readonly label: string }[];
  readonly chosen: T | undefined;
  readonly onChange: (id: T) => void;
}

function Choice<T extends string>({ label, options, chosen, onChange }: ChoiceProps<T>) {
  const id = useId();
  return (
    <>
      <label class="vh" for={id}>
        {label}
      </label>
      <select
        id={id}
        class="field"
        value={chosen ?? ''}
        onChange={(event) => {
          const found = options.find((option) => option.id === event.currentTarget.value);
          if (found) onChange(found.id);
        }}
      >
        <option value="" disabled>
          choose
        </option>
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.label}
          </option>
        ))}
      </select>
    </>
  );
}
