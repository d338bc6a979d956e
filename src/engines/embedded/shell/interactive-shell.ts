import { DEFAULT_LIMITS } from '../kernel/limits.ts';
import type { ShellSession, ToShell } from '../kernel/shell-protocol.ts';
import { decodeText, encodeText, fromByteString } from './bytes.ts';
import { command, stdinBytes, type Context, type Result } from './commands/command.ts';
import { labCommands } from './commands/lab-commands.ts';
import { jobsOf, tellJobs } from './commands/jobs.ts';
import type { CommandWorld } from './commands/lab-commands.ts';
import { adapt, SHELL_NUMBER } from './adaptations.ts';
import { inForeground, replacesOutput, twinsIn } from './foreground.ts';
import { Interpreter } from './interpreter.ts';
import type { KernelLink } from './kernel-link.ts';
import { LabFileSystem } from './lab-file-system.ts';
import {
  NEXT,
  NEXT_SOURCE,
  NEXT_WITH_ARRAYS,
  nextStatement,
  status,
  statementsOf,
} from './next-line.ts';
import { noteNames } from './noted-names.ts';
import { mayStream, positional, type TerminalSize } from './script-shell.ts';
import { aliasesOf, Definitions, remember, variablesOf } from './session-state.ts';
import { StreamedOutput } from './shell-output.ts';
import { arraysIn, ShellState, takeSignal } from './shell-state.ts';
import { checkBetween, mayTrap } from './trap-checks.ts';
import { runExitTrap } from './trapped-run.ts';
import { deferredError, parse, type Statement } from './syntax.ts';
import { Terminal } from './terminal.ts';
import { ErrorWatch } from './error-watch.ts';

type Start = Extract<ToShell, { type: 'start' }>;

