import { LabError, type Engine, type FileTree } from '#container';
import type { Verdict } from './check.ts';
import type { Answer, Mutant, Proof, ProofFault, ProofRun, ProvableLab } from './proof.ts';
import {
  acceptedFaults,
  filingFaults,
  mutantFaults,
  solutionFaults,
  starterFaults,
} from './proof-faults.ts';
import { runChecks } from './run-checks.ts';
import { score } from './score.ts';
import { applyAnswer, startWork } from './start-work.ts';

export interface ProveOptions {
  /** How many learners' data the proof uses; 5 unless told. */
  readonly seeds?: number;
  /** Proves one part of the cases; all of them unless told. */
  readonly part?: ProofPart;
  /** A grading of the same work by the same checks that was done before, by the id of the case. */
  readonly known?: (id: string) => ProofRun | undefined;
  /** Gradings that run at a time; 2 unless told. */
  readonly lanes?: number;
  readonly onRun?: (run: ProofRun) => void;
}

/**
 * Every `of`-th case, from `index` (0-based) on: of the seeds of the solution, of the mutants and of the accepted
 * answers, each counted by itself. The starter is in every part, and so is at least one seed of the solution. All parts
 * together are the whole proof.
 */
export interface ProofPart {
  readonly index: number;
  readonly of: number;
}

const WHOLE: ProofPart = { index: 0, of: 1 };

/** How many gradings to run at a time on a machine with so many processors. More than 6 wait for each other's memory. */
export function lanesFor(processors: number): number {
  return Math.max(2, Math.min(6, processors));
}

/** Gradings run side by side here, perhaps on a machine with other work: a slow program is not a wrong one. */
const PATIENCE = 6;

/** One grading to be done: what is laid over what. */
interface Case {
  readonly id: string;
  readonly kind: ProofRun['kind'];
  readonly seed: string;
  readonly work: () => Promise<FileTree>;
  readonly faults: (run: ProofRun) => ProofFault[];
}

/**
 * Proves a lab on an engine: the starter earns less than a quarter of the points, the solution earns all of them twice
 * for every seed, every mutant fails exactly its check, every accepted answer passes all, and nothing breaks.
 *
 * Mutants and accepted answers take turns over the seeds, so that each seed's data is looked at by some of them.
 */
