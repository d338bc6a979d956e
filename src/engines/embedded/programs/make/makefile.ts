import type { Expansion } from './expansion.ts';
import { Conditions } from './conditions.ts';
import { readAssignment, splitRule, withoutComment, type Assignment } from './lines.ts';
import type { RecipeLine, Rules } from './rules.ts';
import { MakeFault, placed, stemOf, wordsOf, type Place, type Scope } from './variables.ts';

const SPECIAL =
  /^\.(?:PHONY|SILENT|IGNORE|ONESHELL|DELETE_ON_ERROR|PRECIOUS|SECONDARY|INTERMEDIATE|NOTPARALLEL|SUFFIXES|EXPORT_ALL_VARIABLES|POSIX|DEFAULT|LOW_RESOLUTION_TIME|SECONDEXPANSION)$/;

/** Suffixes that rules like `.c.o:` may name without being told. */
const SUFFIXES =
  '.out .a .ln .o .c .cc .C .cpp .p .f .F .m .r .y .l .s .S .mod .sym .def .h .info .dvi .tex .texi .w .ch .web .sh .elc .el';

export interface MakefileWorld {
  readonly expansion: Expansion;
  readonly rules: Rules;
  readonly globals: Scope;
  readonly exported: Set<string>;
  /** Contents of a makefile; `undefined` when it is not there. */
  readText(file: string): string | undefined;
  wildcard(pattern: string): readonly string[];
  warn(line: string): void;
}

interface OpenRule {
  readonly recipe: RecipeLine[];
  readonly finish: () => void;
}

/** Reads makefiles into rules and variables. */
export class MakefileReader {
  readonly #world: MakefileWorld;
  readonly read: string[] = [];
  place: Place = { file: 'Makefile', line: 0 };
  #open: OpenRule | undefined;
  readonly #suffixes = new Set(SUFFIXES.split(' '));

  constructor(world: MakefileWorld) {
    this.#world = world;
  }

