import type { FileTree } from '#container';
import {
  cannotTell,
  describeRun,
  doesNotHold,
  holds,
  placeInTraceback,
  type Check,
  type DoesNotHold,
  type Finding,
  type Place,
  type Probe,
  type Run,
} from '#grading';
import {
  folderOfBytes,
  folderWithLinks,
  hiddenSnapshots,
  lake,
  manifestOf,
  oddlyNamedFolder,
  type Difference,
  type Manifest,
} from './generate.ts';

const LESSON = 'versioning-and-reproducibility/content-addressing';
const HIDDEN = 'hidden/inbox';

const everyFileIsListed: Check = {
  id: 'every-file-is-listed',
  async run(probe) {
    const folder = folderWithLinks(probe.hiddenSeed(1));
    const printed = await fingerprint(probe, folder, `${HIDDEN}/`);
    if ('finding' in printed) return printed.finding;
    const paths = printed.manifest.files.map(({ path }) => path);
    const expected = manifestOf(folder).files.map(({ path }) => path);
    const summary = pathsFault(paths, expected, folder);
    if (summary === undefined) return holds;
    return doesNotHold({
      summary,
      ran: `${printed.run.command} (a hidden folder)`,
      cameBack: `paths: ${JSON.stringify(paths)}`,
      expected: `paths: ${JSON.stringify(expected)}`,
      lookAt: { path: 'fingerprint.py' },
    });
  },
};

const md5IsOfTheBytes: Check = {
  id: 'md5-is-of-the-bytes',
  async run(probe) {
    const folder = folderOfBytes(probe.hiddenSeed(2));
    const printed = await fingerprint(probe, folder, HIDDEN);
    if ('finding' in printed) return printed.finding;
    for (const expected of manifestOf(folder).files) {
      const file = printed.manifest.files.find(({ path }) => path === expected.path);
      if (file?.md5 === expected.md5 && file.size === expected.size) continue;
      const what = file?.md5 === expected.md5 ? 'size' : 'md5';
      return doesNotHold({
        summary: file
          ? `The ${what} of "${expected.path}" (${WHAT_IS_IN[expected.path] ?? ''}) is not that of its bytes.`
          : `The file "${expected.path}" is not listed.`,
        ran: `${printed.run.command} (a hidden folder)`,
        cameBack: file ? JSON.stringify(file) : 'no entry for it',
        expected: JSON.stringify(expected),
        lookAt: { path: 'fingerprint.py', lesson: LESSON },
      });
    }
    return holds;
  },
};

/** What makes each file of `folderOfBytes` worth a look, for the learner who meets it in a verdict. */
const WHAT_IS_IN: Readonly<Record<string, string>> = {
  'empty.csv': 'an empty file',
  'scores.bin': 'bytes that are no text',
  'all-bytes.bin': 'every byte from 0 to 255',
  'spreadsheet.csv': 'text whose lines end in CR and LF',
  'old-mac.csv': 'text whose lines end in CR',
  'with-mark.csv': 'text that begins with a byte order mark',
  'latin-1.csv': 'text that is not UTF-8',
  'no-line-end.txt': 'text without a line end',
  'big/events.bin': '2 MB of bytes',
};

const treeFollowsTheRule: Check = {
  id: 'tree-follows-the-rule',
  async run(probe) {
    const folder = oddlyNamedFolder(probe.hiddenSeed(3));
    const printed = await fingerprint(probe, folder, HIDDEN);
    if ('finding' in printed) return printed.finding;
    const { files, tree } = manifestOf(folder);
    if (printed.manifest.tree === tree) return holds;
    const [first] = files;
    return doesNotHold({
      summary: 'The digest of the folder is not the one that the rule gives.',
      ran: `${printed.run.command} (a hidden folder of ${files.length} files)`,
      cameBack: `tree: ${shown(printed.manifest.tree)}`,
      expected:
        `tree: ${shown(tree)}, where the text that is hashed has ${files.length} entries and begins with ` +
        `[{"md5": ${shown(first?.md5)}, "relpath": ${shown(first?.path)}}, …`,
      lookAt: { path: 'fingerprint.py', lesson: LESSON },
    });
  },
};

const matchIsNamed: Check = {
  id: 'match-is-named',
  async run(probe) {
    const { folders, match, manifest } = hiddenSnapshots(probe.hiddenSeed(4));
    const without = Object.keys(folders).filter((folder) => folder !== match);
    const cases = [
      { given: Object.keys(folders), expected: match, exitCode: 0 },
      { given: without, expected: null, exitCode: 1 },
    ];
    await mountAll(probe, folders, manifest);
    for (const { given, expected, exitCode } of cases) {
      const run = await probe.run(['python3', 'which.py', 'hidden/manifest.json', ...given]);
      const answer = readJson(run);
      const named = isRecord(answer) ? answer['match'] : undefined;
      if (named === expected && run.exitCode === exitCode) continue;
      return doesNotHold({
        summary:
          expected === null
            ? 'A manifest that belongs to none of the folders is not reported so.'
            : 'The folder that the manifest belongs to is not named.',
        ran: `${run.command} (hidden folders)`,
        cameBack: isRecord(answer)
          ? `"match": ${shown(named)}, exit code ${run.exitCode}`
          : describeRun(run),
        expected: `"match": ${shown(expected)}, exit code ${exitCode}`,
        lookAt: placeOf(run, 'which.py'),
      });
    }
    return holds;
  },
};

