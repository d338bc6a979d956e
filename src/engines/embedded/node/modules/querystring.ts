type Query = Record<string, string | string[]>;

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    // A stray percent sign stands for itself, as in Node.
    return text;
  }
};

export function escape(value: unknown): string {
  return encodeURIComponent(String(value));
}

export function parse(
  text: unknown,
  separator = '&',
  equals = '=',
  options: { maxKeys?: number; decodeURIComponent?: (text: string) => string } = {},
): Query {
  const query = Object.create(null) as Query;
  if (typeof text !== 'string' || text === '') return query;
  const read = options.decodeURIComponent ?? decode;
  const most = options.maxKeys ?? 1000;
  for (const part of text.split(separator).slice(0, most > 0 ? most : undefined)) {
    if (part === '') continue;
    const at = part.indexOf(equals);
    const name = read((at < 0 ? part : part.slice(0, at)).replaceAll('+', ' '));
    const value = at < 0 ? '' : read(part.slice(at + equals.length).replaceAll('+', ' '));
    const before = query[name];
    query[name] =
      before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value];
  }
  return query;
}

const primitive = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return typeof value === 'bigint' || typeof value === 'boolean' ? String(value) : '';
};

export function stringify(
  query: unknown,
  separator = '&',
  equals = '=',
  options: { encodeURIComponent?: (text: string) => string } = {},
): string {
  if (typeof query !== 'object' || query === null) return '';
  const write = options.encodeURIComponent ?? escape;
  const parts: string[] = [];
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? (value as unknown[]) : [value])
      parts.push(`${write(name)}${equals}${write(primitive(one))}`);
  }
  return parts.join(separator);
}

export const querystring = {
  parse,
  stringify,
  escape,
  unescape: decode,
  decode: parse,
  encode: stringify,
};
