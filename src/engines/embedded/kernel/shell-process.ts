import type { TerminalSize } from './container-protocol.ts';
import { ComputeClock, computedTooLong } from './compute-clock.ts';
import type { HostedWorker, HostWorkers } from './host-protocol.ts';
import type { Limits } from './limits.ts';
import {
  EXIT_CPU_TIME,
  EXIT_INTERRUPTED,
  EXIT_KILLED,
  EXIT_TERMINATED,
  MeteredOutput,
  ProcessEnd,
  type OutputSink,
  type RunningProcess,
  type StartRequest,
} from './running-process.ts';
import type { ShellFileCalls } from './shell-calls.ts';
import { ShellChildren } from './shell-children.ts';
import { ShellJobs } from './shell-jobs.ts';
import { ShellProcessCalls } from './shell-process-calls.ts';
import type { Launched } from './pipeline.ts';
import type { ProcessTable } from './process-table.ts';
import { exitCodeOf, type SignalName } from './signals.ts';
import {
  INTERRUPT_GRACE_MS,
  type FromShell,
  type ShellSession,
  type ToShell,
} from './shell-protocol.ts';
import { TreeError } from './tree-error.ts';

/** A shell that dies this often without running a line would die for ever. */
const MOST_FRUITLESS_STARTS = 3;

const NO_INPUT = new Uint8Array(0);

export interface ShellSurroundings {
  readonly files: ShellFileCalls;
  readonly limits: Pick<Limits, 'outputBytes' | 'cpuMs'>;
  readonly host: HostWorkers;
  /** Names that `launch` knows. */
  readonly programs: readonly string[];
  /** Starts a program of the kernel's registry. @throws LabError `TooManyProcesses`. */
  readonly launch: (request: StartRequest) => Launched;
  readonly table: ProcessTable;
  /** The shell's own number. */
  readonly number: number;
}

/** Starts a shell: interactive when it has a terminal and no arguments. */
export function startShell(around: ShellSurroundings, request: StartRequest): RunningProcess {
  return new ShellProcess(around, request);
}

/**
 * One shell as the learner sees it. Behind it stands one worker after another: one that does not answer Ctrl-C is ended,
 * and its successor goes on with the same session.
 */
class ShellProcess implements RunningProcess {
  readonly #around: ShellSurroundings;
  readonly #request: StartRequest;
  readonly #interactive: boolean;
  readonly #files: ShellFileCalls;
  readonly #children: ShellChildren;
  readonly #jobs: ShellJobs;
  readonly #processCalls: ShellProcessCalls;
  readonly #output: MeteredOutput;
  readonly #end: ProcessEnd;
  #worker: HostedWorker | undefined;
  #session: ShellSession;
  #size: TerminalSize | null;
  /** Said before the worker was there. */
  #early: ToShell[] = [];
  /** Text on standard input of a shell that reads its script from there. */
  #script: string[] = [];
  #lineRuns = false;
  /** Ctrl-C was pressed after a line was typed and before the shell said that it runs. */
  #interruptedEarly = false;
  readonly #clock: ComputeClock;
  #answeredMs: number | null = null;
  #grace: ReturnType<typeof setTimeout> | undefined;
  #fruitlessStarts = 0;

