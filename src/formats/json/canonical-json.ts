/** Why a value has no canonical form. */
export class NotCanonical extends Error {
  override readonly name = 'NotCanonical';
}

const DEEPEST = 64;

/**
 * The canonical text of a JSON value: members sorted by UTF-16 code units, no white space, numbers as ECMAScript writes
 * them. Equal values give equal text.
 *
 * @throws NotCanonical for what I-JSON has no form for: half a surrogate pair, `NaN`, infinities, `undefined`; and for
 *   values more than 64 deep.
 * @see RFC 8785
 */
export function canonicalJson(value: unknown): string {
  return textOf(value, 0);
}

function textOf(value: unknown, depth: number): string {
  if (depth > DEEPEST) throw new NotCanonical(`it is more than ${DEEPEST} levels deep`);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return textOfString(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new NotCanonical(`the number ${value} is not of JSON`);
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) {
    return `[${value.map((item: unknown) => textOf(item, depth + 1)).join(',')}]`;
  }
  if (typeof value !== 'object') throw new NotCanonical(`${typeof value} is not of JSON`);
  const members = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => `${textOfString(key)}:${textOf(item, depth + 1)}`);
  return `{${members.join(',')}}`;
}

function textOfString(value: string): string {
  // With the flag "u" whole pairs are one character, so only halves of one are found.
  if (/\p{Surrogate}/u.test(value)) throw new NotCanonical('a text has half a surrogate pair');
  return JSON.stringify(value);
}
