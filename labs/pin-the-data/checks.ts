import {
  CACHE_FOLDER,
  digestOfBytes,
  gitIgnores,
  inProject,
  objectPath,
  projectState,
  sameMeaning,
} from '#formats';
import { cannotTell, doesNotHold, holds, type Check, type Probe, type SharedLook } from '#grading';
import { linesOf, tableFault, tables } from './generate.ts';
import {
  lockTellsTheTruth,
  nothingElseDirtiesThem,
  pipelineReproducesTheBytes,
  stagesKnowWhatTheyRead,
  staleness,
} from './pipeline-checks.ts';
import {
  DATA,
  nameOf,
  objectIn,
  POINTER,
  remoteFolder,
  versionAt,
  type Version,
} from './version.ts';

const POINTERS = 'versioning-and-reproducibility/data-pointers';
const LOCKS = 'versioning-and-reproducibility/pipelines-as-locks';
const V1 = 'refs/tags/data-v1';
const V2 = 'refs/tags/data-v2';

const decoder = new TextDecoder();

const head: SharedLook<Version | undefined> = { run: (probe) => versionAt(probe, 'HEAD') };
const january: SharedLook<Version | undefined> = { run: (probe) => versionAt(probe, V1) };
const april: SharedLook<Version | undefined> = { run: (probe) => versionAt(probe, V2) };

/** HEAD always, and every tag whose commit has a pointer. */
const pinned: SharedLook<readonly Version[]> = {
  async run(probe) {
    const tags = (await probe.git.tags()).map((tag) => `refs/tags/${tag}`);
    const versions: Version[] = [];
    for (const revision of ['HEAD', ...tags]) {
      const version = await versionAt(probe, revision);
      if (version?.inGit.has(POINTER)) versions.push(version);
    }
    return versions;
  },
};

const dataLeftGit: Check = {
  id: 'data-left-git',
  async run(probe) {
    const version = await probe.shared(head);
    if (!version) return cannotTell('There is no commit to look at.');
    const seen = { ran: 'git ls-tree -r --name-only HEAD; ls data', lookAt: { lesson: POINTERS } };
    if (version.inGit.has(DATA)) {
      return doesNotHold({
        ...seen,
        summary: `The last commit still has ${DATA}.`,
        cameBack: `${DATA} is in the tree of HEAD.`,
        expected: 'A last commit without it. An ignored file that Git knows already stays known.',
      });
    }
    if (await probe.readFile(DATA)) return holds;
    return doesNotHold({
      ...seen,
      summary: `${DATA} has left Git, and the disk with it.`,
      cameBack: `no ${DATA} on disk`,
      expected: 'The file on disk, where the scripts read it.',
    });
  },
};

const gitIgnoresTheData: Check = {
  id: 'git-ignores-the-data',
  async run(probe) {
    const version = await probe.shared(head);
    if (!version) return cannotTell('There is no commit to look at.');
    const rules = new Map(
      [...version.files].flatMap(([path, bytes]): [string, string][] => {
        const folder = /^(?:(.*)\/)?\.gitignore$/.exec(path);
        return folder ? [[folder[1] ?? '', decoder.decode(bytes)]] : [];
      }),
    );
    if (gitIgnores(rules, DATA)) return holds;
    const files = [...rules.keys()].map((folder) =>
      folder === '' ? '.gitignore' : `${folder}/.gitignore`,
    );
    return doesNotHold({
      summary: `A clone of the last commit does not ignore ${DATA}: the next "git add ." takes it back.`,
      ran: `git check-ignore ${DATA} (in a clone of HEAD)`,
      cameBack: `no rule of ${files.join(', ') || 'a .gitignore (there is none)'} matches it`,
      expected: 'A committed .gitignore, at any level, with a rule that matches.',
      lookAt: { lesson: POINTERS },
    });
  },
};

const pointerIsDvc3: Check = {
  id: 'pointer-is-dvc-3',
  async run(probe) {
    const version = await probe.shared(head);
    if (!version) return cannotTell('There is no commit to look at.');
    if (version.pointer.value) return holds;
    return doesNotHold({
      summary: `The last commit has no pointer of DVC 3 for ${DATA}.`,
      ran: `git show HEAD:${POINTER}`,
      cameBack: version.pointer.because,
      expected: 'One out with md5, size, hash: md5 and path: applications.csv.',
      lookAt: { path: POINTER, lesson: POINTERS },
    });
  },
};

