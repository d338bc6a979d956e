import { beginSitting, finishSitting, keepAnswer, type ExamPaper } from '#assessment';
import { Random } from '#harborlight';
import { examSubmission, writeExamSubmission } from '../exam/exam-submission.ts';
import type { Cohort } from '../register/cohort.ts';
import type { EvidenceKey } from '../signing/evidence-key.ts';
import { rightAnswer, wrongAnswer } from './demo-item-answers.ts';
import { STEADY } from './demo-plan.ts';
import type { DemoFile } from './make-demo.ts';

/** What comes in of the exam, of a thousand learners: who knows it, who nearly does, who does not, and who stays away. */
const SITTERS = [
  ['sure', 520],
  ['near', 230],
  ['lost', 120],
  ['away', 130],
] as const;

/** How often each is right, in a thousand questions; the pass mark lies between the second and the third. */
const RIGHT = { sure: 900, near: 710, lost: 480 } as const;

/** Milliseconds for one question: between half a minute and the exam's own pace. */
const LEAST_MS = 30_000;
const SPREAD_MS = 45_000;

/**
 * What the learners of a demo cohort hand in of an exam: forms drawn of its bank, answered right and wrong, signed as browsers
 * sign them. The same seed, cohort and paper give the same bytes. Nothing is in the list of a cohort to which it is not assigned.
 */
export async function demoExamFiles(
  seed: string,
  cohort: Cohort,
  paper: ExamPaper,
  keyOf: (learner: string) => EvidenceKey,
): Promise<readonly DemoFile[]> {
  const assignment = cohort.assignments.find(({ terms }) =>
    terms.items.some(({ kind, id }) => kind === 'exam' && id === paper.exam),
  );
  const assignmentSha256 = assignment?.published[0]?.sha256;
  const { opensAt, dueAt } = assignment?.terms ?? {};
  if (opensAt === undefined || dueAt === undefined || assignmentSha256 === undefined) return [];
  const opens = Date.parse(opensAt);
  const files: DemoFile[] = [];
  for (const [place, { id }] of cohort.learners.entries()) {
    const random = new Random(`demo-cohort-exam/${seed}/${id}`);
    const drawn = random.pick(SITTERS);
    const sitter = STEADY.has(place) ? 'sure' : drawn;
    const share = 0.1 + random.permille() / 1250;
    if (sitter === 'away') continue;
    const begins = new Date(
      Math.floor((opens + share * (Date.parse(dueAt) - opens)) / 1000) * 1000,
    );
    const result = sat(paper, id, begins, random, RIGHT[sitter]);
    const createdAt = new Date(Date.parse(result.finishedAt) + 20_000).toISOString();
    const submission = examSubmission(result, { learner: id, createdAt, assignmentSha256 });
    files.push({
      name: `${paper.exam}-${result.number}-${id}.exam.json`,
      receivedAt: new Date(Date.parse(createdAt) + 40_000).toISOString(),
      bytes: await writeExamSubmission(submission, keyOf(id)),
    });
  }
  return files;
}

/** One sitting of it, ended by the learner. */
function sat(paper: ExamPaper, learner: string, begins: Date, random: Random, permille: number) {
  const byId = new Map(paper.items.map((item) => [item.id, item]));
  let sitting = beginSitting(paper, learner, [], 0, begins);
  let usedMs = 0;
  for (const id of sitting.items) {
    usedMs += LEAST_MS + random.below(SPREAD_MS);
    const item = byId.get(id);
    const isRight = random.permille() < permille;
    // Some of what nobody knows stays open.
    const isOpen = !isRight && random.below(6) === 0;
    const answer =
      item && !isOpen ? (isRight ? rightAnswer(item) : wrongAnswer(item, random)) : undefined;
    if (answer !== undefined) sitting = keepAnswer(sitting, id, answer);
  }
  usedMs = Math.min(usedMs, sitting.clock.limitMs);
  const ends = new Date(begins.getTime() + usedMs);
  const clock = { ...sitting.clock, usedMs, seenAt: ends.toISOString() };
  return finishSitting({ ...sitting, clock }, paper, 'learner', ends);
}
