import { zlibSync } from 'fflate';
import { PNG_SIGNATURE, pngChunk } from '../png-chunk.ts';
import { drawBadge, type BadgeChoice } from './draw-badge.ts';
import { paint } from './paint.ts';

/**
 * A badge as a PNG of 8-bit RGBA on a clear ground, the same bytes in every runtime.
 *
 * @param sizePx of its sides.
 */
export function badgePng(choice: BadgeChoice, sizePx = 600): Uint8Array<ArrayBuffer> {
  const pixels = paint(drawBadge(choice), sizePx);
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, sizePx);
  view.setUint32(4, sizePx);
  header.set([8, 6, 0, 0, 0], 8);
  const chunks = [
    pngChunk('IHDR', header),
    pngChunk('IDAT', zlibSync(rowsOf(pixels, sizePx * 4), { level: 9 })),
    pngChunk('IEND', new Uint8Array()),
  ];
  const png = new Uint8Array(8 + chunks.reduce((sum, { length }) => sum + length, 0));
  png.set(PNG_SIGNATURE);
  let at = 8;
  for (const chunk of chunks) {
    png.set(chunk, at);
    at += chunk.length;
  }
  return png;
}

/** Each row as its difference from the row above (filter 2), which suits vertical hairlines. */
function rowsOf(pixels: Uint8Array, rowBytes: number): Uint8Array {
  const rows = pixels.length / rowBytes;
  const filtered = new Uint8Array(pixels.length + rows);
  for (let row = 0; row < rows; row += 1) {
    const [from, to] = [row * rowBytes, row * (rowBytes + 1)];
    filtered[to] = 2;
    for (let at = 0; at < rowBytes; at += 1) {
      const above = row === 0 ? 0 : (pixels[from - rowBytes + at] ?? 0);
      filtered[to + 1 + at] = ((pixels[from + at] ?? 0) - above) & 255;
    }
  }
  return filtered;
}
