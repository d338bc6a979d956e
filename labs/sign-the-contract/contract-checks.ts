import {
  brokenRules,
  faultSentence,
  readContract,
  readCsv,
  slaUnit,
  teamMembers,
  type CsvTable,
  type DataContract,
  type SchemaProperty,
} from '#formats';
import {
  cannotTell,
  doesNotHold,
  holds,
  shownJson,
  type Check,
  type DoesNotHold,
  type Finding,
  type Probe,
} from '#grading';
import { plantDefect, tableCsv, type ApplicationsTable } from '#harborlight';
import { cleanTable } from './hidden-batches.ts';
import { CLASSES, COLUMNS, SERVICE_LEVELS } from './requirements.ts';
import { queryResults } from './sql-counts.ts';

const PATH = 'contracts/applications.odcs.yaml';
const LESSON = 'data-governance-that-survives-an-audit/the-contract-as-code';
const AS_OF = '2026-04-07T00:00:00Z';
const INTERVIEW = 'docs/interview-ines.md';

const contractIsValid: Check = {
  id: 'contract-is-valid',
  async run(probe) {
    const text = await probe.readText(PATH);
    if (text === undefined)
      return missing('There is no contract.', 'no such file', `a data contract at ${PATH}`);
    const read = readContract(text, PATH, 'v3.1.0');
    if (read.value) return holds;
    const [first] = read.faults;
    return doesNotHold({
      summary: `The contract is not what ODCS 3.1.0 describes: ${read.faults.length} ${read.faults.length === 1 ? 'place is' : 'places are'} at fault.`,
      ran: `${PATH}, held to ODCS 3.1.0`,
      cameBack: read.faults.slice(0, 6).map(faultSentence).join('\n'),
      expected: 'A valid contract: apiVersion v3.1.0 and no fault.',
      lookAt: {
        path: PATH,
        line: first.line,
        lesson: LESSON,
      },
    });
  },
};

const contractIsOwned: Check = claim('contract-is-owned', (contract) => {
  const blank = [
    ['name', contract.name],
    ['domain', contract.domain],
    ['description.purpose', contract.description?.purpose],
    ['description.limitations', contract.description?.limitations],
  ].find(([, value]) => (value ?? '').trim() === '');
  if (blank) {
    return fault(
      `The contract says nothing under "${blank[0] ?? ''}".`,
      shownJson(blank[1]),
      'What Ines said, in words.',
    );
  }
  const members = teamMembers(contract);
  if (!members.some(({ role }) => /^(?:data )?owner$/i.test(role?.trim() ?? ''))) {
    return fault(
      'Nobody owns the table.',
      `team members: ${shownJson(members)}`,
      'A member of the team whose role is owner.',
    );
  }
  if ((contract.support ?? []).length === 0) {
    return fault(
      'It does not say where to ask.',
      `support: ${shownJson(contract.support)}`,
      'A support channel.',
    );
  }
  return holds;
});

const columnsAreDescribed: Check = claim('columns-are-described', (contract) => {
  const names = propertiesOf(contract).map(({ name }) => name);
  const expected = COLUMNS.map(({ name }) => name);
  const lacking = expected.filter((name) => !names.includes(name));
  const extra = names.filter((name) => !expected.includes(name));
  if (lacking.length === 0 && extra.length === 0 && new Set(names).size === names.length)
    return holds;
  const summary =
    lacking.length > 0
      ? `The column ${lacking[0] ?? ''} is not described.`
      : extra.length > 0
        ? `The column ${extra[0] ?? ''} is described, and nobody agreed on it.`
        : 'A column is described twice.';
  return fault(
    summary,
    `${names.length} columns: ${names.join(', ')}`,
    `17 columns: ${expected.join(', ')}`,
  );
});

const typesAreStated: Check = claim('types-are-stated', (contract) => {
  for (const { name, type } of COLUMNS) {
    const stated = propertyOf(contract, name)?.logicalType;
    if (stated === type) continue;
    return fault(
      `The logicalType of ${name} is not the one agreed.`,
      `${name}: logicalType ${shownJson(stated)}`,
      `${name}: logicalType "${type}"`,
    );
  }
  return holds;
});

