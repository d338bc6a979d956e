import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readLab, withExpectation } from '#authoring';
import { LabError } from '#container';
import { gradedLab, type Check, type Generate, type ProvableLab } from '#grading';

/** Loads a module by its absolute path. */
export type LoadModule = (path: string) => Promise<Record<string, unknown>>;

const importModule: LoadModule = (path) =>
  import(pathToFileURL(path).href) as Promise<Record<string, unknown>>;

/**
 * A lab from disk with its checks and its generator, ready to be graded and proved.
 *
 * @param load how `checks.ts` and `generate.ts` are loaded; Node's own import, which reads each file once, unless told
 * @throws LabError `LabNotFound`, `ContentBroken`, `LabHasNoChecks`, `LabChecksDisagree`.
 */
export async function readProvableLab(
  id: string,
  root = '.',
  load: LoadModule = importModule,
): Promise<ProvableLab> {
  const lab = readLab(id, root);
  const { checks, generate } = await loadCode(id, root, load);
  return {
    lab: gradedLab({ id, ...lab.manifest }, checks),
    starter: lab.starter,
    ...(lab.setup === undefined ? {} : { setup: lab.setup }),
    ...(generate ? { generate } : {}),
    solution: lab.solution,
    mutants: lab.mutants.map((mutant) => withExpectation(id, mutant)),
    accepted: lab.accepted,
  };
}

async function loadCode(id: string, root: string, load: LoadModule) {
  const pathOf = (file: string): string => resolve(join(root, 'labs', id, file));
  const { checks } = await load(pathOf('checks.ts'));
  if (!Array.isArray(checks)) {
    throw new LabError(
      'LabHasNoChecks',
      `labs/${id}/checks.ts exports no "checks".`,
      'Export them: export const checks: readonly Check[] = […].',
    );
  }
  // A lab whose data is the same for everybody has no generate.ts.
  const generated = existsSync(pathOf('generate.ts'));
  const { generate } = generated ? await load(pathOf('generate.ts')) : {};
  return { checks: checks as readonly Check[], generate: generate as Generate | undefined };
}
