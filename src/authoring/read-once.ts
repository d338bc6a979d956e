import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';

interface Reading {
  readonly stamp: string;
  readonly result: unknown;
}

const readings = new Map<string, Reading>();

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
