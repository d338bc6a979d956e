import { statSync } from 'node:fs';
import { didYouMean, readFolderTree } from '#authoring';
import { LabError, type Engine, type FileTree } from '#container';
import { buildAnswer, type Answer, type LabStart, type ProvableLab } from '#grading';

/** What is to be graded: files as they are, or layers over the starter that are still to be built with a seed. */
export type FoundWork = { readonly files: FileTree } | { readonly layers: readonly Answer[] };

/**
 * The work that a word on the command line means: a folder with all of a learner's files, or one of the lab's own
 * answers (`starter`, `solution`, `mutants/<check>/<mistake>`, `accepted/<difference>`).
 *
 * @throws LabError `FolderNotFound` with the near names when it means neither.
 */
export function findWork(provable: ProvableLab, word: string): FoundWork {
  const answers = answersOf(provable);
  const name = word.replace(/\/+$/, '').replace(`labs/${provable.lab.id}/`, '');
  const layers = answers.get(name);
  if (layers) return { layers };
  if (statSync(word, { throwIfNoEntry: false })?.isDirectory()) {
    return { files: readFolderTree(word) };
  }
  const known = [...answers.keys()];
  throw new LabError(
    'FolderNotFound',
    `"${word}" is neither a folder nor an answer of labs/${provable.lab.id}.`,
    `${didYouMean(name, known)}Its answers are: ${known.join(', ')}.`,
  );
}

/** The files of a found work; an answer is built as a learner with this seed would have it. */
export async function buildWork(
  lab: LabStart,
  found: FoundWork,
  seed: string,
  engine: Engine,
): Promise<FileTree> {
  return 'files' in found ? found.files : buildAnswer(lab, found.layers, seed, engine);
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
