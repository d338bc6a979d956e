import { knownScript, placeInSource } from './scripts.ts';

/** What V8 tells of a frame. */
interface CallSite {
  getScriptNameOrSourceURL(): string | null | undefined;
  getLineNumber(): number | null;
  getColumnNumber(): number | null;
  isNative(): boolean;
  toString(): string;
}

type Prepare = (error: unknown, sites: readonly CallSite[]) => unknown;
interface V8Errors {
  prepareStackTrace?: Prepare;
  stackTraceLimit?: number;
}

/** Frames that Node shows; ours stand between them, so more are gathered. */
const SHOWN_FRAMES = 10;
const GATHERED_FRAMES = 40;

/** Names that the bundler gave to classes, and those that they have for programs. */
const classNames = new Map<string, string>();

/** Gives a class of the layer its name, also where stacks name the object that a call was made on. */
export function nameClass(given: object, name: string): void {
  const before: unknown = Reflect.get(given, 'name');
  if (before === name) return;
  if (typeof before === 'string' && before !== '') classNames.set(before, name);
  Object.defineProperty(given, 'name', { value: name, configurable: true });
}

/** Where the error was made, in the program's own files, as far as its stack was read. */
const places = new WeakMap<object, { shown: string; line: number; column: number }>();
export const placeOf = (
  error: object,
): { shown: string; line: number; column: number } | undefined => places.get(error);

/** Stacks name the program's files and lines as written, and show no frame of this layer. V8 only. */
export function keepStacksClean(): void {
  const errors = Error as unknown as V8Errors;
  errors.stackTraceLimit = GATHERED_FRAMES;
  const prepare: Prepare = (error, sites) => {
    const frames: string[] = [];
    // Frames of the platform are shown where they stand between two of the program.
    let between: string[] = [];
    for (const site of sites) {
      const frame = frameOf(site, error);
      if (frame === undefined) between = [];
      else if (frame.isNative) between.push(`\n    at ${frame.text}`);
      else frames.push(...between.splice(0), `\n    at ${frame.text}`);
    }
    const limit = errors.stackTraceLimit ?? 0;
    const shown = frames.slice(0, limit === GATHERED_FRAMES ? SHOWN_FRAMES : limit);
    return `${headOf(error)}${shown.join('')}`;
  };
  Object.defineProperty(Error, 'prepareStackTrace', {
    value: prepare,
    writable: true,
    configurable: true,
    enumerable: false,
  });
}

/** A frame as Firefox and Safari write it: `name@address:line:column`. */
const FOREIGN_FRAME = /^(.*?)@(.+):(\d+):(\d+)$/;

/**
 * A stack as V8 writes it. Other engines leave out the error's name and message and write frames otherwise; of theirs those
 * of the program are kept.
 */
export function stackInWords(stack: string, error: Error): string {
  const lines = stack.split('\n').filter((line) => line !== '');
  if (!lines.every((line) => FOREIGN_FRAME.test(line) || line.endsWith('@[native code]'))) {
    return stack;
  }
  const frames = lines.flatMap((line) => {
    const [, maker = '', name = '', row = '1', column = '1'] = FOREIGN_FRAME.exec(line) ?? [];
    const script = knownScript(name);
    if (!script) return [];
    const place = placeInSource(script, Number(row), Number(column));
    const at = `${script.shown}:${place.line}:${place.column}`;
    const called = maker.replace(/[/<]+$/, '');
    return [`\n    at ${called === '' ? at : `${called} (${at})`}`];
  });
  return `${headOf(error)}${frames.slice(0, SHOWN_FRAMES).join('')}`;
}

function headOf(error: unknown): string {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    // An error whose name or message cannot be text: V8 says the same.
    return '<error>';
  }
}

function frameOf(
  site: CallSite,
  error: unknown,
): { readonly text: string; readonly isNative: boolean } | undefined {
  const name = site.getScriptNameOrSourceURL();
  const text = site.toString();
  if (name === null || name === undefined) {
    return { text, isNative: true };
  }
  const script = knownScript(name);
  if (!script) return undefined;
  const line = site.getLineNumber() ?? 1;
  const column = site.getColumnNumber() ?? 1;
  const place = placeInSource(script, line, column);
  if (typeof error === 'object' && error !== null && !places.has(error)) {
    places.set(error, { shown: script.shown, ...place });
  }
  const shown = `${script.shown}:${place.line}:${place.column}`;
  const plain = text
    .replace(`${name}:${line}:${column}`, shown)
    .replace(/^((?:async |new )?)([\w$]+)(?=\.)/, (whole, before: string, maker: string) => {
      const named = classNames.get(maker);
      return named === undefined ? whole : before + named;
    });
  return { text: plain, isNative: false };
}
