import { hkdf as nobleHkdf } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { md5, ripemd160, sha1 } from '@noble/hashes/legacy.js';
import { pbkdf2 as noblePbkdf2 } from '@noble/hashes/pbkdf2.js';
import { scrypt as nobleScrypt } from '@noble/hashes/scrypt.js';
import { sha224, sha256, sha384, sha512, sha512_224, sha512_256 } from '@noble/hashes/sha2.js';
import { sha3_224, sha3_256, sha3_384, sha3_512 } from '@noble/hashes/sha3.js';
import { Transform } from 'readable-stream';
import { loop } from '../core/event-loop.ts';
import { invalidType, nodeError, notInLab, outOfRange } from '../core/node-error.ts';

const HASHES = {
  md5,
  ripemd160,
  rmd160: ripemd160,
  sha1,
  sha224,
  sha256,
  sha384,
  sha512,
  'sha512-224': sha512_224,
  'sha512-256': sha512_256,
  'sha3-224': sha3_224,
  'sha3-256': sha3_256,
  'sha3-384': sha3_384,
  'sha3-512': sha3_512,
} as const;
type HashFunction = (typeof HASHES)[keyof typeof HASHES];
type Digesting = ReturnType<HashFunction['create']>;

function hashNamed(name: unknown): HashFunction {
  if (typeof name !== 'string') throw invalidType('algorithm', 'string', name);
  const plain = name.toLowerCase().replace(/^rsa-/, '').replace(/^sha-/, 'sha');
  const found = Object.hasOwn(HASHES, plain) ? HASHES[plain as keyof typeof HASHES] : undefined;
  if (!found)
    throw Object.assign(new Error('Digest method not supported'), {
      code: 'ERR_CRYPTO_INVALID_DIGEST',
    });
  return found;
}

function bytesOf(data: unknown, encoding: unknown, name = 'data'): Uint8Array {
  if (typeof data === 'string')
    return Buffer.from(
      data,
      (typeof encoding === 'string' && encoding !== 'buffer' ? encoding : 'utf8') as 'utf8',
    );
  if (ArrayBuffer.isView(data))
    return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  if (data instanceof KeyObject) return data.export();
  throw invalidType(name, 'of type string or an instance of Buffer, TypedArray, or DataView', data);
}

const encoded = (bytes: Uint8Array, encoding: unknown): string | Buffer => {
  const buffer = Buffer.from(bytes);
  return typeof encoding === 'string' && encoding !== 'buffer'
    ? buffer.toString(encoding as 'hex')
    : buffer;
};

/** `Hash` and `Hmac`: fed by calls, or as a stream. */
class Digest extends Transform {
  readonly #state: Digesting;
  #done = false;
  readonly #make: (state: Digesting) => Digest;

  constructor(state: Digesting, make: (state: Digesting) => Digest) {
    super({
      transform: (chunk: Uint8Array, _encoding: string, done: () => void) => {
        this.update(chunk);
        done();
      },
      flush: (done: () => void) => {
        this.push(this.digest());
        done();
      },
    });
    this.#state = state;
    this.#make = make;
  }

