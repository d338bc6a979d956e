import type { Cohort } from '../register/cohort.ts';
import type { HandIn, HandInKey, SetAsideFile } from '../register/hand-in.ts';

/** A cohort's document and what was handed in, without the bytes of the files. */
export interface CohortContent {
  readonly cohort: Cohort;
  readonly handIns: readonly HandIn[];
  readonly setAside: readonly SetAsideFile[];
}

/** What changed, for those who listen. */
export interface StoreChange {
  /** Id of the cohort. */
  readonly cohort: string;
  /** Where one hand-in came or changed and nothing else: which. A batch tells of hundreds, and nobody has to read all of them for one. */
  readonly handIn?: HandInKey;
}

/**
 * Where an instructor's cohorts are kept. Whatever changes, changes whole or not at all, and no other tab writes between
 * reading and writing.
 *
 * Every method may throw LabError `StorageFull` or `StorageLost`; those that name a cohort or a hand-in `NotKept` when it is
 * not here.
 */
export interface CohortStore {
  /** All cohorts, by name. */
  cohorts(): Promise<readonly Cohort[]>;
  cohort(id: string): Promise<Cohort>;
  /** Keeps a new cohort. @throws LabError `CohortKept` when one of the same id is here. */
  add(cohort: Cohort): Promise<void>;
  /**
   * Changes a cohort by what stands, and resolves with it as it is then.
   *
   * @param change gives the new cohort at once: it must not wait for anything. The same object means: no change.
   * @throws LabError `CohortArchived` for a cohort that is archived, `CohortNotPossible`; what `change` throws.
   */
  update(id: string, change: (cohort: Cohort) => Cohort): Promise<Cohort>;
  /** Closes a cohort for changes, or opens it again. */
  archive(id: string, at: Date | undefined): Promise<Cohort>;
  /** All hand-ins of a cohort, or of one learner of it, by their keys. */
  handIns(cohort: string, learner?: string): Promise<readonly HandIn[]>;
  handIn(key: HandInKey): Promise<HandIn | undefined>;
  /**
   * Keeps what was collected, all of it or nothing. A hand-in that is here stays as it is, so the same folder may be
   * collected twice.
   *
   * @returns the number of hand-ins that were new.
   */
  collect(
    handIns: readonly { readonly handIn: HandIn; readonly bytes: Uint8Array }[],
    setAside: readonly SetAsideFile[],
  ): Promise<number>;
  /** Changes one hand-in by what stands; as `update`. */
  updateHandIn(key: HandInKey, change: (handIn: HandIn) => HandIn): Promise<HandIn>;
  /** The file as it was received. */
  bundle(key: HandInKey): Promise<Uint8Array>;
  setAside(cohort: string): Promise<readonly SetAsideFile[]>;
  /** Takes one file off the list of those that were set aside. */
  dismiss(cohort: string, sha256: string): Promise<void>;
  /**
   * Deletes a learner for good: roster, files, results, comments, overrides, and every file set aside that names them. Of
   * their certificates the entries of the status list stay, without the learner.
   */
  deleteLearner(cohort: string, learner: string): Promise<void>;
  /** Deletes a cohort for good, with all that belongs to it. */
  deleteCohort(id: string): Promise<void>;
  /**
   * Keeps a cohort with everything of it, all or nothing.
   *
   * @param bundle the bytes of a hand-in
   * @param replacing true: one of the same id is replaced as a whole
   * @throws LabError `CohortKept` when one of the same id is here and is not to be replaced.
   */
  take(
    content: CohortContent,
    bundle: (handIn: HandIn) => Uint8Array,
    replacing: boolean,
  ): Promise<void>;
  /** The key of that name, as it stands in this browser. Keys never leave it. */
  keptKey(name: string): Promise<unknown>;
  keepKeyOnce(name: string, key: unknown): Promise<unknown>;
  /** Tells of changes, those of other tabs included. Returns the function that stops it. */
  onChange(listener: (change: StoreChange) => void): () => void;
  close(): void;
}
