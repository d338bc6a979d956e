/** One path that differs from the last commit, as `git status` tells it. */
export interface GitChange {
  readonly path: string;
  /** The former path of what was renamed. */
  readonly from?: string;
  readonly kind: 'new' | 'changed' | 'deleted' | 'renamed' | 'in conflict';
  /** All of it would be in the next commit, some of it, or nothing. */
  readonly staged: 'all' | 'part' | 'none';
}

/** Both letters of an entry in conflict, from git's own table. */
const CONFLICTS = new Set(['DD', 'AU', 'UD', 'UA', 'DU', 'AA', 'UU']);

/**
 * Reads what `git status --porcelain=v1 -z` printed: entries of two letters, a space and a path, each ended by NUL; a
 * rename has its former path after it.
 *
 * @throws Error when it is no such text.
 */
export function readGitStatus(text: string): readonly GitChange[] {
  const fields = text.split('\0');
  const changes: GitChange[] = [];
  for (let index = 0; index < fields.length; index += 1) {
    const field = fields[index] ?? '';
    if (field === '') continue;
    const [, index1, work, path] = /^(.)(.) ([^]+)$/.exec(field) ?? [];
    if (index1 === undefined || work === undefined || path === undefined) {
      throw new Error(`git status printed "${field}", which is no entry.`);
    }
    const isRenamed = index1 === 'R' || index1 === 'C';
    const from = isRenamed ? fields[(index += 1)] : undefined;
    changes.push({
      path,
      ...(from === undefined ? {} : { from }),
      kind: kindOf(index1, work),
      staged: index1 === ' ' || index1 === '?' ? 'none' : work === ' ' ? 'all' : 'part',
    });
  }
  return changes;
}

function kindOf(index: string, work: string): GitChange['kind'] {
  if (CONFLICTS.has(index + work)) return 'in conflict';
  if (index === 'R' || index === 'C') return 'renamed';
  if (index === '?' || index === 'A') return 'new';
  if (index === 'D' || work === 'D') return 'deleted';
  return 'changed';
}
