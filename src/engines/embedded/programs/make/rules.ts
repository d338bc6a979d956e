import { stemOf, type Place, type Scope } from './variables.ts';

/** One line of a recipe, as it stands in the makefile. */
export interface RecipeLine {
  readonly text: string;
  readonly place: Place;
}

/** How one target is made, from all rules that name it. */
export interface Rule {
  readonly target: string;
  prerequisites: string[];
  orderOnly: string[];
  recipe: readonly RecipeLine[] | undefined;
  /** Where the recipe began. */
  place: Place | undefined;
  /** What `%` stood for, in a static pattern rule. */
  stem: string;
}

export interface PatternRule {
  readonly targets: readonly string[];
  readonly prerequisites: readonly string[];
  readonly orderOnly: readonly string[];
  readonly recipe: readonly RecipeLine[];
}

/** A value that a variable has while a target is made. */
export interface TargetVariable {
  readonly pattern: string;
  apply(scope: Scope): Promise<void>;
}

/** Everything that makefiles have said about targets. */
export class Rules {
  readonly #rules = new Map<string, Rule>();
  readonly patterns: PatternRule[] = [];
  readonly #variables: TargetVariable[] = [];
  readonly #phony = new Set<string>();
  /** Special targets that were named, with their prerequisites. */
  readonly special = new Map<string, string[]>();
  firstTarget: string | undefined;

  rule(target: string): Rule | undefined {
    return this.#rules.get(target);
  }

  ruleFor(target: string): Rule {
    const rule = this.#rules.get(target) ?? {
      target,
      prerequisites: [],
      orderOnly: [],
      recipe: undefined,
      place: undefined,
      stem: '',
    };
    this.#rules.set(target, rule);
    return rule;
  }

  /** Whether some rule names it, as a target or as what a target needs. */
  isMentioned(name: string): boolean {
    if (this.#rules.has(name)) return true;
    for (const rule of this.#rules.values()) {
      if (rule.prerequisites.includes(name) || rule.orderOnly.includes(name)) return true;
    }
    return false;
  }

  addPhony(names: readonly string[]): void {
    for (const name of names) this.#phony.add(name);
  }

  isPhony(name: string): boolean {
    return this.#phony.has(name);
  }

  addVariable(variable: TargetVariable): void {
    this.#variables.push(variable);
  }

  async applyVariables(target: string, scope: Scope): Promise<void> {
    for (const variable of this.#variables) {
      if (stemOf(variable.pattern, target) !== undefined) await variable.apply(scope);
    }
  }

  /** Whether a special target (`.SILENT`) holds for a target: named for it, or for all. */
  isMarked(special: string, target: string): boolean {
    const named = this.special.get(special);
    return named !== undefined && (named.length === 0 || named.includes(target));
  }
}
