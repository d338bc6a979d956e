import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LabError } from '#container';
import { didYouMean } from './near-miss.ts';
import { readFolderTree } from './folder-tree.ts';
import { readLab } from './read-lab.ts';

/** Lines of a lab's file, as a lesson shows them. */
export interface Quote {
  /** The path as the learner knows it: without `starter/` or `solution/`. */
  readonly name: string;
  readonly labTitle: string;
  readonly lines: readonly { readonly number: number; readonly text: string }[];
}

/**
 * Lines of a real lab file, so that a lesson cannot drift from the lab.
 *
 * @param path in the lab's folder, such as `starter/README.md`
 * @param lines `3-9` or `4`; all when left out
 * @throws LabError `LabFileGone` when the file is not there, `LabLinesGone` when it has no such lines.
 */
export function quoteLabFile(lab: string, path: string, lines?: string, root = '.'): Quote {
  const { manifest } = readLab(lab, root);
  const folder = join(root, 'labs', lab);
  if (!existsSync(join(folder, path))) {
    const known = Object.keys(readFolderTree(folder));
    throw new LabError(
      'LabFileGone',
      `The lab "${lab}" has no file ${path}.`,
      `${didYouMean(path, known)}Quote a file that stands in labs/${lab}/.`,
    );
  }
  const all = readFileSync(join(folder, path), 'utf8').replace(/\n$/, '').split('\n');
  const [from, to] = rangeOf(lines ?? `1-${all.length}`);
  if (from === undefined || to === undefined || from < 1 || to < from || to > all.length) {
    throw new LabError(
      'LabLinesGone',
      `labs/${lab}/${path} has ${all.length} lines; there are no lines "${lines ?? ''}".`,
      'Write lines="3-9" or lines="4", within the file.',
    );
  }
  return {
    name: path.replace(/^(?:starter|solution)\//, ''),
    labTitle: manifest.title,
    lines: all.slice(from - 1, to).map((text, index) => ({ number: from + index, text })),
  };
}

function rangeOf(lines: string): readonly (number | undefined)[] {
  const match = /^(\d+)(?:-(\d+))?$/.exec(lines);
  if (!match) return [];
  return [Number(match[1]), Number(match[2] ?? match[1])];
}
