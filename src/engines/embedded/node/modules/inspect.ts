import { entriesOf, type Shape } from './inspect-shapes.ts';
import { laidOut, type Layout } from './inspect-layout.ts';

/** As the options of Node's `util.inspect`. */
export interface InspectOptions {
  readonly showHidden?: boolean;
  readonly depth?: number | null;
  readonly colors?: boolean;
  readonly customInspect?: boolean;
  readonly maxArrayLength?: number | null;
  readonly maxStringLength?: number | null;
  readonly breakLength?: number;
  readonly compact?: number | boolean;
  readonly sorted?: boolean | ((a: string, b: string) => number);
  readonly getters?: boolean;
}

export const customInspect: unique symbol = Symbol.for('nodejs.util.inspect.custom') as never;

export const defaultOptions = {
  showHidden: false,
  depth: 2 as number | null,
  colors: false,
  customInspect: true,
  maxArrayLength: 100 as number | null,
  maxStringLength: 10_000 as number | null,
  breakLength: 80,
  compact: 3 as number | boolean,
  sorted: false as boolean | ((a: string, b: string) => number),
  getters: false,
};

const STYLES: Readonly<Record<string, readonly [number, number]>> = {
  special: [36, 39],
  number: [33, 39],
  bigint: [33, 39],
  boolean: [33, 39],
  undefined: [90, 39],
  null: [1, 22],
  string: [32, 39],
  symbol: [32, 39],
  date: [35, 39],
  regexp: [31, 39],
  module: [4, 24],
};

/** One call of `inspect`: its options, and what is being shown around the value at hand. */
export class Inspection implements Layout {
  readonly options: Required<InspectOptions>;
  readonly breakLength: number;
  readonly maxArrayLength: number;
  readonly compact: number | boolean;
  indentation = 0;
  level = 0;
  readonly #around: object[] = [];
  readonly #circular = new Map<object, number>();

  constructor(options: InspectOptions) {
    this.options = { ...defaultOptions, ...withoutUndefined(options) };
    this.breakLength = this.options.breakLength;
    this.maxArrayLength = this.options.maxArrayLength ?? Infinity;
    this.compact = this.options.compact;
  }

  style(text: string, style: string): string {
    const codes = this.options.colors ? STYLES[style] : undefined;
    return codes ? `\u001b[${codes[0]}m${text}\u001b[${codes[1]}m` : text;
  }

  /** `typed` is true where the parent is a typed array, whose numbers need no type of their own. */
  value(value: unknown, depth: number): string {
    if (typeof value !== 'function' && (typeof value !== 'object' || value === null)) {
      return this.primitive(value);
    }
    const custom = this.#custom(value, depth);
    if (custom !== undefined) return custom;
    if (this.#around.includes(value)) {
      const number = this.#circular.get(value) ?? this.#circular.size + 1;
      this.#circular.set(value, number);
      return this.style(`[Circular *${number}]`, 'special');
    }
    return this.#object(value, depth);
  }

