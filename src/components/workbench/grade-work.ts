import type { Engine, FileTree } from '#container';
import type { Verdict } from '#grading';
import type { LabAttempt } from '#progress';
import type { CheckRun } from './check-run.ts';
import { loadChecks } from './load-checks.ts';
import type { LabSheet } from './lab-sheet.ts';

export interface GradeRequest {
  readonly sheet: LabSheet;
  readonly work: FileTree;
  readonly seed: string;
  readonly engine: Engine;
  readonly signal: AbortSignal;
  readonly onRun: (run: CheckRun) => void;
}

/** A run that has begun, and has its first check before it. */
export function begunRun({ tasks }: Pick<LabSheet, 'tasks'>): CheckRun {
  const [first] = tasks.flatMap(({ checks }) => checks.slice(0, 1));
  return { phase: 'running', verdicts: {}, looking: first ? [first.id] : [] };
}

/**
 * Grades a copy of the work and tells of every verdict as it comes. Resolves with the run as it stands at the end.
 *
 * @throws what `runChecks` throws when grading cannot begin at all.
 */
export async function gradeWork(request: GradeRequest): Promise<CheckRun> {
  const { sheet, work, seed, engine, signal, onRun } = request;
  const order = sheet.tasks.flatMap((task) => task.checks.map(({ id }) => id));
  const verdicts: Record<string, Verdict> = {};
  const runNow = (phase: CheckRun['phase']): CheckRun => {
    const next = order.find((id) => !(id in verdicts));
    const looking = phase === 'running' && next !== undefined ? [next] : [];
    return { phase, verdicts: { ...verdicts }, looking };
  };
  const [{ gradedLab, runChecks }, checks] = await Promise.all([
    import('#grading'),
    loadChecks(sheet.id),
  ]);
  const lab = gradedLab(sheet, checks);
  const onVerdict = (verdict: Verdict) => {
    verdicts[verdict.check] = verdict;
    onRun(runNow('running'));
  };
  try {
    await runChecks(lab, work, { engine, seed, signal, onVerdict });
  } catch (error) {
    if (!signal.aborted) throw error;
    return runNow('stopped');
  }
  return runNow('done');
}

/** The record of one press of "Check". */
export function attemptOf(
  sheet: LabSheet,
  run: CheckRun,
  about: Pick<
    LabAttempt,
    | 'seed'
    | 'engine'
    | 'startedAt'
    | 'durationMs'
    | 'activeMs'
    | 'points'
    | 'hintsUsed'
    | 'solutionSeen'
    | 'labVersion'
    | 'labSha256'
    | 'graderSha256'
    | 'engineSha256'
    | 'sitting'
    | 'assigned'
  >,
): LabAttempt {
  const verdicts: Record<string, Verdict['status']> = {};
  for (const { checks } of sheet.tasks) {
    for (const { id } of checks) {
      const verdict = run.verdicts[id];
      if (verdict) verdicts[id] = verdict.status;
    }
  }
  return {
    id: `${about.startedAt}-${crypto.getRandomValues(new Uint32Array(1)).join('')}`,
    lab: sheet.id,
    maxPoints: sheet.tasks.reduce((sum, task) => sum + task.points, 0),
    verdicts,
    ...about,
  };
}
