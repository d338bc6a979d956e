import { LabError, type Engine } from '#container';
import { DEFAULT_SPARES, type Spares } from '../frame/worker-host.ts';
import type { WorkerKind } from '../kernel/host-protocol.ts';
import { bundleIsolatedChild } from './bundle-workers.ts';
import { embeddedEngine, type EmbeddedEngineOptions } from './embedded-engine.ts';
import { holdProcess } from './hold-process.ts';
import { IsolatedProcess } from './isolated-process.ts';
import {
  ISOLATION_LIMITS,
  type FromChild,
  type IsolationLimits,
  type ToChild,
} from './isolation-protocol.ts';
import { NODE_FILES } from './node-files.ts';
import { unref } from './node-platform.ts';

export { ISOLATION_LIMITS, type IsolationLimits } from './isolation-protocol.ts';

export interface IsolatedEngineOptions extends EmbeddedEngineOptions {
  /** Limits of the child that differ from `ISOLATION_LIMITS`. */
  readonly isolation?: Partial<IsolationLimits>;
}

/**
 * The embedded engine for work that somebody else wrote: kernel, shell, git, Python and Node programs run in a child
 * process with an empty environment, under Node's permission model, without a network as far as the machine allows it, and
 * with limits of time and memory. The grader, with all that it expects, stays in this process; the child is told files and
 * commands, and says what came of them.
 *
 * What this protects against and what not is said in `docs/isolation.md`.
 */
export function createIsolatedEngine(options: IsolatedEngineOptions = {}): Engine {
  const link = new ChildLink(
    { ...DEFAULT_SPARES, ...options.spares },
    { ...ISOLATION_LIMITS, ...options.isolation },
  );
  return embeddedEngine(
    {
      boot: async (port, containerOptions, onCrash) => {
        const id = link.nextId();
        port.onmessage = ({ data }: MessageEvent<unknown>) => {
          link.send({ type: 'say', container: id, data });
        };
        unref(port);
        link.containers.set(id, { port, onCrash });
        try {
          await link.ask({ type: 'boot', id, options: containerOptions });
        } catch (error) {
          link.containers.delete(id);
          throw error;
        }
        return () => {
          if (link.containers.delete(id)) link.send({ type: 'end', container: id });
          port.close();
        };
      },
      warm: (kinds) => link.ask({ type: 'warm', id: link.nextId(), kinds }),
      // Everything is on this machine: nothing is ever loaded.
      onProgress: () => () => undefined,
      hold: holdProcess,
      portOpened: unref,
      dispose: () => {
        link.dispose();
      },
    },
    options,
  );
}

/** The questions to the child, and the child itself: one that has ended is replaced at the next question. */
class ChildLink {
  readonly containers = new Map<number, { port: MessagePort; onCrash(message: string): void }>();
  readonly #spares: Spares;
  readonly #limits: IsolationLimits;
  readonly #asked = new Map<number, { resolve(): void; reject(error: Error): void }>();
  #child: Promise<IsolatedProcess> | undefined;
  #running: IsolatedProcess | undefined;
  #timer: NodeJS.Timeout | undefined;
  #timeIsUp = false;
  #lastId = 0;

  constructor(spares: Spares, limits: IsolationLimits) {
    this.#spares = spares;
    this.#limits = limits;
  }

  nextId(): number {
    return (this.#lastId += 1);
  }

  send(message: ToChild): void {
    this.#running?.send(message);
  }

  /** Resolves when the child says that it is done. @throws LabError `EngineCannotStart`, `GradingTookTooLong`. */
  async ask(question: Extract<ToChild, { id: number }>): Promise<void> {
    const child = await this.#open();
    await new Promise<void>((resolve, reject) => {
      this.#asked.set(question.id, { resolve, reject });
      child.send(question);
    });
  }

  dispose(): void {
    clearTimeout(this.#timer);
    const starting = this.#child;
    this.#child = undefined;
    this.#running = undefined;
    const gone = new LabError('EngineEnded', 'The engine was ended before it had answered.');
    for (const asked of this.#asked.values()) asked.reject(gone);
    this.#asked.clear();
    // One that does not come up needs no end.
    void starting?.then(
      (child) => {
        child.kill();
      },
      () => undefined,
    );
  }

  async #open(): Promise<IsolatedProcess> {
    if (this.#timeIsUp) throw this.#tookTooLong();
    this.#child ??= this.#start();
    try {
      return await this.#child;
    } catch (error) {
      this.#child = undefined;
      const reason = error instanceof Error ? error.message : String(error);
      throw new LabError(
        'EngineCannotStart',
        `The process in which labs run did not start: ${reason}.`,
        'It needs Node 24. Use --in-browser where this process cannot be started.',
        { cause: error },
      );
    }
  }

  async #start(): Promise<IsolatedProcess> {
    const kinds = Object.keys(DEFAULT_SPARES) as WorkerKind[];
    const { sqliteWasm } = NODE_FILES;
    const [script, python, scripts] = await Promise.all([
      bundleIsolatedChild(),
      NODE_FILES.python(),
      Promise.all(kinds.map((kind) => NODE_FILES.script(kind))),
    ]);
    const byKind = Object.fromEntries(kinds.map((kind, i) => [kind, scripts[i] ?? '']));
    const child = await IsolatedProcess.start({
      script: script.path,
      readable: [...scripts, sqliteWasm, ...(Object.values(python) as string[])],
      begin: {
        scripts: byKind as Record<WorkerKind, string>,
        python,
        sqliteWasm,
        spares: this.#spares,
        limits: this.#limits,
      },
      hear: (message) => {
        this.#hear(message);
      },
      ended: (reason) => {
        this.#over(reason);
      },
    });
    this.#running = child;
    this.#timer ??= setTimeout(() => {
      this.#timeIsUp = true;
      this.#running?.kill();
      this.#over(this.#tookTooLong().message);
    }, this.#limits.timeMs).unref();
    return child;
  }

  #hear(message: FromChild): void {
    switch (message.type) {
      case 'done':
        this.#asked.get(message.id)?.resolve();
        this.#asked.delete(message.id);
        break;
      case 'failed':
        this.#asked.get(message.id)?.reject(new Error(message.message));
        this.#asked.delete(message.id);
        break;
      case 'say':
        this.containers.get(message.container)?.port.postMessage(message.data);
        break;
      case 'crashed':
        this.#crashed(message.container, message.message);
        break;
      case 'over':
        this.#running?.kill();
        this.#over(message.message);
        break;
    }
  }

  #crashed(id: number, message: string): void {
    const container = this.containers.get(id);
    this.containers.delete(id);
    container?.onCrash(message);
    container?.port.close();
  }

  /** The child is gone, with every container in it. */
  #over(reason: string): void {
    this.#child = undefined;
    this.#running = undefined;
    for (const id of [...this.containers.keys()]) this.#crashed(id, reason);
    for (const asked of this.#asked.values()) asked.reject(new Error(reason));
    this.#asked.clear();
  }

  #tookTooLong(): LabError {
    const minutes = this.#limits.timeMs / 60_000;
    return new LabError(
      'GradingTookTooLong',
      `the work had not been graded after ${minutes} minutes`,
      'A program of the work may never end. Look at the checks that were not answered.',
    );
  }
}
