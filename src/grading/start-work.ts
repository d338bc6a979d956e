import { layAnswerOver, type Engine, type FileTree } from '#container';
import type { Answer } from './proof.ts';
import type { Generate } from './lab.ts';
import { runInShell } from './run-in-shell.ts';

/** The parts of a lab that make the tree a learner opens. */
export interface LabStart {
  readonly starter: FileTree;
  readonly generate?: Generate | undefined;
  readonly setup?: string | undefined;
}

/** The files of a learner who has just opened the lab: starter, generated files over it, then `setup.sh`. */
export async function startWork(lab: LabStart, seed: string, engine: Engine): Promise<FileTree> {
  const generated = (await lab.generate?.(seed)) ?? {};
  const files = layAnswerOver(lab.starter, generated);
  return lab.setup === undefined ? files : runInShell(engine, files, lab.setup, 'setup.sh');
}

/** Lays an answer over the work and runs its script, if it has one. */
export async function applyAnswer(
  work: FileTree,
  answer: Answer,
  engine: Engine,
): Promise<FileTree> {
  const files = layAnswerOver(work, answer.tree);
  return answer.script === undefined
    ? files
    : runInShell(engine, files, answer.script, 'answer.sh');
}

/** The work of a learner with this seed who has given an answer: layers, each over the one before, on a fresh start. */
export async function buildAnswer(
  lab: LabStart,
  layers: readonly Answer[],
  seed: string,
  engine: Engine,
): Promise<FileTree> {
  let work = await startWork(lab, seed, engine);
  for (const layer of layers) work = await applyAnswer(work, layer, engine);
  return work;
}
