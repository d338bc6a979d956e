import type { TerminalSize } from './container-protocol.ts';
import type { ShellSession } from './shell-protocol.ts';
import type { SignalName } from './signals.ts';

/** What any kind of process is started with. */
export interface StartRequest {
  readonly argv: readonly string[];
  /** Absolute. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Standard input that is all known; `null` when it comes by `input` or `feed`. */
  readonly stdin: Uint8Array | null;
  /** True when standard input is another program's output and comes by `feed`: then it may take its time. */
  readonly piped?: boolean;
  /** The number of the process that asks; 1, the page, when it is left out. */
  readonly parent?: number;
  /** For a shell that begins as a copy of another one (a background job, a subshell). */
  readonly session?: ShellSession;
  /** The terminal that standard input and output are; `null` when they are pipes. */
  readonly terminal: TerminalSize | null;
  readonly output: OutputSink;
  /** Its number in the container. */
  readonly pid?: number;
  /** Takes messages to the process that starts this one. */
  readonly toParent?: (data: unknown) => void;
}

/** Where output goes: a terminal, a pipe of the page, or a buffer. */
export interface OutputSink {
  write(fd: 1 | 2, data: Uint8Array): void;
  /** Forgets output that has not reached its reader, as a terminal does when its program is interrupted. */
  discard(): void;
}

/** A process that was started. It has ended when `exited` resolves, and nothing comes from it after. */
export interface RunningProcess {
  readonly exited: Promise<number>;
  /**
   * Keys, when it has a terminal (Ctrl-C among them); else text of standard input, or `null` for its end. Ignored when
   * all of it was known at the start.
   */
  input(text: string | null): void;
  /** Bytes of standard input, or `null` for its end, when it was started with `piped`. */
  feed?(data: Uint8Array | null): void;
  /** A signal for a process that may have its own mind about it; without this, any signal stops it. */
  signal?(name: SignalName): void;
  /** Ctrl-C at a line that is being edited gives that line up; false when there is none, and it is for the whole process. */
  interruptEdited?(): boolean;
  resize(size: TerminalSize): void;
  /** A message of the process that started it; kinds that take none have no such method. */
  message?(data: unknown): void;
  /** Ends it now, with all that it started; `exited` resolves to this code. */
  stop(exitCode: number): void;
}

/** Exit codes of a process that a signal ended, as a shell reports them. */
export const EXIT_INTERRUPTED = 130;
export const EXIT_KILLED = 137;
export const EXIT_TERMINATED = 143;
/** SIGXCPU: it computed too long. */
export const EXIT_CPU_TIME = 152;

const encoder = new TextEncoder();

/** The end of a process, said once: by itself, by a kill, or by a limit. */
export class ProcessEnd {
  readonly exited: Promise<number>;
  #resolve: (code: number) => void = () => undefined;
  #over = false;
  readonly #cleanUp: () => void;

  /** `cleanUp` runs once, before `exited` resolves. */
  constructor(cleanUp: () => void) {
    this.#cleanUp = cleanUp;
    this.exited = new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  get over(): boolean {
    return this.#over;
  }

  with(exitCode: number): void {
    if (this.#over) return;
    this.#over = true;
    this.#cleanUp();
    this.#resolve(exitCode);
  }
}

/**
 * Passes output on until it passes a limit; then says so, once, and calls `stop`.
 *
 * @param name What stopped, as the learner called it.
 */
export class MeteredOutput {
  readonly #sink: OutputSink;
  readonly #limitBytes: number;
  readonly #name: string;
  readonly #stop: () => void;
  #bytes = 0;

  constructor(sink: OutputSink, limitBytes: number, name: string, stop: () => void) {
    this.#sink = sink;
    this.#limitBytes = limitBytes;
    this.#name = name;
    this.#stop = stop;
  }

  write(fd: 1 | 2, data: Uint8Array): void {
    if (this.#bytes > this.#limitBytes) return;
    this.#bytes += data.length;
    if (this.#bytes <= this.#limitBytes) {
      this.#sink.write(fd, data);
      return;
    }
    this.#sink.write(fd, data.subarray(0, data.length - (this.#bytes - this.#limitBytes)));
    this.say(`\n${this.#name}: stopped: it printed more than ${inWords(this.#limitBytes)}.\n`);
    this.#stop();
  }

  /** A word of the kernel's own, on standard error, not counted. */
  say(text: string): void {
    this.#sink.write(2, encoder.encode(text));
  }

  /** A new command line has its own measure. */
  restart(): void {
    this.#bytes = 0;
  }
}

const inWords = (bytes: number): string =>
  bytes >= 2 ** 20 ? `${Math.round(bytes / 2 ** 20)} MB` : `${bytes} bytes`;
