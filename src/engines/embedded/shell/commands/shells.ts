import type { CustomCommand } from 'just-bash/browser';
import { resolvePath } from '../../kernel/paths.ts';
import { decodeText, fromByteString } from '../bytes.ts';
import { RUN_FILE } from '../adaptations.ts';
import { CollectedOutput } from '../shell-output.ts';
import { ShellState } from '../shell-state.ts';
import { runScriptShell } from '../script-shell.ts';
import { bytes, command, failure, stdinBytes, type Context, type Result } from './command.ts';
import type { CommandWorld } from './lab-commands.ts';
import { isForeground, runProgram } from './programs.ts';

/** `bash` and `sh` as shells of their own, and the runner of `./script`. */
export function shellCommands(world: CommandWorld): CustomCommand[] {
  return [
    command('bash', (args, context) => runShell(world, ['bash', ...args], context)),
    command('sh', (args, context) => runShell(world, ['sh', ...args], context)),
    command(RUN_FILE, (args, context) => runFile(world, args, context)),
  ];
}

async function runShell(
  world: CommandWorld,
  argv: readonly string[],
  context: Context,
): Promise<Result> {
  const streams = isForeground(context);
  const collected = new CollectedOutput();
  const state = new ShellState(undefined, world.shell.traps.ignored());
  const ended = new AbortController();
  state.end = () => {
    ended.abort();
  };
  const exitCode = await runScriptShell(
    { ...world, terminal: streams ? world.terminal : null, streams: streams && world.streams },
    {
      argv,
      cwd: context.cwd,
      env: { ...context.exportedEnv },
      stdin: fromByteString(stdinBytes(context)),
      output: streams ? world.output : collected,
      signal: context.signal ? AbortSignal.any([context.signal, ended.signal]) : ended.signal,
      state,
    },
  );
  return bytes(collected.of(1), exitCode, decodeText(collected.of(2)));
}

/** Runs a file as the system would: it must be executable, and its first line says by what. */
async function runFile(
  world: CommandWorld,
  [file = '', ...args]: readonly string[],
  context: Context,
): Promise<Result> {
  const path = resolvePath(context.cwd, file);
  let head: string;
  try {
    const stats = await context.fs.stat(path);
    if (stats.isDirectory) return failure(`bash: ${file}: Is a directory`, 126);
    if ((stats.mode & 0o111) === 0) return failure(`bash: ${file}: Permission denied`, 126);
    head = decodeText((await context.fs.readFileBuffer(path)).subarray(0, 256));
  } catch {
    return failure(`bash: ${file}: No such file or directory`, 127);
  }
  const [interpreter = 'bash', ...options] = shebang(head);
  if (interpreter === 'bash' || interpreter === 'sh') {
    return runShell(world, [interpreter, ...options, file, ...args], context);
  }
  if (!world.programs.includes(interpreter)) {
    return failure(
      `bash: ${file}: ${interpreter}: bad interpreter: No such file or directory`,
      126,
    );
  }
  return runProgram(world, [interpreter, ...options, file, ...args], context);
}

function shebang(head: string): string[] {
  const line = /^#!\s*([^\n]*)/.exec(head)?.[1]?.trim();
  if (line === undefined || line === '') return [];
  const words = line.split(/\s+/);
  const names = words[0]?.endsWith('/env') ? words.slice(1).filter((word) => word !== '-S') : words;
  return names.map((word, index) => (index === 0 ? (word.split('/').pop() ?? word) : word));
}
