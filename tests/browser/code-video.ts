import type { QrSquares } from '../../src/components/site/qr-squares.ts';

const WIDTH = 1280;
const HEIGHT = 720;
/** Pixels of a square, and how far the paper is turned. */
const SCALE = 7;
const TURN = (6 * Math.PI) / 180;
const [INK, PAPER, TABLE] = [52, 214, 120];
const QUIET = 4;

/** A film of two frames (YUV4MPEG2) of a code on paper: printed grey, on a table, a little askew. */
export function codeVideo({ size, path }: QrSquares): Buffer {
  const dark = new Set<number>();
  for (const [, x = '', y = '', run = ''] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g))
    for (let at = 0; at < Number(run); at += 1) dark.add(Number(y) * size + Number(x) + at);
  const lumaAt = (column: number, row: number): number => {
    const [right, down] = [column - WIDTH / 2, row - HEIGHT / 2];
    const x = Math.floor((right * Math.cos(TURN) + down * Math.sin(TURN)) / SCALE + size / 2);
    const y = Math.floor((down * Math.cos(TURN) - right * Math.sin(TURN)) / SCALE + size / 2);
    const isOn = (most: number): boolean => Math.min(x, y) >= -most && Math.max(x, y) < size + most;
    if (!isOn(QUIET)) return TABLE;
    return isOn(0) && dark.has(y * size + x) ? INK : PAPER;
  };
  const luma = Buffer.alloc(WIDTH * HEIGHT);
  for (let row = 0; row < HEIGHT; row += 1)
    for (let column = 0; column < WIDTH; column += 1)
      luma[row * WIDTH + column] = lumaAt(column, row);
  const frame = [Buffer.from('FRAME\n'), luma, Buffer.alloc((WIDTH * HEIGHT) / 2, 128)];
  const head = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`);
  return Buffer.concat([head, ...frame, ...frame]);
}
