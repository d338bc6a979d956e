import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root, with a slash at the end. */
export const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));

const RECORDS = join(ROOT, '.cache/engine-build');

/** What a step of the build made, and from what. */
export interface StepResult<Value> {
  /** Plain data, kept for the next time. */
  readonly value: Value;
  /** Files that, when one changes, make the result stale. Absolute. */
  readonly inputs: readonly string[];
  /** Files that must still be there. Absolute. */
  readonly outputs: readonly string[];
}

interface Record<Value> {
  readonly key: string;
  readonly inputs: readonly (readonly [path: string, sizeBytes: number, mtimeMs: number])[];
  readonly outputs: readonly string[];
  readonly value: Value;
}

/**
 * Runs a step of the build unless its last result is still good: same key, same inputs by size and time, all outputs
 * there. The key is what the step is told besides its inputs; a step that uses another's output has its path for a key.
 *
 * Several processes may ask at a time (test files do): one builds and the others wait for it.
 */
export async function buildStep<Value>(
  name: string,
  key: string,
  build: () => Promise<StepResult<Value>>,
): Promise<Value> {
  const recordPath = join(RECORDS, `${name}.json`);
  const kept = await freshRecord<Value>(recordPath, key);
  if (kept) return kept.value;
  return locked(join(RECORDS, `${name}.lock`), async () => {
    const meanwhile = await freshRecord<Value>(recordPath, key);
    if (meanwhile) return meanwhile.value;
    const { value, inputs, outputs } = await build();
    const stamps = await Promise.all(inputs.map(stamp));
    const record: Record<Value> = { key, value, outputs, inputs: stamps };
    await writeWhole(recordPath, JSON.stringify(record));
    return value;
  });
}

let writes = 0;

/** Writes a file so that nobody ever sees half of it, also when several write it at a time. */
export async function writeWhole(path: string, contents: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  writes += 1;
  const temporary = `${path}.${process.pid}-${writes}`;
  await writeFile(temporary, contents);
  await rename(temporary, path);
}

/** As `writeWhole`, but a file that says so already stays untouched, and who watches it sees nothing. */
export async function writeChanged(path: string, contents: string): Promise<void> {
  const before = await readFile(path, 'utf8').catch(() => undefined);
  if (before !== contents) await writeWhole(path, contents);
}

async function stamp(path: string): Promise<readonly [string, number, number]> {
  const { size, mtimeMs } = await stat(path);
  return [path, size, mtimeMs];
}

async function freshRecord<Value>(path: string, key: string): Promise<Record<Value> | undefined> {
  try {
    const record = JSON.parse(await readFile(path, 'utf8')) as Record<Value>;
    if (record.key !== key) return undefined;
    await Promise.all(record.outputs.map((output) => stat(output)));
    const stamps = await Promise.all(record.inputs.map(([input]) => stamp(input)));
    const same = stamps.every(([, size, time], index) => {
      const then = record.inputs[index];
      return then?.[1] === size && then[2] === time;
    });
    return same ? record : undefined;
  } catch {
    // No record, an unreadable one, or a file of it that is gone: build again.
    return undefined;
  }
}

async function locked<Value>(path: string, action: () => Promise<Value>): Promise<Value> {
  await mkdir(dirname(path), { recursive: true });
  while (!(await acquire(path))) await pause(50);
  try {
    return await action();
  } finally {
    await rm(path, { force: true });
  }
}

async function acquire(path: string): Promise<boolean> {
  try {
    await writeFile(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    const owner = Number(await readFile(path, 'utf8').catch(() => ''));
    // The owner may have been killed. (An empty lock is one that is being written.)
    if (owner > 0 && !isAlive(owner)) await rm(path, { force: true });
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