const differencesAreListed: Check = {
  id: 'differences-are-listed',
  async run(probe) {
    const { folders, manifest, others } = hiddenSnapshots(probe.hiddenSeed(5));
    await mountAll(probe, folders, manifest);
    const argv = ['python3', 'which.py', 'hidden/manifest.json', ...Object.keys(folders)];
    const run = await probe.run(argv);
    const answer = readJson(run);
    const listed = isRecord(answer) && isRecord(answer['others']) ? answer['others'] : undefined;
    for (const [folder, expected] of Object.entries(others)) {
      const cameBack = listed?.[folder];
      if (sameDifference(cameBack, expected)) continue;
      return doesNotHold({
        summary: `What differs in "${folder}" is not listed as it is.`,
        ran: `${run.command} (hidden folders)`,
        cameBack: listed ? `others[${shown(folder)}]: ${shown(cameBack)}` : describeRun(run),
        expected: `others[${shown(folder)}]: ${shown(expected)}`,
        lookAt: placeOf(run, 'which.py'),
      });
    }
    return holds;
  },
};

const unreadableInputExits2: Check = {
  id: 'unreadable-input-exits-2',
  async run(probe) {
    if ((await probe.readFile('which.py')) === undefined) {
      return cannotTell('There is no file which.py.');
    }
    const { folders, manifest } = hiddenSnapshots(probe.hiddenSeed(6));
    const [folder = ''] = Object.keys(folders);
    await mountAll(probe, folders, manifest);
    const cases = [
      { what: 'A manifest that breaks off', given: ['hidden/broken.json', folder] },
      { what: 'A folder that does not exist', given: ['hidden/manifest.json', 'hidden/nowhere'] },
    ];
    for (const { what, given } of cases) {
      const run = await probe.run(['python3', 'which.py', ...given]);
      if (run.exitCode === 2) continue;
      return doesNotHold({
        summary: `${what} does not end in exit code 2.`,
        ran: run.command,
        cameBack: describeRun(run),
        expected: 'Exit code 2, and the reason on standard error.',
        lookAt: placeOf(run, 'which.py'),
      });
    }
    return holds;
  },
};

const januaryIsTagged: Check = {
  id: 'january-is-tagged',
  async run(probe) {
    const path = 'manifests/january.json';
    const { snapshots, january } = lake(probe.seed);
    const observed = { ran: `git show data-january:${path}`, lookAt: { lesson: LESSON } };
    if ((await probe.git.resolve(TAG)) === undefined) {
      return doesNotHold({
        ...observed,
        summary: 'There is no tag "data-january".',
        cameBack: `tags: ${shown(await probe.git.tags())}`,
        expected: 'The tag "data-january" on the commit with the manifest.',
      });
    }
    const bytes = await probe.git.blob(TAG, path);
    if (!bytes) {
      return doesNotHold({
        ...observed,
        summary: `The commit that "data-january" names has no file ${path}.`,
        cameBack: `files in that commit: ${shown(await probe.git.paths(TAG))}`,
        expected: `${path} among them.`,
      });
    }
    const committed = asManifest(parsed(new TextDecoder().decode(bytes)));
    const expected = manifestOf(snapshots[january] ?? {});
    if (committed && sameManifest(committed, expected)) return holds;
    const [other] =
      Object.entries(snapshots).find(([, files]) => manifestOf(files).tree === committed?.tree) ??
      [];
    const isOther = other !== undefined && other !== january;
    return doesNotHold({
      ...observed,
      summary: committed
        ? 'The manifest is not that of the snapshot that trained the January model.'
        : `${path} in that commit is not a manifest.`,
      cameBack: committed
        ? `tree: "${committed.tree}", ${committed.files.length} files${isOther ? `: lake/${other}` : ''}`
        : new TextDecoder().decode(bytes.subarray(0, 400)),
      expected: `tree: "${expected.tree}" as in handover/january.json, with the files of the snapshot that has this digest.`,
    });
  },
};

const dataStaysOutOfGit: Check = {
  id: 'data-stays-out-of-git',
  async run(probe) {
    if (!(await probe.git.hasCommits())) return cannotTell('There is no commit to look at.');
    const tips = ['HEAD', TAG];
    const histories = await Promise.all(tips.map((tip) => probe.git.history(tip)));
    for (const commit of new Set(histories.flat())) {
      const data = (await probe.git.paths(commit)).filter((path) => path.startsWith('lake/'));
      if (data.length === 0) continue;
      const id = commit.slice(0, 7);
      return doesNotHold({
        summary: `Commit ${id} holds data; Git keeps it even if a later commit takes it away.`,
        ran: `git show --stat ${id}`,
        cameBack: `${data.length} files under lake/: ${data.slice(0, 4).join(', ')}${data.length > 4 ? ', …' : ''}`,
        expected: 'No commit with a file under lake/.',
        lookAt: { lesson: LESSON },
      });
    }
    return holds;
  },
};

