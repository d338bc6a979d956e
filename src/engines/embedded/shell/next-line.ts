import type { Result } from './commands/command.ts';
import { parse, type Statement } from './syntax.ts';

/** Waits for the learner's next line; stands between the statements of two lines. */
export const NEXT = '__lab_next';

/** Gives the last line's status to `NEXT` and takes it back, with `PIPESTATUS` and `$_`, and never trips `set -e`. */
export const NEXT_SOURCE = `${NEXT} "$?" "\${#PIPESTATUS[@]}" "\${PIPESTATUS[@]}" "$_" && { :; }`;
export const NEXT_WITH_ARRAYS = NEXT_SOURCE.replace(' &&', ' <<< "$(declare -p 2>/dev/null)" &&');

/** A status that leaves `$?` and `PIPESTATUS` as they were. */
export function status(exitCode: number, args: readonly string[]): Result {
  const pipe = args.slice(2, 2 + Number(args[1] ?? 0)).map(Number);
  return { stdout: '', stderr: '', exitCode, internalPipeStatusOverride: pipe };
}

export async function nextStatement(source: string): Promise<Statement> {
  const [statement] = await statementsOf(source);
  const group = statement?.pipelines[1]?.commands[0];
  if (!statement || group?.type !== 'Group') throw new Error('the prompt statement does not parse');
  // A group without commands, which bash cannot write: even `:` would change `PIPESTATUS`.
  group.body = [];
  return statement;
}

export async function statementsOf(source: string): Promise<Statement[]> {
  const parsed = await parse(source);
  return parsed.kind === 'complete' ? parsed.script.statements : [];
}
