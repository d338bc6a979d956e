import { readTrackedRun, type TrackedRun } from '#formats';
import { isFolder } from '../../kernel/tree.ts';
import type { MlregSession } from './command.ts';
import { MlregError } from './mlreg-error.ts';
import { filesUnder } from './registry-folder.ts';

/** The runs of all experiments in the folder of the runs, by experiment and run id. */
export function allRuns({ context: { tree }, runs }: MlregSession): readonly TrackedRun[] {
  const folders = (path: string) => {
    const node = tree.tryLookup(path);
    if (!node || !isFolder(node)) return [];
    return tree.readdir(path).map((name) => `${path}/${name}`);
  };
  return folders(runs).flatMap((experiment) =>
    folders(experiment).flatMap((folder) => {
      const { value } = readTrackedRun(filesUnder(tree, folder), folder.slice(1));
      // What else lies there (tags of the experiment, say) is no run.
      return value ?? [];
    }),
  );
}

/** @throws MlregError in MLflow's words. */
export function runById(session: MlregSession, runId: string): TrackedRun {
  const run = allRuns(session).find((one) => one.runId === runId);
  if (!run) throw new MlregError(`Run '${runId}' not found`);
  return run;
}