const keysHold: Check = claim('keys-hold', (contract, probe) => {
  if (propertyOf(contract, 'application_id')?.primaryKey !== true) {
    return fault(
      'application_id is not the primary key.',
      `primaryKey: ${shownJson(propertyOf(contract, 'application_id')?.primaryKey)}`,
      'primaryKey: true',
    );
  }
  const clean = weekOf(probe);
  const twice = { ...clean, rows: [...clean.rows, clean.rows[0] ?? []] };
  if (!stops(contract, twice, 'application_id')) {
    return fault(
      'Two rows may have the same application_id.',
      'no error on a file in which a row stands twice',
      'an error on application_id',
    );
  }
  for (const { name, nullable } of COLUMNS) {
    const stopped = stops(contract, withCell(clean, 4, name, ''), name);
    if (stopped !== (nullable ?? false)) continue;
    return fault(
      nullable
        ? `${name} must be filled in, and some people are unknown to the bureau.`
        : `${name} may be empty.`,
      `${stopped ? 'an error' : 'no error'} on a file in which one ${name} is empty`,
      nullable ? 'no error for one empty score' : `an error on ${name}`,
    );
  }
  return holds;
});

const classesProtectPeople: Check = claim('classes-protect-people', (contract) => {
  for (const { name, atLeast } of COLUMNS) {
    const stated = propertyOf(contract, name)?.classification;
    const rank = CLASSES.findIndex((one) => one === stated);
    if (rank >= CLASSES.indexOf(atLeast)) continue;
    return fault(
      `The class of ${name} does not protect it enough.`,
      `${name}: classification ${shownJson(stated)}`,
      `${name}: ${atLeast === 'restricted' ? 'restricted' : `${atLeast} or a stricter class`}`,
    );
  }
  return holds;
});

const boundsAreStated: Check = claim('bounds-are-stated', (contract, probe) => {
  const clean = weekOf(probe);
  for (const { name, refused = [], accepted = [] } of COLUMNS) {
    for (const value of [...refused, ...accepted]) {
      const stopped = stops(contract, withCell(clean, 7, name, value), name);
      const wanted = refused.includes(value);
      if (stopped === wanted) continue;
      return fault(
        wanted
          ? `The contract lets ${name} be ${JSON.stringify(value)}.`
          : `The contract does not let ${name} be ${JSON.stringify(value)}.`,
        `${stopped ? 'an error' : 'no error'} on a file with that value`,
        wanted ? `an error on ${name}` : 'no error: the interview allows it',
      );
    }
  }
  return holds;
});

const qualityIsStated: Check = {
  id: 'quality-is-stated',
  needs: ['contract-is-valid'],
  async run(probe) {
    const contract = await contractOf(probe);
    if (!contract) return cannotTell('The contract cannot be read.');
    const clean = drawn(probe);
    const rows = (count: number) => ({ ...clean, rows: clean.rows.slice(0, count) });
    const files: Readonly<Record<string, ApplicationsTable>> = {
      'a file in order': clean,
      'a file of 100 rows': rows(100),
      'a file of 101 rows': rows(101),
      'a file in which a customer applies twice in one second, under two ids': plantDefect(
        'DF02',
        clean,
        probe.hiddenSeed(3),
        { count: 2 },
      ),
      'a file in which 20 % of the bureau scores are empty': nulls(clean, 20),
      'a file in which 15 % of the bureau scores are empty': nulls(clean, 15),
      'a file in which 14 % of the bureau scores are empty': nulls(clean, 14),
      'a file with two debts above the income': plantDefect('DF19', clean, probe.hiddenSeed(2), {
        count: 2,
      }),
      'a file with one more column': plantDefect('DF07', clean, probe.hiddenSeed(3)),
    };
    const [
      order = '',
      hundred = '',
      ,
      twice = '',
      many = '',
      least = '',
      few = '',
      debts = '',
      more = '',
    ] = Object.keys(files);
    const stopped = [hundred, twice, debts, more];
    const warned = [many, least];
    const queries = (contract.schema?.[0]?.quality ?? []).flatMap(({ query }) => query ?? []);
    const counted = await queryResults(probe, contract, files, queries);
    const cases = Object.entries(files).map(([given, made]) => {
      const sql = (query: string) => counted[given]?.[query];
      const rules = brokenRules(contract, csvOf(made), { asOf: AS_OF, sql });
      const errors = rules.filter(({ severity }) => severity === 'error');
      const expected = stopped.includes(given)
        ? 'an error'
        : warned.includes(given)
          ? 'a warning on bureau_score, and no error'
          : 'no rule broken';
      const ok = stopped.includes(given)
        ? errors.length > 0
        : warned.includes(given)
          ? errors.length === 0 && rules.some(({ column }) => column === 'bureau_score')
          : rules.length === 0 || (given !== order && given !== few && errors.length === 0);
      return { given, rules, ok, expected };
    });
    const wrong = cases.find(({ ok }) => !ok);
    if (!wrong) return holds;
    return doesNotHold({
      summary: `The contract does not say what the interview says about ${wrong.given}.`,
      ran: `${PATH}, held to ${wrong.given}`,
      cameBack:
        wrong.rules.length === 0
          ? 'no rule broken'
          : `rules broken: ${wrong.rules.map(({ kind, column, severity }) => `${kind} ${column ?? ''} (${severity})`).join(', ')}`,
      expected: wrong.expected,
      lookAt: { path: PATH, lesson: LESSON },
    });
  },
};

