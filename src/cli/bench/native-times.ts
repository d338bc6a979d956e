import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';

/** Milliseconds of the same things done by this machine's own programs. */
export interface NativeTimes {
  /** `python3 -c "print(1)"`, from start to end; absent where there is no Python. */
  readonly pythonMs?: readonly number[];
  /** A line of `echo` given to a shell that runs, until its answer is read. */
  readonly echoMs: readonly number[];
  /** A Python that loops, from SIGINT to its end. */
  readonly stopMs?: readonly number[];
  /** A Python that prints 5 MB, from start to end, with nobody to read it. */
  readonly floodMs?: readonly number[];
}

/** Prints 65,536 lines of 80 bytes. */
export const FLOOD = 'for i in range(65536): print(str(i).zfill(79))';

/** The program that `python3` stands for: behind a version manager's shim it would be the shim that is timed. */
export function nativePython(): string | undefined {
  try {
    const says = ['-c', 'import sys; print(sys.executable)'];
    return execFileSync('python3', says, { encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}

export async function timeNative(runs: number): Promise<NativeTimes> {
  const python = nativePython();
  const echoMs = await times(runs, timeEcho);
  if (python === undefined) return { echoMs };
  return {
    echoMs,
    pythonMs: await times(runs, () => Promise.resolve(timeProgram(python, ['-c', 'print(1)']))),
    stopMs: await times(runs, () => timeStop(python)),
    floodMs: await times(runs, () => Promise.resolve(timeProgram(python, ['-c', FLOOD]))),
  };
}

/** Runs a program to its end. @throws Error when it does not end with exit code 0. */
export function timeProgram(program: string, args: readonly string[], cwd?: string): number {
  const start = performance.now();
  execFileSync(program, args, { stdio: 'ignore', ...(cwd === undefined ? {} : { cwd }) });
  return performance.now() - start;
}

/** What each of so many runs gives, one after the other. */
export async function times<Value>(runs: number, once: () => Promise<Value>): Promise<Value[]> {
  const values: Value[] = [];
  for (let run = 0; run < runs; run += 1) values.push(await once());
  return values;
}

async function timeEcho(): Promise<number> {
  const shell = spawn('bash', { stdio: ['pipe', 'pipe', 'ignore'] });
  shell.stdin.write('echo up\n');
  await once(shell.stdout, 'data');
  const start = performance.now();
  shell.stdin.write('echo 1\n');
  await once(shell.stdout, 'data');
  const elapsedMs = performance.now() - start;
  shell.stdin.end();
  return elapsedMs;
}

/** A Python that loops, from SIGINT to its end. */
export async function timeStop(python: string): Promise<number> {
  const loop = 'print("in", flush=True)\nwhile True: pass';
  const child = spawn(python, ['-c', loop], { stdio: ['ignore', 'pipe', 'ignore'] });
  await once(child.stdout, 'data');
  const ended = once(child, 'exit');
  const start = performance.now();
  child.kill('SIGINT');
  await ended;
  return performance.now() - start;
}
