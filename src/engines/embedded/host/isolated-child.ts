// The main thread of the child process of an isolated engine. It makes and ends the workers, and runs no program itself.
import { fileURLToPath } from 'node:url';
import type { WorkerOptions } from 'node:worker_threads';
import { WorkerHost, type HostedContainer } from '../frame/worker-host.ts';
import type { FromChild, IsolationLimits, Sealed, ToChild } from './isolation-protocol.ts';
import { heapOf, NodePlatform, type NodeWorkerParts } from './node-platform.ts';

/** How often the memory is measured, in ms. */
const MEMORY_WATCH_MS = 100;

type Begin = Extract<ToChild, { type: 'begin' }>;

process.once('disconnect', () => {
  process.exit();
});
process.once('message', (first: ToChild) => {
  if (first.type === 'begin') serve(first);
});

function serve({ key, scripts, python, sqliteWasm, spares, limits }: Begin): void {
  const send = process.send?.bind(process);
  const say = (message: FromChild, then?: () => void) => {
    const sealed: Sealed = { key, message };
    send?.(sealed, undefined, {}, then);
  };
  const platform = new NodePlatform(
    {
      script: (kind) => Promise.resolve(scripts[kind]),
      python: () => Promise.resolve(python),
      sqliteWasm,
    },
    (parts) => workerOptions(parts, limits),
  );
  const host = new WorkerHost(platform, spares);
  const containers = new Map<number, { port: MessagePort; hosted: HostedContainer }>();
  const end = (id: number) => {
    const container = containers.get(id);
    containers.delete(id);
    container?.hosted.end();
    container?.port.close();
  };
  const boot = async ({ id, options }: Extract<ToChild, { type: 'boot' }>) => {
    const { port1, port2 } = new MessageChannel();
    const hosted = await host.boot(port2, options, (message) => {
      end(id);
      say({ type: 'crashed', container: id, message });
    });
    containers.set(id, { port: port1, hosted });
    port1.onmessage = ({ data }: MessageEvent<unknown>) => {
      say({ type: 'say', container: id, data });
    };
  };
  const answer = (id: number, work: Promise<unknown>) => {
    work.then(
      () => {
        say({ type: 'done', id });
      },
      (error: unknown) => {
        say({
          type: 'failed',
          id,
          message: error instanceof Error ? error.message : String(error),
        });
      },
    );
  };
  process.on('message', (message: ToChild) => {
    switch (message.type) {
      case 'boot':
        answer(message.id, boot(message));
        break;
      case 'warm':
        answer(message.id, host.warm(['kernel', ...message.kinds]));
        break;
      case 'say':
        containers.get(message.container)?.port.postMessage(message.data);
        break;
      case 'end':
        end(message.container);
        break;
    }
  });
  watchMemory(limits.memoryBytes, say);
  say({ type: 'hello' });
}

/** A worker may read its own script, and start nothing: the model is not inherited, each worker is told it again. */
function workerOptions({ script, boot }: NodeWorkerParts, limits: IsolationLimits): WorkerOptions {
  const modules =
    boot.kind === 'python' ? [boot.assets.pyodideModuleUrl, boot.assets.asmModuleUrl] : [];
  const readable = [script, ...modules.map((url) => fileURLToPath(url))];
  return {
    execArgv: [
      '--permission',
      '--no-experimental-sqlite',
      ...readable.map((path) => `--allow-fs-read=${path}`),
    ],
    resourceLimits: heapOf(limits.heapBytes),
    stdin: false,
  };
}

function watchMemory(
  memoryBytes: number,
  say: (message: FromChild, then: () => void) => void,
): void {
  const timer = setInterval(() => {
    if (process.memoryUsage.rss() < memoryBytes) return;
    clearInterval(timer);
    const message = `its programs used more than ${Math.round(memoryBytes / 2 ** 20)} MB of memory`;
    say({ type: 'over', message }, () => process.exit());
  }, MEMORY_WATCH_MS);
}
