import { resolvePath } from '../kernel/paths.ts';
import type { ShellSession } from '../kernel/shell-protocol.ts';
import { decodeText, encodeText, toByteString } from './bytes.ts';
import { labCommands } from './commands/lab-commands.ts';
import { adapt, RUN_FILE, SHELL_NUMBER } from './adaptations.ts';
import { RUN_PROGRAMS, type IsProgram } from './concurrent.ts';
import { inForeground, replacesOutput, twinsIn } from './foreground.ts';
import { Interpreter } from './interpreter.ts';
import type { KernelLink } from './kernel-link.ts';
import { LabFileSystem } from './lab-file-system.ts';
import type { ShellOutput } from './shell-output.ts';
import { ErrorWatch } from './error-watch.ts';
import { Definitions } from './session-state.ts';
import { activeShells, type ShellState } from './shell-state.ts';
import { checkBetween, mayTrap } from './trap-checks.ts';
import { runWithTraps, type TrappedRun } from './trapped-run.ts';
import { parse, type Script, type Statement } from './syntax.ts';

export interface ShellWorld {
  readonly link: KernelLink;
  readonly programs: readonly string[];
  /** Of the learner's terminal, when the output goes there. */
  readonly terminal: TerminalSize | null;
  /** True when what a foreground program prints may leave past the shell, as it is written. */
  readonly streams: boolean;
  /** Told before a program prints by itself. */
  readonly onForeground?: () => void;
}

export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

export interface ScriptRun {
  /** `argv[0]` is the shell's name; then `-c line name args…`, `script args…`, or nothing to read standard input. */
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly stdin: Uint8Array;
  readonly output: ShellOutput;
  readonly signal: AbortSignal;
  readonly state: ShellState;
  /** For a copy of another shell: what it begins with. */
  readonly session?: Pick<ShellSession, 'definitions' | 'options' | 'env' | 'exported'>;
}

/** Runs a shell that is not interactive to its end. Resolves to its exit code: 126 and 127 as POSIX has them. */
export async function runScriptShell(world: ShellWorld, run: ScriptRun): Promise<number> {
  const say = (text: string) => run.output.write(2, encodeText(text));
  const call = readArguments(run.argv);
  if ('wrong' in call) {
    await say(call.wrong);
    return 2;
  }
  const output = new ErrorWatch(run.output, call.name);
  const files = new LabFileSystem(world.link, output);
  let source = call.source;
  let stdin = run.stdin;
  if (call.file !== undefined) {
    const found = await readScript(files, resolvePath(run.cwd, call.file), call.file);
    if ('wrong' in found) {
      await say(`${call.shell}: ${found.wrong}\n`);
      return found.exitCode;
    }
    source = found.source;
  } else if (source === undefined) {
    source = decodeText(stdin);
    stdin = new Uint8Array(0);
  }
  const prologue = [...call.options, ...(run.session?.options ?? [])].map(
    (option) => `set -o ${option}`,
  );
  const definitions = new Definitions();
  await definitions.noteSource(run.session?.definitions ?? '');
  run.state.definitions = () => definitions.toSource();
  const isProgram = (name: string) =>
    world.programs.includes(name) && !definitions.names().includes(name);
  const before = await parse([...prologue, run.session?.definitions ?? ''].join('\n'));
  const parsed = await parse(source.endsWith('\n') ? source : `${source}\n`);
  if (parsed.kind !== 'complete') {
    await say(
      parsed.kind === 'wrong'
        ? parsed.message.replace(/^bash/, call.name)
        : `${call.name}: syntax error: unexpected end of file\n`,
    );
    return 2;
  }
  definitions.note(parsed.script.statements);
  if (mayTrap(source)) await checkBetween(parsed.script);
  const began = [
    ...(before.kind === 'complete' ? prepared(before.script, world, isProgram) : []),
    ...prepared(parsed.script, world, isProgram),
  ];
  const started = startedWith(run);
  const shell: TrappedRun = {
    interpreter: () =>
      new Interpreter({
        files,
        cwd: run.cwd,
        env: started.exported,
        isProgram,
        commands: labCommands({
          history: [],
          ...world,
          output,
          shell: run.state,
          interactive: false,
          yieldTurn: () => run.output.write(1, new Uint8Array(0)),
        }),
      }),
    options: {
      variables: { ...started.variables, ...positional(call.name, call.args) },
      stdin: toByteString(stdin),
      signal: run.signal,
    },
    state: run.state,
    isProgram,
    definitions: () => definitions.toSource(),
  };
  activeShells.push(run.state);
  try {
    const result = await runWithTraps(shell, output.stopping(began));
    if (result.stdout !== '') await run.output.write(1, encodeText(result.stdout));
    if (result.stderr !== '' && !run.signal.aborted) await say(result.stderr);
    if (run.signal.aborted) return 130;
    return output.unbound ? 1 : result.exitCode;
  } finally {
    activeShells.splice(activeShells.indexOf(run.state), 1);
    if (run.state.hasJobs) await world.link.call('leaveJobs', run.state.number);
  }
}

