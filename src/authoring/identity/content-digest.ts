import { createHash } from 'node:crypto';
import type { FileTree } from '#container';

/**
 * One digest of many files: SHA-256, lower-case hexadecimal, of one line for each file or link, sorted by UTF-16 code
 * units and joined by line feeds: `file <path> <sha256>`, `run <path> <sha256>` for an executable file,
 * `link <path> <target>`.
 *
 * @see docs/formats/identity.md
 */
export function contentDigest(tree: FileTree): string {
  const lines = Object.entries(tree).flatMap(([path, entry]) => {
    if (entry.kind === 'folder') return [];
    if (entry.kind === 'symlink') return [`link ${path} ${entry.target}`];
    return [`${entry.executable ? 'run' : 'file'} ${path} ${sha256(entry.bytes)}`];
  });
  return sha256(lines.sort().join('\n'));
}

function sha256(data: Uint8Array | string): string {
  return createHash('sha256').update(data).digest('hex');
}
