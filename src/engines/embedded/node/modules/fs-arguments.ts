import { invalidType, invalidValue } from '../core/node-error.ts';
import { pathOfUrl } from '../loader/file-url.ts';

/** What `fs`'s calls take last: an encoding, or an object with one. */
export type Options =
  | string
  | null
  | undefined
  | (object & { encoding?: string | null; flag?: string; mode?: number | string });

export type PathLike = string | URL | Uint8Array;

/** A path as the program gave it, as text. @throws TypeError ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE */
export function shownPath(path: unknown, name = 'path'): string {
  const text =
    path instanceof URL
      ? pathOfUrl(path)
      : path instanceof Uint8Array
        ? Buffer.from(path).toString()
        : path;
  if (typeof text !== 'string')
    throw invalidType(name, 'of type string or an instance of Buffer or URL', path);
  if (text.includes('\0'))
    throw invalidValue(name, path, 'must be a string, Uint8Array, or URL without null bytes');
  return text;
}

export const encodingOf = (options: Options): string | undefined => {
  const encoding = typeof options === 'string' ? options : options?.encoding;
  if (encoding === undefined || encoding === null || encoding === 'buffer') return undefined;
  if (!Buffer.isEncoding(encoding)) throw invalidValue('encoding', encoding, 'is invalid encoding');
  return encoding;
};

export const optionsOf = (options: Options): Exclude<Options, string | null | undefined> =>
  typeof options === 'object' && options !== null ? options : {};

export function modeOf(mode: unknown, otherwise: number): number {
  if (mode === undefined || mode === null) return otherwise;
  return typeof mode === 'string' ? parseInt(mode, 8) : Number(mode);
}

export function bytesOf(data: unknown, options: Options): Uint8Array {
  if (typeof data === 'string') return Buffer.from(data, (encodingOf(options) ?? 'utf8') as 'utf8');
  if (data instanceof Uint8Array) return data.slice();
  if (ArrayBuffer.isView(data))
    return new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice();
  throw invalidType(
    'data',
    'of type string or an instance of Buffer, TypedArray, or DataView',
    data,
  );
}

export function decoded(bytes: Uint8Array, options: Options): string | Buffer {
  const encoding = encodingOf(options);
  const buffer = Buffer.from(bytes);
  return encoding === undefined ? buffer : buffer.toString(encoding as 'utf8');
}
