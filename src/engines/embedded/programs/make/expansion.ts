import { callFunction, FUNCTIONS } from './functions.ts';
import { MakeFault, substitute, wordsOf, type Place, type Scope } from './variables.ts';

/** What expanding text may need of the rest of make. */
export interface ExpansionWorld {
  /** Standard output of a command, for `$(shell …)`. */
  shell(command: string, scope: Scope): Promise<string>;
  /** Names of files that a pattern of the shell matches, sorted. */
  wildcard(pattern: string): readonly string[];
  /** The absolute path, and the same with links followed; `''` for one that is not there. */
  abspath(path: string): string;
  realpath(path: string): string;
  /** Reads more of a makefile, for `$(eval …)`. */
  evaluate(text: string, scope: Scope): Promise<void>;
  say(fd: 1 | 2, line: string): void;
  place(): Place;
}

const MOST_DEPTH = 200;

/** Expands references to variables and calls of functions. */
export class Expansion {
  readonly world: ExpansionWorld;
  #depth = 0;

  constructor(world: ExpansionWorld) {
    this.world = world;
  }

  /** @throws MakeFault for a reference without its end, and a variable that refers to itself. */
  async expand(text: string, scope: Scope): Promise<string> {
    if (!text.includes('$')) return text;
    let result = '';
    for (let at = 0; at < text.length; at += 1) {
      const char = text.charAt(at);
      const next = text.charAt(at + 1);
      if (char !== '$' || next === '') result += char;
      else if (next === '$') {
        result += '$';
        at += 1;
      } else if (next === '(' || next === '{') {
        const end = closing(text, at + 1);
        if (end < 0) {
          const { file, line } = this.world.place();
          throw new MakeFault(`${file}:${line}: *** unterminated variable reference.  Stop.`);
        }
        result += await this.#reference(text.slice(at + 2, end), scope);
        at = end;
      } else {
        result += await this.value(next, scope);
        at += 1;
      }
    }
    return result;
  }

  async value(name: string, scope: Scope): Promise<string> {
    const variable = scope.get(name);
    if (!variable) return '';
    if (variable.isSimple) return variable.value;
    if (this.#depth >= MOST_DEPTH) {
      const { file, line } = this.world.place();
      throw new MakeFault(
        `${file}:${line}: *** Recursive variable '${name}' references itself (eventually).  Stop.`,
      );
    }
    this.#depth += 1;
    try {
      return await this.expand(variable.value, scope);
    } finally {
      this.#depth -= 1;
    }
  }

  async #reference(inner: string, scope: Scope): Promise<string> {
    const [, name = '', rest = ''] = /^([a-z-]+)[ \t]+([\s\S]*)$/.exec(inner) ?? [];
    if (FUNCTIONS.has(name)) return callFunction(this, name, argumentsOf(rest, name), scope);
    const expanded = await this.expand(inner, scope);
    const colon = /^([^:]+):([^=]*)=([\s\S]*)$/.exec(expanded);
    if (colon && !scope.get(expanded)) {
      const [, variable = '', from = '', to = ''] = colon;
      const [pattern, replacement] = from.includes('%') ? [from, to] : [`%${from}`, `%${to}`];
      const words = wordsOf(await this.value(variable, scope));
      return words.map((word) => substitute(pattern, replacement, word)).join(' ');
    }
    return this.value(expanded, scope);
  }
}

/** Where the bracket at `start` is closed; -1 when it is not. */
export function closing(text: string, start: number): number {
  const open = text.charAt(start);
  const close = open === '(' ? ')' : '}';
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    if (text.charAt(at) === open) depth += 1;
    else if (text.charAt(at) === close) {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return -1;
}

/** How many arguments some functions have at most: further commas belong to the last. */
const MOST_ARGUMENTS: Readonly<Record<string, number>> = {
  subst: 3,
  patsubst: 3,
  strip: 1,
  findstring: 2,
  filter: 2,
  'filter-out': 2,
  sort: 1,
  word: 2,
  wordlist: 3,
  words: 1,
  firstword: 1,
  lastword: 1,
  dir: 1,
  notdir: 1,
  suffix: 1,
  basename: 1,
  addsuffix: 2,
  addprefix: 2,
  join: 2,
  wildcard: 1,
  realpath: 1,
  abspath: 1,
  if: 3,
  foreach: 3,
  shell: 1,
  error: 1,
  warning: 1,
  info: 1,
  value: 1,
  origin: 1,
  flavor: 1,
  eval: 1,
};

function argumentsOf(text: string, name: string): string[] {
  const most = MOST_ARGUMENTS[name] ?? Infinity;
  const found: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === '(' || char === '{') depth += 1;
    else if (char === ')' || char === '}') depth -= 1;
    else if (char === ',' && depth === 0 && found.length < most - 1) {
      found.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return [...found, text.slice(start)];
}
