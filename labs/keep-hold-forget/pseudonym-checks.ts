import { csvRecords, readCsv } from '#formats';
import {
  cannotTell,
  doesNotHold,
  holds,
  programFault,
  runDoesNotHold,
  type Check,
  type Finding,
  type Probe,
} from '#grading';
import { APPLICATION_COLUMNS, pseudonym, SILVER_COLUMNS, type NamedCells } from '#harborlight';
import type { HiddenBronze } from './hidden-tables.ts';
import { programs, PSEUDONYMISE, type Ran } from './programs.ts';

const LESSON = 'data-governance-that-survives-an-audit/pseudonymise-is-not-anonymise';
const ABOUT = { path: PSEUDONYMISE, lesson: LESSON };
const IDENTIFYING = ['customer_id', 'national_id', 'email', 'birth_date'] as const;

interface Silver {
  readonly ran: Ran;
  readonly text: string;
  readonly columns: readonly string[];
  readonly rows: readonly NamedCells[];
}

/** What a run made of a table of bronze, or why that cannot be judged. */
async function silverOf(probe: Probe, name: string): Promise<Silver | Finding> {
  const ran = (await probe.shared(programs)).ran[name];
  if (!ran) return cannotTell(`${PSEUDONYMISE} was not run.`);
  const about = { ...ABOUT, given: 'a hidden table of 60 applications' };
  const ended = programFault(ran.run, [0], about);
  if (ended) return ended;
  const text = ran.files['silver.csv'];
  const wanted = 'A CSV table with one row for each row of bronze.';
  if (text === undefined) {
    return runDoesNotHold(ran.run, about, {
      summary: 'It writes no silver.',
      cameBack: 'no file at --out',
      expected: wanted,
    });
  }
  try {
    const table = readCsv(text);
    if (table.rows.length > 0) {
      return { ran, text, columns: table.columns, rows: csvRecords(table) };
    }
    return runDoesNotHold(ran.run, about, {
      summary: 'Silver has no rows.',
      cameBack: text.slice(0, 200),
      expected: wanted,
    });
  } catch (error) {
    return runDoesNotHold(ran.run, about, {
      summary: 'Silver is not a CSV table.',
      cameBack: error instanceof Error ? error.message : String(error),
      expected: wanted,
    });
  }
}

const isFinding = (value: Silver | Finding): value is Finding => 'status' in value;

function wrong({ ran }: Silver, summary: string, cameBack: string, expected: string): Finding {
  return runDoesNotHold(ran.run, ABOUT, { summary, cameBack, expected });
}

const tokenIsKeyed: Check = {
  id: 'token-is-keyed',
  async run(probe) {
    const { pseudonyms } = await probe.shared(programs);
    for (const [name, { silver }] of [
      ['first', pseudonyms.first],
      ['second', pseudonyms.second],
    ] as const) {
      const seen = await silverOf(probe, name);
      if (isFinding(seen)) return seen;
      const tokens = new Map(seen.rows.map((row) => [row['application_id'], row['subject_token']]));
      const off = silver.find((row) => tokens.get(row['application_id']) !== row['subject_token']);
      if (!off) continue;
      return wrong(
        seen,
        `The token of ${off['application_id'] ?? ''} is not the one of the rules.`,
        `subject_token ${tokens.get(off['application_id']) ?? '(no such row)'}`,
        `${off['subject_token'] ?? ''}, which is kid, a point and 16 hex digits of HMAC-SHA256 over "customer_id|…"`,
      );
    }
    return holds;
  },
};

const silverHasItsColumns: Check = {
  id: 'silver-has-its-columns',
  async run(probe) {
    const { pseudonyms } = await probe.shared(programs);
    const seen = await silverOf(probe, 'first');
    if (isFinding(seen)) return seen;
    const { silver } = pseudonyms.first;
    const missing = SILVER_COLUMNS.find((column) => !seen.columns.includes(column));
    const extra = seen.columns.find((column) => !SILVER_COLUMNS.some((known) => known === column));
    if (missing !== undefined || extra !== undefined) {
      return wrong(
        seen,
        missing === undefined
          ? `Silver has a column ${extra ?? ''} that nobody agreed on.`
          : `Silver lacks the column ${missing}.`,
        seen.columns.join(', '),
        SILVER_COLUMNS.join(', '),
      );
    }
    if (seen.rows.length !== silver.length) {
      return wrong(
        seen,
        'Rows were lost or added.',
        `${seen.rows.length} rows`,
        `${silver.length} rows`,
      );
    }
    const found = new Map(seen.rows.map((row) => [row['application_id'], row]));
    for (const row of silver) {
      const mine = found.get(row['application_id']);
      const column = SILVER_COLUMNS.find(
        (one) => one !== 'subject_token' && mine?.[one] !== row[one],
      );
      if (column === undefined) continue;
      return wrong(
        seen,
        `The ${column} of ${row['application_id'] ?? ''} is not as it should be.`,
        mine?.[column] ?? 'no such row',
        `${row[column] ?? ''}${column === 'age_band' ? ', by the years of applied_at and birth_date' : ', as in bronze'}`,
      );
    }
    return holds;
  },
};

