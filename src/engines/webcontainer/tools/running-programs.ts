import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ORIGIN, RUNNING_FOLDER } from '../origin.ts';

const folderOf = (origin: string): string => join(dirname(__filename), RUNNING_FOLDER, origin);

/**
 * Notes that a program of this machine runs for a process of the page, so that it can be ended when that process is, even
 * if whoever started it has ended before.
 *
 * @returns to be called when it has ended
 */
export function noteRunning(
  pid: number | undefined,
  env: Readonly<Record<string, string>>,
): () => void {
  const origin = env[ORIGIN] ?? '';
  if (pid === undefined || !/^\w+$/.test(origin)) return () => undefined;
  const note = join(folderOf(origin), String(pid));
  mkdirSync(dirname(note), { recursive: true });
  writeFileSync(note, '');
  return () => {
    rmSync(note, { force: true });
  };
}

/** Ends all that still runs for a process of the page. */
export function endRunning([origin = '']: readonly string[]): void {
  const folder = folderOf(origin);
  for (const pid of readdirSync(folder)) if (isOf(pid, origin)) end(Number(pid));
  rmSync(folder, { recursive: true, force: true });
}

/** False when the number is another program's by now; a host that does not tell is believed. */
function isOf(pid: string, origin: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(`${ORIGIN}=${origin}`);
  } catch {
    // It has ended, or this is a host without /proc.
    return !existsSync('/proc/self/environ');
  }
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
