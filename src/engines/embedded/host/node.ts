import type { Engine } from '#container';
import { DEFAULT_SPARES, WorkerHost } from '../frame/worker-host.ts';
import {
  embeddedEngine,
  type EmbeddedEngineOptions,
  type EnginePlatform,
} from './embedded-engine.ts';
import { holdProcess } from './hold-process.ts';
import { DEFAULT_LIMITS } from '../kernel/limits.ts';
import { NODE_FILES } from './node-files.ts';
import { lendPlatform } from './lent-engine.ts';
import { heapOf, NodePlatform, unref } from './node-platform.ts';

export type { EmbeddedEngineOptions } from './embedded-engine.ts';

/**
 * The embedded engine in Node: the same kernel, shell, git and Python in worker threads.
 *
 * It keeps the process up only while something is awaited. Worker threads are no sandbox: what breaks out of one has the
 * rights of this process. `createIsolatedEngine` is for work that somebody else wrote.
 */
export function createEmbeddedEngine(options: EmbeddedEngineOptions = {}): Engine {
  return embeddedEngine(threadPlatform(options), options);
}

/**
 * Starts workers for an engine that has the other end of `port`, made with `lentEngine`.
 *
 * @returns the function that ends them all.
 */
export function lendEngine(port: MessagePort, options: EmbeddedEngineOptions = {}): () => void {
  return lendPlatform(threadPlatform(options), port);
}

function threadPlatform(options: EmbeddedEngineOptions): EnginePlatform {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  // The flags of this process are no business of a lab's.
  const platform = new NodePlatform(NODE_FILES, ({ boot }) => ({
    execArgv: [],
    ...(boot.kind === 'node' ? { resourceLimits: heapOf(limits.heapBytes) } : {}),
  }));
  const host = new WorkerHost(platform, { ...DEFAULT_SPARES, ...options.spares });
  return {
    boot: async (port, containerOptions, onCrash) => {
      const container = await host.boot(port, containerOptions, onCrash);
      return () => {
        container.end();
      };
    },
    warm: (kinds) => host.warm(['kernel', ...kinds]),
    // Everything is on this machine: nothing is ever loaded.
    onProgress: () => () => undefined,
    hold: holdProcess,
    portOpened: unref,
    dispose: () => {
      host.dispose();
    },
  };
}
