import type { ExamResult, ExamSitting, LabSitting, QuizResult, QuizTry } from '#assessment';
import type { KeptCopy, LabWork } from './lab-work.ts';
import { MIGRATIONS } from './migrations.ts';
import type {
  ExamReceipt,
  HandInReceipt,
  KeptAssignment,
  KeptCertificate,
  KeptPack,
  LabAttempt,
  LearnedReceipt,
  LessonRead,
  QuestionAnswered,
} from './record.ts';

/** What is kept, by shelf. Keys are strings; the shape of each key stands beside it. */
export interface Shelves {
  /** Name of the setting. */
  readonly settings: unknown;
  /** `<course>/<lesson>`. */
  readonly lessons: LessonRead;
  /** `<course>/<lesson>#<question id>`. */
  readonly answers: QuestionAnswered;
  /** Id of the attempt. */
  readonly attempts: LabAttempt;
  /** Id of the try, which is open. */
  readonly tries: QuizTry;
  /** Id of the try. */
  readonly quizResults: QuizResult;
  /** Id of the exam: the sitting of its knowledge part that is open. */
  readonly sittings: ExamSitting;
  /** Id of the sitting. */
  readonly examResults: ExamResult;
  /** `<exam>/<lab>/<number>`; `~<seed>` behind it where a record that was brought in has one of the same number. */
  readonly labSittings: LabSitting;
  /** Id of the receipt. */
  readonly receipts: HandInReceipt;
  /** `<cohort>/<assignment>`. */
  readonly assignments: KeptAssignment;
  /** Id of the pack. */
  readonly packs: KeptPack;
  /** Id of the receipt. */
  readonly examReceipts: ExamReceipt;
  /** Id of the receipt. */
  readonly learnedReceipts: LearnedReceipt;
  /** Id of the certificate. */
  readonly certificates: KeptCertificate;
  /** Name of the key. Keys are of this browser alone: they are never in the record's file. */
  readonly keys: unknown;
  /** Id of the lab. */
  readonly works: LabWork;
  /** `<lab>/<copy id>`. */
  readonly copies: KeptCopy;
  /** `<lab>/<SHA-256 of the bytes>`. */
  readonly blobs: Uint8Array;
}

export type Shelf = keyof Shelves;

/** All shelves. */
export const SHELVES: readonly Shelf[] = [...new Set(MIGRATIONS.flatMap(({ adds }) => adds))];

/** Names of the settings that belong to the learner, and not only to this browser. */
export const LEARNER_ID = 'learner-id';
export const DIAGNOSTIC = 'diagnostic';
/** Setting: the id under which something was handed in last. */
export const LAST_ID = 'hand-in-id';

/** One change of one value. Changes that are written together become true together, or not at all. */
export type Change =
  | {
      readonly [S in Shelf]: {
        readonly shelf: S;
        readonly key: string;
        readonly value: Shelves[S];
      };
    }[Shelf]
  | { readonly shelf: Shelf; readonly key: string; readonly gone: true };

/** Reads what stands, as part of a change. */
export interface ShelfReader {
  get<S extends Shelf>(shelf: S, key: string): Promise<Shelves[S] | undefined>;
  /** All values whose key begins with `prefix`, by key, in the order of the keys. */
  all<S extends Shelf>(shelf: S, prefix?: string): Promise<ReadonlyMap<string, Shelves[S]>>;
  /** Keys that begin with `prefix`, in order. */
  keys(shelf: Shelf, prefix?: string): Promise<readonly string[]>;
}

/** Where the record is kept. */
export interface RecordStore extends ShelfReader {
  /** `device`: survives the browser's end. `memory`: lasts as long as this page. */
  readonly place: 'device' | 'memory';
  /**
   * Writes all of these or none.
   *
   * @throws LabError `StorageFull` when there is no room, `StorageLost` when the browser closed or refused the storage.
   */
  write(changes: readonly Change[]): Promise<void>;
  /**
   * Reads and writes in one go: no other tab writes to these shelves between, and all of it is written or none.
   *
   * @param change what to write, from what stands. It waits for `read` and for nothing else: a store that is left idle
   *   ends the transaction.
   * @throws LabError as `write`; what `change` throws, after which nothing is written.
   */
  update(
    shelves: readonly Shelf[],
    change: (read: ShelfReader) => Promise<readonly Change[]>,
  ): Promise<void>;
  close(): void;
}
