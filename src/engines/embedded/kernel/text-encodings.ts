import { LabError } from '#container';

/**
 * Bytes as text, in one of Node's encodings: utf8, latin1, ascii, hex, base64.
 *
 * @throws LabError `EncodingNotSupported`.
 */
export function decodeBytes(bytes: Uint8Array, encoding: string): string {
  switch (encoding.toLowerCase()) {
    case 'utf8':
    case 'utf-8':
      return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    case 'latin1':
    case 'binary':
      return oneCharacterPerByte(bytes);
    case 'ascii':
      return oneCharacterPerByte(bytes.map((byte) => byte & 0x7f));
    case 'hex':
      return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
    case 'base64':
      return btoa(oneCharacterPerByte(bytes));
    default:
      throw notSupported(encoding);
  }
}

/** The bytes of a text, in one of the encodings of `decodeBytes`. @throws LabError `EncodingNotSupported`. */
export function encodeText(text: string, encoding: string): Uint8Array {
  switch (encoding.toLowerCase()) {
    case 'utf8':
    case 'utf-8':
      return new TextEncoder().encode(text);
    case 'latin1':
    case 'binary':
    case 'ascii':
      return Uint8Array.from(text, (char) => char.charCodeAt(0));
    case 'hex':
      return Uint8Array.from(text.match(/[0-9a-f]{2}/gi) ?? [], (pair) => parseInt(pair, 16));
    case 'base64':
      return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
    default:
      throw notSupported(encoding);
  }
}

function oneCharacterPerByte(bytes: Uint8Array): string {
  let text = '';
  // As many arguments as every engine takes.
  for (let start = 0; start < bytes.length; start += 8_192) {
    text += String.fromCharCode(...bytes.subarray(start, start + 8_192));
  }
  return text;
}

const notSupported = (encoding: string): LabError =>
  new LabError(
    'EncodingNotSupported',
    `The encoding ${JSON.stringify(encoding)} is not known here.`,
    'Use utf8, latin1, hex or base64, or leave it out for bytes.',
  );
