import { AssetPieces } from '../kernel/asset-pieces.ts';
import type { AssetName } from '../kernel/engine-manifest.ts';
import {
  FRAME_HEARS,
  type FrameGreeting,
  type FromFrame,
  type ToFrame,
} from '../kernel/frame-protocol.ts';
import { LoadingWorkers } from './loading-workers.ts';
import { BrowserPlatform, type AssetSource } from './browser-platform.ts';
import { WorkerHost, type HostedContainer } from './worker-host.ts';

/** The script in the sandbox of `frame.html`. Its first message, from the page, brings the port for all others. */
addEventListener('message', function greet(event: MessageEvent<FrameGreeting>) {
  const [port] = event.ports;
  // The page, the frame that it opened, the sandbox in that: the page is the parent's parent.
  if (event.source !== parent.parent || !port) return;
  removeEventListener('message', greet);
  serve(port, event.data);
});
// A page of any origin may hold this frame, so there is no name for it; the words tell nothing.
parent.parent.postMessage(FRAME_HEARS, '*');
const missing = missingHere();
const workers = new LoadingWorkers();
// Only when the word is out: starting them keeps this thread busy. An engine begins with a kernel and a shell.
if (missing === null)
  setTimeout(() => {
    workers.begin(2);
  });

function serve(port: MessagePort, { spares, coming }: FrameGreeting): void {
  const say = (message: FromFrame) => {
    port.postMessage(message);
  };
  if (missing !== null) {
    say({ type: 'hello', missing });
    return;
  }

  const awaited = new Map<
    string,
    { resolve(bytes: Uint8Array<ArrayBuffer>): void; reject(error: Error): void }
  >();
  const pieces = new AssetPieces();
  const assetOf = (name: AssetName) => {
    const asset = new Promise<Uint8Array<ArrayBuffer>>((resolve, reject) => {
      awaited.set(name, { resolve, reject });
    });
    // Whoever asked for several hears of the first that fails.
    asset.catch(() => undefined);
    return asset;
  };
  const early = new Map(coming.map((name) => [name, assetOf(name)]));
  const take = (name: AssetName) => {
    const asset = early.get(name);
    early.delete(name);
    return asset;
  };
  const source: AssetSource = (names) => {
    const missed = names.filter((name) => !early.has(name));
    const loading = Object.fromEntries(names.map((name) => [name, take(name) ?? assetOf(name)]));
    if (missed.length > 0) say({ type: 'need', names: missed });
    return loading as ReturnType<AssetSource>;
  };
  const host = new WorkerHost(new BrowserPlatform(source, workers), spares);
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
      case 'asset': {
        const whole = pieces.take(data.name, data.bytes, data.isLast);
        if (!whole) break;
        awaited.get(data.name)?.resolve(whole);
        awaited.delete(data.name);
        break;
      }
      case 'asset-blob': {
        const asked = awaited.get(data.name);
        awaited.delete(data.name);
        data.blob.arrayBuffer().then(
          (bytes) => asked?.resolve(new Uint8Array(bytes)),
          () => asked?.reject(new Error(`the browser no longer has ${data.name}`)),
        );
        break;
      }
      case 'asset-failed':
        pieces.drop(data.name);
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