/** The variables that the shell begins with, exported or not. */
function startedWith({ env, session, state }: ScriptRun) {
  const own = Object.entries(session?.env ?? {}).filter(
    ([name]) => session?.exported.includes(name) !== true,
  );
  const variables = { [SHELL_NUMBER]: String(state.pid), ...Object.fromEntries(own) };
  return { exported: env, variables };
}

/** Statements that write to the output as they end, up to an `exec` that sends the output elsewhere. */
function prepared(script: Script, world: ShellWorld, isProgram: IsProgram): Statement[] {
  adapt(script, isProgram);
  const rules = {
    streams: (name: string) => mayStream(name, world.programs),
    terminal: false,
    twins: new Set(twinsIn(script.statements)),
  };
  const last = script.statements.findIndex(replacesOutput);
  return script.statements.map((statement, index) =>
    last >= 0 && index >= last ? statement : inForeground(statement, rules),
  );
}

/** Programs, shells, and `ls`, which prints otherwise to a terminal. */
export const mayStream = (name: string, programs: readonly string[]): boolean =>
  programs.includes(name) ||
  /^(?:bash|sh|ls)$/.test(name) ||
  name === RUN_FILE ||
  name === RUN_PROGRAMS;

/** The variables by which just-bash knows a script's arguments. */
export function positional(name: string, args: readonly string[]): Record<string, string> {
  const variables: Record<string, string> = {
    '0': name,
    '#': String(args.length),
    '@': args.join(' '),
    '*': args.join(' '),
  };
  args.forEach((arg, index) => (variables[String(index + 1)] = arg));
  return variables;
}

interface Call {
  readonly shell: string;
  readonly name: string;
  readonly args: readonly string[];
  readonly options: readonly string[];
  readonly source?: string;
  readonly file?: string;
}

const SHORT_OPTIONS: Readonly<Record<string, string>> = {
  e: 'errexit',
  u: 'nounset',
  x: 'xtrace',
  v: 'verbose',
  f: 'noglob',
  n: 'noexec',
};

function readArguments(argv: readonly string[]): Call | { readonly wrong: string } {
  const [shell = 'bash', ...rest] = argv;
  const options: string[] = [];
  let command = false;
  for (;;) {
    const word = rest[0];
    if (word === undefined || !/^[-+]./.test(word)) break;
    rest.shift();
    if (word === '--' || word === '-') break;
    if (word === '-o') options.push(rest.shift() ?? '');
    else if (word === '--login' || word === '--norc' || word === '--posix') continue;
    else if (word.startsWith('--')) return { wrong: `${shell}: ${word}: invalid option\n` };
    else {
      for (const letter of word.slice(1)) {
        if (letter === 'c') command = true;
        else if (letter === 'l' || letter === 's' || letter === 'i') continue;
        else if (letter === 'o') options.push(rest.shift() ?? '');
        else if (SHORT_OPTIONS[letter]) options.push(SHORT_OPTIONS[letter]);
        else return { wrong: `${shell}: -${letter}: invalid option\n` };
      }
    }
  }
  if (command) {
    const [source, name = shell, ...args] = rest;
    if (source === undefined) return { wrong: `${shell}: -c: option requires an argument\n` };
    return { shell, name, args, options, source };
  }
  const [file, ...args] = rest;
  return file === undefined
    ? { shell, name: shell, args: [], options }
    : { shell, name: file, args, options, file };
}

type Found = { readonly source: string } | { readonly wrong: string; readonly exitCode: number };

async function readScript(files: LabFileSystem, path: string, shown: string): Promise<Found> {
  try {
    if ((await files.stat(path)).isDirectory) {
      return { wrong: `${shown}: Is a directory`, exitCode: 126 };
    }
    const bytes = await files.readFileBuffer(path);
    if (bytes.subarray(0, 256).includes(0)) {
      return { wrong: `${shown}: cannot execute binary file`, exitCode: 126 };
    }
    return { source: decodeText(bytes) };
  } catch {
    return { wrong: `${shown}: No such file or directory`, exitCode: 127 };
  }
}
