/**
 * A matcher for one glob pattern on relative paths: `*` and `?` within a name, `**` across folders, `{a,b}`.
 *
 * A pattern without `/` matches a name at any depth; whatever is inside a matched folder matches too.
 */
export function globMatcher(pattern: string): (path: string) => boolean {
  const clean = pattern.replace(/^\.?\//, '').replace(/\/+$/, '');
  const anchored = clean.includes('/') ? '^' : '^(?:.*/)?';
  const expression = new RegExp(`${anchored}${sourceOf(clean)}(?:/.*)?$`, 'su');
  return (path) => expression.test(path);
}

function sourceOf(pattern: string): string {
  let source = '';
  let braces = 0;
  for (let index = 0; index < pattern.length; index++) {
    const char = pattern[index] ?? '';
    if (pattern.startsWith('**/', index)) {
      source += '(?:.*/)?';
      index += 2;
    } else if (pattern.startsWith('**', index)) {
      source += '.*';
      index += 1;
    } else if (char === '*') source += '[^/]*';
    else if (char === '?') source += '[^/]';
    else if (char === '{' && pattern.includes('}', index)) {
      source += '(?:';
      braces += 1;
    } else if (char === '}' && braces > 0) {
      source += ')';
      braces -= 1;
    } else if (char === ',' && braces > 0) source += '|';
    else source += char.replace(/[\\^$.*+?()[\]{}|/]/g, (special) => `\\${special}`);
  }
  return source + ')'.repeat(braces);
}
