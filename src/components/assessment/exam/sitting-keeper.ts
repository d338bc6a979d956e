import {
  beginSitting,
  countTime,
  finishSitting,
  mergeSittings,
  NO_PAUSE,
  paperOf,
  placeIn,
  retakeFrom,
  timeLeftMs,
  type ExamPaper,
  type ExamResult,
  type ExamSitting,
  type RetakeRule,
} from '#assessment';
import type { LearnerRecord } from '#progress';

/** What is kept of a sitting that is open: it, and its questions. */
export interface KeptSitting {
  readonly sitting: ExamSitting;
  readonly paper: ExamPaper;
}

const paperKey = (exam: string): string => `exam-paper/${exam}`;

/** The sitting of an exam that is open in this browser, with its questions; `undefined` when none is. */
export async function readOpenSitting(
  record: LearnerRecord,
  exam: string,
): Promise<KeptSitting | undefined> {
  const sitting = await record.openSitting(exam);
  if (!sitting) return undefined;
  const paper = (await record.setting(paperKey(exam))) as ExamPaper | undefined;
  // Written before the sitting: it is missing only when somebody took parts of the storage away.
  if (paper) return { sitting, paper };
  await record.dropSitting(exam);
  return undefined;
}

/**
 * Begins a sitting. When another tab has begun one in the same moment, that one is gone on with. The rule for trying again
 * is that of practice: when a pack is sat, its issuer has decided.
 *
 * @throws RangeError too early, or outside the window of a pack
 */
export function beginExam(
  record: LearnerRecord,
  paper: ExamPaper,
  extraPercent: number,
  rule: RetakeRule,
  now: Date = new Date(),
): Promise<KeptSitting> {
  return alone(paper.exam, async () => {
    const open = await readOpenSitting(record, paper.exam);
    if (open) return open;
    const earlier = await record.examResults(paper.exam);
    const { pack } = paper;
    const from = pack ? undefined : retakeFrom(earlier.map(endedOf), rule);
    if (from && now < from) throw new RangeError('It is too early for the next sitting.');
    if (pack && placeIn(pack.window, now) !== 'in') {
      throw new RangeError('The window of this pack is not open now.');
    }
    if (pack && earlier.some(({ packSha256 }) => packSha256 === pack.sha256)) {
      throw new RangeError('This pack was sat in this browser already.');
    }
    const learner = await learnerFor(record, paper.exam);
    const sitting = beginSitting(paper, learner, earlier, extraPercent, now);
    const kept = { sitting, paper: paperOf(sitting, paper) };
    await record.setSetting(paperKey(paper.exam), kept.paper);
    await record.keepSitting(sitting);
    return kept;
  });
}

/** Whose questions are drawn: of an assigned exam the id under which it is handed in. */
async function learnerFor(record: LearnerRecord, exam: string): Promise<string> {
  if ((await record.assignments()).length > 0) {
    // Only whoever has an assignment fetches what reads one.
    const { assignedExam } = await import('./assigned-exam.ts');
    const assigned = await assignedExam(record, exam);
    if (assigned) return assigned.learner;
  }
  return record.learnerId();
}

/** Takes the questions of a sitting that has ended out of this browser. */
export async function forgetPaper(record: LearnerRecord, exam: string): Promise<void> {
  await record.store.write([{ shelf: 'settings', key: paperKey(exam), gone: true }]);
}

/** A result as the rule for trying again counts it. */
export const endedOf = ({
  finishedAt,
  number,
  score,
}: ExamResult): {
  readonly finishedAt: string;
  readonly number: number;
  readonly passed: boolean;
} => ({
  finishedAt,
  number,
  passed: score.passed,
});

/** What is seen of a sitting while it is kept. */
export interface KeeperState {
  readonly sitting: ExamSitting;
  readonly save: 'saved' | 'saving' | { readonly failed: string };
  /** Set once the sitting has ended, here or in another tab. */
  readonly result?: ExamResult;
}

export interface Clocks {
  now(): Date;
  /** Milliseconds by a clock that nobody sets. */
  measured(): number;
}
const OF_THIS_PAGE: Clocks = { now: () => new Date(), measured: () => performance.now() };

/** Between changes the time is written this often: what a clock that is set back while the page is closed can take away. */
const TIME_KEPT_MS = 15_000;

/**
 * Keeps one open sitting: every change at once, the time as it goes, together with what other tabs do. It tells its state
 * whenever something of it changed.
 */
export class SittingKeeper {
  readonly #record: LearnerRecord;
  readonly #paper: ExamPaper;
  readonly #tell: (state: KeeperState) => void;
  readonly #clocks: Clocks;
  #state: KeeperState;
  #counted: number;
  #keptAtMs: number;
  #isDirty = false;
  #writing: Promise<void> | undefined;

