import { LabError, type Capability } from '#container';
import type { Check } from './check.ts';
import type { GradedLab } from './lab.ts';

/** The part of `lab.yaml` that grading needs. */
export interface GradingManifest {
  readonly id: string;
  readonly version: string;
  readonly needs: readonly Capability[];
  /** Points that pass, of the sum of all tasks. */
  readonly pass: number;
  readonly tasks: readonly {
    readonly id: string;
    readonly points: number;
    readonly checks: readonly { readonly id: string; readonly must?: boolean | undefined }[];
  }[];
}

/**
 * Joins what `lab.yaml` declares with the checks of `checks.ts`.
 *
 * @throws LabError `LabChecksDisagree` when one names a check that the other does not have.
 */
export function gradedLab(manifest: GradingManifest, checks: readonly Check[]): GradedLab {
  const declared = manifest.tasks.flatMap((task) => task.checks.map(({ id }) => id));
  const written = checks.map(({ id }) => id);
  const faults = [
    ...twice(declared).map((id) => `lab.yaml names "${id}" twice`),
    ...twice(written).map((id) => `checks.ts has "${id}" twice`),
    ...without(declared, written).map((id) => `checks.ts has no check "${id}"`),
    ...without(written, declared).map((id) => `lab.yaml gives "${id}" to no task`),
  ];
  if (faults.length > 0) {
    throw new LabError(
      'LabChecksDisagree',
      `labs/${manifest.id}: lab.yaml and checks.ts do not name the same checks: ${faults.join('; ')}.`,
      'Give both the same ids: each check belongs to exactly one task.',
    );
  }
  return {
    id: manifest.id,
    version: manifest.version,
    needs: manifest.needs,
    passPoints: manifest.pass,
    mustHold: manifest.tasks.flatMap((task) =>
      task.checks.filter(({ must }) => must === true).map(({ id }) => id),
    ),
    checks,
    tasks: manifest.tasks.map((task) => ({
      id: task.id,
      points: task.points,
      checks: task.checks.map(({ id }) => id),
    })),
  };
}

function without(ids: readonly string[], others: readonly string[]): string[] {
  return ids.filter((id) => !others.includes(id));
}

function twice(ids: readonly string[]): string[] {
  return ids.filter((id, index) => ids.indexOf(id) !== index);
}
