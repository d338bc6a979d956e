import type { BashExecResult } from 'just-bash/browser';
import { adapt } from './adaptations.ts';
import type { IsProgram } from './concurrent.ts';
import type { Interpreter, RunOptions } from './interpreter.ts';
import { parse, type Statement } from './syntax.ts';
import type { ShellState } from './shell-state.ts';

export interface TrappedRun {
  /** A fresh one at each call. */
  readonly interpreter: () => Interpreter;
  readonly options: RunOptions;
  readonly state: ShellState;
  readonly isProgram: IsProgram;
  /** Source of the functions that the shell has by now. */
  readonly definitions: () => string;
}

/**
 * Runs a shell's statements and then its trap on EXIT, in whatever way the shell ended: its last statement, `exit`,
 * `set -e` or a signal. The exit code is the shell's own, unless the trap exits with another.
 */
export async function runWithTraps(
  run: TrappedRun,
  statements: Iterable<Statement>,
): Promise<BashExecResult> {
  const { state } = run;
  const noting = (function* () {
    for (const statement of statements) {
      // An `exit` in a subshell of the statement before was not the end of this shell.
      state.leftWith = undefined;
      yield statement;
    }
  })();
  const result = await run.interpreter().run(noting, run.options);
  const action = state.traps.takeExit();
  if (action === undefined) return result;
  const { stdout, stderr, exitCode } = result;
  const env = state.leftWith ?? result.env;
  const after = await runExitTrap(run, action, { exitCode, env });
  return { ...after, stdout: stdout + after.stdout, stderr: stderr + after.stderr };
}

/** The action sees the variables and functions that the shell had, and `$?`. */
export async function runExitTrap(
  run: Omit<TrappedRun, 'state'>,
  action: string,
  ended: { readonly exitCode: number; readonly env: Readonly<Record<string, string>> },
): Promise<BashExecResult> {
  const status = `(exit ${ended.exitCode})`;
  const parsed = await parse([run.definitions(), status, action, status, ''].join('\n'));
  const statements = parsed.kind === 'complete' ? parsed.script.statements : [];
  adapt(statements, run.isProgram);
  return run.interpreter().run(statements, {
    variables: { ...run.options.variables, ...ended.env },
    ...(run.options.stdin === undefined ? {} : { stdin: run.options.stdin }),
  });
}
