import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What no build has asked for during so many milliseconds is thrown away. */
const KEPT_FOR_MS = 7 * 24 * 60 * 60 * 1000;

/** Throws away what lies in a folder and was written more than a week ago, but for what was asked for. */
export function sweepKept(folder: string, asked: ReadonlySet<string>, now: number): void {
  for (const name of readdirSync(folder)) {
    if (asked.has(name)) continue;
    const file = join(folder, name);
    const written = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? now;
    if (now - written > KEPT_FOR_MS) rmSync(file, { force: true });
  }
}
