const CLASSES: Record<string, string> = {
  alnum: 'a-zA-Z0-9',
  alpha: 'a-zA-Z',
  blank: ' \\t',
  cntrl: '\\x00-\\x1f\\x7f',
  digit: '0-9',
  graph: '\\x21-\\x7e',
  lower: 'a-z',
  print: '\\x20-\\x7e',
  punct: '!-\\/:-@\\[-`{-~',
  space: '\\s',
  upper: 'A-Z',
  xdigit: '0-9a-fA-F',
};

/** A bracket expression from `[` on, as a set of characters and its length; `undefined` when it never closes. */
function bracket(pattern: string, start: number): { set: RegExp; length: number } | undefined {
  let at = start + 1;
  let source = '';
  const negated = /[!^]/.test(pattern.charAt(at));
  if (negated) at += 1;
  for (let first = true; at < pattern.length; first = false) {
    const char = pattern.charAt(at);
    if (char === ']' && !first) {
      if (source === '') return undefined;
      try {
        return {
          set: new RegExp(negated ? `^[^/${source}]$` : `^(?!/)[${source}]$`),
          length: at + 1 - start,
        };
      } catch {
        // A range that runs backwards.
        return undefined;
      }
    }
    const named = /^\[:([a-z]+):\]/.exec(pattern.slice(at));
    if (named) {
      source += CLASSES[named[1] ?? ''] ?? '';
      at += named[0].length;
      continue;
    }
    if (char === '\\') {
      at += 1;
      if (at >= pattern.length) return undefined;
      source += escapeInClass(pattern.charAt(at));
    } else if (char === '-' && !first && pattern.charAt(at + 1) !== ']') source += '-';
    else source += escapeInClass(char);
    at += 1;
  }
  return undefined;
}

const escapeInClass = (char: string): string => char.replace(/[\\\]^[-]/, '\\$&');

/** What a pattern does at one place: takes one character, any but slashes, any at all, or whole folders. */
type Token =
  | { readonly kind: 'one'; readonly takes: (char: string) => boolean }
  | { readonly kind: 'star' | 'all' | 'folders' };

function tokenize(pattern: string, pathname: boolean): Token[] | undefined {
  const tokens: Token[] = [];
  for (let at = 0; at < pattern.length; at += 1) {
    const char = pattern.charAt(at);
    if (char === '*') {
      let stars = 1;
      while (pattern.charAt(at + stars) === '*') stars += 1;
      const whole = stars === 2 && (at === 0 || pattern.charAt(at - 1) === '/');
      const next = pattern.charAt(at + stars);
      if (!pathname || (whole && next === '')) tokens.push({ kind: 'all' });
      else if (whole && next === '/') {
        tokens.push({ kind: 'folders' });
        at += 1;
      } else tokens.push({ kind: 'star' });
      at += stars - 1;
    } else if (char === '?')
      tokens.push({ kind: 'one', takes: (each) => !pathname || each !== '/' });
    else if (char === '[') {
      const found = bracket(pattern, at);
      if (!found) return undefined;
      tokens.push({ kind: 'one', takes: (each) => found.set.test(each) });
      at += found.length - 1;
    } else {
      if (char === '\\') at += 1;
      if (at >= pattern.length) return undefined;
      const wanted = pattern.charAt(at);
      tokens.push({ kind: 'one', takes: (each) => each === wanted });
    }
  }
  return tokens;
}

/** A pattern that is ready to be tried on texts. */
export interface WildPattern {
  test(text: string): boolean;
}

/**
 * A shell pattern as git matches it, for the whole text. With `pathname`, `*` and `?` stop at slashes and only a `**`
 * that is a whole part of the path goes over them; without, `*` goes over slashes.
 *
 * A pattern that can match nothing (an open bracket) gives `undefined`. Tries all places at once instead of going
 * back, so that no pattern can take long: patterns are the learner's.
 */
export function wildmatch(pattern: string, pathname: boolean): WildPattern | undefined {
  const tokens = tokenize(pattern, pathname);
  return tokens && { test: (text) => matches(tokens, text) };
}

function matches(tokens: readonly Token[], text: string): boolean {
  // Places 0..n are before each token; those past n are inside the `folders` token of that number.
  const inside = tokens.length + 1;
  let here = new Set<number>();
  const enter = (places: Set<number>, at: number) => {
    for (let place = at; ; place += 1) {
      places.add(place);
      const token = tokens[place];
      if (!token || token.kind === 'one') return;
    }
  };
  enter(here, 0);
  for (let index = 0; index < text.length; index += 1) {
    const char = text.charAt(index);
    const next = new Set<number>();
    for (const place of here) {
      const at = place >= inside ? place - inside : place;
      const token = tokens[at];
      if (!token) continue;
      if (token.kind === 'one') {
        if (token.takes(char)) enter(next, at + 1);
      } else if (token.kind === 'folders') {
        next.add(inside + at);
        if (char === '/') enter(next, at + 1);
      } else if (token.kind === 'all' || char !== '/') enter(next, at);
    }
    if (next.size === 0) return false;
    here = next;
  }
  return here.has(tokens.length);
}

/** True when git reads the text as a pattern rather than as a name. */
export const hasWildcard = (text: string): boolean => /[*?[\\]/.test(text);
