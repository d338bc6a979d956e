import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse, stringify } from 'yaml';
import { readContract } from '#formats';
import { applicationsTable, featureVector, namedCells } from '#harborlight';
import { TRAIN, grouped, lessonText, listing, loanDefault, states } from './stated.ts';

/** The figures and the contract of "Who owns this table?". */

const lesson = lessonText('data-governance-that-survives-an-audit', 'who-owns-this-table');
const LAB = 'labs/sign-the-contract/solution/contracts/applications.odcs.yaml';
const CONTRACT = readFileSync(LAB, 'utf8');
const HEADER = applicationsTable(TRAIN).header;

test('the offer reaches each applicant once, and those who only came through a dealer', () => {
  const direct = new Set(TRAIN.filter(({ row }) => row[7] !== 'partner').map(({ row }) => row[4]));
  const all = new Set(TRAIN.map(({ row }) => row[4]));
  const onlyDealer = [...all].filter((email) => !direct.has(email)).length;
  states(lesson, `reaches ${grouped(all.size)} people`, `shorter than ${grouped(all.size)}`);
  states(lesson, `and ${onlyDealer} who had only ever spoken to a dealer`);
  const refusing = TRAIN.filter(({ row }) => row[16] === 'false').length;
  states(lesson, `all but ${refusing} of the ${grouped(TRAIN.length)} rows`);
});

test('the model reads nine of seventeen columns, and makes thirteen features of them', () => {
  const rows = TRAIN.slice(0, 40).map(({ row }) => row);
  const features = (row: readonly string[]): string =>
    featureVector(namedCells(HEADER, row)).join();
  const read = HEADER.filter((_, column) =>
    rows.some((row) =>
      rows.some((other) => features(row.with(column, other[column] ?? '')) !== features(row)),
    ),
  );
  assert.deepEqual(read, [
    'channel',
    'employment',
    'income_month_eur',
    'debt_month_eur',
    'amount_eur',
    'term_months',
    'bureau_score',
    'late_payments_12m',
    'device_risk',
  ]);
  assert.equal(loanDefault().coef.length, 13);
  assert.equal(HEADER.length, 17);
});

test('the part about people is lines 4 to 19, sixteen of them, and the table quotes it', () => {
  const lines = CONTRACT.split('\n').slice(3, 19);
  assert.equal(lines.length, 16);
  assert.match(lines[0] ?? '', /^name:/);
  assert.match(lines[15] ?? '', /^ {4}tool:/);
  const { description, support } = parse(CONTRACT) as {
    description: Record<string, string>;
    support: { channel: string }[];
  };
  states(
    lesson,
    `| ${description['purpose'] ?? ''} |`,
    `| ${description['limitations'] ?? ''} |`,
    `| \`${support[0]?.channel ?? ''}\` |`,
  );
});

test('with the team of January the contract holds, and each day has one owner', () => {
  const { team } = parse(listing(lesson, 'contracts/applications.odcs.yaml')) as {
    team: { members: readonly Record<string, string>[] };
  };
  const contract = parse(CONTRACT) as Record<string, unknown>;
  assert.ok(readContract(stringify({ ...contract, team }), LAB).value);
  for (const day of ['2026-04-02', '2026-12-31', '2027-01-01', '2027-07-01']) {
    const inOffice = team.members.filter(
      ({ role, dateIn = '', dateOut = '9999' }) =>
        role === 'owner' && dateIn <= day && day <= dateOut,
    );
    assert.equal(inOffice.length, 1, day);
  }
});

test('the standard asks for none of the keys that the house asks for', () => {
  const { description, team, support, name, domain, ...rest } = parse(CONTRACT) as Record<
    string,
    unknown
  >;
  assert.ok(description && team && support && name && domain);
  assert.ok(readContract(stringify(rest), LAB).value);
});
