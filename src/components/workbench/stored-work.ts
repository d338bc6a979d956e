import type { LabSitting } from '#assessment';
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
import { assignedAskedFor, assignedWorkKey, type Asked } from './assigned/assigned-work.ts';
import { examAskedFor, examWorkKey } from './exam/lab-exam.ts';
import type { LabSheet } from './lab-sheet.ts';
import { safeStorage } from './safe-storage.ts';
import { dropJournal, readJournal, writeJournal, type TypingJournal } from './typing-journal.ts';

/** A learner's work in one lab, as it stands in this browser: read once, then written as it changes. */
export class StoredWork {
  readonly record: LearnerRecord;
  readonly seed: string;
  /** Under which name the work is kept: the lab's own in practice, another in each sitting of an exam and each assigned attempt. */
  readonly key: string;
  /** The sitting that the work belongs to. */
  readonly sitting: LabSitting | undefined;
  /** The assignment that the work is for, or why there is none although the address asks for one. */
  readonly asked: Asked;
  readonly #sheet: LabSheet;
  #writer: WorkWriter;
  facts: LabWorkFacts;
  savedAt: Date | undefined;

  private constructor(
    record: LearnerRecord,
    sheet: LabSheet,
    seed: string,
    sitting: LabSitting | undefined,
    asked: Asked,
  ) {
    this.record = record;
    this.seed = seed;
    this.sitting = sitting;
    this.asked = asked;
    this.key = sitting
      ? examWorkKey(sitting)
      : asked.assigned
        ? assignedWorkKey(sheet.id, asked.assigned)
        : sheet.id;
    this.#sheet = sheet;
    this.#writer = new WorkWriter(record.store, this.key);
    this.facts = newFacts(sheet, this.key, seed);
  }

  /** Opens the record of this browser and what it knows of the lab. */
  static async open(sheet: LabSheet): Promise<StoredWork> {
    const record = await openRecord();
    const sitting = await examAskedFor(record, sheet.id, location.search);
    const asked = sitting
      ? {}
      : await assignedAskedFor(record, { kind: 'lab', id: sheet.id }, location.search);
    const seed = sitting?.seed ?? asked.assigned?.seed ?? `${sheet.id}-${await record.learnerId()}`;
    return new StoredWork(record, sheet, seed, sitting, asked);
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
    const saved = await readLabWork(this.#store, this.key);
    if (!saved) return undefined;
    const journal = readJournal(safeStorage(), this.key, saved.work.savedAt);
    const { files, savedAt, ...facts } = saved.work;
    this.facts = facts;
    this.savedAt = new Date(savedAt);
    this.#writer = new WorkWriter(this.#store, this.key, { tree: saved.tree, kept: files });
    if (!journal) return saved.tree;
    const cursors = { ...facts.view.cursors, ...journal.cursors };
    this.facts = { ...facts, view: { ...facts.view, cursors } };
    return withTexts(saved.tree, journal.texts);
  }

  /** Frees what no copy needs any more. Only for the tab that has the lab. */
  async tidy(): Promise<void> {
    await dropUnusedBlobs(this.#store, this.key);
  }

  async save(tree: FileTree, now: Date): Promise<void> {
    await this.#writer.save(this.facts, tree, now);
    this.savedAt = now;
    dropJournal(safeStorage(), this.key, now.toISOString());
  }

  /** Writes down what was typed and may not be saved any more: the page goes away. */
  noteTyping(typed: Omit<TypingJournal, 'at'>): void {
    const at = new Date().toISOString();
    writeJournal(safeStorage(), this.key, { at, ...typed }, this.savedAt?.toISOString());
  }

  async keepCopy(tree: FileTree, reason: string): Promise<void> {
    await this.#writer.keepCopy(tree, { reason, labVersion: this.facts.labVersion });
  }

  async copies(): Promise<readonly KeptCopy[]> {
    return listKeptCopies(this.#store, this.key);
  }

  async treeOf(copy: KeptCopy): Promise<FileTree> {
    return readKeptTree(this.#store, this.key, copy.files);
  }

  /** The newest attempt at this lab: in practice, of the sitting, or of the assigned attempt. */
  async lastAttempt(): Promise<LabAttempt | undefined> {
    const attempts = await this.record.attempts(this.#sheet.id);
    const { assigned } = this.asked;
    return attempts.findLast(
      (attempt) =>
        attempt.sitting === this.sitting?.id &&
        attempt.assigned === assigned?.id &&
        (!assigned || attempt.seed === assigned.seed),
    );
  }

  async addAttempt(attempt: LabAttempt): Promise<void> {
    await this.record.addAttempt(attempt);
  }

  /** After the store was emptied by another page: the next save writes everything anew. */
  forget(): void {
    this.#writer.forget();
  }
}

function newFacts(sheet: LabSheet, key: string, seed: string): LabWorkFacts {
  return {
    lab: key,
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
