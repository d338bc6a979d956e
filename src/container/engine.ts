import type { LabContainer } from './lab-container.ts';

/** What a lab may ask of an engine in `lab.yaml` (`needs`) and what an engine says it has (`offers`). */
export const CAPABILITIES = ['shell', 'git', 'python', 'node', 'servers', 'sqlite'] as const;
export type Capability = (typeof CAPABILITIES)[number];

/** How far the engine's parts have come over the wire. Sizes are bytes as transferred. */
export interface LoadProgress {
  /** What is being loaded, in words for the learner: "Shell", "Python". */
  readonly part: string;
  readonly loadedBytes: number;
  readonly totalBytes: number;
}

/** One running engine: a factory of containers that share downloads and warm spares. */
export interface Engine {
  readonly name: string;
  readonly offers: ReadonlySet<Capability>;
  /**
   * Boots a container with an empty working directory.
   *
   * @throws LabError `EngineCannotStart` when the platform lacks something that the engine needs (WebAssembly, workers).
   */
  boot(options?: BootOptions): Promise<LabContainer>;
  /** Starts loading what these capabilities need; resolves when a process of each would start at once. */
  warm(capabilities: readonly Capability[]): Promise<void>;
  onProgress(listener: (progress: LoadProgress) => void): () => void;
  /** Ends every container of this engine and frees its workers. */
  dispose(): void;
}

export interface BootOptions {
  /** Last part of the working directory's path; `lab` unless told. */
  readonly workdirName?: string;
}
