import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  beginSitting,
  finishSitting,
  keepAnswer,
  type ExamPaper,
  type ExamSitting,
} from '#assessment';
import {
  auditDraw,
  bankDigest,
  didOf,
  evidenceFaultLine,
  examSubmission,
  makeExamPacks,
  openExamPack,
  packKey,
  readExamPack,
  readExamRecord,
  readRevealedDraw,
  regradeExam,
  softwareKey,
  statisticsOfHandIns,
  writeExamRecord,
  writeExamSubmission,
  writeRevealedDraw,
  type ExamDraw,
  type ExamRegradeOptions,
  type ExamSubmission,
  type CohortStore,
  type HandIn,
} from '#cohort';
import { judgeExam } from '../../src/components/teach/regrade/judge-exam.ts';
import { bringSitting, sittingsOf } from '../../src/components/teach/regrade/sittings.ts';
import { bankFor, L1_SLOTS } from '../assessment/exam/exam-bank.ts';
import { handInOf, LINA } from './register/example-cohort.ts';

const NOON = new Date('2026-11-26T12:00:00.000Z');
const LEARNER = softwareKey(new Uint8Array(32).fill(7));
const ISSUER = softwareKey(new Uint8Array(32).fill(8));
const items = bankFor(L1_SLOTS).map((item) => ({ ...item, level: 'L1' as const }));
const exam = {
  exam: 'foundations',
  title: 'MLOps Foundations',
  slots: L1_SLOTS,
  minutes: 50,
  pass: 70,
  items,
};
const paper: ExamPaper = { ...exam, bankSha256: bankDigest(items) };
const options: ExamRegradeOptions = {
  examOf: (id) => (id === exam.exam ? exam : undefined),
  sittings: [],
  grader: { name: 'plumbline', version: '0.1.0', sha256: 'd4'.repeat(32) },
  receivedAt: '2026-11-26T13:00:00Z',
  gradedAt: '2026-11-27T09:00:00Z',
  gradedBy: 'Ada Instructor',
};

/** A hand-in in which the first `right` questions are answered rightly, and its changes. */
function handIn(
  { sitting, of, right }: { sitting: ExamSitting; of: ExamPaper; right: number },
  change: Partial<ExamSubmission> = {},
): Promise<Uint8Array> {
  let now = sitting;
  for (const [at, id] of sitting.items.entries()) now = keepAnswer(now, id, at < right ? 1 : 0);
  const learner = of.pack?.learner ?? 'lina';
  const about = { learner, createdAt: NOON.toISOString() };
  const submission = examSubmission(finishSitting(now, of, 'learner', NOON), about);
  return writeExamSubmission({ ...submission, ...change }, LEARNER);
}
const own = (right: number, change?: Partial<ExamSubmission>): Promise<Uint8Array> =>
  handIn({ sitting: beginSitting(paper, 'lina', [], 0, NOON), of: paper, right }, change);

async function faultOf(bytes: Uint8Array, given = options): Promise<string> {
  const { faults } = await regradeExam(bytes, given);
  return faults ? evidenceFaultLine(faults[0]) : 'judged';
}

test('answers are judged again from the file alone, the reported result is only compared, and twice gives the same bytes', async () => {
  const lied = await own(27, { selfReported: { right: 40, of: 40, passed: true } });
  const { value } = await regradeExam(lied, options);
  assert.ok(value);
  const { record } = value;
  assert.deepEqual(record.score, { right: 27, of: 40, pass: 70, passed: false });
  assert.deepEqual(record.reported, { right: 40, of: 40, passed: true });
  assert.equal(record.drawnBy, 'learner');
  assert.deepEqual(record.notes, []);
  assert.equal(
    record.byCompetency.reduce((sum, { of }) => sum + of, 0),
    40,
  );
  const bytes = await writeExamRecord(record, ISSUER);
  const again = await regradeExam(lied, options);
  assert.ok(again.value);
  assert.deepEqual(await writeExamRecord(again.value.record, ISSUER), bytes);
  assert.deepEqual(readExamRecord(bytes).value?.record, record);
  const raised = new TextDecoder().decode(bytes).replace('"right":27', '"right":37');
  assert.match(
    evidenceFaultLine(
      readExamRecord(new TextEncoder().encode(raised)).faults?.[0] ?? assert.fail('it is refused'),
    ),
    /^SignatureInvalid/,
  );
  const passed = await regradeExam(await own(28), options);
  assert.equal(passed.value?.record.score.passed, true, '28 of 40 are 70 %');
  assert.equal(passed.value.record.reported, undefined);
});

