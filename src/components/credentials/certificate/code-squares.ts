import { packForCode } from '#credentials';
import { qrSquares, type QrSquares } from '../../site/qr-squares.ts';

/** The code of a certificate. */
export interface CodeSquares extends QrSquares {
  readonly address: string;
}

/** Beyond it the squares become too small for a phone at 48 mm: 0.34 mm each. */
const MOST_SQUARES = 133;

/**
 * The code of a printed certificate: the address of the verify page with the whole certificate in its fragment, in digits,
 * which a code stores in three tenths of the room.
 *
 * @param badge text of the JSON file.
 * @param verifyPage absolute address.
 * @returns `undefined` when the certificate is too large to be read from paper.
 */
export function codeSquares(badge: string, verifyPage: string): CodeSquares | undefined {
  const [form = '', digits = ''] = packForCode(badge).split('=');
  const prefix = `${verifyPage}#${form}=`;
  const squares = qrSquares(
    [
      { text: prefix, mode: 'Byte' },
      { text: digits, mode: 'Numeric' },
    ],
    MOST_SQUARES,
  );
  return squares && { ...squares, address: prefix + digits };
}
