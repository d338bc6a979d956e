import { LabError, type Engine, type LoadProgress } from '#container';
import { siteLink } from '../site/site-link.ts';

/** What the platform lacks for running labs, in one sentence, or `undefined` when nothing does. */
export function platformFault(): string | undefined {
  const scope = globalThis as Record<string, unknown>;
  if (typeof scope['WebAssembly'] !== 'object') return 'This browser has no WebAssembly';
  if (typeof scope['Worker'] !== 'function') return 'This browser has no Web Workers';
  if (typeof scope['DecompressionStream'] !== 'function') {
    return 'This browser cannot unpack compressed streams';
  }
  return undefined;
}

/** True when the browser lets Python wait for what is typed (JavaScript Promise Integration). */
export function canPythonWait(): boolean {
  return typeof WebAssembly === 'object' && 'Suspending' in WebAssembly;
}

/**
 * Loads and starts the engine of this page.
 *
 * @throws LabError `EngineCannotStart`.
 */
export async function startEngine(onProgress: (progress: LoadProgress) => void): Promise<Engine> {
  const fault = platformFault();
  if (fault !== undefined) throw cannotStart(fault);
  const { createEmbeddedEngine } = await import('#engines').catch((error: unknown) => {
    throw cannotStart('The lab’s engine could not be loaded', error);
  });
  const engine = createEmbeddedEngine({ baseUrl: siteLink('/engine/') });
  engine.onProgress(onProgress);
  return engine;
}

function cannotStart(why: string, cause?: unknown): LabError {
  return new LabError(
    'EngineCannotStart',
    `${why}, so the terminal and the checks do not run here.`,
    'You can read the brief and edit files. To run the lab, use a current browser.',
    { cause },
  );
}

/** Any error as one that a learner can read. */
export function asLabError(error: unknown, name: string, hint: string): LabError {
  if (error instanceof LabError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new LabError(name, message, hint, { cause: error });
}
