/** Bytes that are read a part at a time: a download of some gigabytes never stands in memory. */
export interface ByteSource {
  readonly sizeBytes: number;
  /** The bytes from `from` up to, without, `to`. */
  read(from: number, to: number): Promise<Uint8Array>;
}

export const sourceOfBytes = (bytes: Uint8Array): ByteSource => ({
  sizeBytes: bytes.length,
  read: (from, to) => Promise.resolve(bytes.subarray(from, to)),
});

/** Of a file that was dropped on a page. */
export const sourceOfBlob = (blob: Blob): ByteSource => ({
  sizeBytes: blob.size,
  read: async (from, to) => new Uint8Array(await blob.slice(from, to).arrayBuffer()),
});
