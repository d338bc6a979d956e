import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textFile, type FileTree } from '#container';
import {
  bringInRecord,
  createMemoryStore,
  digestOf,
  EMPTY_VIEW,
  exportRecord,
  exportRecordJson,
  LearnerRecord,
  listKeptCopies,
  readKeptTree,
  readLabWork,
  WorkWriter,
  type ExamReceipt,
  type LabAttempt,
  type RecordDocument,
} from '#progress';
import { SCHEMA_VERSION } from '../../src/progress/migrations.ts';
import { bringIn } from '../../src/progress/move/move-record.ts';
import { readRecord } from '../../src/progress/move/read-record.ts';

const LAB = 'pin-the-data';
const FACTS = {
  lab: LAB,
  labVersion: '1.0.0',
  labDigest: 'd',
  seed: 's',
  begunAt: '2026-11-20T09:00:00.000Z',
  origin: {},
  startDigest: '',
  view: EMPTY_VIEW,
  hintsOpened: {},
  solutionUnlocked: false,
  solutionSeen: false,
};
const TREE: FileTree = {
  'a.txt': textFile('hello\n'),
  'run.sh': { kind: 'file', bytes: new TextEncoder().encode('#!/bin/sh\n'), executable: true },
  'x.bin': { kind: 'file', bytes: new Uint8Array([0, 200, 255]) },
  link: { kind: 'symlink', target: 'a.txt' },
  empty: { kind: 'folder' },
};
const attempt: LabAttempt = {
  id: '1',
  lab: LAB,
  labVersion: '1.0.0',
  seed: 's',
  engine: 'embedded',
  startedAt: '2026-11-23T09:00:00.000Z',
  durationMs: 1200,
  points: 40,
  maxPoints: 100,
  verdicts: { one: 'pass' },
  hintsUsed: {},
  solutionSeen: false,
};

const keptFile = (text: string) => ({
  id: digestOf(new TextEncoder().encode(text)),
  text,
  keptAt: '2026-11-23T09:00:00.000Z',
});
const PACK = keptFile('{"format":"plumbline-exam-pack"}');
const CERTIFICATE = keptFile('{"type":["VerifiableCredential"]}');
const RECEIPT: ExamReceipt = {
  id: 'ab'.repeat(32),
  fileName: 'foundations-1-lina.exam.json',
  sizeBytes: 4000,
  exam: 'foundations',
  number: 1,
  learner: 'lina',
  handedInAt: '2026-11-23T09:50:00.000Z',
  right: 30,
  of: 40,
  signer: 'did:key:z6Mk',
};

async function someRecord(): Promise<LearnerRecord> {
  const record = new LearnerRecord(createMemoryStore());
  await record.markLessonDone('c/l', new Date('2026-11-22T09:00:00Z'));
  await record.addAttempt(attempt);
  await record.keepPack(PACK);
  await record.addExamReceipt(RECEIPT);
  await record.keepCertificate(CERTIFICATE);
  await record.setSetting('diagnostic', { aim: 'L2', claims: { VER: 2 }, proofs: {} });
  const writer = new WorkWriter(record.store, LAB);
  await writer.save(FACTS, TREE, new Date('2026-11-23T10:00:00Z'));
  await writer.keepCopy({ 'a.txt': textFile('old\n') }, { reason: 'Before', labVersion: '1.0.0' });
  return record;
}
const bytesOf = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

test('a record that moves to another computer is there what it was here: marks, attempts, diagnostic and work', async () => {
  const here = await someRecord();
  const there = new LearnerRecord(createMemoryStore());
  await bringInRecord(there, new TextEncoder().encode(await exportRecordJson(here)));

  const at = new Date('2026-11-26T00:00:00Z');
  assert.deepEqual(await exportRecord(there, at), await exportRecord(here, at));
  assert.equal(await there.learnerId(), await here.learnerId());
  const work = await readLabWork(there.store, LAB);
  assert.deepEqual(work?.tree, TREE);
  assert.equal(work.work.savedAt, '2026-11-23T10:00:00.000Z');
  const [copy] = await listKeptCopies(there.store, LAB);
  assert.deepEqual(await readKeptTree(there.store, LAB, copy?.files ?? {}), {
    'a.txt': textFile('old\n'),
  });
});

