import {
  inProject,
  paramsNow,
  stageChanges,
  stageOrder,
  type DvcEntry,
  type DvcStage,
  type LockedStage,
  type StageChange,
} from '#formats';
import { readArguments } from '../../arguments.ts';
import { ObjectStore, type Kept } from '../cache-objects.ts';
import { restore } from '../checkout-files.ts';
import type { DvcCommand, DvcSession } from '../command.ts';
import { DvcError } from '../dvc-error.ts';
import { outPath, type Pointer } from '../project.ts';
import { writePointer } from './add.ts';

const NOTHING_TO_DO = 'Data and pipelines are up to date.';

export const repro: DvcCommand = {
  usage: 'repro [-f] [-s] [STAGE...]',
  help: 'Run the stages whose command, deps, params or outs differ from dvc.lock.',
  async run(session, args) {
    const { options, targets } = readArguments('dvc repro', args, {
      force: { short: 'f' },
      'single-item': { short: 's' },
    });
    const stages = inOrder(session.project.stages());
    if (stages.length === 0 && session.project.pointers().length === 0) {
      session.say('There are no data or pipelines tracked in this project yet.');
      return 0;
    }
    const chosen = choose(stages, targets, options.has('single-item'));
    let ran = await verifySources(session, chosen);
    for (const stage of chosen) {
      if (session.context.signal.aborted) return 252;
      const done = await reproduce(session, stage, options.has('force'));
      if (done) {
        session.say('');
        ran = true;
      }
    }
    if (!ran) {
      session.say(NOTHING_TO_DO);
      return 0;
    }
    await session.git.remind();
    session.say('Use `dvc push` to send your updates to remote storage.');
    return 0;
  },
};

export function inOrder(stages: readonly DvcStage[]): readonly DvcStage[] {
  try {
    return stageOrder(stages);
  } catch (error) {
    if (error instanceof RangeError) throw new DvcError(error.message);
    throw error;
  }
}

function choose(
  stages: readonly DvcStage[],
  targets: readonly string[],
  alone: boolean,
): readonly DvcStage[] {
  if (targets.length === 0) return stages;
  const wanted = new Set<string>();
  const take = (stage: DvcStage) => {
    wanted.add(stage.name);
    if (alone) return;
    const deps = stage.deps.map((dep) => inProject(stage, dep));
    for (const before of stages) {
      const makes = before.outs.some((out) => deps.includes(inProject(before, out.path)));
      if (makes && !wanted.has(before.name)) take(before);
    }
  };
  for (const target of targets) {
    const stage = stages.find(({ name }) => name === target);
    if (!stage) {
      throw new DvcError(
        `"failed to reproduce '${target}': Stage '${target}' not found inside 'dvc.yaml' file"`,
      );
    }
    take(stage);
  }
  return stages.filter(({ name }) => wanted.has(name));
}

/** The pointers of data that the stages read: a file that changed gets a new pointer, one that is missing is an error. */
async function verifySources(session: DvcSession, stages: readonly DvcStage[]): Promise<boolean> {
  const { project, say } = session;
  const read = new Set(stages.flatMap((stage) => stage.deps.map((dep) => inProject(stage, dep))));
  let changed = false;
  for (const pointer of project.pointers()) {
    const [out] = pointer.outs;
    const path = out && outPath(pointer, out);
    if (path === undefined || !isReadBy(read, path)) continue;
    if (await verifySource(session, pointer, path)) changed = true;
    else say(`'${pointer.file}' didn't change, skipping`);
  }
  return changed;
}

function isReadBy(deps: ReadonlySet<string>, path: string): boolean {
  return [...deps].some(
    (dep) => dep === path || dep.startsWith(`${path}/`) || path.startsWith(`${dep}/`),
  );
}

async function verifySource(session: DvcSession, pointer: Pointer, path: string): Promise<boolean> {
  const now = session.project.digestOf(path);
  if (!now) {
    throw new DvcError(
      `failed to reproduce '${pointer.file}': missing data 'source': ${path}. Run \`dvc checkout\` or \`dvc pull\`.`,
    );
  }
  if (now.md5 === pointer.outs[0]?.md5) return false;
  session.say(`Verifying data sources in stage: '${pointer.file}'\n`);
  await writePointer(session, path);
  return true;
}

/** Runs a stage if it must run. True when something was done. */
async function reproduce(session: DvcSession, stage: DvcStage, force: boolean): Promise<boolean> {
  const { project, say } = session;
  const locked = project.lock().stages[stage.name];
  const changes = stageChanges(stage, locked, project);
  if (stage.frozen && !force) {
    say(`Stage '${stage.name}' is frozen, skipping`);
    return false;
  }
  if (!force && !stage.alwaysChanged && changes.length === 0) {
    say(`Stage '${stage.name}' didn't change, skipping`);
    return false;
  }
  if (!force && locked && isCached(session, stage, locked, changes)) {
    say(`Stage '${stage.name}' is cached - skipping run, checking out outputs`);
    for (const kept of cachedOuts(stage, locked)) restore(session.project, kept);
    return true;
  }
  assertDeps(session, stage);
  await runStage(session, stage);
  await save(session, stage);
  return true;
}