const MAKES_ARRAYS = /\b(?:declare|typeset|mapfile|readarray|read)\b|=\(/;

/** The shell that a learner talks to, from the first prompt to `exit`. */
export class InteractiveShell {
  readonly #link: KernelLink;
  readonly #start: Start;
  readonly #terminal: Terminal;
  readonly #output: StreamedOutput;
  readonly #watch: ErrorWatch;
  readonly #files: LabFileSystem;
  readonly #definitions = new Definitions();
  readonly #state = new ShellState(0);
  /** Functions that have a twin for the foreground. */
  readonly #twins = new Set<string>();
  readonly #history: string[];
  #session: ShellSession;
  #queue: Statement[] = [];
  #ended = false;
  /** How often an interpreter came to its prompt. */
  #prompts = 0;
  #arrays = false;
  /** From the first line that names `trap` on. */
  #checksTraps = false;
  #abort = new AbortController();
  #stop: 'interrupt' | 'output' | undefined;
  #line = '';
  /** From the end of a line until the next one is typed; the prompt itself takes a moment to be made. */
  #betweenLines = false;
  /** The status that the next prompt begins with, when it is not the last statement's. */
  #status: number | undefined;
  /** What is typed at the first prompt, until an interpreter takes it. */
  #firstLine: Promise<string | undefined> | undefined;

  constructor(link: KernelLink, start: Start, size: TerminalSize) {
    this.#link = link;
    this.#start = start;
    this.#session = start.session;
    this.#state.definitions = () => this.#definitions.toSource();
    this.#state.runExit = (action, ended) =>
      runExitTrap(
        {
          interpreter: () => this.#makeInterpreter(),
          options: {},
          isProgram: this.#isProgram,
          definitions: this.#state.definitions,
        },
        action,
        ended,
      );
    // A shell that follows another one has that one's jobs.
    this.#state.hasJobs = true;
    this.#history = [...start.session.history];
    this.#output = new StreamedOutput({
      send: (fd, bytes) => this.#terminal.print(fd, bytes),
      limitBytes: DEFAULT_LIMITS.outputBytes,
      onLimit: () => this.#stopLine('output'),
    });
    this.#watch = new ErrorWatch(this.#output, 'bash');
    this.#files = new LabFileSystem(link, this.#watch, {
      readLine: (prompt) => {
        this.#output.flush();
        return this.#terminal.readLine(prompt);
      },
      readAll: () => {
        this.#output.flush();
        return this.#terminal.readAll();
      },
    });
    this.#terminal = new Terminal({
      send: (fd, data) => link.send({ type: 'output', fd, data }),
      size,
      history: this.#history,
      files: this.#files,
      programs: start.programs,
      functions: () => [...this.#definitions.names(), ...Object.keys(this.#definitions.aliases)],
      session: () => this.#session,
    });
  }

  /** Runs until the learner leaves. Errors that end an interpreter bring a new one, with the session as it was. */
  async run(): Promise<void> {
    this.#link.onMessage((message) => {
      if (message.type === 'input') this.#terminal.input(message.text);
      else if (message.type === 'resize') this.#terminal.resize(message.columns, message.rows);
      else if (message.type === 'interrupt') this.#stopLine('interrupt');
    });
    this.#status = this.#session.lastExitCode;
    await this.#promptFirst();
    await this.#definitions.noteSource(this.#session.definitions);
    let exitCode: number | undefined;
    while (exitCode === undefined) {
      const prompts = this.#prompts;
      try {
        exitCode = await this.#interpret();
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        this.#terminal.print(2, encodeText(`bash: the shell broke: ${reason}\n`));
      }
      // One that does not come to its prompt would not the next time either.
      if (this.#prompts === prompts && !this.#stop) exitCode ??= 1;
      this.#abort = new AbortController();
      this.#stop = undefined;
    }
    exitCode = await this.#runExitTrap(exitCode);
    this.#link.send({ type: 'session', session: this.#session });
    this.#link.send({ type: 'exit', code: exitCode });
  }

  /** The first prompt does without an interpreter: that takes longer to come than all that the prompt needs. */
  async #promptFirst(): Promise<void> {
    const prompt = await this.#promptFor(this.#session.cwd);
    this.#firstLine = this.#readCommand(prompt);
  }

  /** One interpreter's life. Its exit code when the shell is to end; `undefined` when another one must go on. */
  async #interpret(): Promise<number | undefined> {
    this.#queue = [];
    const { env, exported } = this.#session;
    const isExported = ([name]: [string, string]) => exported.includes(name);
    const interpreter = this.#makeInterpreter();
    const result = await interpreter.run(await this.#statements(), {
      variables: {
        ...positional('bash', []),
        [SHELL_NUMBER]: String(this.#state.pid),
        ...Object.fromEntries(Object.entries(env).filter((entry) => !isExported(entry))),
      },
      signal: this.#abort.signal,
    });
    return this.#afterInterpreter(result);
  }

  #makeInterpreter(): Interpreter {
    const { env, exported, cwd } = this.#session;
    return new Interpreter({
      files: this.#files,
      cwd,
      env: Object.fromEntries(Object.entries(env).filter(([name]) => exported.includes(name))),
      isProgram: this.#isProgram,
      commands: [
        ...labCommands(this.#world()),
        command(NEXT, (args, context) => this.#next(args, context)),
      ],
    });
  }

  #world(): CommandWorld {
    return {
      link: this.#link,
      programs: this.#start.programs,
      terminal: this.#terminal.size,
      streams: true,
      output: this.#watch,
      history: this.#history,
      shell: this.#state,
      interactive: true,
      onForeground: () => {
        this.#beginForeground();
      },
      yieldTurn: () => this.#output.write(1, new Uint8Array(0)),
    };
  }

  readonly #isProgram = (name: string): boolean =>
    this.#start.programs.includes(name) && !this.#definitions.names().includes(name);

  async #runExitTrap(exitCode: number): Promise<number> {
    const action = this.#state.traps.takeExit();
    if (action === undefined) return exitCode;
    const env = this.#state.leftWith ?? this.#session.env;
    const result = await this.#state.runExit(action, { exitCode, env });
    this.#terminal.print(1, encodeText(result.stdout));
    this.#terminal.print(2, encodeText(result.stderr));
    return result.exitCode;
  }

  async #afterInterpreter(result: Result): Promise<number | undefined> {
    const stop = this.#stop;
    // It was there before this interpreter, and is stopped as one that was taken.
    if (stop !== undefined) this.#firstLine = undefined;
    if (stop === undefined) {
      await this.#output.write(1, encodeText(result.stdout));
      await this.#output.write(2, encodeText(result.stderr));
    }
    this.#output.flush();
    if (stop === 'interrupt') {
      this.#terminal.print(1, encodeText('^C\n'));
      this.#status = 130;
      this.#link.send({ type: 'interrupted' });
      return undefined;
    }
    if (stop === 'output') {
      this.#status = 1;
      return undefined;
    }
    if (this.#ended) return result.exitCode;
    if (this.#meansExit()) return result.exitCode;
    this.#status = result.exitCode;
    return undefined;
  }

  /** An interpreter ends by `exit`, by `set -e`, or by an error that ends a script but not a session. */
  #meansExit(): boolean {
    const { options, definitions } = this.#session;
    return options.includes('errexit') || /\b(?:exit|logout)\b/.test(this.#line + definitions);
  }

  /** What the session holds, then one line after the other for as long as there are any. */
  async #statements(): Promise<Iterable<Statement>> {
    const { options, definitions } = this.#session;
    const before = [
      'shopt -s expand_aliases',
      ...options.map((option) => `set -o ${option}`),
      definitions,
    ];
    const prologue = this.#inForeground(await statementsOf(before.join('\n')));
    const next = await nextStatement(NEXT_SOURCE);
    const nextWithArrays = await nextStatement(NEXT_WITH_ARRAYS);
    return this.#feed(prologue, next, nextWithArrays);
  }

  *#feed(prologue: Statement[], next: Statement, nextWithArrays: Statement): Generator<Statement> {
    yield* prologue;
    while (!this.#ended) {
      yield this.#arrays ? nextWithArrays : next;
      for (let statement = this.#queue.shift(); statement; statement = this.#queue.shift()) {
        yield statement;
        if (this.#watch.unbound) {
          this.#watch.unbound = false;
          this.#status = 1;
          this.#queue = [];
        }
      }
    }
  }

  /** Keeps what the last line left behind, and gets the next one. */
  async #next(args: readonly string[], context: Context): Promise<Result> {
    this.#prompts += 1;
    const exitCode = this.#status ?? Number(args[0] ?? 0);
    this.#status = undefined;
    this.#output.flush();
    this.#keep(context, exitCode);
    let reading = this.#firstLine;
    this.#firstLine = undefined;
    if (!reading) {
      const prompt = await this.#promptFor(context.cwd);
      // An interrupt that came with the line's last moment has stopped the interpreter: it must not take another line.
      if (this.#stop !== undefined) return status(exitCode, args);
      reading = this.#readCommand(prompt);
    }
    const line = await reading;
    if (this.#stop !== undefined) return status(exitCode, args);
    if (line === undefined) {
      this.#ended = true;
      return status(exitCode, args);
    }
    const wrong = await this.#prepare(line, context.cwd);
    this.#output.restart();
    if (wrong !== undefined) {
      this.#terminal.print(2, encodeText(wrong));
      this.#status = 2;
      return status(2, args);
    }
    if (this.#queue.length > 0) this.#link.send({ type: 'running', running: true });
    return status(exitCode, args);
  }

  async #promptFor(cwd: string): Promise<string> {
    this.#link.send({ type: 'running', running: false });
    this.#link.send({ type: 'session', session: this.#session });
    const [prompt] = await Promise.all([this.#terminal.promptFor(cwd), this.#tellEndedJobs()]);
    return prompt;
  }

  async #readCommand(prompt: string): Promise<string | undefined> {
    this.#betweenLines = true;
    const line = await this.#terminal.readCommand(prompt);
    this.#betweenLines = false;
    return line;
  }

  /** Before the prompt, what became of background jobs. */
  async #tellEndedJobs(): Promise<void> {
    if (!this.#state.hasJobs) return;
    const world = this.#world();
    const jobs = await jobsOf(world);
    this.#state.hasJobs = jobs.length > 0;
    const ended = jobs.filter(({ exitCode }) => exitCode !== null);
    if (ended.length > 0) this.#terminal.print(1, encodeText(await tellJobs(world, ended)));
  }

  #keep(context: Context, lastExitCode: number): void {
    const { env, exported, options } = variablesOf(context);
    this.#definitions.aliases = aliasesOf(context);
    if (this.#arrays) {
      this.#definitions.arrays = arraysIn(decodeText(fromByteString(stdinBytes(context))));
    }
    this.#session = {
      cwd: context.cwd,
      env,
      exported,
      options,
      definitions: this.#definitions.toSource(),
      history: [...this.#history],
      lastExitCode,
    };
  }

  /** Puts a line's statements into the queue; an error in bash's words when it cannot be read. */
  async #prepare(line: string, cwd: string): Promise<string | undefined> {
    this.#line = line;
    remember(line, this.#history);
    const parsed = await parse(`${line}\n`);
    if (parsed.kind === 'wrong') return parsed.message;
    if (parsed.kind === 'incomplete') return 'bash: syntax error: unexpected end of file\n';
    const { script } = parsed;
    const deferred = deferredError(script);
    if (deferred !== undefined) return deferred;
    this.#definitions.note(script.statements);
    await noteNames(line, cwd, {
      definitions: this.#definitions,
      twins: this.#twins,
      files: this.#files,
    });
    this.#arrays ||= MAKES_ARRAYS.test(line);
    if (mayTrap(line)) this.#checksTraps = true;
    if (this.#checksTraps) await checkBetween(script);
    this.#queue = this.#inForeground(script.statements);
    return undefined;
  }

  #inForeground(statements: Statement[]): Statement[] {
    adapt(statements, this.#isProgram);
    for (const name of twinsIn(statements)) this.#twins.add(name);
    const functions = this.#definitions.names();
    const rules = {
      streams: (name: string) => mayStream(name, this.#start.programs) && !functions.includes(name),
      terminal: true,
      twins: this.#twins,
    };
    return statements.map((statement) =>
      replacesOutput(statement) ? statement : inForeground(statement, rules),
    );
  }

  /** What was printed so far must stand before what the program prints. */
  #beginForeground(): void {
    this.#output.flush();
    this.#terminal.markUnknown();
  }

  #stopLine(why: 'interrupt' | 'output'): void {
    if (this.#betweenLines) {
      if (why === 'interrupt') this.#terminal.input('\x03');
      return;
    }
    if (why === 'interrupt' && takeSignal(this.#state, 'INT')) {
      this.#link.send({ type: 'interrupted' });
      this.#terminal.abandon();
      return;
    }
    this.#stop ??= why;
    this.#abort.abort();
    this.#terminal.abandon();
  }
}
