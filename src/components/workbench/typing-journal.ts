import { recordName } from '#progress';

/** What was typed and perhaps not saved yet when the page went away: the only storage that takes it in that moment. */
export interface TypingJournal {
  /** ISO 8601. */
  readonly at: string;
  readonly texts: Readonly<Record<string, string>>;
  /** Where the cursor stood in each of them, as an offset. */
  readonly cursors: Readonly<Record<string, number>>;
}

type SyncStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** By record, so that learners who share a browser in an LMS never get each other's typing. */
const keyOf = (lab: string): string => `${recordName()}-typing-${lab}`;

/**
 * Writes the journal, at once. One that is newer than the last save holds what is saved nowhere else: its texts stay,
 * where they were not typed anew.
 *
 * @returns false when the storage refuses it.
 */
export function writeJournal(
  storage: SyncStorage,
  lab: string,
  journal: TypingJournal,
  savedAt: string | undefined,
): boolean {
  try {
    const before = readJournal(storage, lab, savedAt);
    const texts = { ...before?.texts, ...journal.texts };
    const cursors = { ...before?.cursors, ...journal.cursors };
    storage.setItem(keyOf(lab), JSON.stringify({ at: journal.at, texts, cursors }));
    return true;
  } catch {
    // Full or forbidden: the ordinary save, which runs at the same time, is what is left.
    return false;
  }
}

/**
 * The journal, if it is newer than the last save. It stays in the storage until a save holds it (`dropJournal`): whoever
 * only reads, or goes away before it has saved, takes nothing from the next one.
 */
export function readJournal(
  storage: SyncStorage,
  lab: string,
  savedAt: string | undefined,
): TypingJournal | undefined {
  let text: string | null;
  try {
    text = storage.getItem(keyOf(lab));
  } catch {
    return undefined;
  }
  const journal = parse(text ?? '');
  if (!journal || (savedAt !== undefined && journal.at <= savedAt)) return undefined;
  return journal;
}

/** Says that what stood in the lab's files at this moment (ISO 8601) is saved: a journal that is not newer goes. */
export function dropJournal(storage: SyncStorage, lab: string, savedAt: string): void {
  if (readJournal(storage, lab, savedAt)) return;
  try {
    storage.removeItem(keyOf(lab));
  } catch {
    // Forbidden: then there is none either.
  }
}

function parse(text: string): TypingJournal | undefined {
  try {
    const found: unknown = JSON.parse(text);
    const isJournal =
      typeof found === 'object' &&
      found !== null &&
      'at' in found &&
      typeof found.at === 'string' &&
      'texts' in found &&
      typeof found.texts === 'object';
    if (!isJournal) return undefined;
    // One of an earlier edition of the site has no cursors.
    const {
      at,
      texts,
      cursors = {},
    } = found as Pick<TypingJournal, 'at' | 'texts'> & {
      readonly cursors?: TypingJournal['cursors'];
    };
    return { at, texts, cursors };
  } catch {
    return undefined;
  }
}
