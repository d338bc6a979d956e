import qrcode from 'qrcode-generator';

/** A QR code as one path of unit squares. */
export interface QrSquares {
  /** Squares on a side, without the quiet zone. */
  readonly size: number;
  readonly path: string;
}

/** A piece of what a code says. Digits alone take three tenths of the room. */
export interface QrPiece {
  readonly text: string;
  readonly mode: 'Byte' | 'Numeric';
}

/**
 * The code of some text, with error correction of level L, which a clean print or a screen does with.
 *
 * @param mostSquares on a side: beyond it the squares become too small where the code is shown
 * @returns `undefined` when no code of that size has room.
 */
export function qrSquares(pieces: readonly QrPiece[], mostSquares: number): QrSquares | undefined {
  const code = qrcode(0, 'L');
  for (const { text, mode } of pieces) code.addData(text, mode);
  try {
    code.make();
  } catch {
    // The library throws a text when no size of code has room.
    return undefined;
  }
  const size = code.getModuleCount();
  if (size > mostSquares) return undefined;
  let path = '';
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      let end = column;
      while (end < size && code.isDark(row, end)) end += 1;
      if (end > column) path += `M${column} ${row}h${end - column}v1h-${end - column}z`;
      column = end;
    }
  }
  return { size, path };
}
