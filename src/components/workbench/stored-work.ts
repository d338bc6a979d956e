import type { FileTree, LabError } from '#container';
import {
  dropUnusedBlobs,
  EMPTY_VIEW,
  listKeptCopies,
  openRecord,
  readKeptTree,
  readLabWork,
  WorkWriter,
  type KeptCopy,
  type LabAttempt,
  type LabWorkFacts,
  type LearnerRecord,
  type RecordStore,
} from '#progress';
import type { LabSheet } from './lab-sheet.ts';
import { safeStorage } from './safe-storage.ts';
import { takeJournal } from './typing-journal.ts';

/** A learner's work in one lab, as it stands in this browser: read once, then written as it changes. */
export class StoredWork {
  readonly record: LearnerRecord;
  readonly seed: string;
  readonly #lab: string;
  #writer: WorkWriter;
  facts: LabWorkFacts;
  savedAt: Date | undefined;

  private constructor(record: LearnerRecord, sheet: LabSheet, seed: string) {
    this.record = record;
    this.seed = seed;
    this.#lab = sheet.id;
    this.#writer = new WorkWriter(record.store, sheet.id);
    this.facts = newFacts(sheet, seed);
  }

  /** Opens the record of this browser and what it knows of the lab. */
  static async open(sheet: LabSheet): Promise<StoredWork> {
    const record = await openRecord();
    return new StoredWork(record, sheet, `${sheet.id}-${await record.learnerId()}`);
  }

  get whyMemory(): LabError | undefined {
    return this.record.whyMemory;
  }

  get #store(): RecordStore {
    return this.record.store;
  }

  /**
   * The saved files with what was typed last, or `undefined` when the lab was never opened here.
   *
   * @throws LabError `SavedFileMissing`.
   */
  async read(): Promise<FileTree | undefined> {
    const saved = await readLabWork(this.#store, this.#lab);
    const journal = takeJournal(safeStorage(), this.#lab, saved?.work.savedAt);
    if (!saved) return undefined;
    const { files, savedAt, ...facts } = saved.work;
    this.facts = facts;
    this.savedAt = new Date(savedAt);
    this.#writer = new WorkWriter(this.#store, this.#lab, { tree: saved.tree, kept: files });
    return journal ? withTexts(saved.tree, journal.texts) : saved.tree;
  }

  /** Frees what no copy needs any more. Only for the tab that has the lab. */
  async tidy(): Promise<void> {
    await dropUnusedBlobs(this.#store, this.#lab);
  }

  async save(tree: FileTree, now: Date): Promise<void> {
    await this.#writer.save(this.facts, tree, now);
    this.savedAt = now;
  }

  async keepCopy(tree: FileTree, reason: string): Promise<void> {
    await this.#writer.keepCopy(tree, { reason, labVersion: this.facts.labVersion });
  }

  async copies(): Promise<readonly KeptCopy[]> {
    return listKeptCopies(this.#store, this.#lab);
  }

  async treeOf(copy: KeptCopy): Promise<FileTree> {
    return readKeptTree(this.#store, this.#lab, copy.files);
  }

  /** The newest attempt at this lab. */
  async lastAttempt(): Promise<LabAttempt | undefined> {
    return (await this.record.attempts(this.#lab)).at(-1);
  }

  async addAttempt(attempt: LabAttempt): Promise<void> {
    await this.record.addAttempt(attempt);
  }

  /** After the store was emptied by another page: the next save writes everything anew. */
  forget(): void {
    this.#writer.forget();
  }
}

function newFacts(sheet: LabSheet, seed: string): LabWorkFacts {
  return {
    lab: sheet.id,
    labVersion: sheet.version,
    labDigest: sheet.digest,
    seed,
    begunAt: new Date().toISOString(),
    origin: {},
    startDigest: '',
    view: EMPTY_VIEW,
    hintsOpened: {},
    solutionUnlocked: false,
    solutionSeen: false,
  };
}

function withTexts(tree: FileTree, texts: Readonly<Record<string, string>>): FileTree {
  const encoder = new TextEncoder();
  const typed = Object.entries(texts).map(([path, text]) => {
    const known = tree[path];
    const executable = known?.kind === 'file' && known.executable ? { executable: true } : {};
    return [path, { kind: 'file' as const, bytes: encoder.encode(text), ...executable }] as const;
  });
  return { ...tree, ...Object.fromEntries(typed) };
}