  update(data: unknown, encoding?: unknown): this {
    if (this.#done) throw nodeError('ERR_CRYPTO_HASH_FINALIZED', 'Digest already called');
    this.#state.update(bytesOf(data, encoding));
    return this;
  }

  digest(encoding?: unknown): string | Buffer {
    if (this.#done) throw nodeError('ERR_CRYPTO_HASH_FINALIZED', 'Digest already called');
    this.#done = true;
    return encoded(this.#state.digest(), encoding);
  }

  copy(): Digest {
    if (this.#done) throw nodeError('ERR_CRYPTO_HASH_FINALIZED', 'Digest already called');
    return this.#make(this.#state.clone() as Digesting);
  }
}

class Hash extends Digest {
  constructor(state: Digesting) {
    super(state, (copied) => new Hash(copied));
  }
}
class Hmac extends Digest {
  constructor(state: Digesting) {
    super(state, (copied) => new Hmac(copied));
  }
}

/** A secret key, as `createSecretKey` gives it. */
class KeyObject {
  readonly type = 'secret';
  readonly #bytes: Uint8Array;
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes.slice();
  }
  get symmetricKeySize(): number {
    return this.#bytes.length;
  }
  export(): Buffer {
    return Buffer.from(this.#bytes);
  }
}

const MOST_RANDOM_BYTES = 65_536;
const fill = globalThis.crypto.getRandomValues.bind(globalThis.crypto);
const uuid = (): string => {
  const bytes = fill(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return Buffer.from(bytes)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
};

function randomFillSync<View extends ArrayBufferView>(view: View): View {
  const bytes = new Uint8Array(view.buffer as ArrayBuffer, view.byteOffset, view.byteLength);
  for (let at = 0; at < bytes.length; at += MOST_RANDOM_BYTES)
    fill(bytes.subarray(at, at + MOST_RANDOM_BYTES));
  return view;
}

type Callback = (error: unknown, value?: unknown) => void;

/** The result at once, or later to a callback. */
function given<Value>(work: () => Value, callback: unknown): Value | undefined {
  if (typeof callback !== 'function') return work();
  loop.complete(() => {
    let value: Value;
    try {
      value = work();
    } catch (error) {
      (callback as Callback)(error);
      return;
    }
    (callback as Callback)(null, value);
  });
  return undefined;
}

function randomBytes(size: unknown, callback?: unknown): Buffer | undefined {
  if (typeof size !== 'number') throw invalidType('size', 'number', size);
  if (!(size >= 0 && size <= 2 ** 31 - 1)) throw outOfRange('size', '>= 0 && <= 2147483647', size);
  return given(() => randomFillSync(Buffer.alloc(size)), callback);
}

function randomInt(first: number, second?: unknown, third?: unknown): number | undefined {
  const [low, high, callback] =
    typeof second === 'number' ? [first, second, third] : [0, first, second];
  if (!(low < high)) throw outOfRange('max', `greater than the value of "min" (${low})`, high);
  const range = high - low;
  return given(() => {
    for (;;) {
      const value = fill(new Uint32Array(2)).reduce(
        (sum, part, index) => sum + (index === 0 ? (part & 0xffff) * 2 ** 32 : part),
        0,
      );
      const limit = 2 ** 48 - (2 ** 48 % range);
      if (value < limit) return low + (value % range);
    }
  }, callback);
}

function timingSafeEqual(a: unknown, b: unknown): boolean {
  const [one, other] = [bytesOf(a, undefined, 'buf1'), bytesOf(b, undefined, 'buf2')];
  if (one.length !== other.length) {
    throw nodeError(
      'ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH',
      'Input buffers must have the same byte length',
      RangeError,
    );
  }
  let different = 0;
  for (let index = 0; index < one.length; index += 1)
    different |= (one[index] ?? 0) ^ (other[index] ?? 0);
  return different === 0;
}

function pbkdf2Sync(
  password: unknown,
  salt: unknown,
  iterations: number,
  length: number,
  digest: unknown,
): Buffer {
  const hash = digestNamed(digest);
  return Buffer.from(
    noblePbkdf2(hash, bytesOf(password, 'utf8', 'password'), bytesOf(salt, 'utf8', 'salt'), {
      c: iterations,
      dkLen: length,
    }),
  );
}

function digestNamed(digest: unknown): HashFunction {
  try {
    return hashNamed(digest);
  } catch {
    throw nodeError('ERR_CRYPTO_INVALID_DIGEST', `Invalid digest: ${String(digest)}`, TypeError);
  }
}

function scryptSync(
  password: unknown,
  salt: unknown,
  length: number,
  options: {
    N?: number;
    cost?: number;
    r?: number;
    blockSize?: number;
    p?: number;
    parallelization?: number;
  } = {},
): Buffer {
  const {
    N = options.cost ?? 16_384,
    r = options.blockSize ?? 8,
    p = options.parallelization ?? 1,
  } = options;
  return Buffer.from(
    nobleScrypt(bytesOf(password, 'utf8', 'password'), bytesOf(salt, 'utf8', 'salt'), {
      N,
      r,
      p,
      dkLen: length,
    }),
  );
}

function hkdfSync(
  digest: unknown,
  key: unknown,
  salt: unknown,
  info: unknown,
  length: number,
): ArrayBuffer {
  const bytes = nobleHkdf(
    digestNamed(digest),
    bytesOf(key, 'utf8'),
    bytesOf(salt, 'utf8'),
    bytesOf(info, 'utf8'),
    length,
  );
  return bytes.slice().buffer;
}

const absent = (name: string) => () => {
  throw notInLab(
    `crypto.${name}`,
    'hashes, HMAC, key derivation, random values and crypto.subtle are',
  );
};

/** `crypto.subtle` works outside the loop: the program stays alive for it. */
const subtle = new Proxy(
  (globalThis.crypto as { subtle?: SubtleCrypto }).subtle ?? ({} as SubtleCrypto),
  {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      return (...args: unknown[]) => {
        const letGo = loop.hold();
        const result = Reflect.apply(method, target, args) as Promise<unknown>;
        return result.finally(letGo);
      };
    },
  },
);

export const webcrypto = {
  subtle,
  getRandomValues: (view: ArrayBufferView): ArrayBufferView => randomFillSync(view),
  randomUUID: uuid,
};

export const crypto = {
  createHash: (name: unknown): Hash => new Hash(hashNamed(name).create()),
  createHmac: (name: unknown, key: unknown): Hmac => {
    const hash = hashNamedForHmac(name);
    return new Hmac(hmac.create(hash, bytesOf(key, 'utf8', 'key')));
  },
  hash: (name: unknown, data: unknown, encoding: unknown = 'hex'): string | Buffer =>
    encoded(hashNamed(name)(bytesOf(data, 'utf8')), encoding),
  createSecretKey: (key: unknown, encoding?: unknown): KeyObject =>
    new KeyObject(bytesOf(key, encoding, 'key')),
  KeyObject,
  Hash,
  Hmac,
  getHashes: (): string[] => Object.keys(HASHES),
  getCiphers: (): string[] => [],
  getCurves: (): string[] => [],
  randomBytes,
  randomFillSync,
  randomFill: (view: ArrayBufferView, callback: unknown): void => {
    given(() => randomFillSync(view), callback);
  },
  randomInt,
  randomUUID: uuid,
  getRandomValues: webcrypto.getRandomValues,
  timingSafeEqual,
  pbkdf2Sync,
  pbkdf2: (
    password: unknown,
    salt: unknown,
    iterations: number,
    length: number,
    digest: unknown,
    callback: unknown,
  ): void => {
    digestNamed(digest);
    given(() => pbkdf2Sync(password, salt, iterations, length, digest), callback);
  },
  scryptSync,
  scrypt: (
    password: unknown,
    salt: unknown,
    length: number,
    options: unknown,
    callback?: unknown,
  ): void => {
    const chosen = typeof options === 'function' ? {} : (options as object);
    given(
      () => scryptSync(password, salt, length, chosen),
      typeof options === 'function' ? options : callback,
    );
  },
  hkdfSync,
  hkdf: (
    digest: unknown,
    key: unknown,
    salt: unknown,
    info: unknown,
    length: number,
    callback: unknown,
  ): void => {
    given(() => hkdfSync(digest, key, salt, info, length), callback);
  },
  createCipheriv: absent('createCipheriv'),
  createDecipheriv: absent('createDecipheriv'),
  createSign: absent('createSign'),
  createVerify: absent('createVerify'),
  sign: absent('sign'),
  verify: absent('verify'),
  generateKeyPair: absent('generateKeyPair'),
  generateKeyPairSync: absent('generateKeyPairSync'),
  createPrivateKey: absent('createPrivateKey'),
  createPublicKey: absent('createPublicKey'),
  webcrypto,
  subtle,
  constants: {},
};

function hashNamedForHmac(name: unknown): HashFunction {
  if (typeof name !== 'string') throw invalidType('hmac', 'string', name);
  try {
    return hashNamed(name);
  } catch {
    throw Object.assign(new Error(`Invalid digest: ${name}`), {
      code: 'ERR_CRYPTO_INVALID_DIGEST',
    });
  }
}
