import * as fflate from 'fflate';
import { Transform } from 'readable-stream';
import { loop } from '../core/event-loop.ts';
import { invalidType, nodeError, notInLab } from '../core/node-error.ts';

interface Options {
  readonly level?: number;
  readonly maxOutputLength?: number;
  readonly chunkSize?: number;
}
type Level = NonNullable<fflate.GzipOptions['level']>;

const CONSTANTS = {
  Z_NO_FLUSH: 0,
  Z_PARTIAL_FLUSH: 1,
  Z_SYNC_FLUSH: 2,
  Z_FULL_FLUSH: 3,
  Z_FINISH: 4,
  Z_BLOCK: 5,
  Z_OK: 0,
  Z_STREAM_END: 1,
  Z_DATA_ERROR: -3,
  Z_BUF_ERROR: -5,
  Z_NO_COMPRESSION: 0,
  Z_BEST_SPEED: 1,
  Z_BEST_COMPRESSION: 9,
  Z_DEFAULT_COMPRESSION: -1,
  Z_DEFAULT_STRATEGY: 0,
} as const;

function bytesOf(data: unknown): Uint8Array {
  if (typeof data === 'string') return Buffer.from(data);
  if (ArrayBuffer.isView(data))
    return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  throw invalidType(
    'buffer',
    'of type string or an instance of Buffer, TypedArray, DataView, or ArrayBuffer',
    data,
  );
}

const levelOf = ({ level = -1 }: Options): Level => (level < 0 ? 6 : Math.min(level, 9)) as Level;

/** A fault in the data, in zlib's words. */
function dataError(bytes: Uint8Array, error: unknown): Error {
  const words = error instanceof Error ? error.message : '';
  const [code, errno, message] = /unexpected EOF/i.test(words)
    ? ['Z_BUF_ERROR', -5, 'unexpected end of file']
    : /header|invalid (?:gzip|zlib)/i.test(words) || bytes.length < 2
      ? ['Z_DATA_ERROR', -3, 'incorrect header check']
      : [
          'Z_DATA_ERROR',
          -3,
          /distance/i.test(words)
            ? 'invalid distance too far back'
            : /block/i.test(words)
              ? 'invalid block type'
              : 'invalid stored block lengths',
        ];
  return Object.assign(new Error(message), { errno, code });
}

function unpacked(
  bytes: Uint8Array,
  work: (bytes: Uint8Array) => Uint8Array,
  options: Options,
): Buffer {
  let result: Uint8Array;
  try {
    result = work(bytes);
  } catch (error) {
    throw dataError(bytes, error);
  }
  if (options.maxOutputLength !== undefined && result.length > options.maxOutputLength) {
    throw nodeError(
      'ERR_BUFFER_TOO_LARGE',
      `Cannot create a Buffer larger than ${options.maxOutputLength} bytes`,
      RangeError,
    );
  }
  return Buffer.from(result.buffer, result.byteOffset, result.byteLength);
}

/** Members of a gzip file stand one after another; each has its own header, checksum and length. */
function gunzip(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) throw new Error('invalid gzip header');
  const whole = fflate.gunzipSync(bytes);
  const end = bytes.length;
  const stored = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (end < 18) throw new Error('unexpected EOF');
  if (
    stored.getUint32(end - 4, true) === whole.length >>> 0 &&
    stored.getUint32(end - 8, true) !== crc32(whole)
  ) {
    throw Object.assign(new Error('incorrect data check'), { errno: -3, code: 'Z_DATA_ERROR' });
  }
  return whole;
}

let crcTable: Uint32Array | undefined;

