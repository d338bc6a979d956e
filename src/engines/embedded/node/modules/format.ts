import { inspect, type InspectOptions } from './inspect.ts';

/** Node's `util.format`: `%s %d %i %f %j %o %O %c %%`, then what is left. */
export const format = (...args: unknown[]): string => formatWithOptions({}, ...args);

export function formatWithOptions(options: InspectOptions, ...args: unknown[]): string {
  const [first, ...rest] = args;
  if (args.length === 1) return typeof first === 'string' ? first : inspect(first, options);
  let index = 0;
  let text = '';
  if (typeof first === 'string') {
    text = first.replace(/%([sdifjoOc%])/g, (mark, kind: string) => {
      if (kind === '%') return '%';
      if (index >= rest.length) return mark;
      return formatted(kind, rest[index++], options);
    });
  } else {
    text = inspect(first, options);
  }
  for (const value of rest.slice(index)) {
    text += ` ${typeof value === 'string' ? value : inspect(value, options)}`;
  }
  return text;
}

function formatted(kind: string, value: unknown, options: InspectOptions): string {
  switch (kind) {
    case 's':
      return asString(value, options);
    case 'd':
      if (typeof value === 'bigint') return `${value}n`;
      return typeof value === 'symbol' ? 'NaN' : numberText(Number(value));
    case 'i':
      if (typeof value === 'bigint') return `${value}n`;
      return typeof value === 'symbol' || typeof value === 'object'
        ? 'NaN'
        : numberText(parseInt(asPlainText(value)));
    case 'f':
      return typeof value === 'symbol' ? 'NaN' : numberText(parseFloat(asPlainText(value)));
    case 'j':
      return asJson(value);
    case 'o':
      return inspect(value, { ...options, showHidden: true, depth: 4 });
    case 'O':
      return inspect(value, options);
    default:
      return '';
  }
}

/** By the value's own `toString`. */
const asPlainText = (value: unknown): string => String(value);

const numberText = (value: number): string => (Object.is(value, -0) ? '-0' : String(value));

function asString(value: unknown, options: InspectOptions): string {
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'number') return numberText(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if (hasOwnToString(value)) return asPlainText(value);
  return inspect(value, { ...options, depth: 0, colors: false, compact: 3 });
}

/** Whether a class of the program says how its objects read as text. */
function hasOwnToString(value: object): boolean {
  if (value instanceof Error) return true;
  const { toString } = value as { toString?: unknown };
  return (
    typeof toString === 'function' && toString !== Object.prototype.toString && !isBuiltIn(value)
  );
}

const isBuiltIn = (value: object): boolean =>
  Array.isArray(value) || value instanceof Map || value instanceof Set || value instanceof Date;

const jsonOf = JSON.stringify as (value: unknown) => string | undefined;

function asJson(value: unknown): string {
  try {
    return jsonOf(value) ?? 'undefined';
  } catch (error) {
    if (error instanceof TypeError && /circular/i.test(error.message)) return '[Circular]';
    throw error;
  }
}