test('other questions than the exam asks are refused, and what is strange is noted', async () => {
  const sitting = beginSitting(paper, 'lina', [], 0, NOON);
  const inBank = items.map(({ id }) => id);
  const easier = sitting.items.map(
    (id) =>
      inBank.find((one) => one.startsWith(id.slice(0, 4)) && !sitting.items.includes(one)) ?? id,
  );
  const swapped = { ...sitting, items: [...sitting.items.slice(1), easier[0] ?? ''] };
  const sat = { of: paper, right: 40 };
  assert.match(
    await faultOf(await handIn({ ...sat, sitting: swapped })),
    /^FormWrong: found other questions than its seed draws/,
  );
  const short = { ...sitting, items: sitting.items.slice(1) };
  assert.match(
    await faultOf(await handIn({ ...sat, sitting: short })),
    /^FormWrong: found \d+ questions of [A-Z]{3} where \d+ are asked/,
  );
  const { value } = await regradeExam(
    await own(30, { formSeed: 'mine', number: 2, limitMs: 1e7, extraPercent: 33, clockSetBack: 2 }),
    options,
  );
  assert.deepEqual(value?.record.notes, [
    'It took 33 % extra time.',
    'No exam offers this extra time: the file was made by other means than the exam.',
    'Its limit of time is longer than the exam’s.',
    'The device’s clock was set back 2 times.',
    'The seed of its questions is none that a browser takes for this sitting.',
  ]);
  const unknown = { ...options, examOf: () => undefined };
  assert.match(await faultOf(await own(30), unknown), /^ExamUnknown: .*"foundations"/);
  const edited = {
    ...exam,
    items: items.map((item, at) => (at === 0 ? { ...item, ask: 'Else?' } : item)),
  };
  assert.match(
    await faultOf(await own(30), { ...options, examOf: () => edited }),
    /^ExamUnknown: found answers to another bank/,
  );
});

const draw: ExamDraw = {
  sitting: 'autumn',
  exam: exam.exam,
  slots: L1_SLOTS,
  minutes: 50,
  pass: 70,
  bank: items,
  last: [[], []],
  secret: new Uint8Array(32).fill(5),
};

/** The instructor's page judges by the folder of the sitting, which lasts as long as the page, and by its window. */
async function judgedOnPage(bytes: Uint8Array, packs: readonly Uint8Array[]): Promise<void> {
  let kept: HandIn = {
    ...handInOf(LINA, 'a'.repeat(64), 'lina.exam.json'),
    item: { kind: 'exam', id: exam.exam },
    receivedAt: '2026-11-26T13:00:00.000Z',
    isLate: false,
    notes: ['The first.'],
  };
  const store = {
    updateHandIn: (_: object, change: (handIn: HandIn) => HandIn) => {
      kept = change(kept);
      return Promise.resolve(kept);
    },
  } as unknown as CohortStore;
  const judge = () =>
    judgeExam(
      kept,
      bytes,
      {
        store,
        grader: options.grader,
        gradedBy: 'Ada',
        key: ISSUER,
        sittings: sittingsOf(store).peek(),
        loadPaper: () => Promise.reject(new Error('a pack needs none')),
      },
      NOON,
    );
  await assert.rejects(judge(), /answers to the pack .* Give the folder of that sitting too/);
  const asFile = (name: string, content: Uint8Array) => new File([content.slice()], name);
  const sitting = asFile('sitting.json', writeRevealedDraw({ title: exam.title, draw }));
  await assert.rejects(bringSitting(store, [sitting]), {
    message: 'Among these 1 files is no pack.',
  });
  const folder = packs.map((pack, at) => asFile(`${at}.exam-pack.json`, pack));
  await bringSitting(store, [...folder, sitting, asFile('key.txt', new Uint8Array(3))]);
  const judged = await judge();
  assert.ok(judged.status === 'judged');
  assert.deepEqual(judged.record.score, { right: 40, of: 40, pass: 70, passed: true });
  assert.deepEqual([judged.record.drawnBy, judged.record.gradedBy], ['issuer', 'Ada']);
  const read = readExamRecord(new TextEncoder().encode(judged.signedRecord)).value;
  assert.deepEqual([read?.record, read?.signer], [judged.record, didOf(ISSUER)]);
  assert.deepEqual([kept.isLate, kept.notes], [true, ['The first.', 'It took 50 % extra time.']]);
}

