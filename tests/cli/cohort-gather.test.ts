import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { unzipSync } from 'fflate';
import { readCertificateBatch, readCohortFile, softwareKey, writeRegradeRecord } from '#cohort';
import { csvRecords, readCsv } from '#formats';
import {
  examRecordsOfFive,
  FORMULA,
  handInsOfFive,
  ROSTER_OF_FIVE,
} from '../browser/class-of-five.ts';
import { RECORD } from '../cohort/example-record.ts';
import { cohortZip, madeCohort } from '../cohort/gradebook/made-cohort.ts';
import { cohort } from './run-cohort.ts';

const folder = mkdtempSync(join(tmpdir(), 'cohort-gather-'));
after(() => rmSync(folder, { recursive: true }));
const at = (...parts: string[]): string => join(folder, ...parts);

async function held(...words: string[]): Promise<string> {
  const { code, out, err } = await cohort(...words);
  assert.equal(code, 0, `${words[0] ?? ''}: ${out}${err}`);
  return out;
}

const FIVE = at('five');
const FILE = at('five.cohort.zip');
const KEY = ['--key-file', at('five/regrade-key.txt')];
const grades = async (): Promise<ReadonlyMap<string, Readonly<Record<string, string>>>> =>
  new Map(
    csvRecords(readCsv(await held('gradebook', FILE))).map((row) => [row['Name'] ?? '', row]),
  );

test('the whole loop on the command line: a roster, links, hand-ins, records of CI, a gradebook, similar works, a grade with its reason, certificates', async () => {
  writeFileSync(at('five.csv'), ROSTER_OF_FIVE);
  await held('new', FIVE, '--name', 'Five', '--issuer', 'Ines Instructor');
  await held('roster', FIVE, at('five.csv'));
  const labs = ['--lab', 'sign-the-contract', '--lab', 'speak-the-protocol'];
  await held('assign', FIVE, '--title', 'Week 1', ...labs);
  const site = ['--site', 'https://academy.example/', '--out', at('links.csv')];
  await held('links', FIVE, 'week-1', ...site);
  const links = readFileSync(at('links.csv'), 'utf8');
  const idOf = (name: string): string =>
    csvRecords(readCsv(links)).find((one) => one['name'] === name)?.['id'] ?? '';
  mkdirSync(at('in'));
  for (const { name, buffer } of await handInsOfFive(links)) writeFileSync(at('in', name), buffer);

  const secrets = ['--seed-file', at('five/hidden-seed.txt'), ...KEY, '--by', 'Ines Instructor'];
  const graded = await cohort('regrade', at('in'), ...secrets, '--out', at('regrades'));
  assert.match(graded.out, /^6 graded, 5 passed; 0 not graded; 2 set aside\.$/m, graded.err);
  // A record that somebody else has signed lies among them.
  const foreign = await writeRegradeRecord(RECORD, softwareKey(new Uint8Array(32).fill(9)));
  writeFileSync(at('regrades/foreign.regrade.json'), foreign);
  writeFileSync(at('regrades/foreign.verdicts.json'), '[{"check":"held","status":"fail"}]');

  const gathered = await cohort(
    ...['gather', FIVE, at('in'), '--records', at('regrades'), '--out', FILE],
  );
  assert.equal(gathered.code, 1, gathered.err);
  assert.match(gathered.out, /^6 taken, 0 of them late; 0 were here already; 2 set aside\.$/m);
  assert.match(gathered.out, /^ {2}unreadable: .*escaped\.txt/m);
  assert.match(gathered.out, /^ {2}tampered: .*odcs\.yaml/m);
  assert.match(gathered.out, /^6 gradings taken from records; 1 records left\.$/m);
  assert.match(gathered.out, /^ {2}foreign\.regrade\.json: .* has signed it, which is not/m);
  assert.match(gathered.out, /^ {2}foreign\.verdicts\.json is not a list of verdicts/m);
  assert.match(gathered.out, /: 6 hand-ins, 0 of them without a grading\.$/m);
  // The same once more changes nothing.
  const before = readFileSync(FILE);
  const again = await cohort(
    ...['gather', FILE, at('in'), '--records', at('regrades'), ...KEY, '--out', FILE],
  );
  assert.match(again.out, /^0 taken, 0 of them late; 6 were here already; /m, again.err);
  assert.match(again.out, /^0 gradings taken from records; 1 records left\.$/m);
  assert.deepEqual(readFileSync(FILE), before);

  const book = await grades();
  assert.deepEqual(
    ['Ada Lovelace', 'Bodil Ström', `'${FORMULA}`].map((name) => [
      book.get(name)?.['Sign the contract'],
      book.get(name)?.['Speak the protocol'],
    ]),
    [
      ['100', '100'],
      ['100', '100'],
      ['', ''],
    ],
  );
  await held('gradebook', FILE, '--feedback', at('feedback'));
  const noor = readFileSync(at('feedback', `${idOf('نور حداد')}.html`), 'utf8');
  assert.match(noor, /Does not hold\./);
  assert.doesNotMatch(noor, /was not kept/, 'what the checks said came along');

  const similar = await held('similar', FILE, '--lab', 'sign-the-contract');
  assert.match(similar, /^sign-the-contract: 1 pair of 2 works to look at\.$/m);
  assert.ok(similar.includes(idOf('Ada Lovelace')) && similar.includes(idOf('Bodil Ström')));

  const which = ['--learner', idOf('نور حداد'), '--item', 'speak-the-protocol'];
  const short = await cohort(
    ...['override', FILE, ...which, '--points', '80', '--passed', 'yes', '--reason', 'ok'],
  );
  assert.deepEqual([short.code, /reason of 10 characters/.test(short.err)], [2, true], short.err);
  const reason = ['--reason', 'Explained it well in the talk.'];
  await held('override', FILE, ...which, '--points', '80', '--passed', 'yes', ...reason);
  await held('comment', FILE, ...which, '--text', 'Look at the model’s name once more.');
  assert.equal((await grades()).get('نور حداد')?.['Speak the protocol'], '80');
  const { handIns } = readCohortFile(new Uint8Array(readFileSync(FILE)));
  const hers = handIns.find(({ learner }) => learner === which[1]);
  assert.deepEqual(
    [hers?.overrides[0]?.reason, hers?.overrides[0]?.by, hers?.comments[0]?.text],
    ['Explained it well in the talk.', 'Ines Instructor', 'Look at the model’s name once more.'],
  );

  const records: string[] = [];
  for (const { name, buffer } of await examRecordsOfFive(links)) {
    writeFileSync(at(name), buffer);
    records.push('--record', at(name));
  }
  const batch = ['--certificate', 'foundations', '--out', at('five.batch.json')];
  assert.match(await held('certify', FILE, ...batch, ...records), /^2 of 5 may have it: /m);
  const read = readCertificateBatch(readFileSync(at('five.batch.json'), 'utf8'));
  assert.deepEqual(read.people.map(({ name }) => name).sort(), ['Ada Lovelace', 'Bodil Ström']);
});

