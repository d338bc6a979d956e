import type { Verdict } from './check.ts';
import type { GradedLab } from './lab.ts';

export interface Score {
  readonly points: number;
  readonly maxPoints: number;
  /** True when the points reach the lab's pass mark and every must-check holds. */
  readonly passed: boolean;
  /** Must-checks that do not hold, in the order of the lab. */
  readonly unmet: readonly string[];
  readonly tasks: readonly TaskScore[];
}

export interface TaskScore {
  readonly task: string;
  readonly points: number;
  readonly maxPoints: number;
}

/** The points of these verdicts: a task earns its points when all of its checks hold, else none. */
export function score(lab: GradedLab, verdicts: readonly Verdict[]): Score {
  const holding = new Set(
    verdicts.filter(({ status }) => status === 'pass').map(({ check }) => check),
  );
  const tasks = lab.tasks.map((task) => ({
    task: task.id,
    points: task.checks.every((check) => holding.has(check)) ? task.points : 0,
    maxPoints: task.points,
  }));
  const points = tasks.reduce((sum, task) => sum + task.points, 0);
  const maxPoints = tasks.reduce((sum, task) => sum + task.maxPoints, 0);
  const unmet = (lab.mustHold ?? []).filter((check) => !holding.has(check));
  const passed = points >= lab.passPoints && unmet.length === 0;
  return { points, maxPoints, passed, unmet, tasks };
}
