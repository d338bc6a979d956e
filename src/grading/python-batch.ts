import { textFile } from '#container';
import { commandLine } from './command-line.ts';
import type { Probe, Run } from './probe.ts';
import { BATCH_MARK, PYTHON_BATCH } from './python-batch-program.ts';

/** One run of a Python program of the work. */
export interface PythonCase {
  /** The program, by path, and its arguments. */
  readonly argv: readonly [program: string, ...string[]];
  readonly stdin?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  /** Relative to the work; it may begin with `../` once, for a folder that was mounted beside it. */
  readonly cwd?: string;
  /**
   * Folders of the work that are laid anew before the run, each from another: for a program that changes files. A batch
   * that a slow machine had to stop is run again from its beginning, and must find the files as they were.
   */
  readonly fresh?: Readonly<Record<string, string>>;
  /** Files to bring back afterwards: paths or glob patterns, relative to `cwd`. */
  readonly collect?: readonly string[];
}

/** What a program of a batch did, with the files that were asked for, by path. */
export interface BatchRun extends Run {
  readonly files: Readonly<Record<string, Uint8Array>>;
  /** It wrote more than 4 MB to a standard stream. */
  readonly tooMuchOutput: boolean;
  /** It was not run, because the program had already failed to end for other inputs. */
  readonly notRun: boolean;
}

/** After so many runs of a program that did not end, its others are not run: each costs the whole time limit. */
const MOST_TIMEOUTS = 2;
const BATCH_FOLDER = '../grader';
const BATCH_FILE = 'run-batch.py';
const NOTHING = new Uint8Array(0);
const decoder = new TextDecoder();

/**
 * Runs programs of the work one after another in one interpreter, each as if alone. A batch costs little more than one
 * run; a run that breaks the interpreter, or does not end, costs only itself: the others are run again without it.
 */
export async function runPythonBatch(
  probe: Probe,
  cases: readonly PythonCase[],
  options: { readonly timeoutMs?: number } = {},
): Promise<readonly BatchRun[]> {
  await probe.mount(BATCH_FOLDER, { [BATCH_FILE]: textFile(PYTHON_BATCH) });
  const runs: (BatchRun | undefined)[] = cases.map(() => undefined);
  const together = await runOnce(probe, cases, options);
  for (const { index, run } of together.ended) runs[index] = run;
  const timeouts = new Map<string, number>();
  for (const [index, given] of cases.entries()) {
    if (runs[index]) continue;
    const [program] = given.argv;
    const before = timeouts.get(program) ?? 0;
    if (before >= MOST_TIMEOUTS) {
      runs[index] = unfinished(given, { ...together.process, timedOut: true }, true);
      continue;
    }
    const alone = await runOnce(probe, [given], options);
    runs[index] = alone.ended[0]?.run ?? unfinished(given, alone.process, false);
    if (alone.process.timedOut) timeouts.set(program, before + 1);
  }
  return runs.filter((run) => run !== undefined);
}

interface Once {
  readonly process: Run;
  readonly ended: readonly { readonly index: number; readonly run: BatchRun }[];
}

async function runOnce(
  probe: Probe,
  cases: readonly PythonCase[],
  options: { readonly timeoutMs?: number },
): Promise<Once> {
  const stdin = JSON.stringify(cases.map(forPython));
  const process = await probe.run(['python3', `${BATCH_FOLDER}/${BATCH_FILE}`], {
    ...options,
    stdin,
  });
  const ended = process.stdoutText.split('\n').flatMap((line) => {
    if (!line.startsWith(BATCH_MARK)) return [];
    const answer = answerOf(line.slice(BATCH_MARK.length));
    const given = answer && cases[answer.case];
    return given ? [{ index: answer.case, run: runOf(given, answer) }] : [];
  });
  return { process, ended };
}

function forPython({ argv, stdin, env, cwd, collect, fresh }: PythonCase) {
  const bytes = typeof stdin === 'string' ? new TextEncoder().encode(stdin) : stdin;
  return { argv, env, cwd, collect, fresh, ...(bytes ? { stdin: toBase64(bytes) } : {}) };
}

interface Answer {
  readonly case: number;
  readonly exitCode: number;
  readonly tooMuch: boolean;
  readonly stdout: string;
  readonly stderr: string;
  readonly files: Readonly<Record<string, string>>;
  readonly outside: readonly string[];
}

/** The work's own program may write such a line too: what is not one of ours is passed over. */
function answerOf(text: string): Answer | undefined {
  try {
    const answer = JSON.parse(text) as Answer;
    const isOurs =
      Number.isInteger(answer.case) &&
      typeof answer.stdout === 'string' &&
      Array.isArray(answer.outside);
    return isOurs ? answer : undefined;
  } catch {
    return undefined;
  }
}

function runOf(given: PythonCase, answer: Answer): BatchRun {
  const stdout = fromBase64(answer.stdout);
  return {
    command: commandOf(given),
    exitCode: answer.exitCode,
    timedOut: false,
    tooMuchOutput: answer.tooMuch,
    notRun: false,
    stdout,
    stdoutText: decoder.decode(stdout),
    stderrText: decoder.decode(fromBase64(answer.stderr)),
    ...(answer.outside.length > 0 ? { wroteOutside: answer.outside } : {}),
    files: Object.fromEntries(
      Object.entries(answer.files).map(([path, text]) => [path, fromBase64(text)]),
    ),
  };
}

/** A program that took the interpreter with it, or did not end: what is known is what the process did. */
function unfinished(given: PythonCase, process: Run, notRun: boolean): BatchRun {
  return {
    command: commandOf(given),
    exitCode: process.exitCode,
    timedOut: process.timedOut,
    tooMuchOutput: false,
    notRun,
    stdout: NOTHING,
    stdoutText: '',
    stderrText: process.stderrText,
    files: {},
  };
}

function commandOf({ argv, env, cwd }: PythonCase): string {
  return commandLine(['python3', ...argv], { ...(env ? { env } : {}), ...(cwd ? { cwd } : {}) });
}

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(text);
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