/** CRC-32 of IEEE 802.3, as `zlib.crc32`. */
function crc32(data: unknown, value = 0): number {
  crcTable ??= Uint32Array.from({ length: 256 }, (_, byte) => {
    let crc = byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
    return crc;
  });
  let crc = ~value;
  for (const byte of bytesOf(data)) crc = (crcTable[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return ~crc >>> 0;
}

const packed = (result: Uint8Array): Buffer =>
  Buffer.from(result.buffer, result.byteOffset, result.byteLength);

type Work = (data: unknown, options?: Options) => Buffer;

const WORKS: Readonly<Record<string, Work>> = {
  gzip: (data, options = {}) =>
    packed(fflate.gzipSync(bytesOf(data), { level: levelOf(options), mtime: 0 })),
  gunzip: (data, options = {}) => unpacked(bytesOf(data), gunzip, options),
  deflate: (data, options = {}) =>
    packed(fflate.zlibSync(bytesOf(data), { level: levelOf(options) })),
  inflate: (data, options = {}) =>
    unpacked(bytesOf(data), (bytes) => fflate.unzlibSync(bytes), options),
  deflateRaw: (data, options = {}) =>
    packed(fflate.deflateSync(bytesOf(data), { level: levelOf(options) })),
  inflateRaw: (data, options = {}) =>
    unpacked(bytesOf(data), (bytes) => fflate.inflateSync(bytes), options),
  unzip: (data, options = {}) => {
    const bytes = bytesOf(data);
    return bytes[0] === 0x1f
      ? unpacked(bytes, gunzip, options)
      : unpacked(bytes, (given) => fflate.unzlibSync(given), options);
  },
};

/** A stream that packs or unpacks what was written when all of it is there. */
function streamOf(work: Work, name: string): new (options?: Options) => Transform {
  const Made = class extends Transform {
    bytesWritten = 0;
    constructor(options: Options = {}) {
      const chunks: Uint8Array[] = [];
      super({
        transform: (chunk: Uint8Array, _encoding: string, done: () => void) => {
          chunks.push(chunk);
          this.bytesWritten += chunk.length;
          done();
        },
        flush: (done: (error?: unknown) => void) => {
          loop.complete(() => {
            try {
              const result = work(Buffer.concat(chunks), options);
              const size = options.chunkSize ?? 16 * 1024;
              for (let at = 0; at < result.length; at += size)
                this.push(result.subarray(at, at + size));
            } catch (error) {
              done(error);
              return;
            }
            done();
          });
        },
      });
    }
    close(callback?: () => void): void {
      if (callback) this.once('close', callback);
      this.destroy();
    }
  };
  return Object.defineProperty(Made, 'name', { value: name });
}

const callbacks: Record<string, unknown> = {};
for (const [name, work] of Object.entries(WORKS)) {
  const Name = name.charAt(0).toUpperCase() + name.slice(1);
  const Stream = streamOf(work, Name);
  callbacks[`${name}Sync`] = work;
  callbacks[Name] = Stream;
  callbacks[`create${Name}`] = (options?: Options) => new Stream(options);
  callbacks[name] = (data: unknown, options: unknown, callback?: unknown) => {
    const tell = (typeof options === 'function' ? options : callback) as (
      error: unknown,
      result?: Buffer,
    ) => void;
    const chosen = typeof options === 'function' ? {} : (options as Options | undefined);
    bytesOf(data);
    loop.complete(() => {
      let result: Buffer;
      try {
        result = work(data, chosen);
      } catch (error) {
        tell(error);
        return;
      }
      tell(null, result);
    });
  };
}

const absent = (name: string) => () => {
  throw notInLab(`zlib.${name}`, 'gzip, deflate and their like are; Brotli and Zstandard are not');
};

export const zlib: Readonly<Record<string, unknown>> = {
  ...callbacks,
  crc32,
  constants: CONSTANTS,
  codes: { Z_OK: 0, Z_STREAM_END: 1, Z_DATA_ERROR: -3, Z_BUF_ERROR: -5 },
  ...Object.fromEntries(
    [
      'brotliCompress',
      'brotliCompressSync',
      'brotliDecompress',
      'brotliDecompressSync',
      'createBrotliCompress',
      'createBrotliDecompress',
      'zstdCompress',
      'zstdCompressSync',
      'zstdDecompressSync',
    ].map((name) => [name, absent(name)]),
  ),
};
