import { objectPath } from '#formats';
import { ObjectStore, type Kept } from './cache-objects.ts';
import { DvcError } from './dvc-error.ts';
import type { Project } from './project.ts';

/** How a path of the project came to what its pointer names. */
export type Restored = 'A' | 'M' | 'same' | 'not in cache';

/**
 * Lays what an entry names into the project, from the cache.
 *
 * @throws DvcError when something stands there that the cache does not have, unless `force` says that it may go.
 */
export function restore(project: Project, { path, entry }: Kept, force = true): Restored {
  const cache = ObjectStore.cacheOf(project);
  const now = project.digestOf(path);
  if (now?.md5 === entry.md5) return 'same';
  const files = cache.filesOf(entry);
  if (!files || files.some(({ md5 }) => !cache.read(md5))) return 'not in cache';
  if (now && !force && !cache.read(now.md5)) {
    throw new DvcError(`unable to remove '${path}' without a confirmation. Use \`-f\` to force.`);
  }
  project.remove(path);
  if (entry.md5.endsWith('.dir') && files.length === 0) {
    project.tree.mkdir(project.absolute(path), { recursive: true });
  }
  for (const { relpath, md5 } of files) {
    const bytes = cache.read(md5);
    if (!bytes) throw new DvcError(`the cache lost ${objectPath(md5)}`);
    project.write(relpath === '' ? path : `${path}/${relpath}`, bytes);
  }
  return now ? 'M' : 'A';
}
