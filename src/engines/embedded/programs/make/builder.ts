import { resolvePath } from '../../kernel/paths.ts';
import type { Tree } from '../../kernel/tree.ts';
import { ImplicitSearch, type Found } from './implicit.ts';
import type { Rule, Rules } from './rules.ts';
import { Scope } from './variables.ts';

/** What a target came out as. */
interface Outcome {
  /** Whether it was made, or is to be taken for made. */
  readonly isNew: boolean;
  readonly failed: boolean;
}

export interface BuilderWorld {
  readonly tree: Tree;
  readonly cwd: string;
  readonly rules: Rules;
  readonly globals: Scope;
  readonly flags: ReadonlySet<string>;
  /** `make`, or `make[1]`. */
  readonly name: string;
  readonly say: (fd: 1 | 2, line: string) => void;
  /** Runs a recipe; false when a command failed. */
  runRecipe(rule: Rule, scope: Scope): Promise<boolean>;
}

/** Makes targets: what they need first, then what is older than that. */
export class Builder {
  readonly #world: BuilderWorld;
  readonly #search: ImplicitSearch;
  readonly #done = new Map<string, Outcome>();
  readonly #under: string[] = [];
  readonly #intermediate: string[] = [];
  /** How many recipes were begun. */
  begun = 0;
  /** True when something was found that would have to be made (`-q`). */
  needsWork = false;

  constructor(world: BuilderWorld) {
    this.#world = world;
    this.#search = new ImplicitSearch(world.rules, (name) => this.#timeOf(name) !== undefined);
  }

  /** Makes one goal; false when it failed. @throws MakeStop without `-k`. */
  async goal(name: string): Promise<boolean> {
    const { flags, rules, say, name: make } = this.#world;
    const before = this.begun;
    const { failed } = await this.#update(name, undefined, new Scope(this.#world.globals));
    if (failed) {
      if (flags.has('k')) say(2, `${make}: Target '${name}' not remade because of errors.`);
      return false;
    }
    if (this.begun === before && !flags.has('s') && !flags.has('q')) {
      const isEmpty = rules.isPhony(name) || !this.#recipeOf(name);
      say(
        1,
        isEmpty
          ? `${make}: Nothing to be done for '${name}'.`
          : `${make}: '${name}' is up to date.`,
      );
    }
    return true;
  }

