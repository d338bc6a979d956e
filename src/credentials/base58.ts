import { CredentialError } from './credential-error.ts';

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** Keys and signatures need fewer than 100 characters; decoding takes quadratic time, so longer texts are refused. */
const LONGEST_TEXT = 128;

/** Base58 in Bitcoin's alphabet, without the multibase prefix. */
export function encodeBase58(bytes: Uint8Array): string {
  const digits: number[] = [];
  for (const byte of bytes) {
    let carry = byte;
    for (let index = 0; index < digits.length; index += 1) {
      carry += (digits[index] ?? 0) * 256;
      digits[index] = carry % 58;
      carry = Math.floor(carry / 58);
    }
    for (; carry > 0; carry = Math.floor(carry / 58)) digits.push(carry % 58);
  }
  const zeros = bytes.findIndex((byte) => byte !== 0);
  const leading = '1'.repeat(zeros === -1 ? bytes.length : zeros);
  return (
    leading +
    digits
      .reverse()
      .map((digit) => ALPHABET.charAt(digit))
      .join('')
  );
}

/** @throws CredentialError `KeyUnusable` on a character outside the alphabet, or on more than 128 characters. */
export function decodeBase58(text: string): Uint8Array<ArrayBuffer> {
  if (text.length > LONGEST_TEXT) {
    throw new CredentialError('KeyUnusable', `${text.length} characters of base58; 128 at most`);
  }
  const bytes: number[] = [];
  for (const character of text) {
    let carry = ALPHABET.indexOf(character);
    if (carry < 0)
      throw new CredentialError('KeyUnusable', 'a character that base58 does not have');
    for (let index = 0; index < bytes.length; index += 1) {
      carry += (bytes[index] ?? 0) * 58;
      bytes[index] = carry & 255;
      carry >>= 8;
    }
    for (; carry > 0; carry >>= 8) bytes.push(carry & 255);
  }
  const leading = /^1*/.exec(text)?.[0].length ?? 0;
  return Uint8Array.from([...new Uint8Array(leading), ...bytes.reverse()]);
}
