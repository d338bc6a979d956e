import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dirname, join as joinPosix } from 'node:path/posix';
import { binaryFile, type FileTree } from '#container';
import { readFolderTree } from '../folder-tree.ts';
import { readLab } from '../read-lab.ts';
import { contentDigest } from './content-digest.ts';

/** Which lab, to the byte. */
export interface LabContentIdentity {
  readonly id: string;
  readonly version: string;
  /** SHA-256 of all that decides what the learner gets and how it is judged, lower-case hexadecimal. */
  readonly sha256: string;
}

/** What a lab's own answers prove, but neither learner nor grader is given. */
const PROOFS = ['solution/', 'mutants/', 'accepted/', 'mistakes.json'];

/**
 * The identity of a lab as it stands on disk: manifest, brief, starter, generator, checks and the modules with their
 * hidden inputs, those of other labs included that they import. Answers are left out: a new mutant does not make another
 * lab of it.
 *
 * @throws LabError as `readLab`.
 */
export function labIdentity(id: string, root = '.'): LabContentIdentity {
  const { manifest } = readLab(id, root);
  const files = Object.entries(readFolderTree(join(root, 'labs', id))).filter(
    ([path]) => !PROOFS.some((folder) => path.startsWith(folder)),
  );
  const own = Object.fromEntries(files);
  const all = { ...own, ...modulesOfOthers(own, join(root, 'labs', id)) };
  return { id, version: manifest.version, sha256: contentDigest(all) };
}

/** Modules of other labs that the lab's own import, and what those import, by path from the lab's folder. */
function modulesOfOthers(own: FileTree, folder: string): FileTree {
  const found: Record<string, FileTree[string]> = {};
  const follow = (path: string, bytes: Uint8Array): void => {
    const text = new TextDecoder().decode(bytes);
    for (const [, target = ''] of text.matchAll(/\bfrom '(\.{1,2}\/[^']+\.ts)'/g)) {
      const module = joinPosix(dirname(path), target);
      if (!module.startsWith('../') || module in found) continue;
      const bytes = readFileSync(join(folder, module));
      found[module] = binaryFile(bytes);
      follow(module, bytes);
    }
  };
  for (const [path, entry] of Object.entries(own)) {
    if (/^[^/]+\.ts$/.test(path) && entry.kind === 'file') follow(path, entry.bytes);
  }
  return found;
}
