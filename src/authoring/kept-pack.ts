import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { sweepKept } from './sweep-kept.ts';

/** So many bytes are gathered before they are written. */
const WRITTEN_AT_ONCE = 1024 * 1024;
/** A pack ends with the length of its index in bytes, as an unsigned number of so many bytes. */
const FOOT_BYTES = 4;

/**
 * Results of one build in one file: a file for each of thousands of small results costs more than the results. What a build
 * asks for stays for the next one of the same maker, and nothing else does.
 */
export interface KeptPack {
  /**
   * The result for `source`, made where the last build did not ask for it.
   *
   * @param make called when nothing is kept; what it throws is thrown, and nothing is kept
   */
  resultFor(source: string, make: () => Promise<string> | string): Promise<Uint8Array<ArrayBuffer>>;
  /** Puts this build's results in the place of the last one's, and throws away packs that no build has written for a week. */
  close(now?: number): void;
}

/** Where a result lies in a pack, in bytes. */
interface Place {
  readonly at: number;
  readonly length: number;
}

/**
 * Opens the pack of a maker. Until it is closed, the file of the last build stays as it is: two builds at once do not mix, and
 * of one that fails nothing is kept.
 *
 * @param folder need not be there yet; it may be deleted at any time between two builds
 * @param maker says in full what makes the results: another maker finds none of this one's
 */
export function openKeptPack(folder: string, maker: string): KeptPack {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${digest(maker)}.pack`);
  const half = `${file}.${process.pid}.half`;
  const last = existsSync(file) ? openSync(file, 'r') : undefined;
  const known = last === undefined ? new Map<string, Place>() : indexIn(last);
  const next = openSync(half, 'w');
  const places: Record<string, [at: number, length: number]> = {};
  let waiting: Uint8Array[] = [];
  let [waitingBytes, end] = [0, 0];
  const flush = (): void => {
    if (waitingBytes > 0) writeAll(next, Buffer.concat(waiting));
    [waiting, waitingBytes] = [[], 0];
  };
  const append = (key: string, bytes: Uint8Array): void => {
    places[key] = [end, bytes.length];
    end += bytes.length;
    waiting.push(bytes);
    waitingBytes += bytes.length;
    if (waitingBytes >= WRITTEN_AT_ONCE) flush();
  };
  return {
    async resultFor(source, make) {
      const key = digest(source);
      const place = known.get(key);
      const bytes =
        last !== undefined && place ? readAt(last, place) : new TextEncoder().encode(await make());
      if (!(key in places)) append(key, bytes);
      return bytes;
    },
    close(now = Date.now()) {
      const index = Buffer.from(JSON.stringify(places));
      const foot = Buffer.alloc(FOOT_BYTES);
      foot.writeUInt32LE(index.length);
      waiting.push(index, foot);
      waitingBytes += index.length + foot.length;
      flush();
      closeSync(next);
      if (last !== undefined) closeSync(last);
      renameSync(half, file);
      sweepKept(folder, new Set(), now);
    },
  };
}

/** The keys of all results in a pack: digests of their sources. */
export function keysOfPack(file: string): readonly string[] {
  const open = openSync(file, 'r');
  try {
    return [...indexIn(open).keys()];
  } finally {
    closeSync(open);
  }
}

/** Where each result lies. A pack that was cut off on the disk holds nothing: all of it can be made again. */
function indexIn(file: number): ReadonlyMap<string, Place> {
  try {
    const { size } = fstatSync(file);
    const foot = readAt(file, { at: size - FOOT_BYTES, length: FOOT_BYTES });
    const length = Buffer.from(foot.buffer).readUInt32LE();
    const index = readAt(file, { at: size - FOOT_BYTES - length, length });
    const places = JSON.parse(new TextDecoder().decode(index)) as Record<string, [number, number]>;
    return new Map(
      Object.entries(places).map(([key, [at, bytes]]) => [key, { at, length: bytes }]),
    );
  } catch {
    return new Map();
  }
}

function readAt(file: number, { at, length }: Place): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  for (let read = 0; read < length;) {
    const more = readSync(file, bytes, read, length - read, at + read);
    if (more === 0)
      throw new Error(`A kept pack ends at ${at + read} bytes, ${length - read} early.`);
    read += more;
  }
  return bytes;
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.length;)
    written += writeSync(file, bytes, written, bytes.length - written);
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
