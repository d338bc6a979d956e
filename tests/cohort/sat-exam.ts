import { beginSitting, finishSitting, keepAnswer } from '#assessment';
import { readExamPapers } from '#authoring';
import {
  bankDigest,
  examSubmission,
  makeExamPacks,
  openExamPack,
  packKey,
  readExamPack,
  softwareKey,
  writeExamSubmission,
  writeRevealedDraw,
  type ExamDraw,
} from '#cohort';
import { rightAnswer } from '../../src/cohort/demo/demo-item-answers.ts';

/** The hand-in of an open exam's knowledge part with so many right answers, the others left open, as a browser makes it. */
export async function satExam(exam: string, learner: string, right: number): Promise<Uint8Array> {
  const known = readExamPapers().find((one) => one.exam === exam);
  if (!known) throw new RangeError(`There is no open exam ${exam}.`);
  const paper = { ...known, bankSha256: bankDigest(known.items) };
  const now = new Date('2026-11-26T10:00:00.000Z');
  const byId = new Map(paper.items.map((item) => [item.id, item]));
  let sitting = beginSitting(paper, learner, [], 0, now);
  for (const id of sitting.items.slice(0, right)) {
    const item = byId.get(id);
    if (item) sitting = keepAnswer(sitting, id, rightAnswer(item));
  }
  const result = finishSitting(sitting, paper, 'learner', now);
  const submission = examSubmission(result, { learner, createdAt: now.toISOString() });
  return writeExamSubmission(submission, softwareKey(new Uint8Array(32).fill(learner.length)));
}

/** A sitting with one locked pack: what its issuer keeps and reveals, and the learner's hand-in without an answer. */
export async function satPack(
  exam: string,
  learner: string,
): Promise<{
  /** `sitting.json`. */
  readonly draw: Uint8Array;
  readonly pack: Uint8Array;
  readonly handIn: Uint8Array;
}> {
  const known = readExamPapers().find((one) => one.exam === exam);
  if (!known) throw new RangeError(`There is no open exam ${exam}.`);
  const { slots, minutes, pass, items: bank, title } = known;
  const secret = new Uint8Array(32).fill(5);
  const draw: ExamDraw = {
    ...{ sitting: 'spring', exam, slots, minutes, pass, bank, secret },
    last: [[]],
  };
  const order = {
    title,
    window: { opensAt: '2026-11-26T09:00:00Z', closesAt: '2099-11-26T12:00:00Z' },
    issuer: 'Harborlight Academy',
    createdAt: '2026-11-01T09:00:00Z',
    learners: [{ learner, extraPercent: 0 }],
  };
  const [bytes] = await makeExamPacks(draw, order, softwareKey(new Uint8Array(32).fill(9)));
  const read = bytes && readExamPack(bytes).value;
  const paper = read && (await openExamPack(read, packKey(secret, draw.sitting))).value;
  if (!bytes || !paper) throw new RangeError('The pack does not open.');
  const now = new Date('2026-11-26T10:00:00.000Z');
  const result = finishSitting(beginSitting(paper, learner, [], 0, now), paper, 'learner', now);
  const submission = examSubmission(result, { learner, createdAt: now.toISOString() });
  const key = softwareKey(new Uint8Array(32).fill(learner.length));
  const handIn = await writeExamSubmission(submission, key);
  return { draw: writeRevealedDraw({ title, draw }), pack: bytes, handIn };
}
