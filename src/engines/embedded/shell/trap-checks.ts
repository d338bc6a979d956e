import { CHECK_TRAPS, LEAVE, TRAP_ACTION } from './commands/traps.ts';
import {
  literalText,
  parse,
  statementOf,
  type Command,
  type Script,
  type SimpleCommand,
  type Statement,
} from './syntax.ts';

/** True for source that may set a trap: only then its commands need to be checked between. */
export const mayTrap = (source: string): boolean => /\btrap\b/.test(source);

const CHECK = `${CHECK_TRAPS} "$?" "\${PIPESTATUS[@]}" || eval "$${TRAP_ACTION}"`;

const BEFORE_EXIT = `${LEAVE} "$?" "\${PIPESTATUS[@]}"`;

/**
 * Puts a look at the traps after each statement, also inside loops and functions, so that a signal's action runs before
 * the next command, and a note of the variables before each `exit`. `$?` and `PIPESTATUS` are as they were. The tree is
 * changed in place.
 */
export async function checkBetween(script: Script): Promise<void> {
  const parsed = await parse(`${CHECK}\n${BEFORE_EXIT}\n`);
  if (parsed.kind !== 'complete') throw new Error('the look at the traps does not parse');
  const [check, leave] = parsed.script.statements;
  if (check && leave) script.statements = between(script.statements, { check, leave });
}

interface Inserted {
  readonly check: Statement;
  readonly leave: Statement;
}

function between(statements: readonly Statement[], inserted: Inserted): Statement[] {
  return statements.flatMap((statement) => {
    walk(statement.pipelines, inserted);
    return [statement, structuredClone(inserted.check)];
  });
}

function walk(node: unknown, inserted: Inserted): void {
  if (Array.isArray(node)) {
    node.forEach((item: unknown, index) => {
      walk(item, inserted);
      if (isExit(item)) {
        const body = [structuredClone(inserted.leave), statementOf(item)];
        node[index] = { type: 'Group', body, redirections: [] } satisfies Command;
      }
    });
  } else if (typeof node === 'object' && node !== null) {
    // What runs in a copy of the shell (a substitution) has no traps of its own.
    if ('type' in node && node.type === 'CommandSubstitution') return;
    for (const [key, value] of Object.entries(node)) {
      if ((key === 'body' || key === 'elseBody') && Array.isArray(value)) {
        (node as Record<string, unknown>)[key] = between(value as Statement[], inserted);
      } else walk(value, inserted);
    }
  }
}

const isExit = (node: unknown): node is SimpleCommand => {
  if (typeof node !== 'object' || node === null || !('type' in node)) return false;
  return node.type === 'SimpleCommand' && literalText((node as SimpleCommand).name) === 'exit';
};
