import type { GzipOrder } from './gzip.ts';

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const HAS_NAME = 8;
const HAS_EXTRA = 4;

/** The table of `gzip -l`. */
export const listing = {
  head: ({ verbose }: GzipOrder): string =>
    `${verbose ? 'method  crc     date  time  ' : ''}         compressed        uncompressed  ratio uncompressed_name\n`,

  row(
    { verbose, quiet }: GzipOrder,
    packed: Uint8Array,
    unpacked: Uint8Array,
    name: string,
    mtimeMs: number,
  ): string {
    const about = verbose && !quiet ? `defla ${crcOf(packed)} ${timeOf(packed, mtimeMs)} ` : '';
    const ratio = listing.ratio(packed.length - listing.overhead(packed), unpacked.length);
    return `${about}${sizes(packed.length, unpacked.length)} ${ratio} ${name}\n`;
  },

  totals(
    { verbose }: GzipOrder,
    rows: readonly { readonly packed: number; readonly unpacked: number }[],
  ): string {
    const packed = rows.reduce((sum, row) => sum + row.packed, 0);
    const unpacked = rows.reduce((sum, row) => sum + row.unpacked, 0);
    const about = verbose ? '                            ' : '';
    return `${about}${sizes(packed, unpacked)} ${listing.ratio(packed, unpacked)} (totals)\n`;
  },

  /** How much smaller, in percent, as `%5.1f%%`. */
  ratio(packed: number, unpacked: number): string {
    const share = unpacked === 0 ? 0 : (100 * (unpacked - packed)) / unpacked;
    return `${share.toFixed(1).padStart(5)}%`;
  },

  /** Bytes of header and trailer. */
  overhead(packed: Uint8Array): number {
    const extra =
      (packed[3] ?? 0) & HAS_EXTRA ? 2 + (packed[10] ?? 0) + 256 * (packed[11] ?? 0) : 0;
    const name = nameInside(packed);
    return 10 + extra + (name === undefined ? 0 : new TextEncoder().encode(name).length + 1) + 8;
  },
};

const sizes = (packed: number, unpacked: number): string =>
  `${String(packed).padStart(19)} ${String(unpacked).padStart(19)}`;

function crcOf(packed: Uint8Array): string {
  const view = new DataView(packed.buffer, packed.byteOffset + packed.length - 8);
  return view.getUint32(0, true).toString(16).padStart(8, '0');
}

/** The time in the header, or that of the file. */
function timeOf(packed: Uint8Array, mtimeMs: number): string {
  const seconds = new DataView(packed.buffer, packed.byteOffset).getUint32(4, true);
  const date = new Date(seconds === 0 ? mtimeMs : seconds * 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = String(date.getUTCDate()).padStart(2);
  return `${MONTHS[date.getUTCMonth()] ?? ''} ${day} ${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
}

/** The file name that a gzip file keeps, without folders; `undefined` when it keeps none. */
export function nameInside(packed: Uint8Array): string | undefined {
  const flags = packed[3] ?? 0;
  if (!(flags & HAS_NAME)) return undefined;
  const start = 10 + (flags & HAS_EXTRA ? 2 + (packed[10] ?? 0) + 256 * (packed[11] ?? 0) : 0);
  const end = packed.indexOf(0, start);
  if (end < 0) return undefined;
  const name = new TextDecoder().decode(packed.subarray(start, end));
  return name.slice(name.lastIndexOf('/') + 1) || undefined;
}
