import * as fflate from 'fflate';

/**
 * What just-bash imports from `node:zlib`, on fflate. The bundle's options put this module in that one's place.
 */
export const constants = {
  Z_BEST_COMPRESSION: 9,
  Z_BEST_SPEED: 1,
  Z_DEFAULT_COMPRESSION: -1,
} as const;

interface Options {
  readonly level?: number;
  /** More bytes than this are an error, as in Node. */
  readonly maxOutputLength?: number;
}

type Level = NonNullable<fflate.GzipOptions['level']>;

export function gzipSync(bytes: Uint8Array, options: Options = {}): Buffer {
  const asked = options.level ?? constants.Z_DEFAULT_COMPRESSION;
  const level = (asked < 0 ? 6 : asked) as Level;
  return bounded(fflate.gzipSync(bytes, { level, mtime: 0 }), options);
}

export function gunzipSync(bytes: Uint8Array, options: Options = {}): Buffer {
  return bounded(fflate.gunzipSync(bytes), options);
}

function bounded(result: Uint8Array, options: Options): Buffer {
  if (options.maxOutputLength !== undefined && result.length > options.maxOutputLength) {
    throw new RangeError(`Cannot create a Buffer larger than ${options.maxOutputLength} bytes`);
  }
  return Buffer.from(result.buffer, result.byteOffset, result.byteLength);
}
