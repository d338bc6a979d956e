import { embeddedEngineIdentity, graderIdentity, labIdentity } from '#authoring';
import { inFreshEngine, regrade, softwareKey, writeSubmission } from '#cohort';
import { createEmbeddedEngine } from '#engines';
import { buildAnswer } from '#grading';
import { readProvableLab } from '../provable-lab.ts';

export interface RegradeCost {
  readonly lab: string;
  /** User and system time of the process with all its threads: an engine of its own, every check, and its end. */
  readonly cpuSeconds: number;
  /** Of the hand-in as it comes in. */
  readonly bundleBytes: number;
}

const LIMIT_MS = 600_000;
/** Others may use the machine: CPU time counts, not time. */
const PATIENCE = 10;

/** Hands in the solution of a lab, and grades it again so many times. The median counts. */
export async function costOfRegrade(id: string, runs: number): Promise<RegradeCost> {
  const provable = await readProvableLab(id);
  const engine = createEmbeddedEngine();
  const seed = 'cost-model';
  const work = await buildAnswer(provable, [provable.solution], seed, engine);
  engine.dispose();
  const identity = labIdentity(id);
  const about = {
    lab: identity,
    seed,
    learner: 'p-cost',
    grader: graderIdentity(),
    engine: embeddedEngineIdentity(),
    attempts: [],
    selfReported: { points: 0, maxPoints: 100, results: [] },
    createdAt: '2026-01-01T00:00:00.000Z',
  };
  const bundle = await writeSubmission(work, about, softwareKey(new Uint8Array(32).fill(7)));
  const seconds: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const before = process.cpuUsage();
    const regraded = await regrade(bundle, {
      labOf: () => Promise.resolve({ lab: provable.lab, identity }),
      grade: inFreshEngine(() => createEmbeddedEngine(), {
        timeLimitMs: LIMIT_MS,
        patience: PATIENCE,
      }),
      grader: about.grader,
      engine: about.engine,
      secret: new Uint8Array(32).fill(run),
      gradedAt: about.createdAt,
      gradedBy: 'cost model',
    });
    const { user, system } = process.cpuUsage(before);
    // A lab that does not pass costs something else.
    if (regraded.value?.record.score.passed !== true)
      throw new Error(`The solution of ${id} did not pass.`);
    seconds.push((user + system) / 1e6);
  }
  seconds.sort((a, b) => a - b);
  return {
    lab: id,
    cpuSeconds: seconds[Math.floor(seconds.length / 2)] ?? 0,
    bundleBytes: bundle.length,
  };
}