  /** @throws MakeFault in make's words. */
  async readFile(file: string, text: string): Promise<void> {
    const before = this.place;
    this.read.push(file);
    this.#world.globals.set('MAKEFILE_LIST', {
      value: this.read.map((name) => ` ${name}`).join(''),
      isSimple: true,
      origin: 'file',
    });
    await this.readText(file, text, this.#world.globals);
    this.place = before;
  }

  /** Lines that belong to no file of their own (`eval`) are read with the same rules. */
  async readText(file: string, text: string, scope: Scope, firstLine = 1): Promise<void> {
    const lines = text.split('\n');
    const conditions = new Conditions(this.#world.expansion, scope);
    const openBefore = this.#open;
    this.#open = undefined;
    for (let at = 0; at < lines.length; at += 1) {
      const start = at;
      let line = lines[at] ?? '';
      while (/(?:^|[^\\])(?:\\\\)*\\$/.test(line) && at + 1 < lines.length) {
        at += 1;
        line += `\n${lines[at] ?? ''}`;
      }
      this.place = { file, line: firstLine + start };
      const isRecipe = line.startsWith('\t') && this.#isInRule();
      if (!isRecipe) line = withoutComment(line.replace(/[ \t]*\\\n[ \t]*/g, ' '));
      if (!isRecipe && (await conditions.take(line.trim(), this.place))) continue;
      if (!conditions.isOpen) continue;
      if (isRecipe) {
        this.#addToRecipe(line.slice(1));
        continue;
      }
      if (line.trim() === '') continue;
      const [, defined, sign = '='] = /^\s*define\s+(\S+)\s*(:?:?=|\?=|\+=)?\s*$/.exec(line) ?? [];
      if (defined !== undefined) {
        const end = lines.findIndex((other, index) => index > at && /^\s*endef\s*$/.test(other));
        if (end < 0) throw placed(this.place, "missing 'endef', unterminated 'define'");
        const value = lines.slice(at + 1, end).join('\n');
        await this.#assign({ name: defined, sign, value }, scope, 'file');
        at = end;
        continue;
      }
      await this.#line(line, scope);
    }
    conditions.end(this.place);
    this.#finish();
    this.#open = openBefore;
  }

  #isInRule(): boolean {
    return this.#open !== undefined;
  }

  #addToRecipe(text: string): void {
    this.#open?.recipe.push({ text, place: this.place });
  }

  #finish(): void {
    this.#open?.finish();
    this.#open = undefined;
  }

  async #line(line: string, scope: Scope): Promise<void> {
    const trimmed = line.trim();
    const { expansion, exported } = this.#world;
    const [, word = '', rest = ''] = /^(\S+)\s*([\s\S]*)$/.exec(trimmed) ?? [];
    if (['include', '-include', 'sinclude'].includes(word) && !/^\s*[:=]/.test(rest)) {
      this.#finish();
      await this.#include(await expansion.expand(rest, scope), word === 'include');
      return;
    }
    if (word === 'vpath') throw placed(this.place, "this lab's make has no vpath");
    const isExport = word === 'export' || word === 'unexport';
    if ((isExport || word === 'override') && !/^[:=]/.test(rest)) {
      const assignment = readAssignment(rest);
      const names = assignment ? [assignment.name] : wordsOf(await expansion.expand(rest, scope));
      if (assignment)
        await this.#assign(assignment, scope, word === 'override' ? 'override' : 'file');
      if (word === 'export') for (const name of names) exported.add(name);
      if (word === 'export' && names.length === 0) exported.add('*');
      if (word === 'unexport') for (const name of names) exported.delete(name);
      return;
    }
    const assignment = readAssignment(trimmed);
    if (assignment) {
      await this.#assign(assignment, scope, 'file');
      return;
    }
    this.#finish();
    await this.#rule(line, scope);
  }

  async #include(names: string, isNeeded: boolean): Promise<void> {
    const { place } = this;
    for (const name of wordsOf(names).flatMap((word) => this.#expandedNames(word))) {
      const text = this.#world.readText(name);
      if (text !== undefined) await this.readFile(name, text);
      else if (isNeeded) {
        throw new MakeFault(
          `${place.file}:${place.line}: ${name}: No such file or directory\n` +
            `make: *** No rule to make target '${name}'.  Stop.`,
        );
      }
    }
  }

  #expandedNames(word: string): readonly string[] {
    if (!/[*?[]/.test(word)) return [word];
    const found = this.#world.wildcard(word);
    return found.length > 0 ? found : [word];
  }

  async #assign(
    { name: given, sign, value }: Assignment,
    scope: Scope,
    origin: 'file' | 'override',
  ): Promise<void> {
    const { expansion } = this.#world;
    const name = (await expansion.expand(given, scope)).trim();
    if (name === '') throw placed(this.place, 'empty variable name');
    await assign({ name, sign, value }, { scope, expansion, origin });
  }

  async #rule(line: string, scope: Scope): Promise<void> {
    const { expansion, rules } = this.#world;
    const split = splitRule(line);
    if (!split) {
      const expanded = (await expansion.expand(line, scope)).trim();
      if (expanded === '') return;
      const hint = /^ {8}/.test(line) ? ' (did you mean TAB instead of 8 spaces?)' : '';
      if (line.startsWith('\t')) throw placed(this.place, 'recipe commences before first target');
      throw placed(this.place, `missing separator${hint}`);
    }
    const targets = wordsOf(await expansion.expand(split.targets, scope));
    const variable = readAssignment(
      split.rest.trim().replace(/^(?:export|private|override)\s+/, ''),
    );
    if (variable && /^[^\s:#=]+$/.test(variable.name)) {
      for (const pattern of targets) {
        rules.addVariable({
          pattern,
          apply: (inner) => assign(variable, { scope: inner, expansion, origin: 'file' }),
        });
      }
      return;
    }
    const [before, inline] = splitAt(split.rest, ';');
    const expanded = await expansion.expand(before, scope);
    const recipe: RecipeLine[] = [];
    if (inline !== undefined) recipe.push({ text: inline.trim(), place: this.place });
    const { place } = this;
    this.#open = {
      recipe,
      finish: () => {
        this.#add(targets, expanded, recipe, { place, isInline: inline !== undefined });
      },
    };
  }

  #add(
    targets: readonly string[],
    rest: string,
    recipe: readonly RecipeLine[],
    about: { readonly place: Place; readonly isInline: boolean },
  ): void {
    const { rules } = this.#world;
    const [pattern, staticRest] = splitAt(rest, ':');
    const isStatic = staticRest !== undefined;
    const [normal = '', orderOnly = ''] = (staticRest ?? rest).split('|');
    const prerequisites = wordsOf(normal).flatMap((word) => this.#expandedNames(word));
    const ordered = wordsOf(orderOnly).flatMap((word) => this.#expandedNames(word));
    const hasRecipe = recipe.length > 0 || about.isInline;
    const isPattern = targets.filter((target) => target.includes('%')).length;
    if (!isStatic && isPattern > 0) {
      if (isPattern < targets.length) throw placed(about.place, 'mixed implicit and normal rules');
      if (hasRecipe) rules.patterns.push({ targets, prerequisites, orderOnly: ordered, recipe });
      return;
    }
    for (const target of targets.flatMap((word) => this.#expandedNames(word))) {
      if (SPECIAL.test(target)) {
        rules.special.set(target, [...(rules.special.get(target) ?? []), ...prerequisites]);
        if (target === '.PHONY') rules.addPhony(prerequisites);
        if (target === '.SUFFIXES') this.#setSuffixes(prerequisites);
        continue;
      }
      if (this.#isSuffixRule(target, prerequisites, recipe)) continue;
      if (!target.startsWith('.') || target.includes('/')) rules.firstTarget ??= target;
      const rule = rules.ruleFor(target);
      const stem = isStatic ? stemOf(pattern.trim(), target) : '';
      if (stem === undefined) {
        this.#world.warn(
          `${about.place.file}:${about.place.line}: target '${target}' doesn't match the target pattern`,
        );
      }
      const filled = (words: readonly string[]) =>
        isStatic ? words.map((word) => word.replace('%', () => stem ?? '')) : words;
      if (hasRecipe) {
        // Prerequisites of the rule with the recipe come first.
        rule.prerequisites = [...filled(prerequisites), ...rule.prerequisites];
        if (rule.recipe !== undefined && rule.place) {
          const at = recipe[0]?.place ?? about.place;
          this.#world.warn(
            `${at.file}:${at.line}: warning: overriding recipe for target '${target}'`,
          );
          this.#world.warn(
            `${rule.place.file}:${rule.place.line}: warning: ignoring old recipe for target '${target}'`,
          );
        }
        rule.recipe = recipe;
        rule.place = recipe[0]?.place ?? about.place;
        rule.stem = stem ?? '';
      } else rule.prerequisites.push(...filled(prerequisites));
      rule.orderOnly.push(...filled(ordered));
    }
  }

  #setSuffixes(suffixes: readonly string[]): void {
    if (suffixes.length === 0) this.#suffixes.clear();
    for (const suffix of suffixes) this.#suffixes.add(suffix);
  }

  /** `.c.o:` is `%.o: %.c`. */
  #isSuffixRule(
    target: string,
    prerequisites: readonly string[],
    recipe: readonly RecipeLine[],
  ): boolean {
    const [, from, to] = /^(\.[a-z]+)(\.[a-z]+)$/.exec(target) ?? [];
    if (from === undefined || to === undefined || prerequisites.length > 0) return false;
    if (!this.#suffixes.has(from) || !this.#suffixes.has(to)) return false;
    this.#world.rules.patterns.push({
      targets: [`%${to}`],
      prerequisites: [`%${from}`],
      orderOnly: [],
      recipe,
    });
    return true;
  }
}

