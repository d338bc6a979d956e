import { statSync } from 'node:fs';
import { withoutLearner, withoutTraces, type Cohort } from '#cohort';
import { LabError } from '#container';
import { cohortIn, usage, writeCohortZip } from './cohort-file.ts';
import { notArchived, updateCohortFolder } from './cohort-folder.ts';
import { printable } from './regrade-report.ts';

/**
 * `forget COHORT LEARNER`: deletes a learner from the folder of a cohort, or with all that is of them from its file.
 *
 * @throws LabError `UsageError`, `LearnerUnknown`, `CohortArchived`, `CohortUnreadable`
 */
export async function forget(words: readonly string[]): Promise<number> {
  const [place, learner, ...more] = words;
  if (place === undefined || learner === undefined || more.length > 0) {
    throw usage('A cohort, by its folder or its file, and the id of a learner are needed.');
  }
  const said = printable(learner);
  if (statSync(place, { throwIfNoEntry: false })?.isDirectory() === true) {
    updateCohortFolder(place, (cohort) => withoutLearner(known(cohort, learner), learner));
    console.log(
      `Deleted ${said} from ${place}/cohort.json. What else lies in folders of yours is yours to delete: hand-ins, records, feedback and lists of links bear the id.`,
    );
    return 0;
  }
  const before = cohortIn([place]);
  known(notArchived(before.cohort), learner);
  const after = withoutTraces(before, learner);
  await writeCohortZip(place, after);
  console.log(
    `Deleted ${said} from ${place}, with ${before.handIns.length - after.handIns.length} hand-ins and ${before.setAside.length - after.setAside.length} files that were set aside.`,
  );
  return 0;
}

function known(cohort: Cohort, learner: string): Cohort {
  if (cohort.learners.some(({ id }) => id === learner)) return cohort;
  throw new LabError(
    'LearnerUnknown',
    `There is no "${printable(learner)}" in this cohort.`,
    'Nothing was changed. Ids stand in its roster.',
  );
}