test('answers to a pack are judged by what the issuer drew; a late one is marked, another’s pack refused, and the draw audited', async () => {
  const packs = await makeExamPacks(
    draw,
    {
      title: exam.title,
      window: { opensAt: '2026-11-26T09:00:00Z', closesAt: '2026-11-26T12:30:00Z' },
      issuer: 'Example Academy',
      createdAt: '2026-11-20T09:00:00Z',
      learners: [
        { learner: 'lina', extraPercent: 50 },
        { learner: 'nora', extraPercent: 0 },
      ],
    },
    ISSUER,
  );
  const read = packs.map((bytes) => readExamPack(bytes).value ?? assert.fail('it is a pack'));
  const [linas, noras] = read;
  assert.ok(linas && noras);
  const opened = await openExamPack(linas, packKey(draw.secret, 'autumn'));
  assert.ok(opened.value);
  const sitting = beginSitting(opened.value, 'lina', [], 50, NOON);
  const bytes = await handIn({ sitting, of: opened.value, right: 40 });
  const given = {
    ...options,
    sittings: [
      { draw, title: exam.title, packs: new Map(read.map((pack) => [pack.sha256, pack])) },
    ],
  };
  const { value } = await regradeExam(bytes, given);
  assert.equal(value?.record.drawnBy, 'issuer');
  assert.equal(value.record.isLate, true, 'it came after 12:30');
  assert.deepEqual(value.record.notes, ['It took 50 % extra time.']);
  const inTime = { ...given, receivedAt: '2026-11-26T12:29:59Z' };
  assert.equal((await regradeExam(bytes, inTime)).value?.record.isLate, false);

  assert.match(await faultOf(bytes), /^ExamUnknown: found answers to the pack/);
  await judgedOnPage(bytes, packs);
  const stolen = { sitting, of: opened.value, right: 40 };
  assert.match(
    await faultOf(await handIn(stolen, { learner: 'nora' }), given),
    /^FormWrong: found a hand-in of "nora"; expected one of "lina"/,
  );
  assert.match(
    await faultOf(await handIn(stolen, { packSha256: noras.sha256, learner: 'nora' }), given),
    /^FormWrong: found other questions than the pack holds/,
  );

  const revealed = readRevealedDraw(writeRevealedDraw({ title: exam.title, draw }));
  assert.ok(revealed.value);
  assert.deepEqual(auditDraw(linas, opened.value, revealed.value.draw), {
    commitmentHolds: true,
    formHolds: true,
    itemsHold: true,
  });
  assert.match(
    evidenceFaultLine(readRevealedDraw(bytes).faults?.[0] ?? assert.fail('it is refused')),
    /^ManifestInvalid: found a file of another kind/,
  );
});

test('statistics count each sitting once, of the bank that it answers', async () => {
  const strong = await own(40);
  const weak = await handIn({
    sitting: beginSitting(paper, 'nora', [], 0, NOON),
    of: paper,
    right: 0,
  });
  const files = [
    { name: 'a.exam.json', bytes: strong },
    { name: 'b.exam.json', bytes: weak },
    { name: 'again.exam.json', bytes: strong },
    { name: 'cut.exam.json', bytes: strong.subarray(0, 99) },
    { name: 'old.exam.json', bytes: await own(3, { bankSha256: '0'.repeat(64) }) },
  ];
  const { banks, left } = statisticsOfHandIns(files, [exam]);
  assert.deepEqual(
    left.map(({ name }) => name),
    ['again.exam.json', 'cut.exam.json', 'old.exam.json'],
  );
  const [bank] = banks;
  assert.equal(bank?.sittings, 2);
  assert.equal(
    bank.items.reduce((sum, { asked }) => sum + asked, 0),
    80,
  );
  const both = bank.items.find(({ asked }) => asked === 2);
  assert.equal(both?.p, 0.5);
  assert.equal(both.discrimination?.toFixed(6), '1.000000');
  assert.deepEqual(
    both.given.map(({ text, count, isRight }) => [text, count, isRight]),
    [
      ['One', 1, false],
      ['Two', 1, true],
      ['Three', 0, false],
      ['Four', 0, false],
    ],
  );
});
