import type { LabContainer, WebContainerProcess } from '#container';
import type { ServedProgram, ServeOptions } from './probe.ts';
import { settledWithin } from './settled-within.ts';

/** What is kept of what a server prints, in UTF-16 units: the end. */
const MOST_KEPT = 64 * 1024;

interface Start extends ServeOptions {
  /** Relative to the container's working directory. */
  readonly cwd: string;
  readonly command: string;
}

/** A program that was started to serve, from its start to its end. */
export class ServerStart implements ServedProgram {
  readonly command: string;
  readonly #process: WebContainerProcess;
  readonly #stopListening: () => void;
  readonly #wantedPort: number | undefined;
  #port = 0;
  #exitCode: number | undefined;
  #printed = '';
  #changed: () => void = () => undefined;
  readonly #drained: Promise<void>;

  private constructor(process: WebContainerProcess, start: Start, early: OpenedPorts) {
    this.command = start.command;
    this.#process = process;
    this.#wantedPort = start.port;
    for (const port of early.seen) this.#opened(port);
    early.tell = (port) => {
      this.#opened(port);
    };
    this.#stopListening = early.stop;
    this.#drained = this.#drain();
    void process.exit.then((code) => {
      this.#exitCode = code;
      this.#changed();
    });
  }

  /** @throws LabError as `spawn` does. */
  static async begin(
    container: LabContainer,
    argv: readonly string[],
    start: Start,
  ): Promise<ServerStart> {
    const early = openedPorts(container);
    try {
      const [program = '', ...args] = argv;
      const process = await container.spawn(program, args, {
        cwd: start.cwd,
        env: { ...start.env },
      });
      return new ServerStart(process, start, early);
    } catch (error) {
      early.stop();
      throw error;
    }
  }

  get port(): number {
    return this.#port;
  }

  get listening(): boolean {
    return this.#port !== 0 && this.#exitCode === undefined;
  }

  exitCode(): number | undefined {
    return this.#exitCode;
  }

  printed(): string {
    return this.#printed;
  }

  /**
   * Waits until it listens or has ended, at most this long; then says whether it listens. Rejects with the signal's reason
   * when it is aborted.
   */
  async listens(limitMs: number, signal: AbortSignal | undefined): Promise<boolean> {
    const changed = new Promise<true>((resolve) => {
      this.#changed = () => {
        if (this.#port !== 0 || this.#exitCode !== undefined) resolve(true);
      };
      this.#changed();
    });
    await settledWithin(changed, limitMs, signal);
    // What a program said last is read before anybody asks for it.
    if (this.#exitCode !== undefined) await this.#drained;
    return this.listening;
  }

  async stop(): Promise<void> {
    this.#stopListening();
    // Also one that has ended: it may have left the program that serves in the background.
    this.#process.kill();
    await this.#process.exit;
    await this.#drained;
  }

  #opened(port: number): void {
    if (this.#port !== 0 || (this.#wantedPort !== undefined && port !== this.#wantedPort)) return;
    this.#port = port;
    this.#changed();
  }

  async #drain(): Promise<void> {
    for (const reader = this.#process.output.getReader(); ;) {
      const { done, value } = await reader.read();
      if (done) return;
      this.#printed = (this.#printed + value).slice(-MOST_KEPT);
    }
  }
}

interface OpenedPorts {
  readonly seen: number[];
  tell: (port: number) => void;
  readonly stop: () => void;
}

/** Ports that are opened from now on: a program may listen before its `spawn` has returned. */
function openedPorts(container: LabContainer): OpenedPorts {
  const seen: number[] = [];
  const opened: OpenedPorts = {
    seen,
    tell: (port) => {
      seen.push(port);
    },
    stop: container.on('port', (port, kind) => {
      if (kind === 'open') opened.tell(port);
    }),
  };
  return opened;
}
