import { AFTER, CHECK_TRAPS, ENTER, LEAVE, TRAP_ACTION } from './commands/traps.ts';
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

const AROUND = `${ENTER}\n${AFTER} "$?"`;

/**
 * Puts a look at the traps after each statement, also inside loops and functions, so that a signal's action runs before
 * the next command, and a note of the variables before each `exit`. `$?` and `PIPESTATUS` are as they were. A subshell that
 * may set a trap gets what runs its action on EXIT. The tree is changed in place.
 */
export async function checkBetween(script: Script): Promise<void> {
  const parsed = await parse(`${CHECK}\n${BEFORE_EXIT}\n${AROUND}\n`);
  if (parsed.kind !== 'complete') throw new Error('the look at the traps does not parse');
  const [check, leave, enter, after] = parsed.script.statements;
  if (check && leave && enter && after)
    script.statements = between(script.statements, { check, leave, enter, after });
}

interface Inserted {
  readonly check: Statement;
  readonly leave: Statement;
  readonly enter: Statement;
  readonly after: Statement;
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
      const setsTrap = isSubshell(item) && namesTrap(item.body);
      walk(item, inserted);
      if (isExit(item)) node[index] = groupOf([inserted.leave, statementOf(item)]);
      else if (setsTrap) node[index] = withItsTraps(item, inserted);
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

/** `{ ENTER; ( body; LEAVE ); AFTER "$?"; }`, with the subshell's redirections, which its traps write to as well. */
function withItsTraps(subshell: Subshell, { leave, enter, after }: Inserted): Command {
  const { redirections } = subshell;
  const body = [...subshell.body, structuredClone(leave)];
  const inner = statementOf({ ...subshell, body, redirections: [] });
  return { ...groupOf([enter, inner, after]), redirections };
}

const groupOf = (body: readonly Statement[]): Extract<Command, { type: 'Group' }> => ({
  type: 'Group',
  body: body.map((statement) => structuredClone(statement)),
  redirections: [],
});

type Subshell = Extract<Command, { type: 'Subshell' }>;

const isSubshell = (node: unknown): node is Subshell =>
  typeof node === 'object' && node !== null && 'type' in node && node.type === 'Subshell';

function namesTrap(node: unknown): boolean {
  if (Array.isArray(node)) return node.some(namesTrap);
  if (typeof node !== 'object' || node === null) return false;
  if ('type' in node && node.type === 'SimpleCommand')
    if (literalText((node as SimpleCommand).name) === 'trap') return true;
  return Object.values(node).some(namesTrap);
}

const isExit = (node: unknown): node is SimpleCommand => {
  if (typeof node !== 'object' || node === null || !('type' in node)) return false;
  return node.type === 'SimpleCommand' && literalText((node as SimpleCommand).name) === 'exit';
};