export const checks: readonly Check[] = [
  everyFileIsListed,
  md5IsOfTheBytes,
  treeFollowsTheRule,
  matchIsNamed,
  differencesAreListed,
  unreadableInputExits2,
  januaryIsTagged,
  dataStaysOutOfGit,
];

const TAG = 'refs/tags/data-january';

type Fingerprint = { run: Run; manifest: Manifest } | { finding: Finding };

/** Mounts a hidden folder and runs `fingerprint.py` on it. */
async function fingerprint(probe: Probe, folder: FileTree, path: string): Promise<Fingerprint> {
  if ((await probe.readFile('fingerprint.py')) === undefined) {
    return { finding: cannotTell('There is no file fingerprint.py.') };
  }
  await probe.mount(path.replace(/\/$/, ''), folder);
  const run = await probe.run(['python3', 'fingerprint.py', path]);
  const manifest = run.exitCode === 0 ? asManifest(readJson(run)) : undefined;
  if (manifest) return { run, manifest };
  return { finding: noManifest(run) };
}

function noManifest(run: Run): DoesNotHold {
  return doesNotHold({
    summary: 'fingerprint.py does not print a manifest.',
    ran: `${run.command} (a hidden folder)`,
    cameBack:
      run.exitCode === 0 ? `Standard output: ${run.stdoutText || '(nothing)'}` : describeRun(run),
    expected:
      'One JSON document and nothing else: {"files": [{"path": …, "md5": …, "size": …}], "tree": "….dir"}',
    lookAt: placeOf(run, 'fingerprint.py'),
  });
}

async function mountAll(
  probe: Probe,
  folders: Readonly<Record<string, FileTree>>,
  manifest: Manifest,
): Promise<void> {
  for (const [folder, files] of Object.entries(folders)) await probe.mount(folder, files);
  const text = new TextEncoder().encode(JSON.stringify(manifest, null, 2));
  await probe.mount('hidden', {
    'manifest.json': { kind: 'file', bytes: text },
    'broken.json': { kind: 'file', bytes: text.subarray(0, text.length / 2) },
  });
}

/** What is wrong with the listed paths, in one sentence, or `undefined` when nothing is. */
function pathsFault(
  paths: readonly string[],
  expected: readonly string[],
  folder: FileTree,
): string | undefined {
  const missing = expected.find((path) => !paths.includes(path));
  if (missing !== undefined) return `The file "${missing}" is not listed.`;
  const extra = paths.find((path) => !expected.includes(path));
  if (extra !== undefined) {
    const kind = folder[extra]?.kind;
    if (kind === 'symlink') return `"${extra}" is a symbolic link, and it is listed.`;
    if (kind === 'folder') return `"${extra}" is a folder, and it is listed.`;
    return `"${extra}" is listed, and the folder has no such file of its own.`;
  }
  if (paths.length > expected.length) return 'A file is listed more than once.';
  return paths.some((path, i) => path !== expected[i])
    ? 'The files are not sorted by path as text.'
    : undefined;
}

function sameManifest(a: Manifest, b: Manifest): boolean {
  const table = (manifest: Manifest) =>
    shown(manifest.files.map(({ path, md5, size }) => [path, md5, size]).sort());
  return a.tree === b.tree && table(a) === table(b);
}

function sameDifference(value: unknown, expected: Difference): boolean {
  if (!isRecord(value)) return false;
  return (['added', 'removed', 'changed'] as const).every((kind) => {
    const paths: unknown = value[kind];
    return (
      Array.isArray(paths) &&
      shown((paths as unknown[]).toSorted()) === shown([...expected[kind]].sort())
    );
  });
}

function asManifest(value: unknown): Manifest | undefined {
  if (!isRecord(value) || !Array.isArray(value['files'])) return undefined;
  const files = value['files'].map((file: unknown) => {
    const { path, md5, size } = isRecord(file) ? file : {};
    return typeof path === 'string' && typeof md5 === 'string' && typeof size === 'number'
      ? { path, md5, size }
      : undefined;
  });
  const tree = value['tree'];
  const whole = files.filter((file) => file !== undefined);
  return whole.length === files.length && typeof tree === 'string'
    ? { files: whole, tree }
    : undefined;
}

function readJson(run: Run): unknown {
  return parsed(run.stdoutText);
}

/** The value of a JSON text; `undefined`, which is no JSON value, when it is not one. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  return value === undefined ? 'missing' : JSON.stringify(value);
}

function placeOf(run: Run, path: string): Place {
  return placeInTraceback(run.stderrText, path) ?? { path };
}
