import type { LabContainer, LoadProgress } from '#container';
import { createWebContainerEngine, type WebContainerEngineOptions } from '#engines';
import { CONTRACT } from '../../container/contract.ts';
import { DOES_NOT_END } from '../../container/differences.ts';

/** The script of a page that has nothing but the WebContainer engine; the test in Node calls what it leaves on `window`. */

let engine: ReturnType<typeof createWebContainerEngine> | undefined;
const progress: LoadProgress[] = [];

const wordsOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);

const page = {
  progress,

  start(options: WebContainerEngineOptions): void {
    engine = createWebContainerEngine(options);
    engine.onProgress((step) => progress.push(step));
  },

  /** `undefined` when the sentence holds; else what was seen. */
  async run(title: string, timeoutMs?: number): Promise<string | undefined> {
    const containers: LabContainer[] = [];
    const running = engine;
    if (!running) return 'the engine was not made';
    const late = new Promise<string | undefined>((resolve) => {
      if (timeoutMs !== undefined) setTimeout(resolve, timeoutMs, DOES_NOT_END);
    });
    try {
      const held = CONTRACT.find((one) => one.title === title)?.run(async () => {
        const container = await running.boot();
        containers.push(container);
        return container;
      });
      return await Promise.race([late, held?.then(() => undefined)]);
    } catch (error) {
      return error instanceof Error ? (error.stack ?? error.message) : String(error);
    } finally {
      for (const container of containers) container.teardown();
    }
  },

  /** What `boot` throws with these options, or "it booted". */
  async boot(options: WebContainerEngineOptions): Promise<string> {
    const other = createWebContainerEngine(options);
    try {
      (await other.boot()).teardown();
      return 'it booted';
    } catch (error) {
      return wordsOf(error);
    } finally {
      other.dispose();
    }
  },

  /** Tears the real container down. */
  stop(): void {
    engine?.dispose();
  },
};

export type ContractPage = typeof page;
Object.assign(window, { page });
