// The page that proves labs in a browser. `prove-in-browser.ts` bundles it with the labs' code and serves it.
import type { FileEntry, FileTree } from '#container';
import {
  buildAnswer,
  gradedLab,
  lanesFor,
  prove,
  runChecks,
  type Answer,
  type Check,
  type Generate,
  type GradingManifest,
  type Proof,
  type ProvableLab,
  type ProveOptions,
  type Verdict,
} from '#grading';
import { createWebContainerEngine, type WebContainerSettings } from '#engines';
import { createEmbeddedEngine } from '#host';

/** `checks.ts` and `generate.ts` of a lab. */
export interface LabCode {
  readonly checks: readonly Check[];
  readonly generate?: Generate;
}

/** A lab's files as they cross the wire: bytes in Base64. */
export interface PackedLab {
  readonly manifest: GradingManifest;
  readonly starter: PackedTree;
  readonly setup?: string;
  readonly solution: PackedAnswer;
  readonly mutants: readonly (PackedAnswer & {
    readonly check: string;
    readonly mistake: string;
    readonly alsoFails: readonly string[];
  })[];
  readonly accepted: readonly (PackedAnswer & { readonly difference: string })[];
}

export type PackedTree = Readonly<
  Record<
    string,
    | { readonly kind: 'file'; readonly base64: string; readonly executable?: boolean }
    | { readonly kind: 'symlink'; readonly target: string }
    | { readonly kind: 'folder' }
  >
>;

export interface PackedAnswer {
  readonly tree: PackedTree;
  readonly script?: string;
}

/** Files as they are, or layers over the starter that the page builds with the seed. */
export type PackedWork =
  { readonly files: PackedTree } | { readonly layers: readonly PackedAnswer[] };

/** How long a grading of the solution took in a page whose engine is warm, in milliseconds from its beginning. */
export interface GradingTimes {
  readonly firstVerdictMs: number;
  readonly lastVerdictMs: number;
  /** By check, in the lab's order. */
  readonly checksMs: Readonly<Record<string, number>>;
  readonly holding: number;
}

/** What the page offers to the terminal that opened it. */
export interface ProvingWindow {
  proveLab(lab: string, options: Pick<ProveOptions, 'seeds' | 'part'>): Promise<Proof>;
  gradeWork(
    lab: string,
    work: PackedWork,
    seed: string,
    hiddenSeed?: string,
  ): Promise<readonly Verdict[]>;
  timeGrading(lab: string, seed: string): Promise<GradingTimes>;
  /** Given by the terminal: told of each grading. */
  gradingDone(id: string): Promise<void>;
}

/**
 * Puts `proveLab` and `gradeWork` on the window.
 *
 * @param code the bundled code of every lab
 * @param webContainer where a WebContainer comes from, when that is the engine
 */
export function offerProof(
  code: Readonly<Record<string, LabCode>>,
  webContainer?: WebContainerSettings,
): void {
  const offered = globalThis as unknown as ProvingWindow;
  const lanes = lanesFor(navigator.hardwareConcurrency);
  const engine = webContainer
    ? createWebContainerEngine(webContainer)
    : createEmbeddedEngine({ spares: { shell: lanes, python: lanes } });
  const load = async (id: string): Promise<ProvableLab> => {
    const own = code[id];
    if (!own) throw new Error(`The page was not made with the code of ${id}.`);
    const response = await fetch(`/labs/${id}.json`);
    const { manifest, ...packed } = (await response.json()) as PackedLab;
    return {
      ...packed,
      ...own,
      lab: gradedLab(manifest, own.checks),
      starter: unpackTree(packed.starter),
      solution: unpackAnswer(packed.solution),
      mutants: packed.mutants.map((mutant) => ({ ...mutant, ...unpackAnswer(mutant) })),
      accepted: packed.accepted.map((answer) => ({ ...answer, ...unpackAnswer(answer) })),
    };
  };
  offered.proveLab = async (id, options) => {
    const provable = await load(id);
    // All folders of the one real container have the same ports: two gradings would ask each other's servers.
    const haveOnePort = webContainer !== undefined && provable.lab.needs.includes('servers');
    return prove(provable, engine, {
      ...options,
      lanes: haveOnePort ? 1 : lanes,
      onRun: (run) => void offered.gradingDone(run.id),
    });
  };
  offered.gradeWork = async (id, packed, seed, hiddenSeed) => {
    const provable = await load(id);
    const work =
      'files' in packed
        ? unpackTree(packed.files)
        : await buildAnswer(provable, packed.layers.map(unpackAnswer), seed, engine);
    const hidden = hiddenSeed === undefined ? {} : { hiddenSeed };
    return runChecks(provable.lab, work, { engine, seed, ...hidden });
  };
  offered.timeGrading = async (id, seed) => {
    const provable = await load(id);
    const work = await buildAnswer(provable, [provable.solution], seed, engine);
    await engine.warm(provable.lab.needs);
    let firstVerdictMs: number | undefined;
    const startedAt = performance.now();
    const verdicts = await runChecks(provable.lab, work, {
      engine,
      seed,
      onVerdict: () => (firstVerdictMs ??= performance.now() - startedAt),
    });
    const lastVerdictMs = performance.now() - startedAt;
    return {
      firstVerdictMs: firstVerdictMs ?? lastVerdictMs,
      lastVerdictMs,
      checksMs: Object.fromEntries(verdicts.map(({ check, durationMs }) => [check, durationMs])),
      holding: verdicts.filter(({ status }) => status === 'pass').length,
    };
  };
}

function unpackAnswer({ tree, script }: PackedAnswer): Answer {
  return { tree: unpackTree(tree), ...(script === undefined ? {} : { script }) };
}

function unpackTree(packed: PackedTree): FileTree {
  const entries = Object.entries(packed).map(([path, entry]): [string, FileEntry] => {
    if (entry.kind !== 'file') return [path, entry];
    const { base64, ...rest } = entry;
    return [path, { ...rest, bytes: Uint8Array.from(atob(base64), (c) => c.charCodeAt(0)) }];
  });
  return Object.fromEntries(entries);
}
