import { lstatSync, readdirSync, type Stats } from 'node:fs';
import { join } from 'node:path';

/** One thing below a folder. */
export interface Walked {
  /** Absolute. */
  readonly path: string;
  readonly stats: Stats;
}

/** All below a folder, parents before children, links not followed. What goes away meanwhile is left out. */
export function* walkFolder(folder: string): Generator<Walked> {
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    const stats = lstatSync(path, { throwIfNoEntry: false });
    if (!stats) continue;
    yield { path, stats };
    if (stats.isDirectory()) yield* walkFolder(path);
  }
}
