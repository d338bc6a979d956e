import { binaryFile, type FileTree } from '#container';
import {
  digestOfBytes,
  inProject,
  projectState,
  stageChanges,
  stageOrder,
  type DvcStage,
  type ProjectFiles,
  type ProjectState,
  type StageChange,
} from '#formats';
import { cannotTell, describeRun, doesNotHold, holds, type Check } from '#grading';
import type { PinnedTable } from './pinned-table.ts';
import type { Version } from './version.ts';

const LESSON = 'versioning-and-reproducibility/pipelines-as-locks';
/** Three scripts, one of which trains. */
const PIPELINE_TIMEOUT_MS = 60_000;
const SCRATCH = '../scratch';

/** What each script opens, imports and takes from `params.yaml`, by stage. */
export type Reads = Readonly<
  Record<string, { readonly files: readonly string[]; readonly params: readonly string[] }>
>;

/** For each stage and each thing that its script reads: another byte, or another value, and it must be stale. */
export const stagesKnowWhatTheyRead = ({ head, reads }: PinnedTable): Check => ({
  id: 'stages-know-what-they-read',
  async run(probe) {
    const version = await probe.shared(head);
    if (!version?.stages.value) return cannotTell(version?.stages.because ?? 'There is no commit.');
    const stages = version.stages.value;
    for (const [name, { files, params }] of Object.entries(reads)) {
      const stage = stages.find((one) => one.name === name);
      if (!stage) {
        return doesNotHold({
          summary: `There is no stage "${name}".`,
          ran: 'git show HEAD:dvc.yaml',
          cameBack: `stages: ${stages.map((one) => one.name).join(', ') || 'none'}`,
          expected: Object.keys(reads).join(', '),
          lookAt: { path: 'dvc.yaml', lesson: LESSON },
        });
      }
      const unseen =
        files.find((file) => !noticesFile(stage, file, version)) ??
        params.find((key) => !noticesParam(stage, key, version));
      if (unseen === undefined) continue;
      const isParam = params.includes(unseen);
      return doesNotHold({
        summary: `The stage "${name}" does not notice that ${unseen} has changed.`,
        ran: isParam
          ? `dvc status, with another value of ${unseen}`
          : `dvc status, with one byte more in ${unseen}`,
        cameBack: `${name} is up to date`,
        expected: `${name} is stale: its script ${isParam ? 'takes that value' : 'reads that file'}.`,
        lookAt: { path: 'dvc.yaml', lesson: LESSON },
      });
    }
    return holds;
  },
});

/** True when a change of the file makes the stage stale that was not. The rest of the project stays as it is. */
function noticesFile(stage: DvcStage, file: string, version: Version): boolean {
  const before = version.files.get(file) ?? new Uint8Array(0);
  const after = new Uint8Array(before.length + 1);
  after.set(before);
  after[before.length] = 0x0a;
  return changesWith(stage, version, new Map([...version.files, [file, after]]));
}

function noticesParam(stage: DvcStage, key: string, version: Version): boolean {
  const state = projectState(version.files);
  const [section = '', name = ''] = key.split('.');
  const content = state.paramsIn('params.yaml') as
    Record<string, Record<string, unknown>> | undefined;
  const altered = { ...content, [section]: { ...content?.[section], [name]: 'another value' } };
  const file = version.files.get('params.yaml') ?? new Uint8Array(0);
  const files = new Map([...version.files, ['params.yaml', new Uint8Array([...file, 0x0a])]]);
  const changed = projectState(files);
  const withParam: ProjectState = {
    digestOf: (path) => changed.digestOf(path),
    paramsIn: (path) => (path === 'params.yaml' ? altered : state.paramsIn(path)),
  };
  return different(stage, state, withParam);
}

function changesWith(stage: DvcStage, version: Version, files: ProjectFiles): boolean {
  return different(stage, projectState(version.files), projectState(files));
}

/** Compares with a lock made now, so that a lock that is stale already does not hide what a stage does not know. */
function different(stage: DvcStage, before: ProjectState, after: ProjectState): boolean {
  const seen = (state: ProjectState) => JSON.stringify(ingredients(stage, state));
  return seen(before) !== seen(after);
}

/** All that a stage compares: digests of its deps, values of its params. */
function ingredients(stage: DvcStage, state: ProjectState): unknown {
  const params = Object.entries(stage.params).map(([file, keys]) => {
    const content = state.paramsIn(inProject(stage, file));
    return [file, keys === null ? content : keys.map((key) => valueAt(content, key))];
  });
  return [stage.deps.map((dep) => state.digestOf(inProject(stage, dep))), params];
}

const valueAt = (content: unknown, key: string): unknown =>
  key.split('.').reduce<unknown>((value, part) => {
    return typeof value === 'object' && value !== null
      ? (value as Record<string, unknown>)[part]
      : undefined;
  }, content);

/** Files that no script reads must not make a stage stale. */
export const nothingElseDirtiesThem = ({ head }: PinnedTable): Check => ({
  id: 'nothing-else-dirties-them',
  async run(probe) {
    const version = await probe.shared(head);
    if (!version?.stages.value) return cannotTell(version?.stages.because ?? 'There is no commit.');
    for (const file of ['README.md', 'notes/meeting.txt']) {
      const files = new Map([...version.files, [file, new TextEncoder().encode('another text\n')]]);
      const stale = version.stages.value.find((stage) => changesWith(stage, version, files));
      if (!stale) continue;
      return doesNotHold({
        summary: `The stage "${stale.name}" is stale after a change of ${file}, which no script reads.`,
        ran: `dvc status, with another ${file}`,
        cameBack: `${stale.name} is stale; it depends on ${stale.deps.join(', ')}`,
        expected: 'All stages are up to date.',
        lookAt: { path: 'dvc.yaml', lesson: LESSON },
      });
    }
    return holds;
  },
});

