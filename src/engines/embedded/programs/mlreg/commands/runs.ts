import { readArguments, UsageError } from '../../arguments.ts';
import { alignedColumns } from '../../aligned-columns.ts';
import type { MlregCommand } from '../command.ts';
import { allRuns } from '../runs.ts';

export const runs: MlregCommand = {
  usage: 'runs',
  help: 'Print the runs that were tracked, with their metrics.',
  run(session, args) {
    if (readArguments('mlreg runs', args, {}).targets.length > 0) {
      throw new UsageError('runs takes no argument');
    }
    const found = allRuns(session);
    const metrics = [...new Set(found.flatMap((run) => [...run.metrics.keys()]))].sort();
    const rows = found.map((run) => [
      run.runId,
      run.name ?? '-',
      ...metrics.map((name) => String(run.metrics.get(name) ?? '-')),
    ]);
    session.say(alignedColumns([['Run ID', 'Name', ...metrics], ...rows], 2));
  },
};
