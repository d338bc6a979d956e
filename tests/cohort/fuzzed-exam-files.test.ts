import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import {
  makeExamPacks,
  openExamPack,
  packKey,
  readExamPack,
  readExamRecord,
  readExamSubmission,
  readLearnedRecord,
  readLearnedSubmission,
  readRevealedDraw,
  softwareKey,
  writeExamRecord,
  writeExamSubmission,
  writeLearnedRecord,
  writeLearnedSubmission,
  writeRevealedDraw,
  type EvidenceReading,
  type ExamDraw,
  type ExamRecord,
  type LearnedRecord,
  type ReadExamPack,
} from '#cohort';
import type { BankItem } from '#assessment';
import fc from 'fast-check';
import { bankFor, L1_SLOTS } from '../assessment/exam/exam-bank.ts';
import { EXAM } from './example-exam.ts';
import { LESSON, quizOf } from './example-learned.ts';

const KEY = softwareKey(new Uint8Array(32).fill(9));
const BANK: BankItem[] = bankFor(L1_SLOTS).map((item) => Object.assign(item, { level: 'L1' }));
const DRAW: ExamDraw = {
  sitting: 'spring-2027',
  exam: 'foundations',
  slots: L1_SLOTS,
  minutes: 50,
  pass: 70,
  bank: BANK,
  last: [[]],
  secret: new Uint8Array(32).fill(5),
};
const RECORD: ExamRecord = {
  format: 'plumbline-exam-regrade',
  formatVersion: 1,
  submissionSha256: 'a1'.repeat(32),
  exam: 'foundations',
  title: 'MLOps Foundations',
  bankSha256: 'b2'.repeat(32),
  drawnBy: 'learner',
  number: 1,
  learner: 'lina',
  learnerKey: 'did:key:z6Mk',
  grader: { name: 'plumbline', version: '1.0.0', sha256: 'c3'.repeat(32) },
  byCompetency: [{ competency: 'VER', right: 1, of: 2 }],
  score: { right: 1, of: 2, pass: 70, passed: false },
  isLate: false,
  notes: [],
  gradedAt: '2026-11-26T12:00:00.000Z',
  gradedBy: 'Harborlight Academy',
};

const MARKED: LearnedRecord = {
  format: 'plumbline-learned-regrade',
  formatVersion: 1,
  submissionSha256: 'a1'.repeat(32),
  kind: 'quiz',
  activity: 'small/end',
  title: 'Small: the quiz',
  basis: 'regraded',
  bankSha256: 'b2'.repeat(32),
  learner: 'lina',
  learnerKey: 'did:key:z6Mk',
  grader: { name: 'plumbline', version: '1.0.0', sha256: 'c3'.repeat(32) },
  items: [{ item: 'what-drifts', right: true }],
  score: { right: 1, of: 1, pass: 75, passed: true },
  notes: [],
  gradedAt: '2026-11-26T12:00:00.000Z',
  gradedBy: 'Harborlight Academy',
};

interface Subject {
  readonly name: string;
  readonly read: (bytes: Uint8Array) => EvidenceReading<unknown>;
  /** True where a signature covers every byte. */
  readonly isSigned: boolean;
}
const SUBJECTS: readonly Subject[] = [
  { name: 'the hand-in of an exam', read: readExamSubmission, isSigned: true },
  { name: 'the record of an exam', read: readExamRecord, isSigned: true },
  { name: 'the hand-in of a quiz', read: readLearnedSubmission, isSigned: true },
  { name: 'the hand-in of a lesson', read: readLearnedSubmission, isSigned: true },
  { name: 'the record of a quiz', read: readLearnedRecord, isSigned: true },
  { name: 'an exam pack', read: readExamPack, isSigned: true },
  { name: 'what was revealed of a sitting', read: readRevealedDraw, isSigned: false },
];
const whole = new Map<string, Uint8Array>();
before(async () => {
  const [pack = new Uint8Array()] = await makeExamPacks(
    DRAW,
    {
      title: 'MLOps Foundations',
      window: { opensAt: '2027-03-01T09:00:00Z', closesAt: '2027-03-01T12:00:00Z' },
      issuer: 'Harborlight Academy',
      createdAt: '2027-02-01T09:00:00Z',
      learners: [{ learner: 'lina', extraPercent: 0 }],
    },
    KEY,
  );
  whole.set('the hand-in of an exam', await writeExamSubmission(EXAM, KEY));
  whole.set('the record of an exam', await writeExamRecord(RECORD, KEY));
  whole.set('the hand-in of a quiz', await writeLearnedSubmission(quizOf(6), KEY));
  whole.set('the hand-in of a lesson', await writeLearnedSubmission(LESSON, KEY));
  whole.set('the record of a quiz', await writeLearnedRecord(MARKED, KEY));
  whole.set('an exam pack', pack);
  whole.set(
    'what was revealed of a sitting',
    writeRevealedDraw({ title: 'MLOps Foundations', draw: DRAW }),
  );
});

