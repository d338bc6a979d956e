const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Applied to so many at a time: with more, or spread into a call, it takes ten times as long for each. */
const PIECE_BYTES = 8_192;

/** just-bash carries bytes in strings, one byte to a character: this packs them so. */
export function toByteString(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    const piece = bytes.subarray(at, at + PIECE_BYTES);
    text += Reflect.apply(String.fromCharCode, undefined, piece) as string;
  }
  return text;
}

export function fromByteString(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index++) bytes[index] = text.charCodeAt(index);
  return bytes;
}

export const encodeText = (text: string): Uint8Array<ArrayBuffer> => encoder.encode(text);
export const decodeText = (bytes: Uint8Array): string => decoder.decode(bytes);

/** Contents as just-bash writes them: bytes, text, or text in an encoding. A fresh array, to be given away. */
export function contentBytes(content: string | Uint8Array, encoding?: string): Uint8Array {
  if (typeof content !== 'string') return content.slice();
  switch (encoding) {
    case 'binary':
    case 'latin1':
    case 'ascii':
      return fromByteString(content);
    case 'base64':
      return fromByteString(atob(content));
    case 'hex':
      return Uint8Array.from(content.match(/../g) ?? [], (pair) => parseInt(pair, 16));
    default:
      return encodeText(content);
  }
}

/** The inverse of `contentBytes`. */
export function contentText(bytes: Uint8Array, encoding?: string | null): string {
  switch (encoding) {
    case 'binary':
    case 'latin1':
    case 'ascii':
      return toByteString(bytes);
    case 'base64':
      return btoa(toByteString(bytes));
    case 'hex':
      return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
    default:
      return decodeText(bytes);
  }
}
