import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';

interface Reading {
  readonly stamp: string;
  readonly result: unknown;
}

type Readings = Map<string, Reading>;
/** Where all parts of a build find them: what writes pages is built before, and has this module a second time. */
const SHARED = Symbol.for('plumbline.readings');

/** While authors write, the code that reads may change as well: then readings end with the module that made them. */
const readings = bundledFor('DEV') ? new Map<string, Reading>() : sharedReadings();

function sharedReadings(): Readings {
  const shared = globalThis as unknown as Record<symbol, Readings | undefined>;
  return (shared[SHARED] ??= new Map<string, Reading>());
}

/**
 * True in a module that Vite has bundled for a dev server (`DEV`) or a build (`PROD`); Node alone runs it as neither. A build
 * puts values in place of `import.meta.env` only where it stands in one piece.
 */
function bundledFor(mode: 'DEV' | 'PROD'): boolean {
  return (import.meta as { readonly env?: Readonly<Record<string, unknown>> }).env?.[mode] === true;
}

/**
 * Reads a file and makes something of its text; the same file, while unchanged, is read once.
 *
 * A site's build asks for the same lessons from every page. A path must always be read the same way.
 */
export function readUnchangedOnce<T>(path: string, make: (text: string) => T): T {
  const key = resolve(path);
  const { mtimeMs, size } = statSync(key);
  const stamp = `${mtimeMs} ${size}`;
  const known = readings.get(key);
  if (known?.stamp === stamp) return known.result as T;
  const result = make(readFileSync(key, 'utf8'));
  readings.set(key, { stamp, result });
  return result;
}

const results = new Map<string, unknown>();

/**
 * Reads something, and in the pages of a site's build only once: thousands of pages ask for the same list of files, none of
 * which changes under a build.
 *
 * @param key says what is read, and from where
 */
export function readOnceABuild<T>(key: string, read: () => T): T {
  if (!bundledFor('PROD')) return read();
  if (!results.has(key)) results.set(key, read());
  return results.get(key) as T;
}
