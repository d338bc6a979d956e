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

/** Writes the journal, at once. @returns false when the storage refuses it. */
export function writeJournal(storage: SyncStorage, lab: string, journal: TypingJournal): boolean {
  try {
    storage.setItem(keyOf(lab), JSON.stringify(journal));
    return true;
  } catch {
    // Full or forbidden: the ordinary save, which runs at the same time, is what is left.
    return false;
  }
}

/** Takes the journal out of the storage. A journal older than the last save says nothing new and is dropped. */
export function takeJournal(
  storage: SyncStorage,
  lab: string,
  savedAt: string | undefined,
): TypingJournal | undefined {
  let text: string | null;
  try {
    text = storage.getItem(keyOf(lab));
    storage.removeItem(keyOf(lab));
  } catch {
    return undefined;
  }
  const journal = parse(text ?? '');
  if (!journal || (savedAt !== undefined && journal.at <= savedAt)) return undefined;
  return journal;
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