export async function prove(
  provable: ProvableLab,
  engine: Engine,
  options: ProveOptions = {},
): Promise<Proof> {
  const startedAt = performance.now();
  const { seeds = 5, lanes = 2, part = WHOLE, known, onRun } = options;
  const { lab } = provable;
  const faults = filingFaults(provable);
  const runs: ProofRun[] = [];
  const told = new Set<unknown>();
  const cases = casesOf(provable, engine, seeds, part);
  const lane = async () => {
    for (let next = cases.shift(); next; next = cases.shift()) {
      const earlier = known?.(next.id);
      const grading = earlier ? Promise.resolve(earlier) : gradeCase(provable, next, engine);
      const run = await grading.catch((error: unknown) => {
        // Many cases stand on the same starter and solution: what broke there is told once.
        if (!told.has(error)) faults.push(preparationFault(provable, next.id, error));
        told.add(error);
        return undefined;
      });
      if (!run) continue;
      runs.push(run);
      faults.push(...next.faults(run));
      onRun?.(run);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  runs.sort((a, b) => (a.id < b.id ? -1 : 1));
  faults.push(...changedVerdicts(lab.id, runs));
  const durationMs = Math.round(performance.now() - startedAt);
  return { lab: lab.id, engine: engine.name, durationMs, runs, faults };
}

async function gradeCase(provable: ProvableLab, next: Case, engine: Engine): Promise<ProofRun> {
  const work = await next.work();
  const startedAt = performance.now();
  const options = { engine, seed: next.seed, patience: PATIENCE };
  const verdicts = await runChecks(provable.lab, work, options);
  return {
    id: next.id,
    kind: next.kind,
    seed: next.seed,
    durationMs: Math.round(performance.now() - startedAt),
    points: score(provable.lab, verdicts).points,
    verdicts,
  };
}

function casesOf(
  provable: ProvableLab,
  engine: Engine,
  seedCount: number,
  part: ProofPart,
): Case[] {
  const { lab } = provable;
  const seeds = Array.from({ length: seedCount }, (_, i) => `${lab.id}-proof-${i + 1}`);
  const started = remembered((seed: string) => startWork(provable, seed, engine));
  const solved = remembered(async (seed: string) =>
    applyAnswer(await started(seed), provable.solution, engine),
  );
  const over = (seed: string, answer: Answer) => async () =>
    applyAnswer(await solved(seed), answer, engine);
  const turn = (index: number) => seeds[index % seeds.length] ?? '';
  const isInPart = (_: unknown, index: number) => index % part.of === part.index % part.of;
  const partOfSeeds = seeds.filter(isInPart);
  return [
    {
      id: 'starter',
      kind: 'starter',
      seed: turn(0),
      work: () => started(turn(0)),
      faults: (run) => starterFaults(lab, run),
    },
    ...(partOfSeeds.length > 0 ? partOfSeeds : [turn(part.index)]).flatMap((seed): Case[] => {
      const solution = { kind: 'solution', seed, work: () => solved(seed) } as const;
      const faultsOf = (run: ProofRun) => solutionFaults(lab, run);
      return [
        { ...solution, id: `solution ${seed} first`, faults: faultsOf },
        { ...solution, id: `solution ${seed} second`, faults: faultsOf },
      ];
    }),
    ...provable.mutants
      .map((mutant: Mutant, index): Case => ({
        id: `mutant ${mutant.check}/${mutant.mistake}`,
        kind: 'mutant',
        seed: turn(index),
        work: over(turn(index), mutant),
        faults: (run) => mutantFaults(lab, mutant, run),
      }))
      .filter(isInPart),
    ...provable.accepted
      .map((answer, index): Case => ({
        id: `accepted ${answer.difference}`,
        kind: 'accepted',
        seed: turn(index),
        work: over(turn(index), answer),
        faults: (run) => acceptedFaults(lab, answer, run),
      }))
      .filter(isInPart),
  ];
}

/** The solution is graded twice per seed: both times must say the same. */
function changedVerdicts(lab: string, runs: readonly ProofRun[]): ProofFault[] {
  const second = new Map(runs.map((run) => [run.id, run]));
  return runs.flatMap((run) => {
    if (!run.id.endsWith(' first')) return [];
    const again = second.get(run.id.replace(/first$/, 'second'));
    if (!again || sameVerdicts(run.verdicts, again.verdicts)) return [];
    return [
      {
        name: 'LabVerdictsChange',
        message: `labs/${lab}/solution was graded twice for the seed "${run.seed}", with different verdicts.`,
        hint: 'Look for a clock, a random number or an order of files in checks.ts.',
      },
    ];
  });
}

/** True when two gradings said the same, whatever time they took. */
export function sameVerdicts(a: readonly Verdict[], b: readonly Verdict[]): boolean {
  const said = (verdicts: readonly Verdict[]) =>
    JSON.stringify(verdicts.map((verdict) => ({ ...verdict, durationMs: 0 })));
  return said(a) === said(b);
}

function preparationFault(provable: ProvableLab, id: string, error: unknown): ProofFault {
  const known = error instanceof LabError;
  return {
    name: known ? error.name : 'LabGraderBroke',
    message: `labs/${provable.lab.id}, ${id}: ${error instanceof Error ? error.message : String(error)}`,
    hint: known ? error.hint : 'The engine or the grader broke before any check ran.',
  };
}

function remembered<T>(make: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const made = new Map<string, Promise<T>>();
  return (key) => {
    const existing = made.get(key);
    if (existing) return existing;
    const promise = make(key);
    made.set(key, promise);
    return promise;
  };
}