const serviceLevelsAreStated: Check = claim('service-levels-are-stated', (contract) => {
  for (const { property, says, amounts, element } of SERVICE_LEVELS) {
    const stated = (contract.slaProperties ?? []).filter((level) => level.property === property);
    const right = stated.some(
      (level) =>
        amounts[slaUnit(level.unit ?? '')] === Number(level.value) &&
        (element === undefined || level.element?.split('.').at(-1) === element),
    );
    if (right) continue;
    const [unit, value] = Object.entries(amounts)[0] ?? [];
    return fault(
      `The service level "${property}" does not say: ${says}.`,
      shownJson(stated),
      `property ${property}, value ${value ?? ''}, unit ${unit ?? ''}${element === undefined ? '' : `, element applications.${element}`}`,
    );
  }
  return holds;
});

export const contractChecks: readonly Check[] = [
  contractIsValid,
  contractIsOwned,
  columnsAreDescribed,
  typesAreStated,
  keysHold,
  classesProtectPeople,
  boundsAreStated,
  qualityIsStated,
  serviceLevelsAreStated,
];

/** A check of what a valid contract says. */
function claim(id: string, says: (contract: DataContract, probe: Probe) => Finding): Check {
  return {
    id,
    needs: ['contract-is-valid'],
    async run(probe) {
      const contract = await contractOf(probe);
      return contract ? says(contract, probe) : cannotTell('The contract cannot be read.');
    },
  };
}

async function contractOf(probe: Probe): Promise<DataContract | undefined> {
  return readContract((await probe.readText(PATH)) ?? '', PATH).value;
}

function fault(summary: string, cameBack: string, expected: string): DoesNotHold {
  return doesNotHold({
    summary,
    ran: `${PATH}, beside ${INTERVIEW}`,
    cameBack,
    expected,
    lookAt: { path: PATH, lesson: LESSON },
  });
}

function missing(summary: string, cameBack: string, expected: string): DoesNotHold {
  return doesNotHold({
    summary,
    ran: PATH,
    cameBack,
    expected,
    lookAt: { path: PATH, lesson: LESSON },
  });
}

function propertiesOf(contract: DataContract): readonly SchemaProperty[] {
  return contract.schema?.[0]?.properties ?? [];
}

function propertyOf(contract: DataContract, name: string): SchemaProperty | undefined {
  return propertiesOf(contract).find((property) => property.name === name);
}

function drawn(probe: Probe): ApplicationsTable {
  return cleanTable('contract', probe.hiddenSeed(1));
}

function weekOf(probe: Probe): CsvTable {
  return csvOf(drawn(probe));
}

function csvOf(made: ApplicationsTable): CsvTable {
  return readCsv(tableCsv(made));
}

function withCell(
  { columns, rows }: CsvTable,
  row: number,
  column: string,
  value: string,
): CsvTable {
  const at = columns.indexOf(column);
  return { columns, rows: rows.map((cells, i) => (i === row ? cells.with(at, value) : cells)) };
}

/** Whether the contract has an error for a column of this file. */
function stops(contract: DataContract, csv: CsvTable, column: string): boolean {
  return brokenRules(contract, csv, { asOf: AS_OF }).some(
    (rule) => rule.column === column && rule.severity === 'error',
  );
}

/** Exactly this share of the bureau scores is empty. */
function nulls(made: ApplicationsTable, percent: number): ApplicationsTable {
  const at = made.header.indexOf('bureau_score');
  const empty = Math.round((made.rows.length * percent) / 100);
  return { ...made, rows: made.rows.map((row, i) => row.with(at, i < empty ? '' : '640')) };
}
