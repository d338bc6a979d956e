import type { ExamResult, ExamSitting, LabSitting, QuizResult, QuizTry } from '#assessment';
import type { LabError } from '#container';
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
import {
  LEARNER_ID,
  SHELVES,
  type Change,
  type RecordStore,
  type Shelf,
  type Shelves,
} from './shelves.ts';

const CHANNEL = 'plumbline-record';

/** What one learner has read, answered and tried, over a store. Every method may throw `StorageFull` or `StorageLost`. */
export class LearnerRecord {
  readonly store: RecordStore;
  /** Why the record lives in memory only, when it does. */
  readonly whyMemory: LabError | undefined;
  readonly #channel: BroadcastChannel | undefined;
  readonly #listeners = new Set<(event: 'changed' | 'deleted') => void>();

  constructor(store: RecordStore, whyMemory?: LabError) {
    this.store = store;
    this.whyMemory = whyMemory;
    if (store.place === 'device' && typeof BroadcastChannel === 'function') {
      this.#channel = new BroadcastChannel(CHANNEL);
      this.#channel.onmessage = ({ data }: MessageEvent<unknown>) => {
        if (data === 'changed' || data === 'deleted')
          for (const tell of this.#listeners) tell(data);
      };
    }
  }

  get place(): 'device' | 'memory' {
    return this.store.place;
  }

  /** A random name for this browser's learner, made once. Lab data is drawn from it. */
  async learnerId(): Promise<string> {
    const known = await this.store.get('settings', LEARNER_ID);
    if (typeof known === 'string') return known;
    let stands = randomId();
    await this.store.update(['settings'], async (read) => {
      // Another tab may have made one in the same moment: the one that stands counts for both.
      const other = await read.get('settings', LEARNER_ID);
      if (typeof other === 'string') stands = other;
      return [{ shelf: 'settings', key: LEARNER_ID, value: stands }];
    });
    return stands;
  }

  async markLessonOpened(lesson: string, now: Date = new Date()): Promise<void> {
    if (await this.store.get('lessons', lesson)) return;
    await this.#update('lessons', lesson, (known) => known ?? { lesson, firstOpenedAt: iso(now) });
  }

