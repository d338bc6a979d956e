import { decodeText } from './bytes.ts';
import { visible } from '../kernel/line-editor/width.ts';
import type { LabFileSystem } from './lab-file-system.ts';

const FOLDER = '\x1b[34m';
const BRANCH = '\x1b[2m';
const PLAIN = '\x1b[0m';

/** `~/lab (main)$ `: where the learner is, with the branch when the folder is in a git repository. */
export async function promptFor(
  files: LabFileSystem,
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<string> {
  const branch = await branchOf(files, cwd);
  const where = `${FOLDER}${visible(shortened(cwd, env['HOME'] ?? ''))}${PLAIN}`;
  return `${where}${branch === undefined ? '' : `${BRANCH} (${visible(branch)})${PLAIN}`}$ `;
}

function shortened(cwd: string, home: string): string {
  if (home === '' || home === '/') return cwd;
  if (cwd === home) return '~';
  return cwd.startsWith(`${home}/`) ? `~${cwd.slice(home.length)}` : cwd;
}

/** Of the innermost repository around the folder. All are asked for at once: an answer takes a turn of two threads. */
async function branchOf(files: LabFileSystem, cwd: string): Promise<string | undefined> {
  const heads: Promise<Uint8Array>[] = [];
  for (let folder = cwd; folder !== ''; folder = folder.slice(0, folder.lastIndexOf('/')))
    heads.push(files.readFileBuffer(`${folder}/.git/HEAD`));
  const read = await Promise.allSettled(heads);
  const innermost = read.find((one) => one.status === 'fulfilled');
  if (!innermost) return undefined;
  const head = decodeText(innermost.value).trim();
  return head.startsWith('ref: refs/heads/') ? head.slice(16) : head.slice(0, 7);
}
