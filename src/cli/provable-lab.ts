import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'astro/zod';
import { readLab, readYaml, refuseBroken } from '#authoring';
import { LabError } from '#container';
import { gradedLab, type Check, type Generate, type Mutant, type ProvableLab } from '#grading';

/** `mutants/<check>/<mistake>/expect.yaml`. */
const expectationSchema = z.strictObject({
  /** Checks that cannot but fail, or be blocked, together with the one that the mutant is filed under. */
  alsoFails: z.array(z.string()).min(1),
});

/**
 * A lab from disk with its checks and its generator, ready to be graded and proved.
 *
 * @throws LabError `LabNotFound`, `ContentBroken`, `LabHasNoChecks`, `LabChecksDisagree`.
 */
export async function readProvableLab(id: string, root = '.'): Promise<ProvableLab> {
  const lab = readLab(id, root);
  const { checks, generate } = await loadCode(id, root);
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

async function loadCode(id: string, root: string) {
  const load = (file: string): Promise<Record<string, unknown>> =>
    import(pathToFileURL(resolve(join(root, 'labs', id, file))).href) as Promise<
      Record<string, unknown>
    >;
  const { checks } = await load('checks.ts');
  if (!Array.isArray(checks)) {
    throw new LabError(
      'LabHasNoChecks',
      `labs/${id}/checks.ts exports no "checks".`,
      'Export them: export const checks: readonly Check[] = […].',
    );
  }
  // A lab whose data is the same for everybody has no generate.ts.
  const generated = existsSync(join(root, 'labs', id, 'generate.ts'));
  const { generate } = generated ? await load('generate.ts') : {};
  return { checks: checks as readonly Check[], generate: generate as Generate | undefined };
}

function withExpectation(lab: string, mutant: Omit<Mutant, 'alsoFails'>): Mutant {
  const { 'expect.yaml': expectation, ...tree } = mutant.tree;
  if (expectation?.kind !== 'file') return { ...mutant, alsoFails: [] };
  const file = `labs/${lab}/mutants/${mutant.check}/${mutant.mistake}/expect.yaml`;
  const text = new TextDecoder().decode(expectation.bytes);
  const { data, problems } = readYaml(expectationSchema, text, file);
  refuseBroken(problems);
  return { ...mutant, tree, alsoFails: data?.alsoFails ?? [] };
}
