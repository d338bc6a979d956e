/** What a lab may use. Each limit ends in a clear message and a usable lab. */
export interface Limits {
  /** All file contents together, in bytes. */
  readonly treeBytes: number;
  /** One file, in bytes. */
  readonly fileBytes: number;
  /** Files, folders and links together. */
  readonly nodes: number;
  /** Folders inside folders. */
  readonly depth: number;
  /** One path, in UTF-16 code units. */
  readonly pathLength: number;
  /** Processes alive at a time. */
  readonly processes: number;
  /** What one process may print before it is stopped, in bytes. */
  readonly outputBytes: number;
  /** Computing of one process without a rest, in ms; see compute-clock.ts. */
  readonly cpuMs: number;
  /** Linear memory of one interpreter, in bytes. */
  readonly processMemoryBytes: number;
  /** The heap of one Node program, in bytes; in a browser that is the browser's own affair, see docs/limits.md. */
  readonly heapBytes: number;
  /** Ports that programs of the lab listen on at a time. */
  readonly ports: number;
  /** HTTP requests to ports of the lab under way at a time. */
  readonly requests: number;
  /** The body of one HTTP request or answer, in bytes. */
  readonly bodyBytes: number;
  /** What one command may unpack from archives, in bytes. */
  readonly unpackedBytes: number;
  /** What one command may unpack from archives: files, folders and links together. */
  readonly unpackedEntries: number;
}

export const DEFAULT_LIMITS: Limits = {
  treeBytes: 256 * 2 ** 20,
  fileBytes: 64 * 2 ** 20,
  nodes: 50_000,
  depth: 64,
  pathLength: 4_096,
  processes: 64,
  outputBytes: 32 * 2 ** 20,
  cpuMs: 300_000,
  processMemoryBytes: 512 * 2 ** 20,
  heapBytes: 512 * 2 ** 20,
  ports: 64,
  requests: 256,
  bodyBytes: 64 * 2 ** 20,
  unpackedBytes: 128 * 2 ** 20,
  unpackedEntries: 10_000,
};
