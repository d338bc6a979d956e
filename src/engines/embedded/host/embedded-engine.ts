import type { BootOptions, Capability, Engine, LabContainer, LoadProgress } from '#container';
import type { ContainerOptions, ProcessWorkerKind } from '../kernel/host-protocol.ts';
import { DEFAULT_LIMITS, type Limits } from '../kernel/limits.ts';
import { HOME } from '../kernel/default-env.ts';
import { LabClient } from '../kernel/lab-client.ts';

/** How a platform makes the embedded engine. */
export interface EmbeddedEngineOptions {
  /** Limits that differ from `DEFAULT_LIMITS`. */
  readonly limits?: Partial<Limits>;
  /** Workers that wait, booted: 1 of each kind unless told. */
  readonly spares?: Partial<Record<'kernel' | ProcessWorkerKind, number>>;
  /** Where the site serves the engine's assets, with a slash at the end; `/engine/` unless told. Browser only. */
  readonly baseUrl?: string;
}

/** What a platform does for an engine. */
export interface EnginePlatform {
  /** Gives the other end of `port` to a fresh kernel. Returns how to end it. */
  boot(
    port: MessagePort,
    options: ContainerOptions,
    onCrash: (message: string) => void,
  ): Promise<() => void>;
  warm(kinds: readonly ProcessWorkerKind[]): Promise<void>;
  onProgress(listener: (progress: LoadProgress) => void): () => void;
  /** Keeps the platform up, where it would end, until the returned function is called. */
  hold(): () => void;
  /** A container's port is open; it alone must not keep the platform up. */
  portOpened(port: MessagePort): void;
  dispose(): void;
}

/** What the embedded engine has, wherever it runs. */
export const EMBEDDED_OFFERS: ReadonlySet<Capability> = new Set<Capability>([
  'shell',
  'git',
  'python',
  'servers',
  'node',
  'sqlite',
]);

/** The embedded engine on a platform. */
export function embeddedEngine(platform: EnginePlatform, options: EmbeddedEngineOptions): Engine {
  const clients = new Set<LabClient>();
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const awaited = async <Value>(work: () => Promise<Value>): Promise<Value> => {
    const letGo = platform.hold();
    try {
      return await work();
    } finally {
      letGo();
    }
  };

  const boot = async ({ workdirName = 'lab' }: BootOptions = {}): Promise<LabContainer> => {
    const { port1, port2 } = new MessageChannel();
    let letGo: (() => void) | undefined;
    const client: LabClient = new LabClient({
      port: port1,
      workdir: `${HOME}/${workdirName}`,
      limits,
      end: () => {
        clients.delete(client);
        void running.then(
          (end) => {
            end();
          },
          // What never ran needs no end; whoever booted it was told why.
          () => undefined,
        );
      },
      awaiting: (something) => {
        if (something) letGo ??= platform.hold();
        else {
          letGo?.();
          letGo = undefined;
        }
      },
    });
    platform.portOpened(port1);
    const running = platform.boot(port2, { workdirName, limits }, (message) => {
      client.crashed(message);
    });
    try {
      await running;
    } catch (error) {
      port1.close();
      throw error;
    }
    clients.add(client);
    return client.container();
  };

  return {
    name: 'embedded',
    offers: EMBEDDED_OFFERS,
    boot: (bootOptions) => awaited(() => boot(bootOptions)),
    warm: (capabilities) => awaited(() => platform.warm(workersFor(capabilities))),
    onProgress: (listener) => platform.onProgress(listener),
    dispose: () => {
      for (const client of clients) client.container().teardown();
      platform.dispose();
    },
  };
}

function workersFor(capabilities: readonly Capability[]): ProcessWorkerKind[] {
  const kinds: ProcessWorkerKind[] = ['shell'];
  if (capabilities.includes('python') || capabilities.includes('sqlite')) kinds.push('python');
  if (capabilities.includes('node')) kinds.push('node');
  return kinds;
}
