import type { Verdict } from '#grading';
import type { LabSheet, SheetTask } from './lab-sheet.ts';

/** How a check stands in the panel. `wait`: not looked at yet; `run`: looked at now. */
export type CheckStatus = Verdict['status'] | 'wait' | 'run';

/** One press of "Check", while it runs and after. */
export interface CheckRun {
  /** `idle`: nothing was checked since the lab was opened. */
  readonly phase: 'idle' | 'running' | 'done' | 'stopped';
  /** By check id. */
  readonly verdicts: Readonly<Record<string, Verdict>>;
  /** Ids that are looked at now. */
  readonly looking: readonly string[];
}

export const NO_RUN: CheckRun = { phase: 'idle', verdicts: {}, looking: [] };

export interface Counts {
  readonly total: number;
  readonly lookedAt: number;
  readonly pass: number;
  readonly fail: number;
  readonly blocked: number;
  readonly error: number;
}

export function statusOf(run: CheckRun, check: string): CheckStatus {
  const verdict = run.verdicts[check];
  if (verdict) return verdict.status;
  return run.looking.includes(check) ? 'run' : 'wait';
}

/** How many of these tasks' checks stand how. */
export function countVerdicts(tasks: readonly SheetTask[], run: CheckRun): Counts {
  const counts = { total: 0, lookedAt: 0, pass: 0, fail: 0, blocked: 0, error: 0 };
  for (const { checks } of tasks) {
    for (const { id } of checks) {
      counts.total += 1;
      const verdict = run.verdicts[id];
      if (!verdict) continue;
      counts.lookedAt += 1;
      counts[verdict.status] += 1;
    }
  }
  return counts;
}

/** The panel's one sentence: what was looked at and how it stands. Zeros are left out. */
export function summarise(sheet: Pick<LabSheet, 'tasks'>, run: CheckRun): string {
  const counts = countVerdicts(sheet.tasks, run);
  if (run.phase === 'idle') {
    return `${counts.total} ${counts.total === 1 ? 'check' : 'checks'}, none looked at yet`;
  }
  if (run.phase === 'done' && counts.pass === counts.total) {
    return counts.total === 1 ? 'The one check holds' : `All ${counts.total} checks hold`;
  }
  const tally = tallyOf(counts);
  const head = `${counts.lookedAt} of ${counts.total} looked at`;
  const stopped = run.phase === 'stopped' ? ', stopped' : '';
  return tally === '' ? head + stopped : `${head}${stopped}: ${tally}`;
}

/** What stands at the right of a task's heading. */
export function summariseTask(task: SheetTask, run: CheckRun): { text: string; tone: CheckStatus } {
  const counts = countVerdicts([task], run);
  const looking = task.checks.some(({ id }) => run.looking.includes(id));
  if (counts.fail > 0) {
    return { text: `${counts.fail} ${counts.fail === 1 ? 'fails' : 'fail'}`, tone: 'fail' };
  }
  if (looking) return { text: 'looking', tone: 'run' };
  if (counts.error > 0) return { text: `${counts.error} not judged`, tone: 'error' };
  if (counts.blocked > 0) return { text: `${counts.blocked} blocked`, tone: 'blocked' };
  if (counts.pass === counts.total) {
    return { text: `${counts.pass} ${counts.pass === 1 ? 'holds' : 'hold'}`, tone: 'pass' };
  }
  return { text: `${counts.total} ${counts.total === 1 ? 'check' : 'checks'}`, tone: 'wait' };
}

/** A task is open in the panel unless all of its checks hold. */
export function isTaskOpen(task: SheetTask, run: CheckRun): boolean {
  return countVerdicts([task], run).pass < task.checks.length;
}

/** Points earned with these verdicts, by task id: all of a task's points when all of its checks hold, else none. */
export function pointsByTask(
  tasks: readonly SheetTask[],
  run: CheckRun,
): Readonly<Record<string, number>> {
  return Object.fromEntries(
    tasks.map((task) => [task.id, isTaskOpen(task, run) ? 0 : task.points]),
  );
}

/** The task that is next to do: the first, in order, that has not earned its points. */
export function currentTask(tasks: readonly SheetTask[], run: CheckRun): string | undefined {
  return tasks.find((task) => isTaskOpen(task, run))?.id;
}

/** The first check that does not hold, in the lab's order. */
export function firstFailure(
  sheet: Pick<LabSheet, 'tasks'>,
  run: CheckRun,
): (Verdict & { status: 'fail' }) | undefined {
  for (const { checks } of sheet.tasks) {
    for (const { id } of checks) {
      const verdict = run.verdicts[id];
      if (verdict?.status === 'fail') return verdict;
    }
  }
  return undefined;
}

function tallyOf({ pass, fail, blocked, error }: Counts): string {
  return [
    pass > 0 ? `${pass} ${pass === 1 ? 'holds' : 'hold'}` : '',
    fail > 0 ? `${fail} ${fail === 1 ? 'fails' : 'fail'}` : '',
    blocked > 0 ? `${blocked} blocked` : '',
    error > 0 ? `${error} not judged` : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}
