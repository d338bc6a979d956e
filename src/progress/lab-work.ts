/** One thing of a learner's tree as kept: contents stand on the shelf `blobs`, under their digest. */
export type KeptEntry =
  | {
      readonly kind: 'file';
      /** SHA-256, lower-case hexadecimal. */
      readonly digest: string;
      readonly sizeBytes: number;
      readonly executable?: true;
    }
  | { readonly kind: 'symlink'; readonly target: string }
  | { readonly kind: 'folder' };

/** A tree as kept, by path. */
export type KeptTree = Readonly<Record<string, KeptEntry>>;

/** How the workbench stood: what a learner expects to find again. */
export interface WorkView {
  /** Paths of the open files, in the order of their tabs. */
  readonly tabs: readonly string[];
  readonly active?: string;
  /** Place of the cursor in UTF-16 code units, by path. */
  readonly cursors: Readonly<Record<string, number>>;
  readonly openFolders: readonly string[];
}

/** What is known of a learner's work in one lab beside its files. */
export interface LabWorkFacts {
  readonly lab: string;
  /** The version of the lab that the work began from, or was updated to. */
  readonly labVersion: string;
  /** Digest of the starter of that version. */
  readonly labDigest: string;
  readonly seed: string;
  readonly begunAt: string;
  /** Digest by path of each file that the lab laid: what differs from it is the learner's. */
  readonly origin: Readonly<Record<string, string>>;
  /** Digest of the whole tree as the learner first saw it: what differs from it is a real attempt. */
  readonly startDigest: string;
  /** Digest of a newer version that the learner chose not to take. */
  readonly declinedDigest?: string;
  readonly view: WorkView;
  /** How long the learner has worked in the lab, pauses of over two minutes left out. Absent in older work. */
  readonly activeMs?: number;
  /** Number of hints opened, by task id. */
  readonly hintsOpened: Readonly<Record<string, number>>;
  /** True from the first Check of work that differs from what the lab laid. */
  readonly solutionUnlocked: boolean;
  readonly solutionSeen: boolean;
}

/** A learner's work in one lab, as kept. */
export interface LabWork extends LabWorkFacts {
  readonly savedAt: string;
  readonly files: KeptTree;
}

/** A snapshot that is made before anything replaces the learner's files. */
export interface KeptCopy {
  readonly id: string;
  readonly lab: string;
  readonly labVersion: string;
  readonly keptAt: string;
  /** Why it was made, as shown: "Before the reset of the lab". */
  readonly reason: string;
  readonly files: KeptTree;
}

/** A view with nothing open. */
export const EMPTY_VIEW: WorkView = { tabs: [], cursors: {}, openFolders: [] };
