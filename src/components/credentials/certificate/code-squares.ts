import qrcode from 'qrcode-generator';
import { packForCode } from '#credentials';

/** A QR code as one path of unit squares. */
export interface CodeSquares {
  /** Squares on a side, without the quiet zone. */
  readonly size: number;
  readonly path: string;
  readonly address: string;
}

/** Beyond it the squares become too small for a phone at 48 mm: 0.34 mm each. */
const MOST_SQUARES = 133;

/**
 * The code of a printed certificate: the address of the verify page with the whole certificate in its fragment, in digits,
 * which a code stores in three tenths of the room. Error correction is of level L, which a clean print does with.
 *
 * @param badge text of the JSON file.
 * @param verifyPage absolute address.
 * @returns `undefined` when the certificate is too large to be read from paper.
 */
export function codeSquares(badge: string, verifyPage: string): CodeSquares | undefined {
  const [form = '', digits = ''] = packForCode(badge).split('=');
  const prefix = `${verifyPage}#${form}=`;
  const code = qrcode(0, 'L');
  code.addData(prefix, 'Byte');
  code.addData(digits, 'Numeric');
  try {
    code.make();
  } catch {
    // The library throws a text when no size of code has room.
    return undefined;
  }
  const size = code.getModuleCount();
  if (size > MOST_SQUARES) return undefined;
  let path = '';
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      let end = column;
      while (end < size && code.isDark(row, end)) end += 1;
      if (end > column) path += `M${column} ${row}h${end - column}v1h-${end - column}z`;
      column = end;
    }
  }
  return { size, path, address: prefix + digits };
}
