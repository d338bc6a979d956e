import { withoutLearner } from '../register/new-cohort.ts';
import type { CohortContent } from './cohort-store.ts';
import { traceOf } from './names-learner.ts';

/**
 * A cohort without a learner and all that is of them, as a store deletes it: roster, hand-ins with results, comments and
 * overrides, files set aside that name them, and notes on the work of others that do. Of certificates the entries of the status
 * list stay.
 */
export function withoutTraces<Content extends CohortContent>(
  content: Content,
  learner: string,
): Content {
  const { cohort, handIns, setAside } = content;
  const person = cohort.learners.find(({ id }) => id === learner) ?? { id: learner };
  const isOfThem = traceOf(
    person,
    handIns.filter((one) => one.learner === learner),
  );
  return {
    ...content,
    cohort: withoutLearner(cohort, learner),
    handIns: handIns
      .filter((one) => one.learner !== learner)
      .map((one) => ({ ...one, notes: one.notes.filter((note) => !isOfThem(note)) })),
    setAside: setAside.filter(
      (file) => file.learner !== learner && !isOfThem(`${file.fileName}\n${file.reason}`),
    ),
  };
}
