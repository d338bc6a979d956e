import type { ExamResult, ExamSitting, LabSitting, QuizResult, QuizTry } from '#assessment';
import type { KeptCopy, LabWork } from './lab-work.ts';
import type { LabAttempt, LessonRead, QuestionAnswered } from './record.ts';

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
  /** `<course>/<quiz>`: the try that is open. */
  readonly tries: QuizTry;
  /** Id of the try. */
  readonly quizResults: QuizResult;
  /** Id of the exam: the sitting of its knowledge part that is open. */
  readonly sittings: ExamSitting;
  /** Id of the sitting. */
  readonly examResults: ExamResult;
  /** `<exam>/<lab>/<number>`. */
  readonly labSittings: LabSitting;
  /** Id of the lab. */
  readonly works: LabWork;
  /** `<lab>/<copy id>`. */
  readonly copies: KeptCopy;
  /** `<lab>/<SHA-256 of the bytes>`. */
  readonly blobs: Uint8Array;
}

export type Shelf = keyof Shelves;

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

/** Where the record is kept. */
export interface RecordStore {
  /** `device`: survives the browser's end. `memory`: lasts as long as this page. */
  readonly place: 'device' | 'memory';
  get<S extends Shelf>(shelf: S, key: string): Promise<Shelves[S] | undefined>;
  /** All values whose key begins with `prefix`, by key, in the order of the keys. */
  all<S extends Shelf>(shelf: S, prefix?: string): Promise<ReadonlyMap<string, Shelves[S]>>;
  /** Keys that begin with `prefix`, in order. */
  keys(shelf: Shelf, prefix?: string): Promise<readonly string[]>;
  /**
   * Writes all of these or none.
   *
   * @throws LabError `StorageFull` when there is no room, `StorageLost` when the browser closed or refused the storage.
   */
  write(changes: readonly Change[]): Promise<void>;
  close(): void;
}
