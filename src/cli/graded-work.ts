import { statSync } from 'node:fs';
import { didYouMean, readFolderTree } from '#authoring';
import { LabError, type Engine, type FileTree } from '#container';
import { applyAnswer, startWork, type Answer, type ProvableLab } from '#grading';

/**
 * The work that a word on the command line means: a folder with all of a learner's files, or one of the lab's own
 * answers (`starter`, `solution`, `mutants/<check>/<mistake>`, `accepted/<difference>`), built as a learner with this
 * seed would have it.
 *
 * @throws LabError `FolderNotFound` with the near names when it means neither.
 */
export async function gradedWork(
  provable: ProvableLab,
  word: string,
  seed: string,
  engine: Engine,
): Promise<FileTree> {
  const answers = answersOf(provable);
  const name = word.replace(/\/+$/, '').replace(`labs/${provable.lab.id}/`, '');
  const layers = answers.get(name);
  if (layers) {
    let work = await startWork(provable, seed, engine);
    for (const layer of layers) work = await applyAnswer(work, layer, engine);
    return work;
  }
  if (statSync(word, { throwIfNoEntry: false })?.isDirectory()) return readFolderTree(word);
  const known = [...answers.keys()];
  throw new LabError(
    'FolderNotFound',
    `"${word}" is neither a folder nor an answer of labs/${provable.lab.id}.`,
    `${didYouMean(name, known)}Its answers are: ${known.join(', ')}.`,
  );
}

/** Every answer of a lab by name, as the layers over the starter. */
function answersOf({ solution, mutants, accepted }: ProvableLab): Map<string, readonly Answer[]> {
  return new Map<string, readonly Answer[]>([
    ['starter', []],
    ['solution', [solution]],
    ...mutants.map(
      (mutant) => [`mutants/${mutant.check}/${mutant.mistake}`, [solution, mutant]] as const,
    ),
    ...accepted.map((answer) => [`accepted/${answer.difference}`, [solution, answer]] as const),
  ]);
}
