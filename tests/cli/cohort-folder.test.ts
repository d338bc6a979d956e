import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test, type TestContext } from 'node:test';
import {
  assignmentSeed,
  assignmentSha256,
  assignmentOfDigest,
  readAssignmentFragment,
  readCohortFile,
  type Cohort,
} from '#cohort';
import { parseCsv } from '#formats';
import { labIdentity } from '#authoring';
import { assign } from '../../src/cli/cohort/assign.ts';
import { makeLinks } from '../../src/cli/cohort/links.ts';
import { makeCohort } from '../../src/cli/cohort/new-cohort.ts';
import { exportFolder, importFolder } from '../../src/cli/cohort/move-cohort.ts';
import { takeRoster } from '../../src/cli/cohort/roster.ts';

const folder = mkdtempSync(join(tmpdir(), 'cohort-'));
after(() => rmSync(folder, { recursive: true }));
const at = (...parts: string[]): string => join(folder, ...parts);
const cohortIn = (name: string): Cohort =>
  JSON.parse(readFileSync(at(name, 'cohort.json'), 'utf8')) as Cohort;

/** What the work says on the console, a line each. */
async function said(
  t: TestContext,
  work: () => number | Promise<number>,
): Promise<[number, string[]]> {
  const log = t.mock.method(console, 'log', () => undefined);
  const code = await work();
  const lines = log.mock.calls.flatMap(({ arguments: [text] }) => String(text).split('\n'));
  log.mock.restore();
  return [code, lines];
}

const make = (name: string) =>
  makeCohort([at(name), '--name', 'Autumn', '--issuer', 'Ada', '--keep-until', '2027-03-31']);

test('from an empty folder to signed links: new, roster, assign, links', async (t) => {
  const [made, [first = '']] = await said(t, () => make('one'));
  assert.equal(made, 0);
  assert.match(
    first,
    /^Made “Autumn” in .*one\/: cohort\.json, hidden-seed\.txt and regrade-key\.txt\./,
  );
  for (const file of ['cohort.json', 'hidden-seed.txt', 'regrade-key.txt']) {
    assert.equal(statSync(at('one', file)).mode & 0o777, 0o600, `${file} is for its owner alone`);
  }
  assert.equal(readFileSync(at('one/hidden-seed.txt'), 'utf8'), `${cohortIn('one').secret}\n`);

  writeFileSync(
    at('roster.csv'),
    'name,email\nLina Müller,lina@example.org\n,x@example.org\nنور حداد,\n',
  );
  const [preview] = await said(t, () => takeRoster([at('one'), at('roster.csv'), '--preview']));
  assert.equal(preview, 1);
  assert.deepEqual(cohortIn('one').learners, []);
  const [taken, lines] = await said(t, () => takeRoster([at('one'), at('roster.csv')]));
  assert.equal(taken, 1, 'a line has a fault');
  assert.deepEqual(lines.slice(-2), [
    'line 3 is not taken: It has nothing for the name.',
    'The roster has 2 learners.',
  ]);

  const words = [
    '--lab',
    'pin-the-data',
    '--lesson',
    'versioning-and-reproducibility/data-pointers',
  ];
  const rules = [
    '--due',
    '2026-12-09T22:00:00Z',
    '--late',
    '10/50',
    '--attempts',
    '2',
    '--no-hints',
  ];
  await said(t, () => assign([at('one'), '--title', 'Week 1', ...words, ...rules]));
  const [assignment] = cohortIn('one').assignments;
  assert.ok(assignment);
  const { version, sha256 } = labIdentity('pin-the-data');
  assert.deepEqual(
    assignment.terms.items.map((item) => [item.kind, item.id, item.version, item.sha256]),
    [
      ['lesson', 'versioning-and-reproducibility/data-pointers', undefined, undefined],
      ['lab', 'pin-the-data', version, sha256],
    ],
  );
  assert.deepEqual(assignment.terms.late, { kind: 'deduct', percentPerDay: 10, mostPercent: 50 });
  assert.deepEqual([assignment.terms.attempts, assignment.terms.hintsAllowed], [2, false]);

  const site = ['--site', 'https://academy.example/plumbline'];
  await said(t, () => makeLinks([at('one'), 'week-1', ...site, '--out', at('links.csv')]));
  const table = parseCsv(readFileSync(at('links.csv'), 'utf8'));
  assert.deepEqual(table.columns, ['id', 'name', 'email', 'link', 'subject', 'text']);
  const { learners, secret, assignments } = cohortIn('one');
  assert.deepEqual(
    table.rows.map(([id, name]) => [id, name]),
    learners.map(({ id, name }) => [id, name]),
  );
  const [page, fragment = ''] = (table.rows[0]?.[3] ?? '').split('#');
  assert.equal(page, 'https://academy.example/plumbline/assigned/');
  const read = readAssignmentFragment(fragment).value;
  assert.ok(read);
  assert.equal(read.assignmentSha256, assignmentSha256(assignment.terms));
  const learner = learners[0]?.id ?? '';
  assert.deepEqual(
    read.link.seeds,
    [1, 2].map((attempt) => assignmentSeed(secret, 'week-1', learner, attempt)),
  );
  assert.equal(assignmentOfDigest(assignments, read.assignmentSha256)?.terms.id, 'week-1');

  await said(t, () => makeLinks([at('one'), 'week-1', ...site, '--out', at('again.csv')]));
  assert.equal(readFileSync(at('again.csv'), 'utf8'), readFileSync(at('links.csv'), 'utf8'));
  const [, [common = '']] = await said(t, () =>
    makeLinks([at('one'), 'week-1', ...site, '--for-all']),
  );
  assert.equal(readAssignmentFragment(common.split('#')[1] ?? '').value?.link.learner, undefined);
  assert.equal(cohortIn('one').assignments[0]?.published[0]?.hasCommonLink, true);
});

