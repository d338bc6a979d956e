import type { PatternRule, RecipeLine, Rules } from './rules.ts';
import { stemOf } from './variables.ts';

/** How a pattern rule makes a file. */
export interface Found {
  readonly stem: string;
  readonly prerequisites: readonly string[];
  readonly orderOnly: readonly string[];
  readonly recipe: readonly RecipeLine[];
  /** Prerequisites that nobody names and that must be made on the way. */
  readonly intermediates: readonly string[];
}

const MOST_STEPS = 5;

/** Looks for pattern rules that make a file, through other such files when it must be. */
export class ImplicitSearch {
  readonly #rules: Rules;
  readonly #isThere: (name: string) => boolean;

  constructor(rules: Rules, isThere: (name: string) => boolean) {
    this.#rules = rules;
    this.#isThere = isThere;
  }

  find(name: string, inUse: readonly PatternRule[] = []): Found | undefined {
    if (inUse.length >= MOST_STEPS) return undefined;
    const candidates = this.#rules.patterns
      .filter((rule) => !inUse.includes(rule))
      .flatMap((rule) =>
        rule.targets.flatMap((pattern) => {
          const match = matchOf(pattern, name);
          return match ? [{ rule, ...match }] : [];
        }),
      )
      // The pattern that leaves the shortest stem fits best.
      .sort((one, other) => one.stem.length - other.stem.length);
    for (const throughOthers of [false, true]) {
      for (const { rule, stem, folder } of candidates) {
        const fill = (words: readonly string[]) =>
          words.map((word) => (word.includes('%') ? folder + word.replace('%', () => stem) : word));
        const prerequisites = fill(rule.prerequisites);
        const intermediates: string[] = [];
        const fits = prerequisites.every((one) => {
          if (this.#isThere(one) || this.#rules.isMentioned(one) || this.#rules.isPhony(one))
            return true;
          if (!throughOthers || !this.find(one, [...inUse, rule])) return false;
          intermediates.push(one);
          return true;
        });
        // A rule that needs nothing and could make anything is for files that nothing else makes.
        if (!fits) continue;
        return {
          stem: folder + stem,
          prerequisites,
          orderOnly: fill(rule.orderOnly),
          recipe: rule.recipe,
          intermediates,
        };
      }
    }
    return undefined;
  }
}

/** A pattern without a folder fits a name in any: the folder is put before what it needs. */
function matchOf(pattern: string, name: string): { stem: string; folder: string } | undefined {
  const folder = pattern.includes('/') ? '' : name.slice(0, name.lastIndexOf('/') + 1);
  const stem = stemOf(pattern, name.slice(folder.length));
  return stem === undefined || stem === '' ? undefined : { stem, folder };
}