  #custom(value: object, depth: number): string | undefined {
    if (!this.options.customInspect) return undefined;
    const method = (value as Record<symbol, unknown>)[customInspect];
    if (typeof method !== 'function' || method === inspect) return undefined;
    const { constructor } = value as { constructor?: { prototype?: unknown } };
    if (constructor?.prototype === value) return undefined;
    const most = this.options.depth ?? Infinity;
    const given = {
      ...this.options,
      depth: most === Infinity ? most : most - depth,
      stylize: (text: string, style: string) => this.style(text, style),
    };
    const result: unknown = Reflect.apply(method, value, [given.depth, given, inspect]);
    if (result === value) return undefined;
    if (typeof result !== 'object')
      // eslint-disable-next-line @typescript-eslint/no-base-to-string -- a program's own method said it
      return String(result).replaceAll('\n', `\n${' '.repeat(this.indentation)}`);
    return this.value(result, depth);
  }

  #object(value: object, depth: number): string {
    const shape = entriesOf(this, value, depth);
    if (typeof shape === 'string') return shape;
    const most = this.options.depth ?? Infinity;
    if (depth > most) {
      const name = shape.short ?? shape.open.replace(/ ?[[{(]$/, '').trim();
      return this.style(
        `[${name === '' ? (Array.isArray(value) ? 'Array' : 'Object') : name}]`,
        'special',
      );
    }
    this.#around.push(value);
    this.level = depth;
    let output: string[];
    try {
      output = shape.entries();
    } finally {
      this.#around.pop();
    }
    return this.#whole(value, shape, output, depth);
  }

  #whole(value: object, shape: Shape, output: string[], depth: number): string {
    let { base, open } = shape;
    const number = this.#circular.get(value);
    if (number !== undefined) {
      const mark = this.style(`<ref *${number}>`, 'special');
      if (this.compact === true || base !== '') base = base === '' ? mark : `${mark} ${base}`;
      else open = `${mark} ${open}`;
    }
    if (output.length === 0 && base !== '' && shape.list === undefined) return base;
    if (output.length === 0) return `${base === '' ? '' : `${base} `}${open}${shape.close}`;
    if (this.options.sorted !== false && shape.list === undefined) {
      output.sort(typeof this.options.sorted === 'function' ? this.options.sorted : undefined);
    }
    return laidOut(this, output, {
      base,
      open,
      close: shape.close,
      levels: this.level - depth,
      ...(shape.list === undefined ? {} : { list: shape.list }),
      ...(shape.extra === undefined ? {} : { extra: shape.extra() }),
    });
  }

  primitive(value: unknown): string {
    switch (typeof value) {
      case 'string':
        return this.#string(value);
      case 'number':
        return this.style(Object.is(value, -0) ? '-0' : String(value), 'number');
      case 'bigint':
        return this.style(`${value}n`, 'bigint');
      case 'boolean':
        return this.style(String(value), 'boolean');
      case 'symbol':
        return this.style(value.toString(), 'symbol');
      case 'undefined':
        return this.style('undefined', 'undefined');
      default:
        return this.style('null', 'null');
    }
  }

  #string(value: string): string {
    const most = this.options.maxStringLength ?? Infinity;
    const rest = value.length - most;
    const shown = rest > 0 ? value.slice(0, most) : value;
    const more = rest > 0 ? `... ${rest} more character${rest > 1 ? 's' : ''}` : '';
    const tooLong = shown.length > 16 && shown.length > this.breakLength - this.indentation - 4;
    if (this.compact !== true && tooLong) {
      const lines = shown.split(/(?<=\n)/).map((line) => this.style(quote(line), 'string'));
      return lines.join(` +\n${' '.repeat(this.indentation + 2)}`) + more;
    }
    return this.style(quote(shown), 'string') + more;
  }
}

function withoutUndefined(options: InspectOptions): InspectOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
  '\\': '\\\\',
};

/** A string as it would be written in a program, in the quotes that need the fewest backslashes. */
export function quote(text: string): string {
  const mark = !text.includes("'")
    ? "'"
    : !text.includes('"')
      ? '"'
      : !/[`$]/.test(text)
        ? '`'
        : "'";

  const escaped = text.replace(
    /[\u0000-\u001f\u007f-\u009f\\]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
    (char) => {
      const code = char.charCodeAt(0);
      if (code > 0xff) return `\\u${code.toString(16).toUpperCase()}`;
      return ESCAPES[char] ?? `\\x${code.toString(16).toUpperCase().padStart(2, '0')}`;
    },
  );
  return `${mark}${mark === "'" ? escaped.replaceAll("'", "\\'") : escaped}${mark}`;
}

/** Node's `util.inspect`. */
export function inspect(
  value: unknown,
  given?: InspectOptions | boolean,
  ...legacy: unknown[]
): string {
  const options =
    typeof given === 'object'
      ? given
      : {
          ...(given === undefined ? {} : { showHidden: given }),
          ...(legacy[0] === undefined ? {} : { depth: legacy[0] as number }),
          ...(legacy[1] === undefined ? {} : { colors: Boolean(legacy[1]) }),
        };
  return new Inspection(options).value(value, 0);
}

Object.assign(inspect, { custom: customInspect, defaultOptions, colors: {}, styles: {} });
