import { CredentialError } from './credential-error.ts';
import { crc32, PNG_SIGNATURE, pngChunk } from './png-chunk.ts';

const KEYWORD = 'openbadgecredential';
const LARGEST_IMAGE_BYTES = 8 * 1024 * 1024;

interface Chunk {
  readonly type: string;
  readonly data: Uint8Array;
  /** Of the chunk's first and behind its last byte in the file. */
  readonly start: number;
  readonly end: number;
}

/**
 * Puts the text of a signed badge into a PNG, as an uncompressed `iTXt` chunk right after the header. The picture is unchanged.
 *
 * @throws CredentialError `ImageUnusable` for a damaged PNG, or one that carries a badge already.
 * @see https://www.imsglobal.org/spec/ob/v3p0#baked-badge
 */
export function bakePng(png: Uint8Array, badge: string): Uint8Array<ArrayBuffer> {
  const chunks = chunksOf(png);
  if (chunks.some(isBadgeChunk))
    refuse('a PNG that carries a badge already; bake the plain picture');
  // Keyword, then: end of keyword, not compressed, method 0, no language, no translated keyword.
  const head = `${KEYWORD}\0\0\0\0\0`;
  const data = new TextEncoder().encode(head + badge);
  const header = chunks[0]?.end ?? 0;
  const chunk = pngChunk('iTXt', data);
  const baked = new Uint8Array(png.length + chunk.length);
  baked.set(png.subarray(0, header));
  baked.set(chunk, header);
  baked.set(png.subarray(header), header + chunk.length);
  return baked;
}

/**
 * The text of the badge in a PNG, or `undefined` when it carries none.
 *
 * @throws CredentialError `ImageUnusable` for a damaged PNG, several badges, or one that is compressed or not UTF-8.
 */
export function badgeInPng(png: Uint8Array): string | undefined {
  const found = chunksOf(png).filter(isBadgeChunk);
  const [chunk] = found;
  if (!chunk) return undefined;
  if (found.length > 1) refuse('a PNG with several badges');
  const rest = chunk.data.subarray(KEYWORD.length + 1);
  if (chunk.type !== 'iTXt' || rest[0] !== 0)
    refuse('a badge that is compressed or in another chunk than iTXt');
  const language = rest.indexOf(0, 2);
  const translated = language < 0 ? -1 : rest.indexOf(0, language + 1);
  if (translated < 0) refuse('an iTXt chunk without its separators');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(rest.subarray(translated + 1));
  } catch {
    return refuse('a badge that is not UTF-8');
  }
}

function isBadgeChunk({ type, data }: Chunk): boolean {
  if (!['iTXt', 'tEXt', 'zTXt'].includes(type)) return false;
  const end = data.indexOf(0);
  return end === KEYWORD.length && KEYWORD === String.fromCharCode(...data.subarray(0, end));
}

function chunksOf(png: Uint8Array): readonly Chunk[] {
  if (png.length > LARGEST_IMAGE_BYTES) refuse('an image of more than 8 MB');
  if (PNG_SIGNATURE.some((byte, at) => png[at] !== byte)) refuse('a file that is not PNG');
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const chunks: Chunk[] = [];
  let at = PNG_SIGNATURE.length;
  while (chunks.at(-1)?.type !== 'IEND') {
    if (at + 12 > png.length) refuse('a PNG that ends before its end chunk');
    const length = view.getUint32(at);
    const end = at + 12 + length;
    if (end > png.length) refuse('a PNG chunk that is longer than the file');
    const type = String.fromCharCode(...png.subarray(at + 4, at + 8));
    if (crc32(png.subarray(at + 4, end - 4)) !== view.getUint32(end - 4)) {
      refuse('a PNG chunk whose checksum does not fit');
    }
    chunks.push({ type, data: png.subarray(at + 8, end - 4), start: at, end });
    at = end;
  }
  if (chunks[0]?.type !== 'IHDR') refuse('a PNG that does not begin with its header');
  if (at !== png.length) refuse('bytes after the end of the PNG');
  return chunks;
}

function refuse(found: string): never {
  throw new CredentialError('ImageUnusable', found);
}
