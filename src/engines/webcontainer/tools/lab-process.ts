import { fstatSync, readFileSync } from 'node:fs';
import type { OutputSink } from '../../embedded/kernel/running-process.ts';

/** The folder that is the lab, as the engine's adapter names it; else the one that the process runs in. */
export function labFolder(cwd: string): string {
  const told = process.env['PLUMBLINE_LAB'];
  return told !== undefined && `${cwd}/`.startsWith(`${told}/`) ? told : cwd;
}

/** What was written, one after the other: both outputs may be one pipe, and a full one would let the other pass. */
let written: Promise<void> = Promise.resolve();

/** Standard output and error of this process, in the order of writing. */
export function stdoutSink(): OutputSink {
  return {
    write: (fd, data) => {
      const stream = fd === 1 ? process.stdout : process.stderr;
      written = written.then(() => new Promise((resolve) => stream.write(data, () => resolve())));
    },
    discard: () => undefined,
  };
}

/** Resolves when all that was written to standard output and error is on its way. */
export function writtenOut(): Promise<void> {
  return written;
}

/** All of standard input when it is a file or a pipe that ends; nothing when it is neither. */
export function readAll(): Uint8Array {
  try {
    const stats = fstatSync(0);
    if (!stats.isFile() && !stats.isFIFO()) return new Uint8Array(0);
    return new Uint8Array(readFileSync(0));
  } catch {
    // No standard input at all, or one that is not ready: a program that is not given any reads none.
    return new Uint8Array(0);
  }
}