test('a learner who is forgotten leaves not a byte in the file of a cohort, and others stay', async () => {
  const made = await madeCohort(4);
  const [gone, stays] = made.cohort.learners;
  assert.ok(gone && stays);
  const handIns = made.handIns.map((one) =>
    one.learner === stays.id ? { ...one, notes: [`The same files as ${gone.id}.`, 'Late.'] } : one,
  );
  const file = at('four.cohort.zip');
  writeFileSync(file, await cohortZip({ ...made, handIns }));
  const unknown = await cohort('forget', file, 'p-nobody');
  assert.deepEqual(
    [unknown.code, unknown.err.split('\n')[0]],
    [2, 'LearnerUnknown: There is no "p-nobody" in this cohort.'],
  );
  assert.match(await held('forget', file, gone.id), /, with 2 hand-ins and 0 files that were set/);
  const left = readCohortFile(new Uint8Array(readFileSync(file)));
  const bytes = Object.values(unzipSync(new Uint8Array(readFileSync(file))));
  for (const word of [gone.id, gone.name, gone.email ?? '', 'learner0'])
    assert.ok(!bytes.some((one) => Buffer.from(one).includes(word)), word);
  assert.deepEqual(
    left.handIns.map(({ learner }) => learner),
    made.handIns.map(({ learner }) => learner).filter((learner) => learner !== gone.id),
  );
  assert.deepEqual(left.handIns.find(({ learner }) => learner === stays.id)?.notes, ['Late.']);
});

test('a cohort of a folder is changed, archived and opened again; what it cannot be is refused in words', async () => {
  const place = at('autumn');
  await held('new', place, '--name', 'Autumn', '--issuer', 'Ada', '--keep-until', '2027-03-31');
  const changes = ['--name', 'Autumn, Lyon', '--keep-until', '2027-06-30', '--pass-items', '2'];
  assert.equal(
    await held('change', place, ...changes),
    '“Autumn, Lyon” of Ada, kept until 2027-06-30; a certificate needs 2 passed, and 70 percent.\n',
  );
  assert.match(await held('change', place, '--archive'), /70 percent\. It is archived\.\n$/);
  const closed = await cohort('change', place, '--name', 'Winter');
  assert.match(closed.err, /^CohortArchived: The cohort “Autumn, Lyon” is archived/);
  await held('change', place, '--reopen', '--name', 'Winter');
  const wrong = await cohort('change', place, '--keep-until', '2027-02-31');
  assert.match(wrong.err, /2027-02-31.* is no day of the calendar/);
  const { name, retainUntil } = JSON.parse(
    readFileSync(join(place, 'cohort.json'), 'utf8'),
  ) as Record<string, string>;
  assert.deepEqual([name, retainUntil], ['Winter', '2027-06-30']);
  for (const [words, told] of [
    [['gather', place], /Nothing to gather: name hand-ins, or --records/],
    [['gather', place, at('nowhere')], /^FileNotFound: There is no /],
    [['gather', place, '--records', 'package.json'], /--records has ".*"; expected a folder/],
  ] as const) {
    const { code, err } = await cohort(...words);
    assert.deepEqual([code, told.test(err)], [2, true], err);
  }
  assert.ok(!readdirSync('.').some((file) => file.endsWith('.cohort.zip')));
});
