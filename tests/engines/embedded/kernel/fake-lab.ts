import type { LabContainer } from '#container';
import { Container } from '../../../../src/engines/embedded/kernel/container.ts';
import type { HostedWorker } from '../../../../src/engines/embedded/kernel/host-protocol.ts';
import { LabClient } from '../../../../src/engines/embedded/kernel/lab-client.ts';
import { DEFAULT_LIMITS, type Limits } from '../../../../src/engines/embedded/kernel/limits.ts';
import type {
  FromProcess,
  Program,
  ToProcess,
} from '../../../../src/engines/embedded/kernel/process.ts';

/** A worker that the test plays: what the kernel says comes by `next`, what it hears is given to `say`. */
export class PlayedWorker {
  terminated = false;
  readonly heard: ToProcess[] = [];
  readonly #port: MessagePort;
  readonly #listeners: ((message: ToProcess) => void)[] = [];
  #waiting: { wanted: (message: ToProcess) => boolean; resolve(message: ToProcess): void }[] = [];

  constructor(port: MessagePort) {
    this.#port = port;
    port.onmessage = (event: MessageEvent<ToProcess>) => {
      this.heard.push(event.data);
      for (const listener of this.#listeners) listener(event.data);
      for (const waiting of this.#waiting.filter(({ wanted }) => wanted(event.data))) {
        this.#waiting = this.#waiting.filter((other) => other !== waiting);
        waiting.resolve(event.data);
      }
    };
  }

  say(message: FromProcess | Record<string, unknown>): void {
    this.#port.postMessage(message);
  }

  /** The first message of this type, also one that has come already. */
  next<Type extends ToProcess['type']>(
    type: Type,
    wanted: (message: Extract<ToProcess, { type: Type }>) => boolean = () => true,
  ): Promise<Extract<ToProcess, { type: Type }>> {
    type Wanted = Extract<ToProcess, { type: Type }>;
    const fits = (message: ToProcess) => message.type === type && wanted(message as Wanted);
    const known = this.heard.find(fits);
    if (known) return Promise.resolve(known as Wanted);
    return new Promise((resolve) => {
      this.#waiting.push({ wanted: fits, resolve: resolve as (message: ToProcess) => void });
    });
  }

  /** Told of each message from now on, before whoever waits for it. */
  on(listener: (message: ToProcess) => void): void {
    this.#listeners.push(listener);
  }

  close(): void {
    this.#port.close();
  }
}

export interface FakeLab {
  readonly container: LabContainer;
  /** Starts a process that the test plays. */
  play(argv?: readonly string[]): Promise<{
    readonly worker: PlayedWorker;
    readonly process: Awaited<ReturnType<LabContainer['spawn']>>;
  }>;
  end(): void;
}

/** A real kernel with a real client; the workers of `python3` are played by the test, each from its start by `onWorker`. What the client posts is told to `onPosted`. */
export function fakeLab(
  limits: Partial<Limits> = {},
  programs: Readonly<Record<string, Program>> = {},
  onWorker: (worker: PlayedWorker) => void = () => undefined,
  onPosted: (message: unknown) => void = () => undefined,
): FakeLab {
  const workers: PlayedWorker[] = [];
  const started: ((worker: PlayedWorker) => void)[] = [];
  const ends: ((message: string) => void)[] = [];
  const host = {
    startWorker: (): Promise<HostedWorker> => {
      const { port1, port2 } = new MessageChannel();
      const worker = new PlayedWorker(port2);
      workers.push(worker);
      onWorker(worker);
      started.shift()?.(worker);
      return Promise.resolve({
        port: port1,
        terminate: () => {
          worker.terminated = true;
          port1.close();
        },
        onCrash: (listener: (message: string) => void) => void ends.push(listener),
      });
    },
  };
  const { port1, port2 } = new MessageChannel();
  const post = port1.postMessage.bind(port1);
  port1.postMessage = (message: unknown) => {
    onPosted(message);
    post(message);
  };
  new Container(port2, host, programs, { workdirName: 'lab', limits });
  const client = new LabClient({
    port: port1,
    workdir: '/home/lab',
    limits: { ...DEFAULT_LIMITS, ...limits },
    end: () => undefined,
    awaiting: () => undefined,
  });
  const container = client.container();
  return {
    container,
    play: async (argv = ['python3', 'played.py']) => {
      const starting = new Promise<PlayedWorker>((resolve) => started.push(resolve));
      const process = await container.spawn(argv[0] ?? '', argv.slice(1));
      return { worker: await starting, process };
    },
    end: () => {
      // The clock of a process that never ends would keep the test up until its limit is reached.
      for (const crash of ends) crash('the test is over');
      container.teardown();
      port2.close();
      for (const worker of workers) worker.close();
    },
  };
}