  /** Files that only led to others go at the end. */
  removeIntermediates(): void {
    const { tree, cwd, flags, rules, say } = this.#world;
    if (flags.has('n') || rules.special.get('.SECONDARY')?.length === 0) return;
    const gone = this.#intermediate.filter(
      (name) => tree.exists(resolvePath(cwd, name)) && !this.#isKept(name),
    );
    if (gone.length === 0) return;
    if (!flags.has('s')) say(1, `rm ${gone.join(' ')}`);
    for (const name of gone) tree.rm(resolvePath(cwd, name));
  }

  #isKept(name: string): boolean {
    const { special } = this.#world.rules;
    return ['.PRECIOUS', '.SECONDARY'].some((one) =>
      special.get(one)?.some((pattern) => pattern === name || pattern.includes('%')),
    );
  }

  #recipeOf(name: string): boolean {
    const rule = this.#world.rules.rule(name);
    if (rule?.recipe !== undefined) return rule.recipe.some(({ text }) => text.trim() !== '');
    return this.#search.find(name) !== undefined;
  }

  #timeOf(name: string): number | undefined {
    const { tree, cwd } = this.#world;
    return tree.tryLookup(resolvePath(cwd, name))?.mtimeMs;
  }

  async #update(name: string, neededBy: string | undefined, around: Scope): Promise<Outcome> {
    const known = this.#done.get(name);
    if (known) return known;
    this.#under.push(name);
    const outcome = await this.#make(name, neededBy, around);
    this.#under.pop();
    this.#done.set(name, outcome);
    return outcome;
  }

  async #make(name: string, neededBy: string | undefined, around: Scope): Promise<Outcome> {
    const { rules, flags, say, name: make } = this.#world;
    const scope = new Scope(around);
    await rules.applyVariables(name, scope);
    const rule = this.#completed(name);
    if (!rule) {
      if (this.#timeOf(name) !== undefined) return { isNew: false, failed: false };
      const forWhom = neededBy === undefined ? '' : `, needed by '${neededBy}'`;
      const words = `${make}: *** No rule to make target '${name}'${forWhom}.`;
      if (!flags.has('k')) throw new MakeStop(`${words}  Stop.`);
      say(2, words);
      return { isNew: false, failed: true };
    }
    const needed = await this.#updateNeeded(rule, scope);
    if (needed.failed) {
      if (neededBy !== undefined || flags.has('k')) return { isNew: false, failed: true };
    }
    const time = this.#timeOf(name);
    const isPhony = rules.isPhony(name);
    const newer = rule.prerequisites.filter(
      (one) =>
        time === undefined ||
        this.#done.get(one)?.isNew === true ||
        isNewer(this.#timeOf(one), time),
    );
    const isDue = isPhony || time === undefined || newer.length > 0 || flags.has('B');
    if (!isDue) return { isNew: false, failed: false };
    if (!rule.recipe?.some(({ text }) => text.trim() !== '')) {
      // Nothing makes it: it is taken for made just now.
      return { isNew: true, failed: false };
    }
    return this.#run(rule, scope, { newer, time });
  }

  async #updateNeeded(rule: Rule, scope: Scope): Promise<{ failed: boolean }> {
    const { say, name: make } = this.#world;
    let failed = false;
    for (const one of [...rule.prerequisites, ...rule.orderOnly]) {
      if (this.#under.includes(one)) {
        say(2, `${make}: Circular ${rule.target} <- ${one} dependency dropped.`);
        rule.prerequisites = rule.prerequisites.filter((other) => other !== one);
        continue;
      }
      if (!(await this.#isWanted(one, rule, scope))) continue;
      const outcome = await this.#update(one, rule.target, scope);
      failed ||= outcome.failed;
    }
    return { failed };
  }

  /** A file that only leads to another is not made when the other is newer than all that it would be made of. */
  async #isWanted(name: string, { target }: Rule, scope: Scope): Promise<boolean> {
    const targetTime = this.#timeOf(target);
    if (targetTime === undefined || this.#timeOf(name) !== undefined) return true;
    if (!this.#intermediate.includes(name) || this.#world.flags.has('B')) return true;
    for (const source of this.#completed(name)?.prerequisites ?? []) {
      if (!(await this.#isWanted(source, { ...emptyRule(target) }, scope))) continue;
      const { isNew, failed } = await this.#update(source, name, scope);
      if (isNew || failed || isNewer(this.#timeOf(source), targetTime)) return true;
    }
    return false;
  }

  /** The rule for a target, with what a pattern rule adds where it has no recipe; `undefined` when nothing makes it. */
  #completed(name: string): Rule | undefined {
    const { rules } = this.#world;
    const explicit = rules.rule(name);
    if (explicit?.recipe !== undefined || rules.isPhony(name)) {
      return explicit ?? emptyRule(name);
    }
    const found = this.#search.find(name);
    if (!found) return explicit;
    for (const one of found.intermediates) this.#intermediate.push(one);
    return filled(name, explicit, found);
  }

  async #run(
    rule: Rule,
    scope: Scope,
    { newer, time }: { readonly newer: readonly string[]; readonly time: number | undefined },
  ): Promise<Outcome> {
    const { rules, flags, say, tree, cwd, name: make } = this.#world;
    const { target } = rule;
    if (flags.has('q')) {
      this.needsWork = true;
      return { isNew: true, failed: false };
    }
    this.begun += 1;
    if (flags.has('t') && !rules.isPhony(target)) {
      if (!flags.has('s')) say(1, `touch ${target}`);
      const path = resolvePath(cwd, target);
      if (!tree.exists(path)) tree.writeFile(path, '');
      tree.utimes(path, Date.now());
      return { isNew: true, failed: false };
    }
    scope.automatic(automatics(rule, newer));
    const worked = await this.#world.runRecipe(rule, scope);
    if (worked) return { isNew: true, failed: false };
    const after = this.#timeOf(target);
    if (rules.special.has('.DELETE_ON_ERROR') && after !== undefined && after !== time) {
      say(2, `${make}: *** Deleting file '${target}'`);
      tree.rm(resolvePath(cwd, target), { force: true });
    }
    if (!flags.has('k')) throw new MakeStop('');
    return { isNew: false, failed: true };
  }
}

/** Ends all of make; what there is to say is in it. */
export class MakeStop extends Error {}

const isNewer = (one: number | undefined, than: number | undefined): boolean =>
  one !== undefined && than !== undefined && one > than;

const emptyRule = (target: string): Rule => ({
  target,
  prerequisites: [],
  orderOnly: [],
  recipe: undefined,
  place: undefined,
  stem: '',
});

const filled = (name: string, explicit: Rule | undefined, found: Found): Rule => ({
  target: name,
  prerequisites: [...found.prerequisites, ...(explicit?.prerequisites ?? [])],
  orderOnly: [...found.orderOnly, ...(explicit?.orderOnly ?? [])],
  recipe: found.recipe,
  place: found.recipe[0]?.place,
  stem: found.stem,
});

function automatics(rule: Rule, newer: readonly string[]): Record<string, string> {
  const unique = (words: readonly string[]) => [...new Set(words)];
  const values: Record<string, string> = {
    '@': rule.target,
    '<': rule.prerequisites[0] ?? '',
    '^': unique(rule.prerequisites).join(' '),
    '+': rule.prerequisites.join(' '),
    '?': unique(newer).join(' '),
    '|': unique(rule.orderOnly).join(' '),
    '*': rule.stem,
  };
  for (const [name, value] of Object.entries({ ...values })) {
    const words = value.split(' ').filter(Boolean);
    values[`${name}D`] = words
      .map((word) => word.slice(0, Math.max(0, word.lastIndexOf('/'))) || '.')
      .join(' ');
    values[`${name}F`] = words.map((word) => word.slice(word.lastIndexOf('/') + 1)).join(' ');
  }
  return values;
}
