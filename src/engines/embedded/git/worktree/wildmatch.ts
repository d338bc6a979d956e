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

/** A bracket expression from `[` on, as a regular expression and its length; `undefined` when it never closes. */
function bracket(pattern: string, start: number): { source: string; length: number } | undefined {
  let at = start + 1;
  let source = '';
  const negated = /[!^]/.test(pattern.charAt(at));
  if (negated) at += 1;
  for (let first = true; at < pattern.length; first = false) {
    const char = pattern.charAt(at);
    if (char === ']' && !first) {
      if (source === '') return undefined;
      const inside = negated ? `[^/${source}]` : `(?!/)[${source}]`;
      return { source: inside, length: at + 1 - start };
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

/**
 * A shell pattern as git matches it, as a regular expression for the whole text. With `pathname`, `*` and `?` stop at
 * slashes and only a `**` that is a whole part of the path goes over them; without, `*` goes over slashes.
 *
 * A pattern that can match nothing (an open bracket) gives `undefined`.
 */
export function wildmatch(pattern: string, pathname: boolean): RegExp | undefined {
  let source = '';
  for (let at = 0; at < pattern.length;) {
    const char = pattern.charAt(at);
    if (char === '*') {
      const stars = /^\*+/.exec(pattern.slice(at))?.[0].length ?? 1;
      const before = at === 0 || pattern.charAt(at - 1) === '/';
      const next = pattern.charAt(at + stars);
      if (!pathname) source += '[^]*';
      else if (stars === 2 && before && next === '/') {
        source += '(?:[^]*/)?';
        at += 1;
      } else if (stars === 2 && before && next === '') source += '[^]*';
      else source += '[^/]*';
      at += stars;
      continue;
    }
    if (char === '?') source += pathname ? '[^/]' : '[^]';
    else if (char === '[') {
      const found = bracket(pattern, at);
      if (!found) return undefined;
      source += found.source;
      at += found.length;
      continue;
    } else if (char === '\\') {
      at += 1;
      if (at >= pattern.length) return undefined;
      source += escaped(pattern.charAt(at));
    } else source += escaped(char);
    at += 1;
  }
  try {
    return new RegExp(`^${source}$`);
  } catch {
    return undefined;
  }
}

const escaped = (char: string): string => char.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');

/** True when git reads the text as a pattern rather than as a name. */
export const hasWildcard = (text: string): boolean => /[*?[\\]/.test(text);
