import { digestOfBytes, inProject, objectPath, projectState, sameMeaning } from '#formats';
import { cannotTell, doesNotHold, holds, type Check, type Finding, type Probe } from '#grading';
import { LOCKS, POINTERS, V1, V2, type PinnedTable } from './pinned-table.ts';
import { staleness } from './pipeline-checks.ts';
import { linesOf, tableFault } from './table-lines.ts';

const decoder = new TextDecoder();

export const metricsAreInGit = (pinned: PinnedTable): Check => ({
  id: 'metrics-are-in-git',
  async run(probe) {
    const version = await probe.shared(pinned.head);
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
});

export const lockKeepsToTheFormat = (pinned: PinnedTable): Check => ({
  id: 'lock-keeps-to-the-format',
  async run(probe) {
    const version = await probe.shared(pinned.head);
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
});

export const firstIsRestorable = (pinned: PinnedTable): Check => ({
  id: 'january-is-restorable',
  async run(probe) {
    const [version, other] = [await probe.shared(pinned.first), await probe.shared(pinned.second)];
    const seen = { ran: `git show data-v1:${pinned.pointer}`, lookAt: { lesson: POINTERS } };
    if (!version) return noTag('data-v1', await probe.git.tags());
    if (version.commit === other?.commit) {
      return doesNotHold({
        ...seen,
        summary: 'Both tags are on one commit, so the first version has no name of its own.',
        cameBack: `data-v1 and data-v2 are ${version.commit.slice(0, 7)}`,
        expected: 'Two commits: the data as you found it, then the data with the drop.',
      });
    }
    if (!version.pointer.value) return cannotTell(version.pointer.because);
    const original = digestOfBytes(new TextEncoder().encode(pinned.given(probe.seed).first));
    if (version.pointer.value.md5 !== original.md5) {
      return doesNotHold({
        ...seen,
        summary: 'The pointer at data-v1 does not name the table that you were given.',
        cameBack: `md5 ${version.pointer.value.md5}`,
        expected: `md5 ${original.md5}, of the ${original.size} bytes that stood in ${pinned.data}`,
      });
    }
    if (version.files.has(pinned.data)) return holds;
    return doesNotHold({
      ...seen,
      summary: 'The bytes of data-v1 are gone: neither the cache nor the remote has them.',
      cameBack: `no object ${objectPath(original.md5)}`,
      expected: 'The object in the cache or the remote.',
    });
  },
});

export const dropIsAppended = (pinned: PinnedTable): Check => ({
  id: 'april-is-appended',
  async run(probe) {
    const version = await probe.shared(pinned.second);
    if (!version) return noTag('data-v2', await probe.git.tags());
    if (!version.pointer.value) return cannotTell(version.pointer.because);
    const bytes = version.files.get(pinned.data);
    if (!bytes) return cannotTell('Neither the cache nor the remote has the data of data-v2.');
    const given = pinned.given(probe.seed);
    const [header = '', ...old] = linesOf(given.first);
    const [, ...fresh] = linesOf(given.drop);
    const found = linesOf(decoder.decode(bytes));
    const summary = tableFault(found, header, [...old, ...fresh]);
    if (summary === undefined) return holds;
    return doesNotHold({
      summary,
      ran: `the object that ${pinned.pointer} at data-v2 names`,
      cameBack: `${found.length} lines, ${new Set(found.slice(1)).size} different ones below the first`,
      expected: `${1 + old.length + fresh.length} lines: one header, ${old.length} rows of the first version, ${fresh.length} of the drop`,
      lookAt: { lesson: POINTERS },
    });
  },
});

export const secondLockIsFresh = (pinned: PinnedTable): Check => ({
  id: 'second-lock-is-fresh',
  async run(probe) {
    const version = await probe.shared(pinned.second);
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
});

async function metricsAt(probe: Probe, revision: string): Promise<unknown> {
  const bytes = await probe.git.blob(revision, 'metrics.json');
  try {
    return bytes && (JSON.parse(decoder.decode(bytes)) as unknown);
  } catch {
    // Not JSON: the caller says so.
    return undefined;
  }
}

function noTag(tag: string, tags: readonly string[]): Finding {
  return doesNotHold({
    summary: `There is no tag "${tag}".`,
    ran: 'git tag',
    cameBack: tags.length > 0 ? tags.join(', ') : 'no tag',
    expected: tag,
    lookAt: { lesson: POINTERS },
  });
}
