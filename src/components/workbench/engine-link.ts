import { LabError, type Engine, type LoadProgress } from '#container';
import type { LabSheet } from './lab-sheet.ts';
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

/** The engine of a lab, and the names of all that the learner may choose for it. */
export interface ChosenEngine {
  readonly engine: Engine;
  readonly choices: readonly string[];
}

/**
 * Loads and makes the engine of this page; it starts with its first container.
 *
 * @param wish the engine that the learner chose before, by name
 * @throws LabError `EngineCannotStart`, `NoEngineFits`.
 */
export async function startEngine(
  { needs, engines: rules }: Pick<LabSheet, 'needs' | 'engines'>,
  wish: string | undefined,
  onProgress: (progress: LoadProgress) => void,
): Promise<ChosenEngine> {
  const fault = platformFault();
  if (fault !== undefined) throw cannotStart(fault);
  const engines = await import('#engines').catch((error: unknown) => {
    throw cannotStart('The lab’s engine could not be loaded', error);
  });
  const offers = [
    { name: 'embedded', offers: engines.EMBEDDED_OFFERS },
    { name: 'webcontainer', offers: engines.WEBCONTAINER_OFFERS },
  ];
  const choices = engines.fittingEngines(needs, rules, offers).map(({ name }) => name);
  const { name } = engines.chooseEngine(needs, rules, offers, wish);
  const baseUrl = siteLink('/engine/');
  const { apiKey, origin } = rules.webcontainer;
  const engine =
    name === 'webcontainer'
      ? engines.createWebContainerEngine({
          baseUrl,
          ...(apiKey === undefined ? {} : { apiKey }),
          ...(origin === undefined ? {} : { origin }),
        })
      : engines.createEmbeddedEngine({ baseUrl });
  engine.onProgress(onProgress);
  return { engine, choices };
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
