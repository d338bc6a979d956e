import type { Engine } from '#container';
import { createIsolatedEngine, ISOLATION_LIMITS } from '#isolated-engine';

/** A proof grades hundreds of answers one after another: no time limit of one grading fits it. */
const DAY_MS = 24 * 60 * 60_000;

/** The engine in which a lab is proved in Node: the one that `npm run grade` uses, with spares for so many lanes. */
export function engineForProofs(lanes: number): Engine {
  return createIsolatedEngine({
    spares: { shell: lanes, python: lanes },
    isolation: { timeMs: DAY_MS, memoryBytes: ISOLATION_LIMITS.memoryBytes * lanes },
  });
}
