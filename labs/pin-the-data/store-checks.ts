import { CACHE_FOLDER, digestOfBytes, objectPath } from '#formats';
import { cannotTell, doesNotHold, holds, type Check, type Finding, type Probe } from '#grading';
import { POINTERS, type PinnedTable } from './pinned-table.ts';
import { nameOf, objectIn, remoteFolder } from './version.ts';

export const cacheHoldsEveryVersion = (pinned: PinnedTable): Check => ({
  id: 'cache-holds-every-version',
  run: (probe) => everyVersionIsIn(probe, pinned, CACHE_FOLDER, 'the cache'),
});

export const remoteHoldsEveryVersion = (pinned: PinnedTable): Check => ({
  id: 'remote-holds-every-version',
  async run(probe) {
    const remote = remoteFolder(await probe.tree());
    const config = await probe.readText('.dvc/config');
    const seen = { ran: 'cat .dvc/config', lookAt: { path: '.dvc/config', lesson: POINTERS } };
    if (!remote) {
      return doesNotHold({
        ...seen,
        summary: 'No default remote is set up.',
        cameBack: config?.trim() ? config : 'nothing in .dvc/config',
        expected: 'A remote with a url, and its name as "remote" under [core].',
      });
    }
    if (remote.folder === undefined) {
      return cannotTell(
        `The remote "${remote.name}" is at ${remote.url}, where the grader cannot look; use the folder lake/dvc.`,
      );
    }
    if (!remote.folder.startsWith('lake/')) {
      return doesNotHold({
        ...seen,
        summary: `The remote "${remote.name}" is not in the team’s lake.`,
        cameBack: `url = ${remote.url}, which is the folder ${remote.folder}`,
        expected:
          'The folder lake/dvc. A url in .dvc/config is seen from .dvc/, so it begins with ../',
      });
    }
    return everyVersionIsIn(probe, pinned, remote.folder, `the remote "${remote.name}"`);
  },
});

async function everyVersionIsIn(
  probe: Probe,
  pinned: PinnedTable,
  folder: string,
  store: string,
): Promise<Finding> {
  const versions = await probe.shared(pinned.versions);
  if (versions.length === 0) return cannotTell(`No commit has a ${pinned.pointer}.`);
  const work = await probe.tree();
  for (const { revision, pointer } of versions) {
    if (!pointer.value) continue;
    const { md5 } = pointer.value;
    const path = `${folder}/${objectPath(md5)}`;
    const bytes = objectIn(work, folder, md5);
    const found = bytes && digestOfBytes(bytes).md5;
    if (found === md5) continue;
    return doesNotHold({
      summary: bytes
        ? `An object in ${store} does not have the bytes that its name says.`
        : `Of the data at ${nameOf(revision)}, ${store} has nothing.`,
      ran: `md5sum ${path}`,
      cameBack: bytes ? `md5 ${found ?? ''}` : 'no such file',
      expected: `the bytes with the md5 ${md5}, which the pointer at ${nameOf(revision)} names`,
      lookAt: { lesson: POINTERS },
    });
  }
  return holds;
}

export const objectsStayOutOfGit = (pinned: PinnedTable): Check => ({
  id: 'objects-stay-out-of-git',
  async run(probe) {
    if (!(await probe.git.hasCommits())) return cannotTell('There is no commit to look at.');
    if ((await probe.shared(pinned.versions)).length === 0)
      return cannotTell(`No commit has a ${pinned.pointer}.`);
    for (const commit of await probe.git.history('HEAD')) {
      const stored = (await probe.git.paths(commit)).filter((path) =>
        /^(?:\.dvc\/cache|lake|inbox)\//.test(path),
      );
      if (stored.length === 0) continue;
      return doesNotHold({
        summary: `Commit ${commit.slice(0, 7)} holds data; what Git has once, every clone has for ever.`,
        ran: `git show --stat ${commit.slice(0, 7)}`,
        cameBack: `${stored.length} files, ${stored.slice(0, 2).join(', ')} among them`,
        expected: 'No commit with a file of .dvc/cache/, lake/ or inbox/.',
        lookAt: { lesson: POINTERS },
      });
    }
    return holds;
  },
});