const pointerNamesTheBytes: Check = {
  id: 'pointer-names-the-bytes',
  needs: ['pointer-is-dvc-3'],
  async run(probe) {
    const pointer = (await probe.shared(head))?.pointer.value;
    const bytes = await probe.readFile(DATA);
    if (!pointer || !bytes) return cannotTell(`There is no ${DATA} to compare with.`);
    const now = digestOfBytes(bytes);
    if (pointer.md5 === now.md5 && pointer.size === now.size) return holds;
    const what = pointer.md5 === now.md5 ? 'size' : 'md5';
    return doesNotHold({
      summary: `The ${what} in ${POINTER} is not that of the bytes on disk.`,
      ran: `md5sum ${DATA}; wc -c ${DATA}; git show HEAD:${POINTER}`,
      cameBack: `the pointer says md5 ${pointer.md5}, size ${pointer.size}`,
      expected: `md5 ${now.md5}, size ${now.size}, as the file on disk has`,
      lookAt: { path: POINTER, lesson: POINTERS },
    });
  },
};

const cacheHoldsEveryVersion: Check = {
  id: 'cache-holds-every-version',
  run: (probe) => everyVersionIsIn(probe, CACHE_FOLDER, 'the cache'),
};

const remoteHoldsEveryVersion: Check = {
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
    return everyVersionIsIn(probe, remote.folder, `the remote "${remote.name}"`);
  },
};

