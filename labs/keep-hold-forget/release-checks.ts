import { csvRecords, readCsv } from '#formats';
import {
  cannotTell,
  holds,
  programFault,
  runDoesNotHold,
  type Check,
  type Finding,
} from '#grading';
import { SILVER_COLUMNS, type NamedCells } from '#harborlight';
import { classSizes, combination, type HiddenSilver } from './hidden-tables.ts';
import { programs, RELEASE, type Ran } from './programs.ts';

const LESSON = 'data-governance-that-survives-an-audit/pseudonymise-is-not-anonymise';
const LEFT_OUT: readonly string[] = ['application_id', 'subject_token', 'applied_at'];
const QUASI: readonly string[] = ['country', 'age_band', 'employment'];
export const RELEASE_COLUMNS = SILVER_COLUMNS.filter((column) => !LEFT_OUT.includes(column));
const K = 5;
const LEAST_KEPT = 0.95;

interface Released {
  readonly silver: HiddenSilver;
  readonly ran: Ran;
  readonly columns: readonly string[];
  readonly rows: readonly NamedCells[];
  readonly about: { readonly path: string; readonly given: string; readonly lesson: string };
}

/** A claim about what came of each of the three hidden tables. */
function ofEachRelease(id: string, says: (released: Released) => Finding | undefined): Check {
  return {
    id,
    async run(probe) {
      const { silver, ran } = await probe.shared(programs);
      for (const [name, table] of Object.entries(silver)) {
        const one = ran[name];
        if (!one) return cannotTell(`${RELEASE} was not run.`);
        const about = {
          path: RELEASE,
          given: `a hidden silver of ${table.rows.length} rows`,
          lesson: LESSON,
        };
        const ended = programFault(one.run, [0], about);
        if (ended) return ended;
        const read = rowsOf(one.files['release.csv']);
        if (typeof read === 'string') {
          return runDoesNotHold(one.run, about, {
            summary: 'It does not write a table.',
            cameBack: read,
            expected: `A CSV table with the columns ${RELEASE_COLUMNS.join(', ')}.`,
          });
        }
        const fault = says({ silver: table, ran: one, about, ...read });
        if (fault) return fault;
      }
      return holds;
    },
  };
}

function rowsOf(text: string | undefined) {
  if (text === undefined) return 'no file at --out';
  try {
    const table = readCsv(text);
    if (table.rows.length === 0) return 'a table without rows';
    return { columns: table.columns, rows: csvRecords(table) };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const fiveAlike = ofEachRelease('five-alike', ({ ran, about, rows }) => {
  const [alone] = [...classSizes(rows)].filter(([, size]) => size < K);
  if (!alone) return undefined;
  return runDoesNotHold(ran.run, about, {
    summary: `Fewer than ${K} rows look alike: ${alone[0]}.`,
    cameBack: `${alone[1]} ${alone[1] === 1 ? 'row' : 'rows'} with ${alone[0]}`,
    expected: `Every combination of country, age band and employment ${K} times or more, or not at all.`,
  });
});

const fewRowsLost = ofEachRelease('few-rows-lost', ({ silver, ran, about, rows }) => {
  const out = classSizes(rows);
  let kept = 0;
  for (const [name, size] of classSizes(silver.rows)) kept += Math.min(size, out.get(name) ?? 0);
  if (kept >= LEAST_KEPT * silver.rows.length) return undefined;
  return runDoesNotHold(ran.run, about, {
    summary: 'More than 5 of 100 rows were left out or made coarser.',
    cameBack: `${kept} of ${silver.rows.length} rows as they were`,
    expected: `${Math.ceil(LEAST_KEPT * silver.rows.length)} or more. Only rows in small classes have to go.`,
  });
});

const valuesStay = ofEachRelease('values-stay', ({ silver, ran, about, columns, rows }) => {
  const missing = RELEASE_COLUMNS.find((column) => !columns.includes(column));
  const extra = columns.find((column) => !RELEASE_COLUMNS.some((known) => known === column));
  if (missing !== undefined || extra !== undefined) {
    return runDoesNotHold(ran.run, about, {
      summary:
        missing === undefined
          ? `The column ${extra ?? ''} must not leave the house.`
          : `The column ${missing} is missing.`,
      cameBack: columns.join(', '),
      expected: RELEASE_COLUMNS.join(', '),
    });
  }
  const measured = RELEASE_COLUMNS.filter((column) => !QUASI.includes(column));
  const values = (row: NamedCells) => measured.map((column) => row[column] ?? '').join(',');
  const left = new Map<string, number>();
  for (const row of silver.rows) left.set(values(row), (left.get(values(row)) ?? 0) + 1);
  for (const row of rows) {
    const count = left.get(values(row)) ?? 0;
    if (count === 0) {
      return runDoesNotHold(ran.run, about, {
        summary: 'A row came out that silver does not have.',
        cameBack: `${combination(row)}: ${values(row)}`,
        expected: `All of ${measured.join(', ')} as in a row of silver, each row at most as often as there.`,
      });
    }
    left.set(values(row), count - 1);
  }
  return undefined;
});

export const releaseChecks: readonly Check[] = [fiveAlike, fewRowsLost, valuesStay];
