import { normalPath, resolvePath, type Tree } from '../../kernel/tree.ts';
import { fatal, type GitExit } from '../git-error.ts';
import { readPacks } from '../objects/packs.ts';
import { Repository, type RepositoryPlace } from '../repository.ts';
import type { Session } from '../session.ts';

const notReadable = (url: string): GitExit =>
  fatal(
    `'${url}' does not appear to be a git repository\n` +
      'fatal: Could not read from remote repository.\n\n' +
      'Please make sure you have the correct access rights\nand the repository exists.',
  );

/** True for what git would reach through a network: `https://…`, `ssh://…`, `git@host:path`. */
const needsNetwork = (url: string): boolean =>
  (/^[a-z][a-z0-9+.-]*:\/\//i.test(url) && !url.startsWith('file://')) || /^[^/]+:/.test(url);

/** The path that a URL names. @throws GitExit for a URL that lies outside the lab. */
export function pathOfUrl(url: string): string {
  if (url.startsWith('file://')) return url.slice('file://'.length);
  if (!needsNetwork(url)) return url;
  throw fatal(
    `unable to access '${url}': this lab has no network\n` +
      'hint: A remote of the lab is a folder: "git init --bare ../hub.git", then "git clone ../hub.git".',
  );
}

/** The repository at a path, with or without its `.git`, as git looks for it. */
export function placeAt(tree: Tree, path: string): RepositoryPlace | undefined {
  for (const suffix of ['/.git', '', '.git/.git', '.git']) {
    const folder = normalPath(`${path}${suffix}`);
    const isOne = ['HEAD', 'objects', 'refs'].every((name) => tree.exists(`${folder}/${name}`));
    if (!isOne) continue;
    const gitFolder = tree.realpath(folder);
    const workTree = gitFolder.endsWith('/.git') ? gitFolder.slice(0, -'/.git'.length) : null;
    return { gitFolder, workTree: workTree === '' ? '/' : workTree };
  }
  return undefined;
}

/** Opens the repository at a place, with its own settings and not with those of the command line. */
export async function openPlace(session: Session, place: RepositoryPlace): Promise<Repository> {
  const packed = await readPacks(session.tree, place.gitFolder);
  const { tree, env, nowSeconds } = session;
  return new Repository(tree, place, packed, env, [], nowSeconds, place.gitFolder);
}

/** Where relative addresses count from: the top of the work tree, as git does its work there. */
function topOf(session: Session): string {
  if (!session.hasRepository) return session.cwd;
  const { workTree, hasWorkTree, gitFolder } = session.repository;
  return hasWorkTree ? workTree || '/' : gitFolder;
}

/**
 * Opens the repository that a remote's URL names; a relative path counts from the top of the work tree.
 *
 * @throws GitExit when there is none, or when it lies outside the lab.
 */
export async function openRemote(session: Session, url: string): Promise<Repository> {
  const from = topOf(session);
  const place = placeAt(session.tree, resolvePath(from, pathOfUrl(url)));
  if (!place) throw notReadable(url);
  return openPlace(session, place);
}
