import type { LabContainer, LoadProgress } from '#container';
import { createEmbeddedEngine } from '#engines';
import { CONTRACT } from '../../../container/contract.ts';

/** The script of a page that has nothing but the engine; the test in Node calls what it leaves on `window`. */

const engine = createEmbeddedEngine();
const progress: LoadProgress[] = [];
engine.onProgress((step) => {
  progress.push(step);
});

const page = {
  titles: CONTRACT.map(({ title }) => title),
  progress,

  /** `undefined` when the sentence holds; else what was seen. */
  async run(title: string): Promise<string | undefined> {
    const containers: LabContainer[] = [];
    try {
      await CONTRACT.find((one) => one.title === title)?.run(async () => {
        const container = await engine.boot();
        containers.push(container);
        return container;
      });
      return undefined;
    } catch (error) {
      // Not every browser's stack begins with the message.
      return error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : String(error);
    } finally {
      for (const container of containers) container.teardown();
    }
  },

  /** How long the page takes from here to a container, and to the end of a first program in it, in ms. */
  async time(command: string, args: string[]): Promise<{ bootMs: number; programMs: number }> {
    const start = performance.now();
    const container = await engine.boot();
    const booted = performance.now();
    const process = await container.spawn(command, args);
    await process.exit;
    const ended = performance.now();
    container.teardown();
    return { bootMs: booted - start, programMs: ended - booted };
  },

  warm: (capabilities: ('shell' | 'python')[]) => engine.warm(capabilities),

  /** The message of what `boot` throws when the engine's files are looked for at this address. */
  async bootFrom(baseUrl: string): Promise<string> {
    try {
      await createEmbeddedEngine({ baseUrl }).boot();
      return 'it booted';
    } catch (error) {
      return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    }
  },
};

export type ContractPage = typeof page;
Object.assign(window, { page });
