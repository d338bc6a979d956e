import { toBytes } from './text.ts';

const ESCAPES: Record<number, string> = {
  7: '\\a',
  8: '\\b',
  9: '\\t',
  10: '\\n',
  11: '\\v',
  12: '\\f',
  13: '\\r',
  34: '\\"',
  92: '\\\\',
};

/**
 * A path as git shows it: in double quotes with C escapes when it has control characters, quotes or backslashes, or,
 * with `all` (core.quotePath), bytes past ASCII.
 */
export function quotePath(path: string, all = true): string {
  if (!(all ? /[^\x20-\x7e]|["\\]/ : /[\x00-\x1f\x7f"\\]/).test(path)) return path;
  let quoted = '';
  const plain: number[] = [];
  const flush = () => {
    quoted += new TextDecoder().decode(Uint8Array.from(plain));
    plain.length = 0;
  };
  for (const byte of toBytes(path)) {
    const escape = ESCAPES[byte];
    if (escape === undefined && byte >= 0x20 && byte !== 0x7f && (byte < 0x80 || !all)) {
      plain.push(byte);
      continue;
    }
    flush();
    quoted += escape ?? `\\${byte.toString(8).padStart(3, '0')}`;
  }
  flush();
  return `"${quoted}"`;
}

/** `path` (from the work tree's top) as seen from the folder `prefix` (`''` or `a/b/`). */
export function fromPrefix(path: string, prefix: string): string {
  if (prefix === '') return path;
  const from = prefix.split('/').slice(0, -1);
  const to = path.split('/');
  let same = 0;
  while (same < from.length && same < to.length && from[same] === to[same]) same += 1;
  const rest = to.slice(same).join('/');
  return `${'../'.repeat(from.length - same)}${rest}` || './';
}