test('the same file brought in twice changes nothing the second time', async () => {
  const here = await someRecord();
  const file = new TextEncoder().encode(await exportRecordJson(here));
  const before = await exportRecord(here, new Date(0));
  const { counts, notes } = await bringInRecord(here, file);
  assert.deepEqual(
    counts.filter(({ added, changed }) => added + changed > 0),
    [],
  );
  assert.deepEqual(notes, []);
  assert.deepEqual(await exportRecord(here, new Date(0)), before);
});

test('work that is open in a tab stays, and the file’s work lies beside it as a kept copy', async () => {
  const here = await someRecord();
  const document = await exportRecord(here);
  const [work] = document.works;
  assert.ok(work);
  const later: RecordDocument = {
    ...document,
    works: [
      { ...work, savedAt: '2026-11-25T10:00:00.000Z', files: { 'a.txt': { text: 'new\n' } } },
    ],
  };
  const { changes, report } = await bringIn(
    here.store,
    later,
    await here.learnerId(),
    new Set([LAB]),
  );
  await here.store.write(changes);
  assert.deepEqual((await readLabWork(here.store, LAB))?.tree, TREE);
  const copies = await listKeptCopies(here.store, LAB);
  const trees = await Promise.all(copies.map((one) => readKeptTree(here.store, LAB, one.files)));
  assert.ok(trees.some((tree) => 'a.txt' in tree && decode(tree) === 'new\n'));
  assert.deepEqual(report.notes, [
    `Your work in ${LAB} stays as it is here. The file’s is among its kept copies.`,
  ]);
});

function decode(tree: FileTree): string {
  const entry = tree['a.txt'];
  return entry?.kind === 'file' ? new TextDecoder().decode(entry.bytes) : '';
}

const SINCE: readonly (readonly [schema: number, lists: readonly (keyof RecordDocument)[]])[] = [
  [4, ['tries', 'examResults', 'labSittings', 'works', 'copies', 'diagnostic']],
  [5, ['receipts']],
  [6, ['assignments']],
  [7, ['packs', 'examReceipts', 'certificates']],
  [8, ['learnedReceipts']],
];
for (let schema = 1; schema < SCHEMA_VERSION; schema += 1) {
  test(`a file of version ${schema} is read, and what it could not hold yet is empty`, async () => {
    const newest = await exportRecord(await someRecord());
    const later = SINCE.filter(([since]) => since > schema).flatMap(([, lists]) => lists);
    const old = Object.fromEntries(
      Object.entries({ ...newest, schema }).filter(
        ([key]) => !later.includes(key as keyof RecordDocument),
      ),
    );
    const record = readRecord(bytesOf(old));
    for (const list of later) {
      assert.deepEqual(record[list], list === 'diagnostic' ? {} : [], list);
    }
    assert.deepEqual(record, {
      ...newest,
      ...Object.fromEntries(later.map((list) => [list, list === 'diagnostic' ? {} : []])),
    });
  });
}

test('a file of an earlier build is brought up to date', () => {
  const old = {
    format: 'plumbline-record',
    schema: 2,
    exportedAt: '2026-11-01T00:00:00.000Z',
    learnerId: 'abcdefghjkmnpqrs',
    lessons: [{ lesson: 'c/l', firstOpenedAt: '2026-11-01T00:00:00.000Z' }],
    answers: [],
    attempts: [attempt],
    quizResults: [],
  };
  const record = readRecord(bytesOf(old));
  assert.equal(record.schema, SCHEMA_VERSION);
  assert.deepEqual(record.attempts, [attempt]);
  assert.deepEqual(
    [
      record.tries,
      record.works,
      record.copies,
      record.receipts,
      record.assignments,
      record.diagnostic,
    ],
    [[], [], [], [], [], {}],
  );
});

test('a key that this build does not know is kept: a later one may show it', async () => {
  const document = await exportRecord(await someRecord());
  const richer = { ...document, attempts: [{ ...attempt, labSha256: 'ab'.repeat(32) }] };
  assert.deepEqual(readRecord(bytesOf(richer)).attempts, richer.attempts);
});

