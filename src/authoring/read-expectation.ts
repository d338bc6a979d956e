import { z } from 'astro/zod';
import type { Mutant } from '#grading';
import { refuseBroken } from './problem.ts';
import { readYaml } from './yaml-source.ts';

/** `mutants/<check>/<mistake>/expect.yaml`. */
const expectationSchema = z.strictObject({
  /** Checks that cannot but fail, or be blocked, together with the one that the mutant is filed under. */
  alsoFails: z.array(z.string()).min(1),
});

/**
 * A mutant with what its `expect.yaml` says, which is no file of the answer.
 *
 * @throws LabError `ContentBroken` when the file has faults.
 */
export function withExpectation(lab: string, mutant: Omit<Mutant, 'alsoFails'>): Mutant {
  const { 'expect.yaml': expectation, ...tree } = mutant.tree;
  if (expectation?.kind !== 'file') return { ...mutant, alsoFails: [] };
  const file = `labs/${lab}/mutants/${mutant.check}/${mutant.mistake}/expect.yaml`;
  const text = new TextDecoder().decode(expectation.bytes);
  const { data, problems } = readYaml(expectationSchema, text, file);
  refuseBroken(problems);
  return { ...mutant, tree, alsoFails: data?.alsoFails ?? [] };
}