test('an assignment is changed by its id, and what is not told stays', async (t) => {
  await said(t, () => make('two'));
  await said(t, () =>
    assign([at('two'), '--title', 'Week 1', '--lab', 'pin-the-data', '--pass', '80']),
  );
  const [, [line]] = await said(t, () =>
    assign([at('two'), '--id', 'week-1', '--due', '2026-12-16T22:00:00Z']),
  );
  assert.equal(line, 'Changed week-1: “Week 1”, 1 to do, due 2026-12-16T22:00:00Z.');
  const { terms } = cohortIn('two').assignments[0] ?? {};
  assert.deepEqual([terms?.dueAt, terms?.passPercent], ['2026-12-16T22:00:00Z', 80]);
});

test('bad words are told with what was expected, and nothing is changed', async (t) => {
  await said(t, () => make('three'));
  const before = readFileSync(at('three/cohort.json'), 'utf8');
  assert.throws(() => make('three'), {
    name: 'CohortKept',
    message: /cohort\.json exists already/,
  });
  assert.throws(() => makeCohort([at('four')]), /--name and --issuer are needed/);
  assert.throws(() => assign([at('three'), '--title', 'X', '--lab', 'pin-the-dat']), {
    name: 'UsageError',
    message: 'There is no lab "pin-the-dat". Did you mean "pin-the-data"?',
  });
  assert.throws(
    () => assign([at('three'), '--title', 'X', '--lab', 'pin-the-data', '--late', 'half']),
    /--late has "half"; expected accept, refuse, or 10\/50/,
  );
  await assert.rejects(makeLinks([at('three'), 'week-9', '--site', 'https://x.example/']), {
    message: 'This cohort has no assignment "week-9"; it has none.',
  });
  await assert.rejects(makeLinks([at('three'), 'week-9']), /--site is needed/);
  assert.throws(() => takeRoster([at('nowhere'), at('roster.csv')]), { name: 'CohortUnreadable' });
  assert.equal(readFileSync(at('three/cohort.json'), 'utf8'), before);
});

test('a folder is exported for the page, and what the page exports is laid into a folder', async (t) => {
  await said(t, () => make('five'));
  const [, [line]] = await said(t, () =>
    exportFolder([at('five'), '--out', at('five.cohort.zip')]),
  );
  assert.equal(
    line,
    `Wrote ${at('five.cohort.zip')}: 0 learners, 0 assignments, and the secret. No key is in it.`,
  );
  const packed = readCohortFile(new Uint8Array(readFileSync(at('five.cohort.zip'))));
  assert.deepEqual(packed.cohort, cohortIn('five'));
  await said(t, () => importFolder([at('five.cohort.zip'), at('six')]));
  assert.deepEqual(cohortIn('six'), cohortIn('five'));
  assert.equal(readFileSync(at('six/hidden-seed.txt'), 'utf8'), `${cohortIn('six').secret}\n`);
  assert.throws(() => importFolder([at('five.cohort.zip'), at('six')]), { name: 'CohortKept' });
});
