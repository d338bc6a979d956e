import { Bash, type BashExecResult, type CustomCommand } from 'just-bash/browser';
import { literalText, literalWord, type Script, type Statement } from './syntax.ts';
import type { IsProgram } from './concurrent.ts';
import type { LabFileSystem } from './lab-file-system.ts';
import { command } from './commands/command.ts';
import { adapt } from './adaptations.ts';

/** A script whose statements are fed one by one, instead of parsed from text. */
const FEED = '__lab_feed';

/** Commands that run what their arguments say. */
const RUNNERS: readonly string[] = ['find', 'timeout', 'xargs'];

/**
 * just-bash stops scripts at limits meant for servers. A lab's shell can be stopped and replaced at any moment, so only
 * the limits that guard memory stay.
 */
const LIMITS = {
  maxCommandCount: Number.MAX_SAFE_INTEGER,
  maxLoopIterations: Number.MAX_SAFE_INTEGER,
  maxAwkIterations: Number.MAX_SAFE_INTEGER,
  maxSedIterations: Number.MAX_SAFE_INTEGER,
  maxJqIterations: Number.MAX_SAFE_INTEGER,
  maxWorkUnits: Number.MAX_SAFE_INTEGER,
  maxTraversalWork: Number.MAX_SAFE_INTEGER,
  maxGlobOperations: Number.MAX_SAFE_INTEGER,
  maxInputBytes: Number.MAX_SAFE_INTEGER,
  maxOutputSize: Number.MAX_SAFE_INTEGER,
  maxExecutionTimeMs: Infinity,
  maxCallDepth: 500,
  maxExtensionCleanupTimeMs: 50,
};

export interface InterpreterOptions {
  readonly files: LabFileSystem;
  readonly cwd: string;
  /** Exported variables. */
  readonly env: Readonly<Record<string, string>>;
  readonly commands: readonly CustomCommand[];
  readonly isProgram: IsProgram;
}

export interface RunOptions {
  /** Variables that are not exported; `0`, `1`… `#`, `@`, `*` are the script's arguments. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Bytes, one to a character. */
  readonly stdin?: string;
  readonly signal?: AbortSignal;
}

/**
 * One shell: a just-bash whose state lasts from statement to statement.
 *
 * just-bash forgets functions, arrays and options between two `exec`s. So a whole session is one `exec` whose script is
 * an iterable that yields the next statement when it is known; the statement before may have waited for it.
 */
export class Interpreter {
  readonly #bash: Bash;
  readonly #env: Readonly<Record<string, string>>;
  /** Exported variables of the commands that are running other commands now, the innermost last. */
  readonly #exports: Readonly<Record<string, string>>[] = [];
  #feed: Iterable<Statement> | undefined;

  constructor({ files, cwd, env, commands, isProgram }: InterpreterOptions) {
    this.#env = { ...env, PWD: cwd };
    this.#bash = new Bash({
      fs: files,
      cwd,
      env: this.#env,
      customCommands: this.#passingExports(commands),
      executionLimits: LIMITS,
      defenseInDepth: false,
    });
    this.#bash.registerTransformPlugin({
      name: 'feed',
      transform: ({ ast }) => {
        const feed = this.#feed;
        if (feed && isFeed(ast)) {
          this.#feed = undefined;
          // An iterable is all that the interpreter asks of a script's statements.
          return { ast: { ...ast, statements: feed as Statement[] } };
        }
        adapt(ast, isProgram);
        this.#assignExports(ast);
        return { ast };
      },
    });
  }

  /**
   * Commands that run commands, each noting its exported variables while it does: just-bash would start what they run
   * with the variables that the shell itself began with.
   */
  #passingExports(commands: readonly CustomCommand[]): CustomCommand[] {
    const passing = RUNNERS.map((name): CustomCommand => {
      const own = commands.find((one) => one.name === name);
      return command(name, async (args, context) => {
        this.#exports.push({ ...context.exportedEnv });
        try {
          if (own && 'execute' in own) return await own.execute(args, context);
          if (!context.origCommand) throw new Error(`just-bash has no ${name}`);
          return await context.origCommand(args);
        } finally {
          this.#exports.pop();
        }
      });
    });
    return [...commands.filter(({ name }) => !RUNNERS.includes(name)), ...passing];
  }

  /** `command` becomes `NAME=value command`, for what is not as it was when the shell began. */
  #assignExports(script: Script): void {
    const first = script.statements[0]?.pipelines[0]?.commands[0];
    const exported = this.#exports.at(-1);
    if (!exported || first?.type !== 'SimpleCommand') return;
    for (const [name, value] of Object.entries(exported)) {
      if (this.#env[name] === value || name === 'PWD' || name === 'OLDPWD') continue;
      first.assignments.unshift({
        type: 'Assignment',
        name,
        value: literalWord(value),
        append: false,
        array: null,
      });
    }
  }

  /** Runs statements until the last, `exit` or an error that ends a script. What the statements leave unsaid is in the result. */
  run(statements: Iterable<Statement>, options: RunOptions = {}): Promise<BashExecResult> {
    this.#feed = statements;
    return this.#bash.exec(FEED, {
      rawScript: true,
      env: { ...options.variables },
      ...(options.stdin === undefined ? {} : { stdin: options.stdin, stdinKind: 'bytes' }),
      ...(options.signal ? { signal: options.signal } : {}),
    });
  }
}

const isFeed = (script: Script): boolean => {
  const command = script.statements[0]?.pipelines[0]?.commands[0];
  return command?.type === 'SimpleCommand' && literalText(command.name) === FEED;
};
