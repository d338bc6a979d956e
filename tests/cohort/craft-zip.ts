import { prove, type EvidenceKey } from '#cohort';
import { canonicalJson } from '#formats';
import { crc32 } from '#formats';
import { deflateSync } from 'fflate';

/** An entry as an attacker writes it; what is not told is as a hand-in has it. */
export interface CraftedEntry {
  readonly name: string | Uint8Array;
  readonly data?: Uint8Array;
  /** As it stands in the ZIP, when it is not `data` itself. */
  readonly packed?: Uint8Array;
  readonly method?: number;
  readonly sizeBytes?: number;
  readonly crc?: number;
  readonly mode?: number;
  readonly flags?: number;
  readonly date?: number;
  readonly extra?: Uint8Array;
  /** The name in front of the contents, when it differs from that of the list. */
  readonly localName?: string;
}

const encoder = new TextEncoder();
const EMPTY = new Uint8Array(0);

/** A ZIP of these entries, in this order, lies included. `count` is what its end claims. */
export function craftZip(entries: readonly CraftedEntry[], count = entries.length): Uint8Array {
  const parts: Uint8Array[] = [];
  const list: Uint8Array[] = [];
  let at = 0;
  for (const entry of entries) {
    const local = headerOf(entry, false);
    const packed = entry.packed ?? entry.data ?? EMPTY;
    list.push(headerOf(entry, true, at));
    parts.push(local, packed);
    at += local.length + packed.length;
  }
  const listed = joined(list);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(at, 16);
  return joined([...parts, listed, end]);
}

/** A ZIP of so many empty files that are really listed, with the ZIP64 end that more than 65,534 need; 100 bytes for each. */
export function crowdedZip(count: number): Uint8Array {
  const name = (at: number): string => `work/${String(at).padStart(7, '0')}`;
  const local = Buffer.from(headerOf({ name: name(0) }, false));
  const listed = Buffer.from(headerOf({ name: name(0) }, true));
  const listAt = local.length * count;
  const endAt = listAt + listed.length * count;
  const zip = Buffer.alloc(endAt + 98);
  for (let at = 0; at < count; at += 1) {
    const [from, of] = [at * local.length, listAt + at * listed.length];
    local.copy(zip, from);
    listed.copy(zip, of);
    zip.write(name(at), from + 30, 'latin1');
    zip.write(name(at), of + 46, 'latin1');
    zip.writeUInt32LE(from, of + 42);
  }
  zip.writeUInt32LE(0x06064b50, endAt);
  zip.writeBigUInt64LE(44n, endAt + 4);
  zip.writeUInt32LE(45 * 2 ** 16 + 45, endAt + 12);
  for (const at of [24, 32]) zip.writeBigUInt64LE(BigInt(count), endAt + at);
  zip.writeBigUInt64LE(BigInt(endAt - listAt), endAt + 40);
  zip.writeBigUInt64LE(BigInt(listAt), endAt + 48);
  zip.writeUInt32LE(0x07064b50, endAt + 56);
  zip.writeBigUInt64LE(BigInt(endAt), endAt + 64);
  zip.writeUInt32LE(1, endAt + 72);
  zip.writeUInt32LE(0x06054b50, endAt + 76);
  zip.fill(0xff, endAt + 84, endAt + 96);
  return zip;
}

function headerOf(entry: CraftedEntry, isInList: boolean, localAt = 0): Uint8Array {
  const told = !isInList && entry.localName !== undefined ? entry.localName : entry.name;
  const name = typeof told === 'string' ? encoder.encode(told) : told;
  const data = entry.data ?? EMPTY;
  const isAscii = name.every((byte) => byte < 0x80);
  const extra = isInList ? (entry.extra ?? EMPTY) : EMPTY;
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(entry.flags ?? (isAscii ? 0 : 0x800), 2);
  common.writeUInt16LE(entry.method ?? 0, 4);
  common.writeUInt16LE(entry.date ?? 0x21, 8);
  common.writeUInt32LE(entry.crc ?? crc32(data), 10);
  common.writeUInt32LE((entry.packed ?? data).length, 14);
  common.writeUInt32LE(entry.sizeBytes ?? data.length, 18);
  common.writeUInt16LE(name.length, 22);
  common.writeUInt16LE(extra.length, 24);
  if (!isInList) return joined([Uint8Array.of(0x50, 0x4b, 3, 4), common, name]);
  const tail = Buffer.alloc(14);
  tail.writeUInt32LE((entry.mode ?? 0o100644) * 2 ** 16, 6);
  tail.writeUInt32LE(localAt, 10);
  return joined([Uint8Array.of(0x50, 0x4b, 1, 2, 20, 3), common, tail, name, extra]);
}

/** `submission.json` as this key signs it, whatever it says. */
export async function signedEntry(manifest: object, key: EvidenceKey): Promise<CraftedEntry> {
  const created = (manifest as { createdAt?: string }).createdAt ?? '2026-11-26T10:05:00Z';
  const text = canonicalJson(await prove(manifest, key, created));
  return { name: 'submission.json', data: encoder.encode(text) };
}

/** Deflate of `sizeBytes` zeros, made without holding them: one block per MiB. */
export function deflatedZeros(sizeBytes: number): Uint8Array {
  const piece = 2 ** 20;
  const one = openBlock(piece);
  const pieces = Math.floor(sizeBytes / piece);
  const all = new Uint8Array(one.length * pieces + 5);
  for (let index = 0; index < pieces; index += 1) all.set(one, index * one.length);
  // An empty stored block, the last.
  all.set([1, 0, 0, 0xff, 0xff], one.length * pieces);
  return all;
}

/** One MiB of zeros as blocks that end on a byte and are not the last. */
function openBlock(sizeBytes: number): Uint8Array {
  const ended = deflateSync(new Uint8Array(sizeBytes), { level: 9 });
  const block = ended.slice();
  block[0] = (block[0] ?? 0) & 0xfe;
  return joined([block, Uint8Array.of(0, 0, 0, 0xff, 0xff)]);
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts));
}
