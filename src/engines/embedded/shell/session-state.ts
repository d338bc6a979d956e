import type { ShellSession } from '../kernel/shell-protocol.ts';
import type { Context } from './commands/command.ts';
import { parse, sourceOf, type FunctionDefinition, type Statement } from './syntax.ts';

const MOST_HISTORY = 1_000;

const ALIAS = 'BASH_ALIAS_';

/** Variables that the interpreter sets for itself; a successor makes its own. */
const OWN = /^(?:[^A-Za-z_].*|SHELLOPTS|BASHOPTS|PIPESTATUS|_|IFS_UNSET|BASH_ALIAS_.*)$/;

const KEPT_OPTIONS =
  /^(?:allexport|errexit|noclobber|noglob|nounset|pipefail|posix|verbose|xtrace)$/;

/** What a session is worth keeping of the variables that a command of the shell sees. */
export function variablesOf(context: Context): Pick<ShellSession, 'env' | 'exported' | 'options'> {
  const env: Record<string, string> = {};
  let options: string[] = [];
  for (const [name, value] of context.env) {
    if (name === 'SHELLOPTS') options = value.split(':').filter(Boolean);
    else if (!OWN.test(name)) env[name] = value;
  }
  return {
    env,
    options: options.filter((option) => KEPT_OPTIONS.test(option)),
    exported: Object.keys(context.exportedEnv ?? {}).filter((name) => name in env),
  };
}

export function aliasesOf(context: Context): Record<string, string> {
  const aliases: Record<string, string> = {};
  for (const [name, value] of context.env) {
    if (name.startsWith(ALIAS)) aliases[name.slice(ALIAS.length)] = value;
  }
  return aliases;
}

/** Source of the functions that were defined, as the interpreter cannot tell it. */
export class Definitions {
  readonly #functions = new Map<string, string>();
  /** `declare -p` of arrays, when there are any. */
  arrays = '';
  aliases: Readonly<Record<string, string>> = {};

  names(): string[] {
    return [...this.#functions.keys()];
  }

  /** Takes note of what a line defines, and of what the files that it reads (`source`) define. */
  note(statements: readonly Statement[]): void {
    for (const definition of functionsIn(statements)) {
      this.#functions.set(definition.name, sourceOf([asStatement(definition)]));
    }
  }

  /** Names of the functions that the source defines. */
  async noteSource(source: string): Promise<string[]> {
    const parsed = await parse(source);
    if (parsed.kind !== 'complete') return [];
    this.note(parsed.script.statements);
    return functionsIn(parsed.script.statements).map(({ name }) => name);
  }

  forget(name: string): void {
    this.#functions.delete(name);
  }

  toSource(): string {
    const aliases = Object.entries(this.aliases).map(
      ([name, value]) => `alias ${name}=${quoted(value)}`,
    );
    return [...aliases, ...this.#functions.values(), this.arrays]
      .filter((part) => part !== '')
      .join('\n');
  }
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

const asStatement = (command: FunctionDefinition): Statement => ({
  type: 'Statement',
  pipelines: [{ type: 'Pipeline', commands: [command], negated: false }],
  operators: [],
  background: false,
});

function functionsIn(node: unknown): FunctionDefinition[] {
  if (Array.isArray(node)) return node.flatMap(functionsIn);
  if (typeof node !== 'object' || node === null) return [];
  if ('type' in node && node.type === 'FunctionDef') return [node as FunctionDefinition];
  return Object.values(node).flatMap(functionsIn);
}

/** Adds a line to the history as bash does: not one that begins with a space, nor the last one again. */
export function remember(line: string, history: string[]): void {
  const kept = line.trimEnd();
  if (kept === '' || line.startsWith(' ') || kept === history.at(-1)) return;
  history.push(kept);
  if (history.length > MOST_HISTORY) history.shift();
}
