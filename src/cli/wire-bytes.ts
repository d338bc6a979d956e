import { brotliCompressSync, constants } from 'node:zlib';

/** Bytes as the site's server sends them: brotli at its best, as `npm run build` lays it beside each file of text. */
export function asSent(data: string | Uint8Array): Uint8Array {
  const params = { [constants.BROTLI_PARAM_SIZE_HINT]: Buffer.byteLength(data) };
  return brotliCompressSync(data, { params });
}

/** How many bytes of a file or a text come over the wire, without headers. */
export const wireBytes = (data: string | Uint8Array): number => asSent(data).length;
