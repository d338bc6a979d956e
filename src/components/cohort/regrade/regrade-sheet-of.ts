import { embeddedEngineIdentity, graderIdentity, labIdentity, type Lab } from '#authoring';
import type { RegradeSheet } from './regrade-sheet.ts';

/** Runs when the site is built: the identities are those that `npm run cohort -- regrade` finds on the same tree. */
export function regradeSheetOf(labs: readonly Lab[], exams: readonly string[]): RegradeSheet {
  return {
    grader: graderIdentity(),
    engine: embeddedEngineIdentity(),
    exams,
    labs: labs.map(({ id, manifest }) => ({
      title: manifest.title,
      identity: labIdentity(id),
      manifest: {
        id,
        version: manifest.version,
        needs: manifest.needs,
        pass: manifest.pass,
        tasks: manifest.tasks.map((task) => ({
          id: task.id,
          points: task.points,
          checks: task.checks.map((check) => ({ id: check.id, must: check.must })),
        })),
      },
    })),
  };
}
