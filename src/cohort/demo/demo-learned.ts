import { beginTry, finishTry, giveAnswer, itemOf, type QuizBank } from '#assessment';
import { Random } from '#harborlight';
import { assignmentSeed } from '../assign/assignment-seed.ts';
import {
  lessonSubmission,
  quizSubmission,
  writeLearnedSubmission,
  type LearnedSubmission,
} from '../learned/learned-submission.ts';
import type { Cohort } from '../register/cohort.ts';
import type { EvidenceKey } from '../signing/evidence-key.ts';
import type { DemoFile } from './make-demo.ts';
import { rightAnswer, wrongAnswer } from './demo-item-answers.ts';
import { STEADY } from './demo-plan.ts';

/** What a demo cohort reads and is asked about before its labs. */
export interface DemoLearned {
  readonly lesson: { readonly id: string; readonly title: string };
  /** With its digest: hand-ins name the bank that they were drawn from. */
  readonly quiz: QuizBank & { readonly title: string };
}

/** Of a thousand learners: who knows it, who nearly does, who does not, and who hands nothing in. */
const TAKERS = [
  ['sure', 500],
  ['near', 230],
  ['lost', 110],
  ['away', 160],
] as const;

/** How often each is right, in a thousand questions. */
const RIGHT = { sure: 940, near: 760, lost: 520 } as const;

/** Milliseconds: a question takes half a minute to a minute and a quarter, the lesson twelve to thirty minutes. */
const LEAST_MS = 30_000;
const SPREAD_MS = 45_000;
const LESSON_MS = 720_000;
const LESSON_SPREAD_MS = 1_080_000;

/**
 * What the learners of a demo cohort hand in of a lesson and its quiz, signed as browsers sign them: questions that their own
 * seeds draw, answered right and wrong. The same seed, cohort and content give the same bytes.
 */
export async function demoLearnedFiles(
  seed: string,
  cohort: Cohort,
  { lesson, quiz }: DemoLearned,
  keyOf: (learner: string) => EvidenceKey,
): Promise<readonly DemoFile[]> {
  const assignment = cohort.assignments.find(({ terms }) =>
    terms.items.some(({ kind, id }) => kind === 'quiz' && id === quiz.id),
  );
  const assignmentSha256 = assignment?.published[0]?.sha256;
  const { opensAt, dueAt } = assignment?.terms ?? {};
  if (!assignment || opensAt === undefined || dueAt === undefined || !assignmentSha256) return [];
  const opens = Date.parse(opensAt);
  const files: DemoFile[] = [];
  for (const [place, { id }] of cohort.learners.entries()) {
    const random = new Random(`demo-cohort-learned/${seed}/${id}`);
    const drawn = random.pick(TAKERS);
    const taker = STEADY.has(place) ? 'sure' : drawn;
    const share = 0.1 + random.permille() / 1250;
    const begins = Math.floor((opens + share * (Date.parse(dueAt) - opens)) / 1000) * 1000;
    if (taker === 'away') continue;
    const about = (at: number) => ({ learner: id, createdAt: moment(at), assignmentSha256 });
    const readAt = begins + LESSON_MS + random.below(LESSON_SPREAD_MS);
    const answered = 1 + random.below(3);
    const reading = {
      openedAt: moment(begins),
      readAt: moment(readAt),
      answered,
      right: random.below(answered + 1),
    };
    const own = assignmentSeed(cohort.secret, assignment.terms.id, id, 1);
    const given = { id: `${cohort.id}/${assignment.terms.id}`, attempt: 1, seed: own };
    const result = taken(quiz, id, given, readAt + 60_000, random, RIGHT[taker]);
    const ends = Date.parse(result.finishedAt);
    for (const submission of [
      lessonSubmission(lesson.id, reading, about(readAt + 20_000)),
      quizSubmission(result, about(ends + 20_000)),
    ]) {
      files.push(await fileOf(submission, keyOf(id)));
    }
  }
  return files;
}

/** One try, answered to its end. */
function taken(
  quiz: DemoLearned['quiz'],
  learner: string,
  assigned: { readonly id: string; readonly attempt: number; readonly seed: string },
  begins: number,
  random: Random,
  permille: number,
) {
  let kept = beginTry(quiz, learner, [], new Date(begins), assigned);
  let usedMs = 0;
  for (const id of kept.items) {
    usedMs += LEAST_MS + random.below(SPREAD_MS);
    const item = itemOf(quiz, id);
    if (!item) throw new RangeError(`${quiz.id} has no item "${id}".`);
    const isRight = random.permille() < permille;
    kept = giveAnswer(kept, quiz, id, isRight ? rightAnswer(item) : wrongAnswer(item, random));
  }
  return finishTry(kept, quiz, new Date(begins + usedMs));
}

async function fileOf(submission: LearnedSubmission, key: EvidenceKey): Promise<DemoFile> {
  const { learner, createdAt } = submission;
  const id = submission.kind === 'quiz' ? submission.quiz : submission.lesson;
  const time = createdAt.slice(0, 19).replaceAll(':', '').replace('T', '-');
  return {
    name: `${id.slice(id.indexOf('/') + 1)}.${learner}.${time}.learned.json`,
    receivedAt: moment(Date.parse(createdAt) + 40_000),
    bytes: await writeLearnedSubmission(submission, key),
  };
}

const moment = (at: number): string => new Date(Math.floor(at / 1000) * 1000).toISOString();
