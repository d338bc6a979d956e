import { zipSync, type Zippable } from 'fflate';
import { feedbackHtml, feedbackOfLearner, type Cohort, type Gradebook, type HandIn } from '#cohort';
import type { Catalogue } from '../desk/catalogue.ts';
import { fileStem } from '../desk/file-stem.ts';

/** After so many files the page gets its turn. */
const AT_A_TIME = 20;

/** A feedback file for each learner, as one ZIP. */
export async function feedbackZip(
  cohort: Cohort,
  book: Gradebook,
  handIns: readonly HandIn[],
  { labs }: Pick<Catalogue, 'labs'>,
): Promise<Uint8Array<ArrayBuffer>> {
  const claims = new Map(
    labs.flatMap(({ id, tasks }) =>
      tasks.flatMap(({ checks }) =>
        checks.map((check) => [`${id}/${check.id}`, check.claim] as const),
      ),
    ),
  );
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
      (lab, check) => claims.get(`${lab}/${check}`) ?? check,
      writtenAt,
    );
    const file = `${fileStem(name || id)}-${fileStem(id)}.html`;
    files[file] = new TextEncoder().encode(feedbackHtml(feedback));
    if (at % AT_A_TIME === AT_A_TIME - 1) await new Promise((done) => setTimeout(done, 0));
  }
  return zipSync(files);
}
