import type { ToolContext } from '../tool/tool.ts';
import { crc32, inflate, PackedFault } from './deflate.ts';
import { Destination } from './unpack-into.ts';
import type { UnzipOrder } from './unzip.ts';
import { DEFLATED, STORED, type ZipEntry } from './zip-format.ts';

/** The table of `unzip -l` and `unzip -v`. */
export function listZip(entries: readonly ZipEntry[], order: UnzipOrder): string {
  const bytes = entries.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const packed = entries.reduce((sum, entry) => sum + entry.packed.length, 0);
  const count = `${entries.length} ${entries.length === 1 ? 'file' : 'files'}`;
  const total = (width: number) => String(bytes).padStart(width);
  const [head, rows, foot] = order.flags.has('v')
    ? [
        ' Length   Method    Size  Cmpr    Date    Time   CRC-32   Name\n' +
          '--------  ------  ------- ---- ---------- ----- --------  ----\n',
        entries.map(longRow),
        '--------          -------  ---                            -------\n' +
          `${total(8)}         ${String(packed).padStart(8)} ${share(bytes, packed)}                            ${count}\n`,
      ]
    : [
        '  Length      Date    Time    Name\n---------  ---------- -----   ----\n',
        entries.map(
          (entry) =>
            `${String(entry.sizeBytes).padStart(9)}  ${minute(entry.mtimeMs)}   ${entry.name}\n`,
        ),
        `---------                     -------\n${total(9)}                     ${count}\n`,
      ];
  return order.quiet > 1 ? rows.join('') : `${head}${rows.join('')}${foot}`;
}

const longRow = (entry: ZipEntry): string =>
  `${String(entry.sizeBytes).padStart(8)}  ${methodOf(entry)} ${String(entry.packed.length).padStart(8)} ` +
  `${share(entry.sizeBytes, entry.packed.length)} ${minute(entry.mtimeMs)} ` +
  `${entry.crc.toString(16).padStart(8, '0')}  ${entry.name}\n`;

const methodOf = ({ method }: ZipEntry): string =>
  method === STORED
    ? 'Stored'
    : method === DEFLATED
      ? 'Defl:N'
      : `Unk:${String(method).padStart(2, '0')}`;

const minute = (timeMs: number): string =>
  new Date(timeMs).toISOString().slice(0, 16).replace('T', ' ');

const share = (size: number, packed: number): string =>
  `${String(size === 0 ? 0 : Math.round((100 * (size - packed)) / size)).padStart(3)}%`;

/** What a member holds. @throws PackedFault */
export function contentsOf(entry: ZipEntry, limitBytes: number): Uint8Array {
  if (entry.method !== STORED && entry.method !== DEFLATED) {
    throw new PackedFault('broken', `unsupported compression method ${entry.method}`);
  }
  const data =
    entry.method === STORED
      ? entry.packed
      : inflate(entry.packed, Math.min(limitBytes, entry.sizeBytes));
  const crc = crc32(data);
  if (crc === entry.crc) return data;
  const hex = (value: number) => value.toString(16).padStart(8, '0');
  throw new PackedFault('checksum', `bad CRC ${hex(crc)}  (should be ${hex(entry.crc)})`);
}

/** `unzip -t` */
export function testZip(
  context: ToolContext,
  order: UnzipOrder,
  entries: readonly ZipEntry[],
): number {
  const counter = new Destination(context.tree, context.cwd);
  let bad = 0;
  for (const entry of entries) {
    let result = 'OK';
    counter.count(entry.sizeBytes);
    try {
      contentsOf(entry, context.tree.limits.unpackedBytes);
    } catch (error) {
      if (!(error instanceof PackedFault)) throw error;
      result = error.message;
      bad += 1;
    }
    if (order.quiet === 0 || result !== 'OK') {
      context.stdout(`    testing: ${entry.name.padEnd(22)}   ${result}\n`);
    }
  }
  return bad === 0 ? 0 : 2;
}

/** The last line of `unzip -t`. */
export function testResult({ quiet }: UnzipOrder, code: number, name: string): string {
  if (code !== 0) return `At least one error was detected in ${name}.\n`;
  return quiet > 1 ? '' : `No errors detected in compressed data of ${name}.\n`;
}