const document = await exportRecord(await someRecord());
const [work] = document.works;
const HOSTILE: readonly (readonly [name: string, value: unknown, message: RegExp])[] = [
  ['a list', [], /it is JSON, but no mapping/],
  ['another kind of file', { format: 'other' }, /does not say that it is a record of Plumbline/],
  ['no schema', { ...document, schema: undefined }, /does not say of which version/],
  ['a schema of words', { ...document, schema: '3' }, /does not say of which version/],
  ['a list that is none', { ...document, attempts: {} }, /at attempts it has/],
  ['a missing list', { ...document, copies: undefined }, /at copies it has nothing/],
  [
    'points of words',
    { ...document, attempts: [{ ...attempt, points: '9' }] },
    /attempts\[0\]\.points/,
  ],
  [
    'points below zero',
    { ...document, attempts: [{ ...attempt, points: -1 }] },
    /attempts\[0\]\.points/,
  ],
  [
    'a verdict that is none',
    { ...document, attempts: [{ ...attempt, verdicts: { a: 'yes' } }] },
    /attempts\[0\]/,
  ],
  [
    'a time that is none',
    { ...document, exportedAt: 'today' },
    /at exportedAt it has the text "today"/,
  ],
  ['a learner’s id with markup', { ...document, learnerId: '<b>' }, /at learnerId/],
  [
    'a path out of the lab',
    { ...document, works: [{ ...work, files: { '../x': { text: '' } } }] },
    /the path "\.\.\/x" cannot be/,
  ],
  [
    'an absolute path',
    { ...document, works: [{ ...work, files: { '/x': { text: '' } } }] },
    /the path "\/x" cannot be/,
  ],
  [
    'broken base64',
    { ...document, works: [{ ...work, files: { x: { base64: 'a===' } } }] },
    /works\[0\]|base64/,
  ],
  [
    'a file of no kind',
    { ...document, works: [{ ...work, files: { x: { size: 1 } } }] },
    /works\[0\]\.files\.x/,
  ],
  [
    'a certificate that is not the one it is filed as',
    { ...document, certificates: [{ ...CERTIFICATE, text: '{"type":["Other"]}' }] },
    /the kept file [0-9a-f]{12}… is not the one that its "id" names/,
  ],
  ['a pack without its text', { ...document, packs: [{ ...PACK, text: undefined }] }, /packs\[0\]/],
  [
    'a lab’s name with a slash',
    { ...document, works: [{ ...work, lab: 'a/b' }] },
    /works\[0\]\.lab/,
  ],
];
for (const [name, value, message] of HOSTILE) {
  test(`a file with ${name} is refused in words, and nothing is changed`, async () => {
    const here = await someRecord();
    const before = await exportRecord(here, new Date(0));
    await assert.rejects(bringInRecord(here, bytesOf(value)), {
      name: 'RecordFileUnreadable',
      message,
    });
    assert.deepEqual(await exportRecord(here, new Date(0)), before);
  });
}

test('bytes that are no text, no JSON, or of a later build are refused in words', () => {
  const refused = (bytes: Uint8Array, name: string, message: RegExp) =>
    assert.throws(() => readRecord(bytes), { name, message });
  refused(new Uint8Array([0xff, 0xfe]), 'RecordFileUnreadable', /not text in UTF-8/);
  refused(new TextEncoder().encode('{'), 'RecordFileUnreadable', /not JSON/);
  refused(bytesOf({ ...document, schema: 99 }), 'RecordTooNew', /version 99/);
  const deep = `{"format":"plumbline-record","schema":4,"diagnostic":${'['.repeat(5000)}${']'.repeat(5000)}}`;
  refused(new TextEncoder().encode(deep), 'RecordFileUnreadable', /./);
  const half = bytesOf({
    ...document,
    answers: [{ question: 'q\ud800', right: true, answeredAt: '2026-11-23T09:00:00.000Z' }],
  });
  refused(half, 'RecordFileUnreadable', /half a character/);
});

test('a member called __proto__ is data like any other', () => {
  const text = JSON.stringify({ ...document, works: [{ ...work, files: { KEY: { text: 'x' } } }] });
  const read = readRecord(new TextEncoder().encode(text.replace('KEY', '__proto__')));
  assert.deepEqual(Object.keys(read.works[0]?.files ?? {}), ['__proto__']);
  assert.equal(({} as Record<string, unknown>)['text'], undefined);
});
