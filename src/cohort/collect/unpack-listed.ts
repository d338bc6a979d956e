import { crc32 } from '#formats';
import { Inflate } from 'fflate';
import { quoted, type EvidenceFault, type EvidenceReading } from '../evidence-fault.ts';
import type { ListedFile } from './archive-list.ts';
import type { ByteSource } from './byte-source.ts';
import { RECEIVED_LIMITS } from './received-limits.ts';

const LOCAL = 0x04034b50;
const LOCAL_BYTES = 30;
/** Packed bytes are unpacked in pieces: each gives at most 17 MB more before it is looked at again. */
const PIECE_BYTES = 2 ** 14;
/** What is read of the source at a time. */
const READ_BYTES = 2 ** 20;
const HOSTILE = 'Do not unpack it by other means. Ask who sent it how it was made.';
const AGAIN = 'Download it once more. When it stays so, ask who packed it.';

/** Why an entry is not unpacked at all, by what its list claims of it. */
export function listedFault(file: ListedFile): EvidenceFault | undefined {
  const shown = quoted(file.name);
  const path = file.name.replaceAll('\\', '/');
  const isOutside =
    path.startsWith('/') || /^[A-Za-z]:/.test(path) || path.split('/').includes('..');
  if (isOutside) return pathFault(`the name ${shown}, which leads out of the archive`);
  if (file.isSymlink) return pathFault(`${shown} packed as a symbolic link`);
  if (file.isEncrypted) return unreadable(`${shown} locked by a password`, 'no password');
  if (file.method !== 0 && file.method !== 8) {
    return unreadable(`${shown} packed by method ${file.method}`, 'stored (0) or deflated (8)');
  }
  const { fileBytes, ratio } = RECEIVED_LIMITS;
  if (file.sizeBytes > fileBytes || file.packedBytes > fileBytes) {
    const bytes = Math.max(file.sizeBytes, file.packedBytes);
    return tooLarge(`${shown} of ${bytes} bytes`, `at most ${fileBytes}`);
  }
  if (file.sizeBytes > 2 ** 20 && file.sizeBytes > ratio * file.packedBytes) {
    const times = Math.round(file.sizeBytes / Math.max(1, file.packedBytes));
    return tooLarge(`${shown} that unpacks to ${times} times its size`, `at most ${ratio} times`);
  }
  return undefined;
}

/** The contents of one entry. No more is unpacked than its list claims, and nothing of what `listedFault` refuses. */
export async function unpackListed(
  source: ByteSource,
  file: ListedFile,
): Promise<EvidenceReading<Uint8Array>> {
  const fault = listedFault(file);
  if (fault) return { faults: [fault] };
  const shown = quoted(file.name);
  const header = await source.read(file.localAt, file.localAt + LOCAL_BYTES);
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
  if (header.length < LOCAL_BYTES || view.getUint32(0, true) !== LOCAL) {
    return { faults: [unreadable(`no contents where ${shown} should be`, 'a whole archive')] };
  }
  const from = file.localAt + LOCAL_BYTES + view.getUint16(26, true) + view.getUint16(28, true);
  if (from + file.packedBytes > source.sizeBytes) {
    return { faults: [unreadable(`${shown} cut off`, 'a whole archive')] };
  }
  const contents = new Uint8Array(file.sizeBytes);
  const filled = await fill(contents, source, from, file);
  if (filled === undefined) {
    return { faults: [unreadable(`${shown} with damaged packing`, 'deflated bytes')] };
  }
  if (filled > file.sizeBytes) {
    const found = `${shown} that unpacks to more than it claims`;
    return { faults: [tooLarge(found, `${file.sizeBytes} bytes`)] };
  }
  if (filled < file.sizeBytes || crc32(contents) !== file.crc32) {
    return {
      faults: [unreadable(`${shown} with a wrong checksum`, 'contents as they were packed')],
    };
  }
  return { value: contents };
}

/** How many bytes came out, a few more than `contents` holds when there are more; `undefined` for damaged packing. */
async function fill(
  contents: Uint8Array,
  source: ByteSource,
  from: number,
  { packedBytes, method }: ListedFile,
): Promise<number | undefined> {
  let filled = 0;
  const take = (data: Uint8Array) => {
    const room = contents.length - filled;
    if (room > 0) contents.set(data.length > room ? data.subarray(0, room) : data, filled);
    filled += data.length;
  };
  const inflate = new Inflate(take);
  for (let at = 0; at < packedBytes && filled <= contents.length; at += READ_BYTES) {
    const packed = await source.read(from + at, from + Math.min(packedBytes, at + READ_BYTES));
    if (method === 0) {
      take(packed);
      continue;
    }
    try {
      for (
        let piece = 0;
        piece < packed.length && filled <= contents.length;
        piece += PIECE_BYTES
      ) {
        const isLast = at + piece + PIECE_BYTES >= packedBytes;
        inflate.push(packed.subarray(piece, piece + PIECE_BYTES), isLast);
      }
    } catch {
      return undefined;
    }
  }
  return filled;
}

const pathFault = (found: string): EvidenceFault => ({
  name: 'PathNotAllowed',
  found,
  expected: 'files inside of the archive',
  toDo: HOSTILE,
});
const unreadable = (found: string, expected: string): EvidenceFault => ({
  name: 'NotReadable',
  found,
  expected,
  toDo: AGAIN,
});
const tooLarge = (found: string, expected: string): EvidenceFault => ({
  name: 'TooLarge',
  found,
  expected,
  toDo: HOSTILE,
});
