import type { Expansion } from './expansion.ts';
import { placed, type Place, type Scope } from './variables.ts';

interface Level {
  /** Whether lines are read now. */
  isOpen: boolean;
  /** Whether a branch has been taken, or none may be. */
  isDone: boolean;
  hasElse: boolean;
}

/** `ifeq`, `ifneq`, `ifdef`, `ifndef`, `else` and `endif` of one text. */
export class Conditions {
  readonly #expansion: Expansion;
  readonly #scope: Scope;
  readonly #levels: Level[] = [];

  constructor(expansion: Expansion, scope: Scope) {
    this.#expansion = expansion;
    this.#scope = scope;
  }

  get isOpen(): boolean {
    return this.#levels.every((level) => level.isOpen);
  }

  /** Takes the line when it is one of these words. @throws MakeFault */
  async take(line: string, place: Place): Promise<boolean> {
    const [, word = '', rest = ''] =
      /^(ifn?eq|ifn?def|else|endif)(?:\s+([\s\S]*)|(?=\()([\s\S]*))?$/.exec(line) ?? [];
    if (word === '') {
      const [, tight = '', args = ''] = /^(ifn?eq)(\([\s\S]*)$/.exec(line) ?? [];
      return tight === '' ? false : this.#begin(tight, args, place);
    }
    if (word === 'endif') {
      if (!this.#levels.pop()) throw placed(place, "extraneous 'endif'");
      return true;
    }
    if (word !== 'else') return this.#begin(word, rest, place);
    const level = this.#levels.at(-1);
    if (!level) throw placed(place, "extraneous 'else'");
    if (level.hasElse) throw placed(place, "only one 'else' per conditional");
    const [, next = '', args = ''] = /^(ifn?eq|ifn?def)\s*([\s\S]*)$/.exec(rest) ?? [];
    level.hasElse = next === '';
    const outside = this.#levels.slice(0, -1).every((one) => one.isOpen);
    level.isOpen =
      outside && !level.isDone && (next === '' || (await this.#holds(next, args, place)));
    level.isDone ||= level.isOpen;
    return true;
  }

  async #begin(word: string, rest: string, place: Place): Promise<boolean> {
    const isOpen = this.isOpen && (await this.#holds(word, rest, place));
    this.#levels.push({ isOpen, isDone: isOpen || !this.isOpen, hasElse: false });
    return true;
  }

  async #holds(word: string, rest: string, place: Place): Promise<boolean> {
    if (word.endsWith('def')) {
      const name = (await this.#expansion.expand(rest, this.#scope)).trim();
      const isDefined = (this.#scope.get(name)?.value ?? '') !== '';
      return isDefined === (word === 'ifdef');
    }
    const pair = pairOf(rest.trim());
    if (!pair) throw placed(place, 'invalid syntax in conditional');
    const [left, right] = [
      await this.#expansion.expand(pair[0], this.#scope),
      await this.#expansion.expand(pair[1], this.#scope),
    ];
    return (left === right) === (word === 'ifeq');
  }

  /** @throws MakeFault when one is still open. */
  end(place: Place): void {
    if (this.#levels.length > 0) throw placed(place, "missing 'endif'");
  }
}

/** `(a,b)`, `"a" "b"` or `'a' 'b'` */
function pairOf(text: string): [string, string] | undefined {
  const [, one, two] = /^(?:"([^"]*)"|'[^']*')\s*(?:"([^"]*)"|'[^']*')$/.exec(text) ?? [];
  if (one !== undefined && two !== undefined) return [one, two];
  const quoted = /^(["'])(.*?)\1\s*(["'])(.*?)\3$/.exec(text);
  if (quoted) return [quoted[2] ?? '', quoted[4] ?? ''];
  if (!text.startsWith('(') || !text.endsWith(')')) return undefined;
  let depth = 0;
  for (let at = 1; at < text.length - 1; at += 1) {
    const char = text.charAt(at);
    if (char === '(' || char === '{') depth += 1;
    else if (char === ')' || char === '}') depth -= 1;
    else if (char === ',' && depth === 0) {
      return [text.slice(1, at).trim(), text.slice(at + 1, -1).trim()];
    }
  }
  return undefined;
}
