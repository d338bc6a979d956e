import { textFile, type FileTree } from '#container';
import { runPythonBatch, type BatchRun, type SharedLook } from '#grading';
import { drawRegistry, registryFiles, type HiddenRegistry } from './hidden-registries.ts';

export const PROMOTE = 'tools/promote.py';
export const ROLLBACK = 'tools/rollback.py';
/** Words that a careless program quotes or encodes wrongly. */
export const BY = 'duarte';
export const REASON = 'ärger in PL: referrals "doubled"';
const WHO = ['--by', BY, '--reason', REASON];

/** Of a registry, from its folder. */
export type Files = ReadonlyMap<string, Uint8Array>;

/** One run of a tool in a hidden registry, with the registry's files before and after. */
export interface Step {
  readonly given: string;
  readonly program: string;
  readonly run: BatchRun;
  readonly before: Files;
  readonly after: Files;
}

interface Scene {
  readonly name: string;
  readonly start: FileTree;
  readonly steps: readonly {
    readonly name: string;
    readonly given: string;
    readonly argv: readonly string[];
  }[];
}

function scenes(hidden: HiddenRegistry): readonly Scene[] {
  const { champion, challenger, third, failed, unvalidated, deleted, versions } = hidden;
  const whole = registryFiles(hidden, { champion: true });
  const to = (number: number) => ['--to', String(number)];
  const promote = (name: string, given: string, ...argv: string[]) => ({
    name,
    given,
    argv: [PROMOTE, ...argv],
  });
  const rollback = (name: string, given: string, ...argv: string[]) => ({
    name,
    given,
    argv: [ROLLBACK, ...argv],
  });
  return [
    {
      name: 'night',
      start: whole,
      steps: [
        promote(
          'promote',
          `version ${challenger}, while ${champion} is champion`,
          ...to(challenger),
          ...WHO,
        ),
        rollback('rollback', 'a promotion before it', ...WHO),
        rollback('again', 'a rollback before it and no promotion between', ...WHO),
      ],
    },
    {
      name: 'week',
      start: whole,
      steps: [
        promote(
          'promote',
          `version ${challenger}, while ${champion} is champion`,
          ...to(challenger),
          ...WHO,
        ),
        promote('other', `version ${third}, while ${challenger} is champion`, ...to(third), ...WHO),
        promote('same', `version ${third}, which is champion`, ...to(third), ...WHO),
        rollback('back', 'two promotions before it, and a needless one', ...WHO),
      ],
    },
    {
      name: 'first',
      start: registryFiles(hidden, { champion: false }),
      steps: [
        promote(
          'promote',
          `version ${challenger}, while there is no champion`,
          ...to(challenger),
          ...WHO,
        ),
        rollback('rollback', 'nothing to go back to', ...WHO),
      ],
    },
    {
      name: 'refused',
      start: whole,
      steps: [
        promote('failed', 'a version whose validation_status is failed', ...to(failed), ...WHO),
        promote('unvalidated', 'a version without validation_status', ...to(unvalidated), ...WHO),
        promote('missing', 'a version that never was', ...to(versions.length + 2), ...WHO),
        promote('deleted', 'a version that was deleted', ...to(deleted), ...WHO),
        promote('no-reason', 'no --reason', ...to(challenger), '--by', 'freja'),
        promote(
          'blank',
          'a --reason of blanks',
          ...to(challenger),
          '--by',
          'freja',
          '--reason',
          '  ',
        ),
        promote('nobody', 'an empty --by', ...to(challenger), '--by', '', '--reason', 'a trial'),
      ],
    },
    {
      name: 'nameless',
      start: { ...whole, 'models/loan-default/aliases/previous': textFile(String(third)) },
      steps: [
        rollback('no-reason', 'no --reason', '--by', 'duarte'),
        rollback('blank', 'a --reason of blanks', '--by', 'duarte', '--reason', ' '),
      ],
    },
  ];
}

/** Every scene in a registry of its own, in one interpreter; steps by `<k>/<scene>/<step>`. */
export const played: SharedLook<ReadonlyMap<string, Step>> = {
  async run(probe) {
    const cases = [];
    for (const k of [1, 2]) {
      const hidden = drawRegistry(probe.hiddenSeed(k), `hidden-store-${k}`);
      for (const scene of scenes(hidden)) {
        const folder = `hidden-${scene.name}-${k}`;
        await probe.mount(`${folder}-start`, scene.start);
        for (const [i, step] of scene.steps.entries()) {
          const key = `${k}/${scene.name}/${step.name}`;
          // The first step of a scene finds what was laid there; every other one what the step before it left.
          cases.push({ key, folder, step, start: i === 0 ? filesIn(scene.start) : undefined });
        }
      }
    }
    const runs = await runPythonBatch(
      probe,
      cases.map(({ folder, start, step: { argv } }) => ({
        argv: [argv[0] ?? PROMOTE, ...argv.slice(1), '--registry', folder] as const,
        collect: [`${folder}/**`],
        ...(start ? { fresh: { [folder]: `${folder}-start` } } : {}),
      })),
    );
    const steps = new Map<string, Step>();
    // What a step finds is not known when the one before it did not end.
    let last: Files | undefined;
    for (const [i, { key, folder, step, start }] of cases.entries()) {
      const run = runs[i];
      const before = start ?? last;
      last = undefined;
      if (!run || !before) continue;
      const after: Files = new Map(
        Object.entries(run.files).map(([path, bytes]) => [path.slice(folder.length + 1), bytes]),
      );
      steps.set(key, { given: step.given, program: step.argv[0] ?? PROMOTE, run, before, after });
      if (!run.timedOut && after.size > 0) last = after;
    }
    return steps;
  },
};

function filesIn(tree: FileTree): Files {
  return new Map(
    Object.entries(tree).flatMap(([path, entry]): [string, Uint8Array][] =>
      entry.kind === 'file' ? [[path, entry.bytes]] : [],
    ),
  );
}
