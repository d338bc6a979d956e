import type { AssetName } from '../kernel/engine-manifest.ts';
import type { FromFrame, ToFrame } from '../kernel/frame-protocol.ts';
import { BrowserPlatform, type AssetSource } from './browser-platform.ts';
import { WorkerHost, type HostedContainer, type Spares } from './worker-host.ts';

/** The script in the sandbox of `frame.html`. Its first message, from the page, brings the port for all others. */
addEventListener('message', function greet(event: MessageEvent<{ spares: Spares }>) {
  const [port] = event.ports;
  // The page, the frame that it opened, the sandbox in that: the page is the parent's parent.
  if (event.source !== parent.parent || !port) return;
  removeEventListener('message', greet);
  serve(port, event.data.spares);
});

function serve(port: MessagePort, spares: Spares): void {
  const say = (message: FromFrame) => {
    port.postMessage(message);
  };
  const missing = missingHere();
  if (missing !== null) {
    say({ type: 'hello', missing });
    return;
  }

  const awaited = new Map<
    string,
    { resolve(bytes: Uint8Array<ArrayBuffer>): void; reject(error: Error): void }
  >();
  const assetOf = (name: AssetName) =>
    new Promise<Uint8Array<ArrayBuffer>>((resolve, reject) => {
      awaited.set(name, { resolve, reject });
    });
  const host = new WorkerHost(
    new BrowserPlatform((names) => {
      const loading = Object.fromEntries(names.map((name) => [name, assetOf(name)]));
      // Whoever asked for several hears of the first that fails.
      for (const asset of Object.values(loading)) asset.catch(() => undefined);
      say({ type: 'need', names });
      return loading as ReturnType<AssetSource>;
    }),
    spares,
  );
  const containers = new Map<number, HostedContainer>();

  const answer = (id: number, work: Promise<unknown>) => {
    work.then(
      () => {
        say({ type: 'done', id });
      },
      (error: unknown) => {
        const message = error instanceof Error ? error.message : String(error);
        say({ type: 'failed', id, message });
      },
    );
  };
  const boot = async ({ id, port: to, options }: Extract<ToFrame, { type: 'boot' }>) => {
    const container = await host.boot(to, options, (message) => {
      containers.delete(id);
      say({ type: 'crashed', container: id, message });
    });
    containers.set(id, container);
  };

  port.onmessage = ({ data }: MessageEvent<ToFrame>) => {
    switch (data.type) {
      case 'asset':
        awaited.get(data.name)?.resolve(data.bytes);
        awaited.delete(data.name);
        break;
      case 'asset-failed':
        awaited.get(data.name)?.reject(new Error(data.message));
        awaited.delete(data.name);
        break;
      case 'boot':
        answer(data.id, boot(data));
        break;
      case 'end':
        containers.get(data.container)?.end();
        containers.delete(data.container);
        break;
      case 'ping':
        say({ type: 'pong' });
        break;
      case 'warm':
        answer(data.id, host.warm(['kernel', ...data.kinds]));
        break;
    }
  };
  say({ type: 'hello', missing: null });
}

/** What this browser lacks, in words, or `null`. */
function missingHere(): string | null {
  if (typeof Worker === 'undefined') return 'web workers';
  if (typeof WebAssembly === 'undefined') return 'WebAssembly';
  return null;
}
