import { LabError, type Engine } from '#container';
import type { ContainerOptions, ProcessWorkerKind } from '../kernel/host-protocol.ts';
import {
  embeddedEngine,
  type EmbeddedEngineOptions,
  type EnginePlatform,
} from './embedded-engine.ts';

/** What a borrower asks of the thread that has the platform. */
type ToLender =
  | {
      readonly type: 'boot';
      readonly id: number;
      readonly port: MessagePort;
      readonly options: ContainerOptions;
    }
  | { readonly type: 'warm'; readonly id: number; readonly kinds: readonly ProcessWorkerKind[] }
  | { readonly type: 'end'; readonly container: number };

type FromLender =
  | { readonly type: 'done'; readonly id: number }
  | {
      readonly type: 'failed';
      readonly id: number;
      readonly name: string;
      readonly message: string;
      /** Of a LabError; `null` for any other error. */
      readonly hint: string | null;
    }
  | { readonly type: 'crashed'; readonly container: number; readonly message: string };

/**
 * Lends a platform to whoever has the other end of `port`.
 *
 * @returns the function that ends the platform with all that runs on it.
 */
export function lendPlatform(platform: EnginePlatform, port: MessagePort): () => void {
  const ends = new Map<number, () => void>();
  const say = (message: FromLender): void => {
    port.postMessage(message);
  };
  const answer = (id: number, work: Promise<void>): void => {
    work.then(
      () => {
        say({ type: 'done', id });
      },
      (error: unknown) => {
        const { name, message } = error instanceof Error ? error : new Error(String(error));
        const hint = error instanceof LabError ? error.hint : null;
        say({ type: 'failed', id, name, message, hint });
      },
    );
  };
  const boot = async ({ id, port: to, options }: Extract<ToLender, { type: 'boot' }>) => {
    const end = await platform.boot(to, options, (message) => {
      ends.delete(id);
      say({ type: 'crashed', container: id, message });
    });
    ends.set(id, end);
  };
  port.onmessage = ({ data }: MessageEvent<ToLender>) => {
    switch (data.type) {
      case 'boot':
        answer(data.id, boot(data));
        break;
      case 'warm':
        answer(data.id, platform.warm(data.kinds));
        break;
      case 'end':
        ends.get(data.container)?.();
        ends.delete(data.container);
        break;
    }
  };
  return () => {
    port.close();
    platform.dispose();
  };
}

/**
 * The embedded engine on a platform of another thread, which lends it with `lendEngine`. It tells nothing of downloads: the lender
 * sees them. When it is disposed of, its containers end; the platform itself is the lender's to end.
 */
export function lentEngine(
  port: MessagePort,
  options: Pick<EmbeddedEngineOptions, 'limits'> = {},
): Engine {
  const asked = new Map<number, { resolve(): void; reject(error: Error): void }>();
  const crashListeners = new Map<number, (message: string) => void>();
  let lastId = 0;
  const ask = (question: (id: number) => ToLender, transfer: Transferable[] = []) => {
    const id = (lastId += 1);
    return new Promise<number>((resolve, reject) => {
      asked.set(id, {
        resolve: () => {
          resolve(id);
        },
        reject,
      });
      port.postMessage(question(id), transfer);
    });
  };
  port.onmessage = ({ data }: MessageEvent<FromLender>) => {
    if (data.type === 'crashed') {
      crashListeners.get(data.container)?.(data.message);
      crashListeners.delete(data.container);
      return;
    }
    const waiting = asked.get(data.id);
    asked.delete(data.id);
    if (data.type === 'done') waiting?.resolve();
    else waiting?.reject(errorOf(data));
  };
  return embeddedEngine(
    {
      boot: async (to, containerOptions, onCrash) => {
        const id = await ask(
          (id) => ({ type: 'boot', id, port: to, options: containerOptions }),
          [to],
        );
        crashListeners.set(id, onCrash);
        return () => {
          port.postMessage({ type: 'end', container: id } satisfies ToLender);
        };
      },
      warm: async (kinds) => {
        await ask((id) => ({ type: 'warm', id, kinds }));
      },
      onProgress: () => () => undefined,
      hold: () => () => undefined,
      portOpened: () => undefined,
      dispose: () => undefined,
    },
    options,
  );
}

const errorOf = ({
  name,
  message,
  hint,
}: Extract<FromLender, { readonly type: 'failed' }>): Error =>
  hint === null ? new Error(message) : new LabError(name, message, hint);
