import { nowMs } from '../core/natives.ts';
import { formatWithOptions } from './format.ts';
import { inspect } from './inspect.ts';
import { widthOf } from './inspect-layout.ts';

interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
}

/** Node's `Console`, over two streams. */
export class Console {
  #out: () => Output;
  #err: () => Output;
  #indent = '';
  readonly #counts = new Map<string, number>();
  readonly #timers = new Map<string, number>();

  constructor(
    out: Output | { stdout: Output; stderr?: Output } | (() => Output),
    err?: Output | (() => Output),
  ) {
    const streams =
      typeof out === 'object' && 'stdout' in out
        ? [out.stdout, out.stderr ?? out.stdout]
        : [out, err ?? out];
    const [first, second] = streams.map((stream) =>
      typeof stream === 'function' ? stream : () => stream,
    );
    this.#out = first ?? (() => out as Output);
    this.#err = second ?? this.#out;
    // Each method works on its own: `const { log } = console`.
    for (const name of Object.getOwnPropertyNames(Console.prototype)) {
      const method = (this as unknown as Record<string, unknown>)[name];
      if (name === 'constructor' || typeof method !== 'function') continue;
      Object.defineProperty(this, name, {
        value: Object.defineProperty(
          (...args: unknown[]) => Reflect.apply(method, this, args) as unknown,
          'name',
          { value: name },
        ),
        writable: true,
        configurable: true,
        enumerable: true,
      });
    }
  }

  #print(to: () => Output, args: readonly unknown[]): void {
    const stream = to();
    const text = formatWithOptions({ colors: stream.isTTY === true }, ...args);
    const shown =
      this.#indent === '' ? text : this.#indent + text.replaceAll('\n', `\n${this.#indent}`);
    stream.write(`${shown}\n`);
  }

  log(...args: unknown[]): void {
    this.#print(this.#out, args);
  }
  info(...args: unknown[]): void {
    this.#print(this.#out, args);
  }
  debug(...args: unknown[]): void {
    this.#print(this.#out, args);
  }
  warn(...args: unknown[]): void {
    this.#print(this.#err, args);
  }
  error(...args: unknown[]): void {
    this.#print(this.#err, args);
  }
  trace(...args: unknown[]): void {
    const stack = new Error().stack?.split('\n').slice(1).join('\n') ?? '';
    this.#print(this.#err, [
      `Trace${args.length === 0 ? '' : `: ${formatWithOptions({}, ...args)}`}\n${stack}`.trimEnd(),
    ]);
  }
  dir(value: unknown, options?: object): void {
    this.#print(this.#out, [inspect(value, { customInspect: false, ...options })]);
  }
  dirxml(...args: unknown[]): void {
    this.#print(this.#out, args);
  }
  assert(holds: unknown, ...args: unknown[]): void {
    if (holds) return;
    const [first, ...rest] = args;
    if (typeof first === 'string') this.#print(this.#err, [`Assertion failed: ${first}`, ...rest]);
    else
      this.#print(
        this.#err,
        args.length === 0 ? ['Assertion failed'] : ['Assertion failed:', ...args],
      );
  }
  group(...args: unknown[]): void {
    if (args.length > 0) this.#print(this.#out, args);
    this.#indent += '  ';
  }
  groupCollapsed(...args: unknown[]): void {
    this.group(...args);
  }
  groupEnd(): void {
    this.#indent = this.#indent.slice(2);
  }
  count(label: unknown = 'default'): void {
    const name = String(label);
    const count = (this.#counts.get(name) ?? 0) + 1;
    this.#counts.set(name, count);
    this.#print(this.#out, [`${name}: ${count}`]);
  }
  countReset(label: unknown = 'default'): void {
    this.#counts.delete(String(label));
  }
  time(label: unknown = 'default'): void {
    this.#timers.set(String(label), nowMs());
  }
  timeEnd(label: unknown = 'default'): void {
    this.timeLog(label);
    this.#timers.delete(String(label));
  }
  timeLog(label: unknown = 'default', ...args: unknown[]): void {
    const name = String(label);
    const start = this.#timers.get(name);
    if (start === undefined) return;
    this.#print(this.#out, [`${name}: ${duration(nowMs() - start)}`, ...args]);
  }
  table(data: unknown, columns?: readonly string[]): void {
    if (typeof data !== 'object' || data === null) this.#print(this.#out, [data]);
    else this.#out().write(`${tableOf(data, columns)}\n`);
  }
}

function duration(ms: number): string {
  if (ms >= 1000) return `${(ms / 1000).toFixed(3)}s`;
  return `${Number(ms.toFixed(3))}ms`;
}

function tableOf(data: object, chosen?: readonly string[]): string {
  const isMap = data instanceof Map;
  const isList = data instanceof Set;
  const rows: (readonly [key: string, value: unknown])[] = isMap
    ? [...data].map((entry, index) => [String(index), entry])
    : isList
      ? [...data].map((value, index) => [String(index), value])
      : Object.entries(data);
  const show = (value: unknown) =>
    inspect(value, {
      depth: typeof value === 'object' && value !== null && Object.keys(value).length > 2 ? -1 : 0,
      maxArrayLength: 3,
      breakLength: Infinity,
    });
  const names = new Map<string, string[]>();
  const plain: (string | undefined)[] = [];
  rows.forEach(([, value], row) => {
    if (typeof value !== 'object' || value === null) {
      plain[row] = show(value);
      return;
    }
    const cells = isMap ? { Key: (value as unknown[])[0], Values: (value as unknown[])[1] } : value;
    for (const [name, cell] of Object.entries(cells)) {
      if (chosen && !chosen.includes(name)) continue;
      const column = names.get(name) ?? [];
      column[row] = show(cell);
      names.set(name, column);
    }
  });
  const head = [isMap || isList ? '(iteration index)' : '(index)', ...(chosen ?? names.keys())];
  const body = [rows.map(([key]) => key), ...head.slice(1).map((name) => names.get(name) ?? [])];
  if (plain.length > 0) {
    head.push('Values');
    body.push(plain as string[]);
  }
  const widths = head.map(
    (title, column) =>
      Math.max(widthOf(title), ...rows.map((_row, row) => widthOf(body[column]?.[row] ?? ''))) + 2,
  );
  const line = (left: string, middle: string, right: string) =>
    left + widths.map((width) => '─'.repeat(width)).join(middle) + right;
  const cells = (texts: readonly string[]) =>
    `│${texts.map((text, column) => ` ${text}${' '.repeat((widths[column] ?? 0) - widthOf(text) - 1)}`).join('│')}│`;
  return [
    line('┌', '┬', '┐'),
    cells(head),
    line('├', '┼', '┤'),
    ...rows.map((_row, row) => cells(head.map((_title, column) => body[column]?.[row] ?? ''))),
    line('└', '┴', '┘'),
  ].join('\n');
}
