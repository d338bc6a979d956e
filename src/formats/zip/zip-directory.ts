/** One entry of a ZIP's central directory. */
export interface ZipEntry {
  readonly name: string;
  /** The name as fflate reads it: Latin-1 unless the ZIP says UTF-8, which Unix's `zip` writes without saying. */
  readonly key: string;
  /** Of Unix, type bits among them; 0 when the ZIP tells none. */
  readonly mode: number;
  readonly isEncrypted: boolean;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly crc32: number;
  /** Size as packed, in bytes, as the ZIP claims it. */
  readonly packedBytes: number;
  /** Size unpacked, in bytes, as the ZIP claims it. */
  readonly sizeBytes: number;
  /** Where its own header stands, in bytes from the beginning. */
  readonly localAt: number;
  /** Where its header in the directory stands, in bytes from the beginning. */
  readonly directoryAt: number;
}

/** What the last 22 bytes of a ZIP say. */
export interface ZipEnd {
  readonly count: number;
  /** Where the directory begins, in bytes from the beginning. */
  readonly directoryAt: number;
  /** Where this record stands, in bytes from the beginning. */
  readonly at: number;
}

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const END_BYTES = 22;
/** The comment at the end of a ZIP may be as long. */
const LONGEST_COMMENT = 0xffff;
const UNIX = 3;
const UTF_8 = 0x800;

/**
 * Finds the record at the end of a ZIP.
 *
 * @throws Error when there is none.
 */
export function readZipEnd(bytes: Uint8Array): ZipEnd {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = bytes.length - END_BYTES;
  const last = Math.max(0, at - LONGEST_COMMENT);
  while (at >= last && view.getUint32(at, true) !== END) at -= 1;
  if (at < last) throw new Error('no directory');
  return { at, count: view.getUint16(at + 10, true), directoryAt: view.getUint32(at + 16, true) };
}

/**
 * Reads what a ZIP says of its entries, in its own order.
 *
 * @throws RangeError or Error when it has no directory, or a torn one.
 */
export function readZipDirectory(bytes: Uint8Array): readonly ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { count, directoryAt } = readZipEnd(bytes);
  let at = directoryAt;
  const entries: ZipEntry[] = [];
  for (let index = 0; index < count; index += 1) {
    if (view.getUint32(at, true) !== ENTRY) throw new Error('a torn directory');
    const flags = view.getUint16(at + 8, true);
    const nameBytes = view.getUint16(at + 28, true);
    const name = bytes.subarray(at + 46, at + 46 + nameBytes);
    const isUtf8 = (flags & UTF_8) !== 0;
    entries.push({
      name: textOf(name),
      key: isUtf8 ? textOf(name) : latin1(name),
      mode: view.getUint8(at + 5) === UNIX ? view.getUint32(at + 38, true) >>> 16 : 0,
      isEncrypted: (flags & 1) !== 0,
      method: view.getUint16(at + 10, true),
      crc32: view.getUint32(at + 16, true),
      packedBytes: view.getUint32(at + 20, true),
      sizeBytes: view.getUint32(at + 24, true),
      localAt: view.getUint32(at + 42, true),
      directoryAt: at,
    });
    at += 46 + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

const latin1 = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return latin1(bytes);
  }
}

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1)
    value = (value & 1) !== 0 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** The checksum that a ZIP keeps of each entry. */
export function crc32(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = (value >>> 8) ^ (TABLE[(value ^ byte) & 0xff] ?? 0);
  return (value ^ 0xffffffff) >>> 0;
}