const nothingIdentifies: Check = {
  id: 'nothing-identifies',
  async run(probe) {
    const { pseudonyms } = await probe.shared(programs);
    const tables: readonly (readonly [string, HiddenBronze])[] = [
      ['first', pseudonyms.first],
      ['second', pseudonyms.second],
    ];
    for (const [name, bronze] of tables) {
      const seen = await silverOf(probe, name);
      if (isFinding(seen)) return seen;
      for (const column of IDENTIFYING) {
        const at = APPLICATION_COLUMNS.indexOf(column);
        const leaked = bronze.rows.find((row) => seen.text.includes(row[at] ?? ''))?.[at];
        if (leaked === undefined) continue;
        const line = seen.text.split('\n').find((text) => text.includes(leaked));
        return wrong(
          seen,
          `Silver holds the ${column} ${leaked}.`,
          line ?? leaked,
          'No national_id, email, birth_date or customer_id of the input anywhere in the output.',
        );
      }
    }
    return holds;
  },
};

const tokensJoin: Check = {
  id: 'tokens-join',
  async run(probe) {
    const { pseudonyms } = await probe.shared(programs);
    const [first, second, other] = [
      await silverOf(probe, 'first'),
      await silverOf(probe, 'second'),
      await silverOf(probe, 'other-key'),
    ];
    for (const seen of [first, second, other]) if (isFinding(seen)) return seen;
    if (isFinding(first) || isFinding(second) || isFinding(other)) return holds;
    const customers = customersOf([pseudonyms.first, pseudonyms.second]);
    const tokens = new Map<string, string>();
    const owners = new Map<string, string>();
    for (const row of [...first.rows, ...second.rows]) {
      const customer = customers.get(row['application_id'] ?? '') ?? '';
      const token = row['subject_token'] ?? '';
      const before = tokens.get(customer);
      if (before !== undefined && before !== token) {
        return wrong(
          second,
          'One customer has two tokens under one key, so the tables cannot be joined.',
          `${before} and ${token}`,
          'The same token in both files.',
        );
      }
      const owner = owners.get(token);
      if (owner !== undefined && owner !== customer) {
        return wrong(second, 'Two customers share a token.', token, 'A token for each customer.');
      }
      tokens.set(customer, token);
      owners.set(token, customer);
    }
    const same = other.rows.find((row) => owners.has(row['subject_token'] ?? ''));
    if (!same) return holds;
    return wrong(
      other,
      'Another key gives the same token, so a leaked key could never be replaced.',
      same['subject_token'] ?? '',
      'Other tokens under another key.',
    );
  },
};

function customersOf(tables: readonly HiddenBronze[]): ReadonlyMap<string, string> {
  const at = APPLICATION_COLUMNS.indexOf('customer_id');
  return new Map(tables.flatMap(({ rows }) => rows.map((row) => [row[0] ?? '', row[at] ?? ''])));
}

const keyIsRequired: Check = {
  id: 'key-is-required',
  async run(probe) {
    const { ran, pseudonyms } = await probe.shared(programs);
    const tries = [
      ['without-key', 'HL_PSEUDO_KEY not set'],
      ['without-kid', 'HL_PSEUDO_KID empty'],
    ] as const;
    for (const [name, given] of tries) {
      const seen = ran[name];
      if (!seen) return cannotTell(`${PSEUDONYMISE} was not run.`);
      const about = { ...ABOUT, given };
      const ended = programFault(seen.run, [0, 1, 2, 3], about);
      if (ended) return ended;
      const wrote = seen.files['silver.csv'];
      if (seen.run.exitCode === 2 && wrote === undefined) continue;
      const token = wrote?.split('\n')[1]?.split(',')[2];
      return doesNotHold({
        summary:
          seen.run.exitCode === 0
            ? 'Without a key it makes tokens all the same.'
            : 'Without a key it does not stop as the rules want.',
        ran: `${seen.run.command} (${given})`,
        cameBack: `exit code ${seen.run.exitCode}, ${wrote === undefined ? 'no file' : `a file with ${token ?? 'nothing'} in it`}`,
        expected:
          'Exit code 2 and no file. A default key is known to everybody who has the program.',
        lookAt: ABOUT,
      });
    }
    const seen = await silverOf(probe, 'first');
    if (!isFinding(seen)) return holds;
    return cannotTell(
      `With a key (${pseudonym(pseudonyms.key, 'C-00001').split('.')[0] ?? ''}) it makes no silver either.`,
    );
  },
};

export const pseudonymChecks: readonly Check[] = [
  tokenIsKeyed,
  silverHasItsColumns,
  nothingIdentifies,
  tokensJoin,
  keyIsRequired,
];