  constructor(
    record: LearnerRecord,
    { sitting, paper }: KeptSitting,
    tell: (state: KeeperState) => void,
    clocks: Clocks = OF_THIS_PAGE,
  ) {
    this.#record = record;
    this.#paper = paper;
    this.#tell = tell;
    this.#clocks = clocks;
    this.#counted = clocks.measured();
    this.#state = { sitting, save: 'saved' };
    this.#keptAtMs = sitting.clock.usedMs;
  }

  get state(): KeeperState {
    return this.#state;
  }

  /** Changes the sitting, and keeps it. After the end nothing changes any more. */
  change(edit: (sitting: ExamSitting) => ExamSitting): void {
    if (this.#state.result) return;
    this.#count();
    this.#isDirty = true;
    this.#set({ sitting: edit(this.#state.sitting), save: 'saving' });
    void this.flush();
  }

  /** Counts the time; at the limit the sitting ends with what is answered. To be called every second. */
  async tick(): Promise<void> {
    if (this.#state.result) return;
    this.#count();
    const { clock } = this.#state.sitting;
    if (timeLeftMs(clock) <= 0) {
      await this.end('time');
      return;
    }
    this.#tell(this.#state);
    if (clock.usedMs - this.#keptAtMs >= TIME_KEPT_MS) {
      this.#isDirty = true;
      await this.flush();
    }
  }

  /** Writes what is not kept yet; one write at a time, and the last state always comes last. */
  async flush(): Promise<void> {
    while (this.#isDirty || this.#writing) {
      if (!this.#writing) {
        this.#isDirty = false;
        this.#writing = this.#write().finally(() => (this.#writing = undefined));
      }
      await this.#writing;
      if (typeof this.#state.save === 'object') return;
    }
  }

  async #write(): Promise<void> {
    const { exam } = this.#state.sitting;
    try {
      await alone(exam, async () => {
        const filed = await this.#filed();
        if (filed) {
          this.#set({ result: filed, save: 'saved' });
          return;
        }
        this.#set({ sitting: await this.#withStored() });
        this.#keptAtMs = this.#state.sitting.clock.usedMs;
        const { sitting } = this.#state;
        await this.#record.keepSitting(sitting, (stored) => mergeSittings(sitting, stored));
      });
      if (!this.#isDirty) this.#set({ save: 'saved' });
    } catch (error) {
      const failed = error instanceof Error ? error.message : 'The browser did not keep it.';
      this.#set({ save: { failed } });
    }
  }

  /** Takes over what another tab has kept. */
  async hear(): Promise<void> {
    if (this.#state.result) return;
    const filed = await this.#filed();
    if (filed) {
      this.#set({ result: filed, save: 'saved' });
      return;
    }
    this.#set({ sitting: await this.#withStored() });
  }

  /** Ends the sitting and files its result. @throws what the storage says; then it is still open. */
  async end(by: ExamResult['ended']): Promise<ExamResult> {
    if (this.#state.result) return this.#state.result;
    await this.flush();
    const { exam } = this.#state.sitting;
    const result = await alone(exam, async () => {
      const filed = await this.#filed();
      if (filed) return filed;
      const sitting = await this.#withStored();
      const ended = finishSitting(sitting, this.#paper, by, this.#clocks.now());
      await this.#record.addExamResult(ended);
      return ended;
    });
    this.#set({ result, save: 'saved' });
    return result;
  }

  /** What is shown, together with what other tabs have kept. */
  async #withStored(): Promise<ExamSitting> {
    const { exam, id } = this.#state.sitting;
    const stored = await this.#record.openSitting(exam);
    return stored?.id === id ? mergeSittings(this.#state.sitting, stored) : this.#state.sitting;
  }

  async #filed(): Promise<ExamResult | undefined> {
    const { exam, id } = this.#state.sitting;
    return (await this.#record.examResults(exam)).find((result) => result.id === id);
  }

  #count(): void {
    const measured = this.#clocks.measured();
    const { sitting } = this.#state;
    const clock = countTime(sitting.clock, this.#clocks.now(), measured - this.#counted, NO_PAUSE);
    this.#counted = measured;
    this.#state = { ...this.#state, sitting: { ...sitting, clock } };
  }

  #set(change: Partial<KeeperState>): void {
    this.#state = { ...this.#state, ...change };
    this.#tell(this.#state);
  }
}

/** Lets one tab at a time read and write an exam. Browsers without locks do without: then the last write stands. */
async function alone<T>(exam: string, work: () => Promise<T>): Promise<T> {
  const { locks } = navigator as { locks?: LockManager };
  return locks ? locks.request(`plumbline-exam/${exam}`, work) : work();
}