/** Splits at the first `mark` outside references. */
function splitAt(text: string, mark: string): [string, string | undefined] {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === '(' || char === '{') depth += 1;
    else if (char === ')' || char === '}') depth -= 1;
    else if (char === mark && depth === 0) return [text.slice(0, at), text.slice(at + 1)];
  }
  return [text, undefined];
}

/** Sets a variable as its sign says. What the command line set stays, but for `override`. */
export async function assign(
  { name, sign, value }: Assignment,
  {
    scope,
    expansion,
    origin,
  }: {
    readonly scope: Scope;
    readonly expansion: Expansion;
    readonly origin: 'file' | 'override' | 'command line';
  },
): Promise<void> {
  const known = scope.get(name);
  if (known?.origin === 'command line' && origin === 'file') return;
  if (sign === '?=' && known) return;
  if (sign === '!=') {
    const output = await expansion.world.shell(await expansion.expand(value, scope), scope);
    const text = output.replace(/\n$/, '').replaceAll('\n', ' ');
    scope.set(name, { value: text, isSimple: false, origin });
    return;
  }
  if (sign === '+=' && known) {
    const added = known.isSimple ? await expansion.expand(value, scope) : value;
    const joinedValue = known.value === '' ? added : `${known.value} ${added}`;
    scope.set(name, { ...known, value: joinedValue, origin });
    return;
  }
  const isSimple = sign === ':=' || sign === '::=';
  const text = isSimple ? await expansion.expand(value, scope) : value;
  scope.set(name, { value: text, isSimple, origin });
}
