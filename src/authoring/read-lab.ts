import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LabError, type FileTree } from '#container';
import { labSchema, type LabManifest } from '#curriculum';
import { readFolderTree } from './folder-tree.ts';
import { didYouMean } from './near-miss.ts';
import { readOnceABuild } from './read-once.ts';
import { refuseBroken } from './problem.ts';
import { readYaml } from './yaml-source.ts';

/** A lab as it stands on disk, without its code (`checks.ts`, `generate.ts`). */
export interface Lab {
  /** Name of its folder in `labs/`. */
  readonly id: string;
  readonly manifest: LabManifest;
  /** Text of `brief.mdx`. */
  readonly brief: string;
  /** What the learner opens, before generated files are laid over it and `setup` is run. */
  readonly starter: FileTree;
  /** Text of `starter/setup.sh`, run once in the lab's shell; it is not a file of the learner's. */
  readonly setup?: string;
  readonly solution: Answer;
  readonly mutants: readonly Mutant[];
  readonly accepted: readonly Accepted[];
}

/** A tree laid over the one below it, and commands run afterwards in the lab's shell. */
export interface Answer {
  readonly tree: FileTree;
  /** Text of `answer.sh`; it is not a file of the answer. */
  readonly script?: string;
}

/** A known-wrong answer: laid over the solution, it must fail `check`. */
export interface Mutant extends Answer {
  readonly check: string;
  /** What is wrong with it: the name of its folder. */
  readonly mistake: string;
}

/** A right answer that differs from the solution: laid over it, it must pass every check. */
export interface Accepted extends Answer {
  /** What is different: the name of its folder. */
  readonly difference: string;
}

/** Names of all labs, sorted. */
export function labIds(root = '.'): readonly string[] {
  return foldersIn(join(root, 'labs'));
}

/**
 * Reads one lab.
 *
 * @throws LabError `LabNotFound` when there is no such lab, `ContentBroken` when its `lab.yaml` has faults.
 */
export function readLab(id: string, root = '.'): Lab {
  return readOnceABuild(`readLab ${id} ${root}`, () => readLabFolder(id, root));
}

function readLabFolder(id: string, root: string): Lab {
  const file = `labs/${id}/lab.yaml`;
  if (!existsSync(join(root, file))) {
    const known = labIds(root);
    throw new LabError(
      'LabNotFound',
      `There is no lab "${id}": ${file} does not exist.`,
      `${didYouMean(id, known)}Labs: ${known.join(', ') || 'none'}.`,
    );
  }
  const { data, problems } = readYaml(labSchema, readFileSync(join(root, file), 'utf8'), file);
  refuseBroken(problems);
  const folder = join(root, 'labs', id);
  const { tree: starter, script: setup } = readAnswer(join(folder, 'starter'), 'setup.sh');
  const brief = join(folder, 'brief.mdx');
  return {
    id,
    // No problem was found, so there is data.
    manifest: data as LabManifest,
    brief: existsSync(brief) ? readFileSync(brief, 'utf8') : '',
    starter,
    ...(setup === undefined ? {} : { setup }),
    solution: readAnswer(join(folder, 'solution')),
    mutants: foldersIn(join(folder, 'mutants')).flatMap((check) =>
      foldersIn(join(folder, 'mutants', check)).map((mistake) => ({
        check,
        mistake,
        ...readAnswer(join(folder, 'mutants', check, mistake)),
      })),
    ),
    accepted: foldersIn(join(folder, 'accepted')).map((difference) => ({
      difference,
      ...readAnswer(join(folder, 'accepted', difference)),
    })),
  };
}

/** Every lab, sorted by name. */
export function readLabs(root = '.'): readonly Lab[] {
  return labIds(root).map((id) => readLab(id, root));
}

/** A folder as tree and script; the script is taken out of the tree. */
function readAnswer(folder: string, scriptName = 'answer.sh'): Answer {
  const { [scriptName]: script, ...tree } = readFolderTree(folder);
  if (script?.kind !== 'file') return { tree };
  return { tree, script: new TextDecoder().decode(script.bytes) };
}

function foldersIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}
