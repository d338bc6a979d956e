import { layAnswerOver, type Engine, type FileTree } from '#container';
import type { Answer } from './proof.ts';
import type { Generate } from './lab.ts';
import { runInFolders } from './run-in-folders.ts';
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

/** One of several works of a lab: the layers of its answer, and the seed of its data. */
export interface AskedWork {
  readonly layers: readonly Answer[];
  readonly seed: string;
}

/** What `buildAnswer` gives for each of these works of one lab, in their order; the scripts of all share a shell. */
export async function buildAnswers(
  lab: LabStart,
  asked: readonly AskedWork[],
  engine: Engine,
): Promise<readonly FileTree[]> {
  const starts: FileTree[] = [];
  for (const { seed } of asked) {
    starts.push(layAnswerOver(lab.starter, (await lab.generate?.(seed)) ?? {}));
  }
  const begun = starts.map((files) => ({ files, script: lab.setup }));
  let works = await runInFolders(engine, begun, 'setup.sh');
  const most = Math.max(0, ...asked.map(({ layers }) => layers.length));
  for (let at = 0; at < most; at += 1) {
    const laid = works.map((work, index) => {
      const layer = asked[index]?.layers[at];
      return layer
        ? { files: layAnswerOver(work, layer.tree), script: layer.script }
        : { files: work };
    });
    works = await runInFolders(engine, laid, 'answer.sh');
  }
  return works;
}