/** Only outs are missing or changed, and the cache has all of them as the lock remembers them. */
function isCached(
  { project }: DvcSession,
  stage: DvcStage,
  locked: LockedStage,
  changes: readonly StageChange[],
): boolean {
  if (changes.some(({ what }) => what !== 'outs')) return false;
  if (stage.outs.some(({ cache, path }) => !cache && !project.exists(inProject(stage, path)))) {
    return false;
  }
  const cache = ObjectStore.cacheOf(project);
  return cachedOuts(stage, locked).every(({ entry }) =>
    cache.objectsOf(entry).every((md5) => cache.read(md5) !== undefined),
  );
}

function cachedOuts(stage: DvcStage, locked: LockedStage): readonly Kept[] {
  return stage.outs.flatMap(({ path, cache }) => {
    const entry = locked.outs.find((out) => out.path === path);
    return cache && entry ? [{ path: inProject(stage, path), entry }] : [];
  });
}

function assertDeps({ project }: DvcSession, stage: DvcStage): void {
  const missing = stage.deps
    .map((dep) => inProject(stage, dep))
    .find((dep) => !project.exists(dep));
  if (missing !== undefined) {
    throw new DvcError(`failed to reproduce '${stage.name}': missing data 'source': ${missing}`);
  }
  const now = paramsNow(stage, project);
  for (const [file, keys] of Object.entries(stage.params)) {
    const gone = (keys ?? []).filter((key) => !Object.hasOwn(now[file] ?? {}, key));
    if (gone.length > 0) {
      throw new DvcError(
        `failed to reproduce '${stage.name}': Parameters '${gone.join(', ')}' are missing from '${file}'.`,
      );
    }
  }
}

async function runStage({ context, project, say }: DvcSession, stage: DvcStage): Promise<void> {
  say(`Running stage '${stage.name}':`);
  for (const { path, persist } of stage.outs) {
    const out = inProject(stage, path);
    if (!persist) project.remove(out);
    const full = project.absolute(out);
    context.tree.mkdir(full.slice(0, full.lastIndexOf('/')), { recursive: true });
  }
  for (const command of stage.cmd) {
    say(`> ${command}`);
    const exitCode = await context.run(['bash', '-c', command], {
      cwd: project.absolute(stage.wdir),
    });
    if (exitCode !== 0) {
      throw new DvcError(
        `failed to reproduce '${stage.name}': failed to run: ${command}, exited with ${exitCode}`,
      );
    }
  }
  const missing = stage.outs.find(({ path }) => !project.exists(inProject(stage, path)));
  if (missing) {
    throw new DvcError(
      `failed to reproduce '${stage.name}': output '${missing.path}' does not exist`,
    );
  }
}

/** Puts the outs into the cache and what the stage was into the lock. */
async function save({ project, git, say }: DvcSession, stage: DvcStage): Promise<void> {
  const outs: DvcEntry[] = [];
  for (const { path, cache } of stage.outs) {
    const at = inProject(stage, path);
    const digest = cache ? project.store(at) : project.digestOf(at);
    if (digest) outs.push({ path, hash: 'md5', ...digest });
    if (cache) await git.ignore(at);
  }
  const deps = stage.deps.flatMap((path): DvcEntry[] => {
    const digest = project.digestOf(inProject(stage, path));
    return digest ? [{ path, hash: 'md5', ...digest }] : [];
  });
  const byPath = (a: DvcEntry, b: DvcEntry) => (a.path < b.path ? -1 : 1);
  const params = Object.entries(paramsNow(stage, project)).map(
    ([file, values]) =>
      [
        file,
        Object.fromEntries(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1))),
      ] as const,
  );
  const isNew = !project.exists('dvc.lock');
  const before = project.lock().stages;
  say(`${isNew ? 'Generating' : 'Updating'} lock file 'dvc.lock'`);
  const entry = {
    cmd: stage.cmd.length === 1 ? stage.cmd[0] : stage.cmd,
    ...(deps.length > 0 ? { deps: deps.sort(byPath) } : {}),
    ...(params.length > 0 ? { params: Object.fromEntries(params) } : {}),
    ...(outs.length > 0 ? { outs: outs.sort(byPath) } : {}),
  };
  const others = Object.entries(before).map(([name, locked]) => [name, asWritten(locked)] as const);
  project.writeYaml('dvc.lock', {
    schema: '2.0',
    stages: { ...Object.fromEntries(others), [stage.name]: entry },
  });
  git.track('dvc.lock');
}

function asWritten({ cmd, deps, outs, params }: LockedStage): object {
  return {
    cmd: cmd.length === 1 ? cmd[0] : cmd,
    ...(deps.length > 0 ? { deps } : {}),
    ...(Object.keys(params).length > 0 ? { params } : {}),
    ...(outs.length > 0 ? { outs } : {}),
  };
}
