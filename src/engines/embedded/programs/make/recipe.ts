import type { ToolContext } from '../tool/tool.ts';
import type { Expansion } from './expansion.ts';
import type { RecipeLine, Rule, Rules } from './rules.ts';
import type { Scope } from './variables.ts';

const EXIT_SIGNAL = 128;

export interface RecipeWorld {
  readonly context: ToolContext;
  readonly cwd: string;
  readonly expansion: Expansion;
  readonly rules: Rules;
  readonly flags: ReadonlySet<string>;
  /** `make`, or `make[1]`. */
  readonly name: string;
  environment(scope: Scope): Promise<Readonly<Record<string, string>>>;
  /** Told which line runs, for messages. */
  at(line: RecipeLine): void;
}

/** Runs the lines of a recipe, each in a shell of its own; false when one failed. */
export async function runRecipe(world: RecipeWorld, rule: Rule, scope: Scope): Promise<boolean> {
  const { rules, expansion } = world;
  const lines = rule.recipe ?? [];
  const [first] = lines;
  const isOneShell = rules.special.has('.ONESHELL') && first;
  const texts = isOneShell
    ? [{ text: lines.map(({ text }) => text).join('\n'), place: first.place }]
    : lines;
  for (const line of texts) {
    world.at(line);
    const expanded = await expansion.expand(line.text, scope);
    // Marks before a reference hold for each command that it stands for.
    const [marks = ''] = /^[-@+\s]*/.exec(line.text) ?? [];
    const pieces = isOneShell
      ? [expanded]
      : splitLines(expanded).map((piece, index) => (index === 0 ? piece : marks + piece));
    for (const piece of pieces) {
      const isRecursive = /\$[({]MAKE[)}]/.test(line.text);
      if (!(await runLine(world, { line, piece, rule, scope, isRecursive }))) return false;
    }
  }
  return true;
}

/** What a variable of several lines becomes is several commands. */
const splitLines = (text: string): string[] => text.split(/(?<!\\)\n/);

async function runLine(
  world: RecipeWorld,
  {
    line,
    piece,
    rule,
    scope,
    isRecursive,
  }: {
    readonly line: RecipeLine;
    readonly piece: string;
    readonly rule: Rule;
    readonly scope: Scope;
    readonly isRecursive: boolean;
  },
): Promise<boolean> {
  const { context, flags, rules, name, expansion } = world;
  const [, marks = '', rest = ''] = /^([-@+\s]*)([\s\S]*)$/.exec(piece) ?? [];
  const command = rest.replace(/\n\t/g, '\n').trimEnd();
  if (command === '') return true;
  const isAlwaysRun = marks.includes('+') || isRecursive;
  const isSilent =
    flags.has('s') ||
    (marks.includes('@') && !flags.has('n')) ||
    rules.isMarked('.SILENT', rule.target);
  if (!isSilent) context.stdout(`${command}\n`);
  if (flags.has('n') && !isAlwaysRun) return true;
  const shell = (await expansion.value('SHELL', scope)).trim() || '/bin/sh';
  const shellFlags = (await expansion.value('.SHELLFLAGS', scope)).split(/\s+/).filter(Boolean);
  const { exitCode } = await context.run([shell, ...shellFlags, command], {
    cwd: world.cwd,
    env: await world.environment(scope),
  });
  if (exitCode === 0) return true;
  const at = `[${line.place.file}:${line.place.line}: ${rule.target}]`;
  const why = exitCode > EXIT_SIGNAL ? signalWords(exitCode) : `Error ${exitCode}`;
  if (marks.includes('-') || flags.has('i') || rules.isMarked('.IGNORE', rule.target)) {
    if (!flags.has('s')) context.stderr(`${name}: ${at} ${why} (ignored)\n`);
    return true;
  }
  context.stderr(`${name}: *** ${at} ${why}\n`);
  return false;
}

const SIGNALS: Readonly<Record<number, string>> = {
  130: 'Interrupt',
  137: 'Killed',
  143: 'Terminated',
};

const signalWords = (exitCode: number): string => SIGNALS[exitCode] ?? `Error ${exitCode}`;