async function everyVersionIsIn(probe: Probe, folder: string, store: string) {
  const versions = await probe.shared(pinned);
  if (versions.length === 0) return cannotTell(`No commit has a ${POINTER}.`);
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

const objectsStayOutOfGit: Check = {
  id: 'objects-stay-out-of-git',
  async run(probe) {
    if (!(await probe.git.hasCommits())) return cannotTell('There is no commit to look at.');
    if ((await probe.shared(pinned)).length === 0) return cannotTell(`No commit has a ${POINTER}.`);
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
};

const metricsAreInGit: Check = {
  id: 'metrics-are-in-git',
  async run(probe) {
    const version = await probe.shared(head);
    if (!version?.stages.value) return cannotTell(version?.stages.because ?? 'There is no commit.');
    const outs = version.stages.value.flatMap((stage) =>
      stage.outs.map((out) => ({ ...out, path: inProject(stage, out.path), stage: stage.name })),
    );
    const out = outs.find(({ path }) => path === 'metrics.json');
    const lookAt = { path: 'dvc.yaml', lesson: LOCKS };
    if (out?.kind !== 'metrics' || out.cache) {
      return doesNotHold({
        summary: 'metrics.json is not a metric that Git keeps.',
        ran: 'git show HEAD:dvc.yaml',
        cameBack: out
          ? `${out.stage} has it under ${out.kind}, cache: ${out.cache}`
          : 'no stage makes metrics.json',
        expected: 'Under metrics of evaluate, with cache: false.',
        lookAt,
      });
    }
    if (version.inGit.has('metrics.json')) return holds;
    return doesNotHold({
      summary: 'metrics.json is not in the last commit, so nobody can compare two commits by it.',
      ran: 'git ls-tree -r --name-only HEAD',
      cameBack: 'no metrics.json',
      expected: 'metrics.json among the files of HEAD.',
      lookAt,
    });
  },
};

const lockKeepsToTheFormat: Check = {
  id: 'lock-keeps-to-the-format',
  async run(probe) {
    const version = await probe.shared(head);
    if (!version) return cannotTell('There is no commit to look at.');
    if (version.lock.value) return holds;
    return doesNotHold({
      summary: 'dvc.lock in the last commit is none that DVC would read.',
      ran: 'git show HEAD:dvc.lock',
      cameBack: version.lock.because,
      expected: "schema: '2.0' and, for each stage, its cmd, deps, params and outs.",
      lookAt: { path: 'dvc.lock', lesson: LOCKS },
    });
  },
};

const januaryIsRestorable: Check = {
  id: 'january-is-restorable',
  async run(probe) {
    const [version, other] = [await probe.shared(january), await probe.shared(april)];
    const seen = { ran: `git show data-v1:${POINTER}`, lookAt: { lesson: POINTERS } };
    if (!version) return noTag('data-v1', await probe.git.tags());
    if (version.commit === other?.commit) {
      return doesNotHold({
        ...seen,
        summary: 'Both tags are on one commit, so January’s version has no name of its own.',
        cameBack: `data-v1 and data-v2 are ${version.commit.slice(0, 7)}`,
        expected: 'Two commits: January’s data, then April’s.',
      });
    }
    if (!version.pointer.value) return cannotTell(version.pointer.because);
    const original = digestOfBytes(new TextEncoder().encode(tables(probe.seed).january));
    if (version.pointer.value.md5 !== original.md5) {
      return doesNotHold({
        ...seen,
        summary: 'The pointer at data-v1 does not name the table that you were given.',
        cameBack: `md5 ${version.pointer.value.md5}`,
        expected: `md5 ${original.md5}, of the ${original.size} bytes that stood in ${DATA}`,
      });
    }
    if (version.files.has(DATA)) return holds;
    return doesNotHold({
      ...seen,
      summary: 'January’s bytes are gone: neither the cache nor the remote has them.',
      cameBack: `no object ${objectPath(original.md5)}`,
      expected: 'The object in the cache or the remote.',
    });
  },
};

const aprilIsAppended: Check = {
  id: 'april-is-appended',
  async run(probe) {
    const version = await probe.shared(april);
    if (!version) return noTag('data-v2', await probe.git.tags());
    if (!version.pointer.value) return cannotTell(version.pointer.because);
    const bytes = version.files.get(DATA);
    if (!bytes) return cannotTell('Neither the cache nor the remote has the data of data-v2.');
    const given = tables(probe.seed);
    const [header = '', ...old] = linesOf(given.january);
    const [, ...fresh] = linesOf(given.april);
    const found = linesOf(decoder.decode(bytes));
    const summary = tableFault(found, header, [...old, ...fresh]);
    if (summary === undefined) return holds;
    return doesNotHold({
      summary,
      ran: `the object that ${POINTER} at data-v2 names`,
      cameBack: `${found.length} lines, ${new Set(found.slice(1)).size} different ones below the first`,
      expected: `${1 + old.length + fresh.length} lines: one header, ${old.length} rows of January, ${fresh.length} of April`,
      lookAt: { lesson: POINTERS },
    });
  },
};

const secondLockIsFresh: Check = {
  id: 'second-lock-is-fresh',
  async run(probe) {
    const version = await probe.shared(april);
    if (!version) return noTag('data-v2', await probe.git.tags());
    const { pointer, stages, lock } = version;
    for (const part of [pointer, stages, lock]) {
      if (!part.value) return cannotTell(`At data-v2: ${part.because}`);
    }
    const stale = staleness(version, projectState(version.files));
    if (stale) {
      return doesNotHold({
        summary: 'dvc.lock at data-v2 does not fit the data at data-v2.',
        ran: 'git checkout data-v2 && dvc checkout && dvc status',
        ...stale,
        lookAt: { lesson: LOCKS },
      });
    }
    const [then, now] = await Promise.all([V1, V2].map((tag) => metricsAt(probe, tag)));
    if (then === undefined || now === undefined) {
      return cannotTell('One of the tags has no metrics.json that is JSON.');
    }
    if (!sameMeaning(then, now)) return holds;
    return doesNotHold({
      summary: 'metrics.json is the same at both tags, though the data is not.',
      ran: 'git show data-v1:metrics.json; git show data-v2:metrics.json',
      cameBack: JSON.stringify(now),
      expected: 'The metrics of a model that was trained on the new data.',
      lookAt: { path: 'metrics.json', lesson: LOCKS },
    });
  },
};

async function metricsAt(probe: Probe, revision: string): Promise<unknown> {
  const bytes = await probe.git.blob(revision, 'metrics.json');
  try {
    return bytes && (JSON.parse(decoder.decode(bytes)) as unknown);
  } catch {
    // Not JSON: the caller says so.
    return undefined;
  }
}

function noTag(tag: string, tags: readonly string[]) {
  return doesNotHold({
    summary: `There is no tag "${tag}".`,
    ran: 'git tag',
    cameBack: tags.length > 0 ? tags.join(', ') : 'no tag',
    expected: tag,
    lookAt: { lesson: POINTERS },
  });
}

export const checks: readonly Check[] = [
  dataLeftGit,
  gitIgnoresTheData,
  pointerIsDvc3,
  pointerNamesTheBytes,
  cacheHoldsEveryVersion,
  remoteHoldsEveryVersion,
  objectsStayOutOfGit,
  stagesKnowWhatTheyRead(head),
  nothingElseDirtiesThem(head),
  metricsAreInGit,
  lockKeepsToTheFormat,
  lockTellsTheTruth(head),
  pipelineReproducesTheBytes(head),
  januaryIsRestorable,
  aprilIsAppended,
  secondLockIsFresh,
];
