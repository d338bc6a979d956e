import { Bash, type BashExecResult, type CustomCommand } from 'just-bash/browser';
import { literalText, type Script, type Statement } from './syntax.ts';
import type { LabFileSystem } from './lab-file-system.ts';
import { adapt } from './adaptations.ts';

/** A script whose statements are fed one by one, instead of parsed from text. */
const FEED = '__lab_feed';

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
  #feed: Iterable<Statement> | undefined;

  constructor({ files, cwd, env, commands }: InterpreterOptions) {
    this.#bash = new Bash({
      fs: files,
      cwd,
      env: { ...env, PWD: cwd },
      customCommands: [...commands],
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
        adapt(ast);
        return { ast };
      },
    });
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