  constructor(around: ShellSurroundings, request: StartRequest) {
    this.#around = around;
    this.#request = request;
    this.#size = request.terminal;
    this.#interactive = request.terminal !== null && request.argv.length === 1;
    this.#files = around.files;
    const sink: OutputSink = {
      // What a background job says after its shell has ended, nobody hears.
      write: (fd, data) => {
        if (!this.#end.over) request.output.write(fd, data);
      },
      discard: () => {
        request.output.discard();
      },
    };
    this.#children = new ShellChildren(around, sink);
    this.#jobs = new ShellJobs(around, sink);
    this.#processCalls = new ShellProcessCalls({
      children: this.#children,
      jobs: this.#jobs,
      table: around.table,
      shell: () => ({ interactive: this.#interactive, size: this.#size }),
    });
    this.#session = request.session ?? {
      cwd: request.cwd,
      env: request.env,
      exported: Object.keys(request.env),
      definitions: '',
      options: [],
      history: [],
      lastExitCode: 0,
    };
    this.#clock = new ComputeClock({
      limitMs: around.limits.cpuMs,
      ask: () => {
        this.#post({ type: 'ask-rest' });
      },
      exceeded: () => {
        this.#computedTooLong();
      },
    });
    this.#end = new ProcessEnd(() => {
      clearTimeout(this.#grace);
      this.#dropWorker();
    });
    this.#output = new MeteredOutput(
      request.output,
      // A little more than the shell's own measure, which knows which command it was and says it better.
      around.limits.outputBytes + 2 ** 16,
      request.argv[0] ?? 'bash',
      () => {
        this.#outputExceeded();
      },
    );
    if (!this.#readsScript) this.#startWorker(request.argv);
  }

  get exited(): Promise<number> {
    return this.#end.exited;
  }

  get #readsScript(): boolean {
    return !this.#interactive && this.#request.argv.length === 1 && this.#request.stdin === null;
  }

  input(text: string | null): void {
    if (this.#end.over) return;
    if (this.#interactive) {
      if (text !== null) this.#keys(text);
    } else if (text?.includes('\u0003') && this.#request.terminal) {
      this.#request.output.discard();
      this.#output.say('^C\n');
      this.signal('INT');
    } else if (this.#readsScript) {
      if (text !== null) this.#script.push(text);
      else this.#startWorker(['bash', '-c', this.#script.join('')]);
    }
  }

  resize(size: TerminalSize): void {
    this.#size = size;
    this.#children.resize(size);
    this.#post({ type: 'resize', columns: size.columns, rows: size.rows });
  }

  stop(exitCode: number): void {
    this.#jobs.stop(exitCode);
    this.#end.with(exitCode);
  }

  /** A script may have a trap for it. A shell that talks to somebody minds only what cannot be ignored. */
  signal(name: SignalName): void {
    if (this.#end.over) return;
    if (this.#interactive) {
      if (name === 'INT') this.#interrupt();
      else if (name === 'KILL' || name === 'HUP') this.stop(exitCodeOf(name));
      return;
    }
    const exitCode = exitCodeOf(name);
    if (name === 'KILL' || !this.#worker) {
      this.stop(exitCode);
      return;
    }
    this.#post({ type: 'signal', name });
    this.#children.signal(name);
    this.#grace ??= setTimeout(() => {
      this.stop(exitCode);
    }, INTERRUPT_GRACE_MS);
  }

  #keys(text: string): void {
    // What was typed before Ctrl-C belongs to the line that it stops; what comes after it, to the next.
    const [typed = '', ...afterInterrupts] = text.split('\u0003');
    this.#type(typed);
    for (const part of afterInterrupts) {
      this.#interrupt();
      this.#type(part);
    }
  }

  #type(text: string): void {
    if (text === '') return;
    if (/[\r\n]/.test(text)) this.#interruptedEarly = false;
    if (this.#children.foreground) this.#children.foreground.input(text);
    else this.#post({ type: 'input', text });
  }

  /**
   * Stops the running line: its programs at once, the shell's own part when it answers or when its grace is over. At a
   * prompt there is nothing to stop: the shell then takes it as a key.
   */
  #interrupt(): void {
    if (this.#children.foreground?.interruptEdited?.()) return;
    // A prompt that goes with it is shown anew.
    this.#request.output.discard();
    // The shell hears of the interrupt before it hears how its program ended, so that it starts nothing more.
    this.#post({ type: 'interrupt' });
    if (this.#lineRuns) this.#stopLine();
    else this.#interruptedEarly = true;
  }

  #stopLine(): void {
    this.#children.signal('INT');
    if (!this.#children.foregroundIgnores('INT')) this.#children.foreground?.stop(EXIT_INTERRUPTED);
    this.#grace ??= setTimeout(() => {
      this.#output.say('^C\n');
      this.#replaceWorker(EXIT_INTERRUPTED);
    }, INTERRUPT_GRACE_MS);
  }

  #interruptOver(): void {
    clearTimeout(this.#grace);
    this.#grace = undefined;
    this.#interruptedEarly = false;
  }

  #outputExceeded(): void {
    if (this.#interactive) this.#interrupt();
    else this.#end.with(EXIT_KILLED);
  }

  #startWorker(argv: readonly string[]): void {
    this.#around.host.startWorker('shell').then(
      (worker) => {
        if (this.#end.over) {
          worker.terminate();
          return;
        }
        this.#worker = worker;
        this.#clock.restart();
        this.#clock.start();
        worker.onCrash((message) => {
          this.#crashed(worker, message);
        });
        worker.port.onmessage = (event: MessageEvent<FromShell>) => {
          if (this.#worker === worker) this.#hear(event.data);
        };
        this.#post({
          type: 'start',
          argv,
          session: this.#session,
          stdin: this.#request.stdin ?? NO_INPUT,
          terminal: this.#size,
          programs: this.#around.programs,
          number: this.#around.number,
        });
        for (const message of this.#early.splice(0)) this.#post(message);
      },
      (error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error);
        this.#output.say(`bash: cannot start: ${reason}\n`);
        this.#end.with(EXIT_KILLED);
      },
    );
  }

  #computedTooLong(): void {
    this.#output.say(computedTooLong('bash', this.#around.limits.cpuMs));
    if (this.#interactive) this.#replaceWorker(EXIT_CPU_TIME);
    else this.stop(EXIT_CPU_TIME);
  }

  #dropWorker(): void {
    this.#clock.stop();
    this.#children.stop(EXIT_KILLED);
    const worker = this.#worker;
    this.#worker = undefined;
    if (!worker) return;
    worker.port.onmessage = null;
    worker.terminate();
  }

  #replaceWorker(lastExitCode: number): void {
    this.#interruptOver();
    this.#dropWorker();
    this.#lineRuns = false;
    this.#session = { ...this.#session, lastExitCode };
    this.#startWorker(this.#request.argv);
  }

  #crashed(worker: HostedWorker, message: string): void {
    if (this.#end.over || this.#worker !== worker) return;
    this.#output.say(`\nbash: stopped: ${message}\n`);
    this.#fruitlessStarts += 1;
    if (this.#interactive && this.#fruitlessStarts < MOST_FRUITLESS_STARTS) {
      this.#replaceWorker(EXIT_KILLED);
    } else {
      this.#end.with(EXIT_KILLED);
    }
  }

  #post(message: ToShell): void {
    if (this.#worker) this.#worker.port.postMessage(message);
    else if (message.type !== 'resize' && message.type !== 'interrupt') this.#early.push(message);
  }

  #hear(message: FromShell): void {
    if (this.#end.over) return;
    switch (message.type) {
      case 'output':
        if (message.data instanceof Uint8Array) {
          this.#output.write(message.fd === 2 ? 2 : 1, message.data);
        }
        break;
      case 'running':
        this.#lineRuns = message.running;
        if (!message.running) this.#interruptOver();
        else {
          this.#output.restart();
          this.#clock.restart();
          if (this.#interruptedEarly) this.#stopLine();
        }
        break;
      case 'interrupted':
        this.#interruptOver();
        break;
      case 'session':
        this.#session = message.session;
        this.#fruitlessStarts = 0;
        break;
      case 'signalled':
        this.#interruptOver();
        break;
      case 'cancel':
        this.#children.cancel(message.id, EXIT_TERMINATED);
        break;
      case 'exit':
        // Jobs of somebody who leaves end with them; what a script left running goes on.
        if (this.#interactive) this.#jobs.stop(exitCodeOf('HUP'));
        this.#end.with(message.code & 0xff);
        break;
      case 'rests':
        this.#clock.answered(message.computedMs);
        break;
      case 'call':
        // Between an answer and its next call a shell computes.
        if (this.#answeredMs !== null) this.#clock.add(performance.now() - this.#answeredMs);
        this.#answeredMs = null;
        void this.#answer(message.id, message.method, message.args);
        break;
      case 'ready':
        break;
    }
  }

  async #answer(id: number, method: string, args: readonly unknown[]): Promise<void> {
    const worker = this.#worker;
    let answer: ToShell;
    try {
      const value = this.#processCalls.has(method)
        ? await this.#processCalls.answer(id, method, args)
        : this.#file(method, args);
      answer = { type: 'return', id, value };
    } catch (error) {
      const code = error instanceof TreeError ? error.code : 'EIO';
      const text = error instanceof Error ? error.message : String(error);
      answer = { type: 'throw', id, code, message: text };
    }
    this.#answeredMs = performance.now();
    // The worker may have been replaced while its program ran.
    if (worker && this.#worker === worker) worker.port.postMessage(answer);
  }

  #file(method: string, args: readonly unknown[]): unknown {
    if (!Object.hasOwn(this.#files, method)) {
      throw new Error(`the shell asked for "${method}", which the kernel does not know`);
    }
    const call = this.#files[method as keyof ShellFileCalls] as (...args: unknown[]) => unknown;
    return call(...args);
  }
}
