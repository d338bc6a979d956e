import { textFile } from '#container';
import { createEmbeddedEngine } from '#engines';
import { buildAnswer } from '#grading';
import { readProvableLab } from '../provable-lab.ts';
import { makeClass } from './made-class.ts';

/** A cohort with one lab, and a hand-in of each of its learners. */
export interface ClassFiles {
  /** `*.cohort.zip`. */
  readonly cohort: Buffer;
  readonly handIns: readonly { readonly name: string; readonly bytes: Uint8Array }[];
}

/**
 * So many hand-ins of a lab. Its solution is built once: every learner has it with a file of their own, so sizes and work are
 * real, and checks that hold the work against the learner's data do not hold.
 */
export async function classFiles(lab: string, count: number): Promise<ClassFiles> {
  const ids = Array.from({ length: count }, (_, index) => `p-${String(index).padStart(4, '0')}`);
  const people = new Map(ids.map((id) => [id, `Learner ${id}`]));
  const about = { id: 'c-bench0000000', name: 'Bench', issuer: 'Bench', title: lab };
  const { file, handIn } = await makeClass({ ...about, lab, people });
  const provable = await readProvableLab(lab);
  const engine = createEmbeddedEngine();
  const solved = await buildAnswer(provable, [provable.solution], `${lab}-bench`, engine);
  engine.dispose();
  const handIns = await Promise.all(
    ids.map(async (learner) => ({
      name: `${learner}.submission.zip`,
      bytes: await handIn(learner, {
        ...solved,
        'NOTES.md': textFile(`Notes of ${learner}.\n`),
      }),
    })),
  );
  return { cohort: file, handIns };
}