  /** Marks a lesson as done; the first time counts. */
  async markLessonDone(lesson: string, now: Date = new Date()): Promise<void> {
    await this.#update('lessons', lesson, (known) => {
      if (known?.doneAt) return known;
      const firstOpenedAt = known?.firstOpenedAt ?? iso(now);
      // A clock that was set back meanwhile: nothing is read before it was opened.
      const doneAt = later(iso(now), firstOpenedAt);
      const markedAt = later(doneAt, known?.markedAt ? after(known.markedAt) : '');
      return { lesson, firstOpenedAt, doneAt, markedAt };
    });
  }

  /** Takes the mark back; that it was opened stays. */
  async markLessonNotDone(lesson: string, now: Date = new Date()): Promise<void> {
    await this.#update('lessons', lesson, (known) => {
      if (!known?.doneAt) return known;
      const { firstOpenedAt, doneAt, markedAt } = known;
      return { lesson, firstOpenedAt, markedAt: later(iso(now), after(markedAt ?? doneAt)) };
    });
  }

  /** Lessons opened or done, by id. */
  async lessons(): Promise<readonly LessonRead[]> {
    return [...(await this.store.all('lessons')).values()];
  }

  /** Keeps an answer; the latest answer to a question stands. */
  async addAnswer(answer: QuestionAnswered): Promise<void> {
    await this.#put({ shelf: 'answers', key: answer.question, value: answer });
  }

  /** Answers to questions whose id begins with `prefix` (a lesson: `<course>/<lesson>#`). */
  async answers(prefix = ''): Promise<readonly QuestionAnswered[]> {
    return [...(await this.store.all('answers', prefix)).values()];
  }

  async addAttempt(attempt: LabAttempt): Promise<void> {
    await this.#put({ shelf: 'attempts', key: attempt.id, value: attempt });
    await askToPersist();
  }

  /** Attempts at one lab, or at all, oldest first. */
  async attempts(lab?: string): Promise<readonly LabAttempt[]> {
    const all = [...(await this.store.all('attempts')).values()];
    return all
      .filter((attempt) => lab === undefined || attempt.lab === lab)
      .sort((a, b) => a.startedAt.localeCompare(b.startedAt));
  }

  /**
   * The open try at a quiz (`<course>/<quiz>`), the one begun last; `undefined` when none is.
   *
   * @param work that is assigned; practice unless told
   */
  async openTry(
    quiz: string,
    { assigned, attempt }: Pick<QuizTry, 'assigned' | 'attempt'> = {},
  ): Promise<QuizTry | undefined> {
    const tries = [...(await this.store.all('tries')).values()];
    return tries
      .filter((one) => one.quiz === quiz && one.assigned === assigned && one.attempt === attempt)
      .sort((a, b) => (`${a.startedAt} ${a.id}` < `${b.startedAt} ${b.id}` ? -1 : 1))
      .at(-1);
  }

  /** Keeps the open try. */
  async keepTry(open: QuizTry): Promise<void> {
    await this.#put({ shelf: 'tries', key: open.id, value: open });
  }

  /** Files a finished try, and closes it. The same result filed twice stands once. */
  async addQuizResult(result: QuizResult): Promise<void> {
    await this.store.write([
      { shelf: 'quizResults', key: result.id, value: result },
      { shelf: 'tries', key: result.id, gone: true },
    ]);
    this.#channel?.postMessage('changed');
    await askToPersist();
  }

  /** Takes an open try away, such as one that an update of the quiz no longer fits. */
  async dropTry(id: string): Promise<void> {
    await this.#put({ shelf: 'tries', key: id, gone: true });
  }

  /** Results of one quiz, or of all, in the order of the tries. */
  async quizResults(quiz?: string): Promise<readonly QuizResult[]> {
    const all = [...(await this.store.all('quizResults')).values()];
    return all
      .filter((result) => quiz === undefined || result.quiz === quiz)
      .sort((a, b) => (a.quiz < b.quiz ? -1 : a.quiz > b.quiz ? 1 : a.number - b.number));
  }

  /** The open sitting of an exam's knowledge part, or `undefined` when none is. */
  async openSitting(exam: string): Promise<ExamSitting | undefined> {
    return this.store.get('sittings', exam);
  }

  /**
   * Keeps the open sitting of its exam, in the place of the one before; in one step with what another tab does. A sitting
   * whose result is filed is not opened again.
   *
   * @param join puts it together with what stands of the same sitting, such as another tab's answers
   */
  async keepSitting(
    open: ExamSitting,
    join: (stored: ExamSitting) => ExamSitting = () => open,
  ): Promise<void> {
    await this.store.update(['sittings', 'examResults'], async (read) => {
      if ((await read.get('examResults', open.id)) !== undefined) return [];
      const stored = await read.get('sittings', open.exam);
      const value = stored?.id === open.id ? join(stored) : open;
      return [{ shelf: 'sittings', key: open.exam, value }];
    });
    this.#channel?.postMessage('changed');
    await askToPersist();
  }

  /** Files the result of a sitting, and closes it. The same result filed twice stands once. */
  async addExamResult(result: ExamResult): Promise<void> {
    await this.store.write([
      { shelf: 'examResults', key: result.id, value: result },
      { shelf: 'sittings', key: result.exam, gone: true },
    ]);
    this.#channel?.postMessage('changed');
  }

  /** Takes an open sitting away, such as one whose bank an update has changed. */
  async dropSitting(exam: string): Promise<void> {
    await this.#put({ shelf: 'sittings', key: exam, gone: true });
  }

  /** Results of one exam, or of all, in the order of the sittings. */
  async examResults(exam?: string): Promise<readonly ExamResult[]> {
    const all = [...(await this.store.all('examResults')).values()];
    return all
      .filter((result) => exam === undefined || result.exam === exam)
      .sort((a, b) => (a.exam < b.exam ? -1 : a.exam > b.exam ? 1 : a.number - b.number));
  }

  async addReceipt(receipt: HandInReceipt): Promise<void> {
    await this.#put({ shelf: 'receipts', key: receipt.id, value: receipt });
    await askToPersist();
  }

  /** Receipts of what was handed in, of one lab or of all, oldest first. */
  async receipts(lab?: string): Promise<readonly HandInReceipt[]> {
    const all = [...(await this.store.all('receipts')).values()];
    return all
      .filter((receipt) => lab === undefined || receipt.lab === lab)
      .sort((a, b) => a.handedInAt.localeCompare(b.handedInAt));
  }

  async addExamReceipt(receipt: ExamReceipt): Promise<void> {
    await this.#put({ shelf: 'examReceipts', key: receipt.id, value: receipt });
    await askToPersist();
  }

  /** Receipts of exams that were handed in, oldest first. */
  async examReceipts(): Promise<readonly ExamReceipt[]> {
    const all = [...(await this.store.all('examReceipts')).values()];
    return all.sort((a, b) => a.handedInAt.localeCompare(b.handedInAt));
  }

  async addLearnedReceipt(receipt: LearnedReceipt): Promise<void> {
    await this.#put({ shelf: 'learnedReceipts', key: receipt.id, value: receipt });
    await askToPersist();
  }

  /** Receipts of quizzes and lessons that were handed in, oldest first. */
  async learnedReceipts(): Promise<readonly LearnedReceipt[]> {
    const all = [...(await this.store.all('learnedReceipts')).values()];
    return all.sort((a, b) => a.handedInAt.localeCompare(b.handedInAt));
  }

  /** Keeps an exam pack; the first time counts. */
  async keepPack(pack: KeptPack): Promise<void> {
    await this.#update('packs', pack.id, (known) => known ?? pack);
    await askToPersist();
  }

  /** Exam packs that were brought here, the one kept last first. */
  async packs(): Promise<readonly KeptPack[]> {
    const all = [...(await this.store.all('packs')).values()];
    return all.sort((a, b) => b.keptAt.localeCompare(a.keptAt) || (a.id < b.id ? -1 : 1));
  }

  /** Takes a pack off; a sitting of it, and its result, stay. */
  async dropPack(id: string): Promise<void> {
    await this.#put({ shelf: 'packs', key: id, gone: true });
  }

  /** Keeps a certificate; the first time counts. */
  async keepCertificate(certificate: KeptCertificate): Promise<void> {
    await this.#update('certificates', certificate.id, (known) => known ?? certificate);
    await askToPersist();
  }

  /** Certificates that are kept here, the one kept last first. */
  async certificates(): Promise<readonly KeptCertificate[]> {
    const all = [...(await this.store.all('certificates')).values()];
    return all.sort((a, b) => b.keptAt.localeCompare(a.keptAt) || (a.id < b.id ? -1 : 1));
  }

  /** Takes a certificate off the record; its file, wherever else it is, stays. */
  async dropCertificate(id: string): Promise<void> {
    await this.#put({ shelf: 'certificates', key: id, gone: true });
  }

  /** Keeps an assignment, in the place of the one of the same id. */
  async keepAssignment(assignment: KeptAssignment): Promise<void> {
    await this.#put({ shelf: 'assignments', key: assignment.id, value: assignment });
    await askToPersist();
  }

  /** Assignments that were opened here, the one kept last first. */
  async assignments(): Promise<readonly KeptAssignment[]> {
    const all = [...(await this.store.all('assignments')).values()];
    return all.sort((a, b) => b.keptAt.localeCompare(a.keptAt) || (a.id < b.id ? -1 : 1));
  }

  /** Takes an assignment off; the work that was done for it stays. */
  async dropAssignment(id: string): Promise<void> {
    await this.#put({ shelf: 'assignments', key: id, gone: true });
  }

  /** The key of that name, as it stands in this browser. */
  async keptKey(name: string): Promise<unknown> {
    return this.store.get('keys', name);
  }

  /** Keeps a key unless one of that name stands already, in any tab; resolves with the one that stands. */
  async keepKeyOnce(name: string, key: unknown): Promise<unknown> {
    let stands = key;
    await this.store.update(['keys'], async (read) => {
      const known = await read.get('keys', name);
      if (known === undefined) return [{ shelf: 'keys', key: name, value: key }];
      stands = known;
      return [];
    });
    return stands;
  }

  /** Keeps a sitting of a lab in exam mode, open or ended. */
  async keepLabSitting(sitting: LabSitting): Promise<void> {
    await this.#put({ shelf: 'labSittings', key: sitting.id, value: sitting });
    await askToPersist();
  }

  /** Sittings of labs in exam mode: of one exam, of one of its labs, or all; in the order of their numbers. */
  async labSittings(exam?: string, lab?: string): Promise<readonly LabSitting[]> {
    const prefix = exam === undefined ? '' : lab === undefined ? `${exam}/` : `${exam}/${lab}/`;
    const all = [...(await this.store.all('labSittings', prefix)).values()];
    return all.sort((a, b) => (a.lab < b.lab ? -1 : a.lab > b.lab ? 1 : a.number - b.number));
  }

  async setting(name: string): Promise<unknown> {
    return this.store.get('settings', name);
  }

  async setSetting(name: string, value: unknown): Promise<void> {
    await this.store.write([{ shelf: 'settings', key: name, value }]);
  }

  /** Takes everything away: lessons, answers, attempts, saved work, kept copies, settings and the learner's id. */
  async deleteAll(): Promise<void> {
    const changes: Change[] = [];
    for (const shelf of SHELVES) {
      for (const key of await this.store.keys(shelf)) changes.push({ shelf, key, gone: true });
    }
    await this.store.write(changes);
    this.tell('deleted');
  }

  /** Tells of changes made by other tabs (and of `deleteAll` by this one). Returns the function that stops it. */
  onChange(listener: (event: 'changed' | 'deleted') => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async #put(change: Change): Promise<void> {
    await this.store.write([change]);
    this.#channel?.postMessage('changed');
  }

  /** Changes one value by what stands: what another tab wrote meanwhile is seen and not lost. */
  async #update<S extends Shelf>(
    shelf: S,
    key: string,
    change: (known: Shelves[S] | undefined) => Shelves[S] | undefined,
  ): Promise<void> {
    const changes: Change[] = [];
    await this.store.update([shelf], async (read) => {
      const known = await read.get(shelf, key);
      const value = change(known);
      if (value !== undefined && value !== known) {
        changes.push({ shelf, key, value } as unknown as Change);
      }
      return changes;
    });
    if (changes.length > 0) this.#channel?.postMessage('changed');
  }

  /** Tells other tabs, and who listens here, of what was done to the store past this record's methods. */
  tell(event: 'changed' | 'deleted'): void {
    this.#channel?.postMessage(event);
    for (const tell of this.#listeners) tell(event);
  }
}

const iso = (date: Date): string => date.toISOString();
const later = (a: string, b: string): string => (a >= b ? a : b);
/** The moment after a time, so that a word spoken after another one is later by any clock. */
const after = (time: string): string => new Date(Date.parse(time) + 1).toISOString();

/** 80 random bits in Crockford's alphabet: nothing of the person or the machine is in it. */
function randomId(): string {
  const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => alphabet[byte & 31]).join('');
}

let asked = false;

/** Asks the browser, once a page, not to clear this site's storage when room is short. A refusal changes nothing. */
export async function askToPersist(): Promise<boolean> {
  if (asked || typeof navigator === 'undefined') return false;
  asked = true;
  const { storage } = navigator as Partial<Navigator>;
  if (typeof storage?.persist !== 'function') return false;
  return (await storage.persisted()) || storage.persist();
}
