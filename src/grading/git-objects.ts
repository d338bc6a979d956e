import { Buffer } from 'buffer';
import git from 'isomorphic-git';
import { LabError, type FileTree } from '#container';
import { gitFiles } from './git-files.ts';
import type { GitProbe } from './probe.ts';

// isomorphic-git expects Node's global of this name, which a browser does not have.
(globalThis as { Buffer?: unknown }).Buffer ??= Buffer;

/**
 * Reads the work's repository from its objects, without running any program of the lab.
 *
 * Every method throws LabError `WorkCannotBeRead` when the repository is damaged.
 *
 * @param work gives the work with its `.git` as it is now
 */
export function gitObjects(work: () => Promise<FileTree>): GitProbe {
  let seen: { tree: FileTree; options: ReturnType<typeof optionsFor> } | undefined;

  /** The caller's tree stays the same object while nothing changes: then so does isomorphic-git's cache. */
  async function repository() {
    const tree = await work();
    if (seen?.tree !== tree) seen = { tree, options: optionsFor(tree) };
    return seen.options;
  }

  async function commitOf(revision: string): Promise<string | undefined> {
    const options = await repository();
    return missingAsUndefined(async () => {
      const oid = /^[0-9a-f]{4,40}$/.test(revision)
        ? await git.expandOid({ ...options, oid: revision })
        : await git.resolveRef({ ...options, ref: revision });
      return (await git.readCommit({ ...options, oid })).oid;
    });
  }

  async function filesUnder(oid: string, prefix: string): Promise<string[]> {
    const options = await repository();
    const { tree } = await damaged(() => git.readTree({ ...options, oid }));
    const found: string[] = [];
    for (const entry of tree) {
      const path = prefix + entry.path;
      if (entry.type === 'tree') found.push(...(await filesUnder(entry.oid, `${path}/`)));
      else found.push(path);
    }
    return found;
  }

  return {
    resolve: commitOf,
    async hasCommits() {
      return (await commitOf('HEAD')) !== undefined;
    },
    async paths(revision) {
      const oid = await commitOf(revision);
      return oid === undefined ? [] : (await filesUnder(oid, '')).sort();
    },
    async blob(revision, path) {
      const options = await repository();
      const oid = await commitOf(revision);
      if (oid === undefined) return undefined;
      return missingAsUndefined(
        async () => (await git.readBlob({ ...options, oid, filepath: path })).blob,
      );
    },
    async history(revision) {
      const options = await repository();
      const oid = await commitOf(revision);
      if (oid === undefined) return [];
      const commits = await damaged(() => git.log({ ...options, ref: oid }));
      return commits.map((commit) => commit.oid);
    },
    async tags() {
      const options = await repository();
      return damaged(() => git.listTags(options));
    },
  };
}

function optionsFor(tree: FileTree) {
  // isomorphic-git types its file system as all of Node's; it calls only what GitFiles has.
  return { fs: gitFiles(tree) as never, dir: '/', gitdir: '/.git', cache: {} };
}

async function missingAsUndefined<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    // A name that leads nowhere, or to something that is not a commit or a file.
    if (code === 'NotFoundError' || code === 'ObjectTypeError') return undefined;
    throw cannotBeRead(error);
  }
}

async function damaged<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw cannotBeRead(error);
  }
}

function cannotBeRead(error: unknown): LabError {
  const reason = error instanceof Error ? error.message : String(error);
  return new LabError(
    'WorkCannotBeRead',
    `The Git repository in the lab cannot be read: ${reason}`,
    'Look at it with "git status" and "git log".',
    { cause: error },
  );
}
