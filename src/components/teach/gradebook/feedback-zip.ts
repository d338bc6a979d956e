import { zipSync, type Zippable } from 'fflate';
import type { QuizBank } from '#assessment';
import {
  feedbackHtml,
  feedbackOfLearner,
  questionsIn,
  type Cohort,
  type Gradebook,
  type HandIn,
} from '#cohort';
import type { Catalogue } from '../desk/catalogue.ts';
import { fileStem } from '../desk/file-stem.ts';

/** After so many files the page gets its turn. */
const AT_A_TIME = 20;

/**
 * A feedback file for each learner, as one ZIP.
 *
 * @param bankOf the questions of a quiz; asked for once for each quiz that was marked
 * @throws what `bankOf` throws: feedback without its words would look whole.
 */
export async function feedbackZip(
  cohort: Cohort,
  book: Gradebook,
  handIns: readonly HandIn[],
  { labs }: Pick<Catalogue, 'labs'>,
  bankOf: (quiz: string) => Promise<QuizBank>,
): Promise<Uint8Array<ArrayBuffer>> {
  const claims = new Map(
    labs.flatMap(({ id, tasks }) =>
      tasks.flatMap(({ checks }) =>
        checks.map((check) => [`${id}/${check.id}`, check.claim] as const),
      ),
    ),
  );
  const banks = await banksOf(handIns, bankOf);
  const byLearner = new Map<string, HandIn[]>();
  for (const one of handIns) {
    byLearner.set(one.learner, [...(byLearner.get(one.learner) ?? []), one]);
  }
  const writtenAt = new Date().toISOString();
  const files: Zippable = {};
  for (const [at, row] of book.rows.entries()) {
    const { id, name } = row.learner;
    const feedback = feedbackOfLearner(
      cohort,
      book,
      row,
      byLearner.get(id) ?? [],
      {
        claim: (lab, check) => claims.get(`${lab}/${check}`) ?? check,
        question: questionsIn((quiz) => banks.get(quiz)),
      },
      writtenAt,
    );
    const file = `${fileStem(name || id)}-${fileStem(id)}.html`;
    files[file] = new TextEncoder().encode(feedbackHtml(feedback));
    if (at % AT_A_TIME === AT_A_TIME - 1) await new Promise((done) => setTimeout(done, 0));
  }
  return zipSync(files);
}

async function banksOf(
  handIns: readonly HandIn[],
  bankOf: (quiz: string) => Promise<QuizBank>,
): Promise<ReadonlyMap<string, QuizBank>> {
  const quizzes = new Set(
    handIns.flatMap(({ grading, item }) =>
      grading.status === 'marked' && item.kind === 'quiz' ? [item.id] : [],
    ),
  );
  return new Map(
    await Promise.all([...quizzes].map(async (quiz) => [quiz, await bankOf(quiz)] as const)),
  );
}
