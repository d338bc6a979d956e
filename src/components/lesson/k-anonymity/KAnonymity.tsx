import { useMemo, useState } from 'preact/hooks';
import { Chart } from '../instrument/Chart.tsx';
import { Instrument } from '../instrument/Instrument.tsx';
import { Keep } from '../instrument/Keep.tsx';
import { counted, grouped, percent } from '../instrument/number-words.ts';
import { Part } from '../instrument/Part.tsx';
import { Pick } from '../instrument/Pick.tsx';
import { roundTicks } from '../instrument/plot-scale.ts';
import { Said } from '../instrument/Said.tsx';
import { Sheet } from '../instrument/Sheet.tsx';
import { Slider } from '../instrument/Slider.tsx';
import { Tick } from '../instrument/Tick.tsx';
import { Verdict } from '../instrument/Verdict.tsx';
import { classesBy, releaseWith, studentsLost, type AgeGrain, type Columns } from './release.ts';

const GRAINS: readonly { readonly id: AgeGrain; readonly label: string }[] = [
  { id: 'none', label: 'left out' },
  { id: 'band', label: 'band of ten years' },
  { id: 'year', label: 'birth year' },
  { id: 'date', label: 'birth date' },
];

const GUESSES = [
  { id: 'few', label: 'fewer than 100', to: 100 },
  { id: 'some', label: '100 to 999', to: 1000 },
  { id: 'many', label: '1,000 or more', to: Infinity },
] as const;
type Guess = (typeof GUESSES)[number]['id'];

const MOST_K = 20;
const ALL_K = Array.from({ length: MOST_K }, (_, i) => i + 1);
const SHOWN_CLASSES = 8;

/** Columns and a k are chosen; the classes of the real table and the price of the k are shown. */
export function KAnonymity() {
  const [columns, setColumns] = useState<Columns>({ country: true, age: 'band', employment: true });
  const [wanted, setWanted] = useState(5);
  const [guess, setGuess] = useState<Guess>();
  const classes = useMemo(() => classesBy(columns), [columns]);
  const { k, suppressed, smallClasses, left } = releaseWith(classes, wanted);
  const students = studentsLost(classes, wanted);
  const right = GUESSES.find(({ to }) => suppressed < to)?.id;
  const change = (next: Partial<Columns>): void => setColumns({ ...columns, ...next });
  const price = ALL_K.map((each) => [each, releaseWith(classes, each).suppressed] as const);
  const most = Math.max(...price.map(([, rows]) => rows), 10);
  return (
    <Instrument title="Choose a k" note="The training table, 3,000 rows, counted in this page.">
      <Part title="What the release keeps">
        <Tick checked={columns.country} onChange={(country) => change({ country })}>
          country
        </Tick>
        <Tick checked={columns.employment} onChange={(employment) => change({ employment })}>
          employment
        </Tick>
        <Pick
          legend="Of the birth date"
          options={GRAINS}
          chosen={columns.age}
          onChange={(age) => change({ age })}
        />
        <Slider
          label="No class smaller than (k)"
          value={wanted}
          from={1}
          to={MOST_K}
          step={1}
          onChange={setWanted}
        />
        <Pick
          legend="How many of the 3,000 rows have to be left out for that?"
          options={GUESSES}
          chosen={guess}
          onChange={setGuess}
        />
      </Part>
      {guess && (
        <Part title="What it costs">
          <dl class="ins-facts">
            <dt>Classes</dt>
            <dd>{grouped(classes.length)}</dd>
            <dt>k as it is</dt>
            <dd>
              {k}: the smallest class has {counted(k, 'row')}
            </dd>
            <dt>Left out</dt>
            <dd>
              {counted(suppressed, 'row')} in {counted(smallClasses, 'class', 'classes')} below{' '}
              {wanted}, {percent(suppressed / 3000)}
            </dd>
            <dt>Students</dt>
            <dd>
              {students.lost} of the {students.all} students are among them
            </dd>
          </dl>
          <Chart
            title="Rows left out, by the k that is wanted"
            summary={`With these columns ${counted(suppressed, 'row')} must be left out for a k of ${wanted}, and ${grouped(price.at(-1)?.[1] ?? 0)} for a k of ${MOST_K}.`}
            x={{ label: 'k that is wanted', from: 1, to: MOST_K, ticks: [1, 5, 10, 15, 20] }}
            y={{ label: 'rows left out', from: 0, to: most, ticks: roundTicks(most), say: grouped }}
            series={[{ name: 'rows left out', as: 'line', points: price }]}
            limits={[{ on: 'x', at: wanted, name: `k = ${wanted}` }]}
            table={{
              head: ['k', 'Rows left out', 'Rows released'],
              rows: price.map(([each, rows]) => [each, grouped(rows), grouped(3000 - rows)]),
            }}
          />
          <Sheet
            caption={`The ${Math.min(SHOWN_CLASSES, classes.length)} smallest classes`}
            head={['Class', 'Rows']}
            rows={classes
              .slice(0, SHOWN_CLASSES)
              .map(({ values, rows }) => [values || 'all', rows])}
          />
          <Keep
            result={{
              instrument: 'Choose a k',
              settings: {
                country: columns.country ? 'kept' : 'left out',
                employment: columns.employment ? 'kept' : 'left out',
                'of the birth date': GRAINS.find(({ id }) => id === columns.age)?.label ?? '',
                'no class smaller than': wanted,
              },
              results: {
                classes: classes.length,
                'k as it is': k,
                'rows left out': suppressed,
                'classes left out': smallClasses,
                'students left out': students.lost,
                'rows released': left,
              },
            }}
          />
        </Part>
      )}
      <Said>
        {guess && (
          <p>
            <Verdict holds={guess === right} word={`${grouped(suppressed)} rows are left out.`}>
              {guess === right ? 'As you said.' : 'You said something else.'} Released:{' '}
              {grouped(left)} rows in which nobody is one of fewer than {wanted}.
            </Verdict>
          </p>
        )}
      </Said>
    </Instrument>
  );
}