/** What a reading may be: the whole content or named faults, never both, and nothing that a page could not show. */
function sound(reading: EvidenceReading<unknown>): 'taken' | 'refused' {
  if (!reading.faults) {
    assert.notEqual(reading.value, undefined);
    return 'taken';
  }
  assert.equal(reading.value, undefined, 'nothing is half taken');
  for (const { name, found, expected, toDo } of reading.faults) {
    assert.match(name, /^[A-Z][A-Za-z]+$/);
    for (const words of [found, expected, toDo]) {
      assert.ok(words !== '' && !/[\u0000-\u0009\u000b-\u001f<>\u202a-\u202e]/.test(words), words);
    }
  }
  return 'refused';
}
const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(
    '<img src=x onerror=alert(1)>',
    '\u202e\u0000',
    1e308,
    -1,
    0.5,
    '9'.repeat(5000),
    [[[[[[[[]]]]]]]],
    { __proto__: null, constructor: { prototype: {} } },
    Array.from({ length: 10_001 }, () => 0),
    '\ud800',
  ),
);

for (const { name, read, isSigned } of SUBJECTS) {
  const bytes = (): Uint8Array => whole.get(name) ?? new Uint8Array();

  test(`${name}: it is taken whole; cut off anywhere it is refused`, () => {
    assert.equal(sound(read(bytes())), 'taken');
    const step = Math.max(1, Math.floor(bytes().length / 200));
    for (let length = 0; length < bytes().length; length += step) {
      assert.equal(sound(read(bytes().subarray(0, length))), 'refused', `after ${length} bytes`);
    }
  });

  test(`${name}: with any byte changed, doubled or swapped it is refused${isSigned ? '' : ' or read as another draw'}`, () => {
    fc.assert(
      fc.property(fc.nat(bytes().length - 2), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const changed = bytes().slice();
        changed[at] = (changed[at] ?? 0) ^ by;
        const doubled = Uint8Array.of(...bytes().slice(0, at), ...bytes().slice(at - 1));
        for (const one of [changed, doubled]) {
          const outcome = sound(read(one));
          if (isSigned && textOf(one) !== textOf(bytes())) assert.equal(outcome, 'refused');
        }
      }),
      { numRuns: isSigned ? 60 : 20 },
    );
  });

  test(`${name}: whatever stands in the place of any of its values, it is refused in words`, () => {
    const document = JSON.parse(textOf(bytes())) as Record<string, unknown>;
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(document)), anything, (key, value) => {
        const text = JSON.stringify({ ...document, [key]: value });
        const outcome = sound(read(bytesOf(text)));
        if (isSigned && text !== JSON.stringify(document)) assert.equal(outcome, 'refused');
      }),
      { numRuns: 150 },
    );
    for (const key of Object.keys(document)) {
      const less = Object.fromEntries(Object.entries(document).filter(([name]) => name !== key));
      assert.equal(sound(read(bytesOf(JSON.stringify(less)))), 'refused', `without ${key}`);
    }
    assert.equal(sound(read(bytesOf(JSON.stringify({ ...document, more: 1 })))), 'refused');
  });

  test(`${name}: files that nobody would make are refused at once`, () => {
    const started = performance.now();
    const text = textOf(bytes());
    for (const hostile of [
      '',
      'null',
      '[]',
      '{}',
      '\ufeff{}',
      '['.repeat(1_000_000),
      `${'['.repeat(200_000)}${']'.repeat(200_000)}`,
      `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`,
      `{"format":${JSON.stringify((JSON.parse(text) as { format: string }).format)},"formatVersion":1}`,
      text.replace('{', '{"format":"other",'),
      text.replace(/"formatVersion":1/, '"formatVersion":99'),
      `${text} `.repeat(2),
      text.replace(/"exam":"foundations"|"learner":"lina"/, '"learner":"\\ud800"'),
    ]) {
      assert.equal(sound(read(bytesOf(hostile))), 'refused', hostile.slice(0, 80));
    }
    assert.equal(sound(read(new Uint8Array(17 * 2 ** 20))), 'refused');
    const tookMs = performance.now() - started;
    assert.ok(tookMs < 20_000, `${tookMs} ms`);
  });
}

test('what is locked in a pack may be anything: with the right key it is a paper or refused, never half of one', async () => {
  const key = packKey(DRAW.secret, DRAW.sitting);
  const { value } = readExamPack(whole.get('an exam pack') ?? new Uint8Array());
  assert.ok(value);
  await fc.assert(
    fc.asyncProperty(fc.string({ maxLength: 80 }), async (typed) => {
      assert.equal(sound(await openExamPack(value, typed)), 'refused');
    }),
    { numRuns: 40 },
  );
  for (const locked of ['', '00', 'ab'.repeat(16), 'ab'.repeat(100_000)]) {
    const changed: ReadExamPack = { ...value, pack: { ...value.pack, locked } };
    assert.equal(sound(await openExamPack(changed, key)), 'refused');
  }
});
