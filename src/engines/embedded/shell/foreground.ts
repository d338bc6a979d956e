import {
  literalText,
  literalWord,
  statementOf,
  type Command,
  type FunctionDefinition,
  type Pipeline,
  type Redirection,
  type SimpleCommand,
  type Statement,
  type Word,
} from './syntax.ts';

/** The descriptor by which a program learns that it is alone in the foreground: `FOREGROUND_FD<<<x`. */
export const FOREGROUND_FD = 199;

/** What the learner types, up to the end of input: `< TERMINAL_INPUT` for a command that would wait for it. */
export const TERMINAL_INPUT = '/dev/lab-input';

/** One line of what the learner types; the rest of the path is the prompt of `read -p`. */
export const TERMINAL_LINE = '/dev/lab-input-line:';

const toFile = (fd: 1 | 2): Redirection => ({
  type: 'Redirection',
  fd,
  operator: '>>',
  target: literalWord(`/dev/lab-output-${fd}`),
});

const FOREGROUND: Redirection = {
  type: 'Redirection',
  fd: FOREGROUND_FD,
  operator: '<<<',
  target: literalWord('yes'),
};

const fromTerminal = (target: Word): Redirection => ({
  type: 'Redirection',
  fd: 0,
  operator: '<',
  target,
});

/** Read from the terminal when they are given no file. */
const READERS = /^(?:cat|tee|sort|wc|tac|rev|nl|uniq|md5sum|sha256sum|base64)$/;

export interface ForegroundRules {
  /** True for commands that do otherwise when they are alone in the foreground of a terminal. */
  readonly streams: (name: string) => boolean;
  /** True when the shell has a terminal to read from. */
  readonly terminal: boolean;
  /** Names of the functions that have a twin for the foreground; `twinsIn` finds them. */
  readonly twins: ReadonlySet<string>;
}

/**
 * A function that is called in the foreground must stream, and the same function in a pipe or a substitution must not:
 * so each has a twin by this prefix whose commands write to the shell's output at once.
 */
export const TWIN = '__lab_fg_';

/** The functions that these statements define, as far as `inForeground` gives them a twin. */
export function twinsIn(statements: readonly Statement[]): string[] {
  return statements.flatMap(({ pipelines, background }) =>
    pipelines.flatMap(({ commands }) => {
      const [command] = commands;
      if (commands.length !== 1 || !command || background || redirectionsOf(command).length > 0) {
        return [];
      }
      return command.type === 'FunctionDef' ? [command.name] : twinsIn(bodies(command));
    }),
  );
}

const redirectionsOf = (command: Command): readonly Redirection[] =>
  'redirections' in command ? command.redirections : [];

/**
 * The statement with its foreground commands writing to the shell's output at once. The tree is changed in place.
 *
 * A command is in the foreground when nothing of the shell stands between it and the shell's own output: it is not
 * in a pipe's middle, a substitution, a function's body or a redirected group. Redirections of the command itself
 * come after ours and win, as in any shell.
 */
export function inForeground(statement: Statement, rules: ForegroundRules): Statement {
  if (replacesOutput(statement)) return statement;
  markStatement(statement, rules);
  // What no command's redirection catches (`time`, errors of expansion) is caught by a group around the statement.
  const group: Command = {
    type: 'Group',
    body: [statement],
    redirections: [toFile(1), toFile(2)],
  };
  const pipeline: Pipeline = { type: 'Pipeline', commands: [group], negated: false };
  return { type: 'Statement', pipelines: [pipeline], operators: [], background: false };
}

/** `exec > file`: from here on the shell's output is the learner's business. */
export function replacesOutput(statement: Statement): boolean {
  return statement.pipelines.some(({ commands }) =>
    commands.some(
      (command) =>
        command.type === 'SimpleCommand' &&
        literalText(command.name) === 'exec' &&
        command.args.length === 0 &&
        command.redirections.length > 0,
    ),
  );
}

