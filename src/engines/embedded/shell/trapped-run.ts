import type { BashExecResult } from 'just-bash/browser';
import { adapt } from './adaptations.ts';
import type { IsProgram } from './concurrent.ts';
import type { Interpreter, RunOptions } from './interpreter.ts';
import { parse, type Statement } from './syntax.ts';
import type { EndedShell, ShellState } from './shell-state.ts';

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
  state.runExit = (action, ended) => runExitTrap(run, action, ended);
  let result = await run.interpreter().run(noting, run.options);
  const env = state.leftWith ?? result.env;
  // With `set -e` a subshell that fails takes the shell around it along.
  const actions: (string | undefined)[] = [];
  while (state.isInSubshell) actions.push(state.leaveSubshell());
  actions.push(state.traps.takeExit());
  for (const action of actions) {
    if (action === undefined) continue;
    const { stdout, stderr, exitCode } = result;
    const after = await runExitTrap(run, action, { exitCode, env });
    result = { ...after, stdout: stdout + after.stdout, stderr: stderr + after.stderr };
  }
  return result;
}

/** The action sees the variables and functions that the shell had, and `$?`. */
export async function runExitTrap(
  run: Omit<TrappedRun, 'state'>,
  action: string,
  ended: EndedShell,
): Promise<BashExecResult> {
  const status = `(exit ${ended.exitCode})`;
  const folder = ended.env['PWD'];
  const parsed = await parse(
    [
      run.definitions(),
      folder === undefined ? '' : `cd -- ${quoted(folder)} 2>/dev/null`,
      status,
      action,
      status,
      '',
    ].join('\n'),
  );
  const statements = parsed.kind === 'complete' ? parsed.script.statements : [];
  adapt(statements, run.isProgram);
  return run.interpreter().run(statements, {
    variables: { ...run.options.variables, ...ended.env },
    ...(run.options.stdin === undefined ? {} : { stdin: run.options.stdin }),
  });
}

const quoted = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;