export const lockTellsTheTruth = ({ head }: PinnedTable): Check => ({
  id: 'lock-tells-the-truth',
  needs: ['lock-keeps-to-the-format'],
  async run(probe) {
    const version = await probe.shared(head);
    if (!version?.stages.value) return cannotTell(version?.stages.because ?? 'There is no commit.');
    if (!version.pointer.value) return cannotTell(version.pointer.because);
    const stale = staleness(version, projectState(version.files));
    if (!stale) return holds;
    return doesNotHold({
      summary: 'dvc.lock in the last commit does not tell what the last commit is.',
      ran: 'git clone, dvc pull, dvc status',
      ...stale,
      lookAt: { path: 'dvc.lock', lesson: LESSON },
    });
  },
});

/** The first difference between a version and its lock, in words; `undefined` when there is none. */
export function staleness(
  version: Version,
  state: ProjectState,
): { readonly cameBack: string; readonly expected: string } | undefined {
  const lock = version.lock.value;
  for (const stage of version.stages.value ?? []) {
    const locked = lock?.stages[stage.name];
    const [change] = stageChanges(stage, locked, state);
    if (change)
      return {
        cameBack: `${stage.name}: ${inWords(change)}`,
        expected: 'Data and pipelines are up to date.',
      };
    for (const kind of ['deps', 'outs'] as const) {
      for (const { path, size } of locked?.[kind] ?? []) {
        const now = state.digestOf(inProject(stage, path));
        if (now?.size === size) continue;
        return {
          cameBack: `${stage.name}: size ${size} for ${path}`,
          expected: `size ${now?.size ?? 0}, as its bytes have`,
        };
      }
    }
  }
  return undefined;
}

function inWords(change: StageChange): string {
  if (change.what === 'cmd') return 'another command than in dvc.yaml, or no entry at all';
  if (change.what === 'params') return `${change.how}: ${change.key} in ${change.file}`;
  return `changed ${change.what}: ${change.how}: ${change.path}`;
}

/** In a copy without outs, the commands are run in order: the same bytes must come out. */
export const pipelineReproducesTheBytes = ({ head }: PinnedTable): Check => ({
  id: 'pipeline-reproduces-the-bytes',
  needs: ['lock-tells-the-truth'],
  async run(probe) {
    const version = await probe.shared(head);
    if (!version?.stages.value || !version.lock.value)
      return cannotTell('There is no pipeline to run.');
    const stages = orderOf(version.stages.value);
    if (typeof stages === 'string') return cannotTell(stages);
    const outs = stages.flatMap((stage) => stage.outs.map(({ path }) => inProject(stage, path)));
    const isOut = (path: string) => outs.some((out) => out === path || path.startsWith(`${out}/`));
    const tree: FileTree = Object.fromEntries(
      [...version.files]
        .filter(([path]) => !isOut(path))
        .map(([path, bytes]) => [path, binaryFile(bytes)]),
    );
    await probe.mount(SCRATCH, tree);
    const folders = outs.flatMap((out) =>
      out.includes('/') ? [out.slice(0, out.lastIndexOf('/'))] : [],
    );
    const script = [
      'set -e',
      ...new Set(folders.map((folder) => `mkdir -p '${folder}'`)),
      ...stages.flatMap((stage) => stage.cmd.map((cmd) => `(cd '${stage.wdir}' && ${cmd})`)),
      `md5sum ${outs.map((out) => `'${out}'`).join(' ')} > ../digests.txt`,
      'cat ../digests.txt',
    ].join('\n');
    const run = await probe.run(['bash', '-c', `cd ${SCRATCH}\n${script}`], {
      timeoutMs: PIPELINE_TIMEOUT_MS,
    });
    const ran = stages.flatMap(({ cmd }) => cmd).join(' && ');
    if (run.exitCode !== 0) {
      return doesNotHold({
        summary: 'The pipeline does not run from what the last commit and its data hold.',
        ran: `${ran} (in a clone, with dvc pull)`,
        cameBack: describeRun(run),
        expected: 'Every command ends with exit code 0 and makes the outs of its stage.',
        lookAt: { path: 'dvc.yaml', lesson: LESSON },
      });
    }
    const printed = new Map(
      [...run.stdoutText.matchAll(/^([0-9a-f]{32}) [ *](.+)$/gm)].map(([, md5 = '', path = '']) => [
        path,
        md5,
      ]),
    );
    for (const out of outs) {
      const bytes = version.files.get(out);
      const wanted = bytes && digestOfBytes(bytes).md5;
      const got = printed.get(out);
      if (wanted === undefined || got === wanted) continue;
      return doesNotHold({
        summary: `A second run of the pipeline writes another ${out}.`,
        ran: `${ran}; md5sum ${out} (in a clone, with dvc pull)`,
        cameBack: `md5 ${got ?? 'of nothing'}`,
        expected: `md5 ${wanted}, as dvc.lock has it: the same input gives the same bytes`,
        lookAt: { lesson: LESSON },
      });
    }
    return holds;
  },
});

function orderOf(stages: readonly DvcStage[]): readonly DvcStage[] | string {
  try {
    return stageOrder(stages);
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
}