function markStatement(statement: Statement, rules: ForegroundRules): void {
  for (const pipeline of statement.pipelines) {
    const alone = pipeline.commands.length === 1 && !statement.background;
    pipeline.commands.forEach((command, index) => {
      const last = index === pipeline.commands.length - 1;
      if (command.type === 'SimpleCommand') {
        markSimple(command, { last, alone, first: index === 0 && !statement.background }, rules);
      } else if (command.type === 'FunctionDef') {
        if (alone && rules.twins.has(command.name)) {
          const twin = twinOf(command, rules);
          pipeline.commands[index] = {
            type: 'Group',
            body: [command, twin].map(statementOf),
            redirections: [],
          };
        }
      } else {
        if (alone && command.redirections.length === 0) {
          for (const inner of bodies(command)) markStatement(inner, rules);
        } else command.redirections.unshift(...(last ? [toFile(1), toFile(2)] : [toFile(2)]));
      }
    });
  }
}

function twinOf(definition: FunctionDefinition, rules: ForegroundRules): FunctionDefinition {
  const twin = structuredClone(definition);
  twin.name = TWIN + definition.name;
  hideTwins(twin.body);
  if (twin.body.redirections.length === 0) {
    for (const inner of bodies(twin.body)) markStatement(inner, rules);
  }
  return twin;
}

/** `FUNCNAME` tells the function's own name. */
function hideTwins(node: unknown): void {
  if (typeof node !== 'object' || node === null) return;
  if ('type' in node && node.type === 'ParameterExpansion' && 'parameter' in node) {
    const expansion = node as unknown as { parameter: string; operation: unknown };
    if (/^FUNCNAME\b/.test(expansion.parameter) && expansion.operation === null) {
      const pattern = literalWord(TWIN);
      expansion.operation = { type: 'PatternRemoval', pattern, side: 'prefix', greedy: false };
    }
  }
  for (const value of Object.values(node)) hideTwins(value);
}

function markSimple(
  command: SimpleCommand,
  place: { readonly last: boolean; readonly alone: boolean; readonly first: boolean },
  rules: ForegroundRules,
): void {
  const name = literalText(command.name);
  // Assignments alone write nothing, and just-bash forgets their status when they are redirected.
  if (command.name === null || (name === 'exec' && command.args.length === 0)) return;
  const plain = command.redirections.length === 0;
  if (plain && place.alone && name !== undefined && rules.twins.has(name)) {
    command.name = literalWord(TWIN + name);
    return;
  }
  const readsFile = command.redirections.some(({ fd, operator }) =>
    fd === null ? operator.startsWith('<') : fd === 0,
  );
  if (rules.terminal && place.first && !readsFile && name !== undefined && waits(name, command)) {
    command.redirections.unshift(
      fromTerminal(name === 'read' ? lineWithPrompt(command) : literalWord(TERMINAL_INPUT)),
    );
  }
  command.redirections.unshift(...(place.last ? [toFile(1), toFile(2)] : [toFile(2)]));
  if (plain && place.alone && name !== undefined && rules.streams(name)) {
    command.redirections.push(FOREGROUND);
  }
}

/** Whether the command, as written, would read standard input. */
function waits(name: string, command: SimpleCommand): boolean {
  if (name === 'read' || name === 'mapfile' || name === 'readarray') return true;
  if (!READERS.test(name)) return false;
  const words = command.args.map(literalText);
  return name === 'tee' || words.every((word) => word === '-' || word?.startsWith('-') === true);
}

/** The prompt of `read -p` may hold expansions, so it stays a part of the word. */
function lineWithPrompt(command: SimpleCommand): Word {
  const flag = command.args.findIndex((word) => /^-[a-z]*p$/.test(literalText(word) ?? ''));
  const prompt = flag < 0 ? undefined : command.args[flag + 1];
  return { type: 'Word', parts: [...literalWord(TERMINAL_LINE).parts, ...(prompt?.parts ?? [])] };
}

/** Every statement that a compound command may run, its conditions included. */
function bodies(command: Command): Statement[] {
  switch (command.type) {
    case 'If':
      return [
        ...command.clauses.flatMap(({ condition, body }) => [...condition, ...body]),
        ...(command.elseBody ?? []),
      ];
    case 'While':
    case 'Until':
      return [...command.condition, ...command.body];
    case 'For':
    case 'CStyleFor':
    case 'Group':
    case 'Subshell':
      return command.body;
    case 'Case':
      return command.items.flatMap(({ body }) => body);
    default:
      return [];
  }
}
