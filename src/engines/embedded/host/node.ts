import type { Engine } from '#container';
import { DEFAULT_SPARES, WorkerHost } from '../frame/worker-host.ts';
import { embeddedEngine, type EmbeddedEngineOptions } from './embedded-engine.ts';
import { NodePlatform, unref } from './node-platform.ts';

export type { EmbeddedEngineOptions } from './embedded-engine.ts';

/**
 * The embedded engine in Node: the same kernel, shell, git and Python in worker threads.
 *
 * It keeps the process up only while something is awaited. Worker threads are no sandbox (see `docs`): what a lab's
 * Python does, it does with the rights of this process.
 */
export function createEmbeddedEngine(options: EmbeddedEngineOptions = {}): Engine {
  const host = new WorkerHost(new NodePlatform(), { ...DEFAULT_SPARES, ...options.spares });
  return embeddedEngine(
    {
      boot: async (port, containerOptions, onCrash) => {
        const container = await host.boot(port, containerOptions, onCrash);
        return () => {
          container.end();
        };
      },
      warm: (kinds) => host.warm(['kernel', ...kinds]),
      // Everything is on this machine: nothing is ever loaded.
      onProgress: () => () => undefined,
      hold,
      portOpened: unref,
      dispose: () => {
        host.dispose();
      },
    },
    options,
  );
}

/** Keeps the process up until the returned function is called. */
function hold(): () => void {
  const timer = setInterval(() => undefined, 2 ** 30);
  return () => {
    clearInterval(timer);
  };
}
