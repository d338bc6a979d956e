import { join } from 'node:path';
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
const PROOFS = ['solution/', 'mutants/', 'accepted/'];

/**
 * The identity of a lab as it stands on disk: manifest, brief, starter, generator, checks and the modules with their
 * hidden inputs. Answers are left out: a new mutant does not make another lab of it.
 *
 * @throws LabError as `readLab`.
 */
export function labIdentity(id: string, root = '.'): LabContentIdentity {
  const { manifest } = readLab(id, root);
  const files = Object.entries(readFolderTree(join(root, 'labs', id))).filter(
    ([path]) => !PROOFS.some((folder) => path.startsWith(folder)),
  );
  return { id, version: manifest.version, sha256: contentDigest(Object.fromEntries(files)) };
}
