import {
  countTime,
  goOnAfterPause,
  openLabSitting,
  pause,
  timeLeftMs,
  type LabSitting,
  type LabSittingEnd,
} from '#assessment';
import type { LabAttempt, LearnerRecord } from '#progress';
import type { Bench } from '../bench.ts';
import type { LabSheet } from '../lab-sheet.ts';

/**
 * The sitting of this lab that an address asks for (`?exam=professional`): the open one, or else the last that has ended,
 * whose work is looked at and handed in.
 */
export async function examAskedFor(
  record: LearnerRecord,
  lab: string,
  search: string,
): Promise<LabSitting | undefined> {
  const exam = new URLSearchParams(search).get('exam');
  if (exam === null) return undefined;
  const sittings = await record.labSittings(exam, lab);
  return openLabSitting(sittings) ?? sittings.at(-1);
}

/** Under which name the work of a sitting is kept: apart from the practice in the same lab. */
export const examWorkKey = ({ lab, exam, number }: LabSitting): string =>
  `${lab}-exam-${exam}-${number}`;

interface Clocks {
  now(): Date;
  /** Milliseconds by a clock that nobody sets. */
  measured(): number;
}

export interface LabExamOptions {
  readonly record: Pick<LearnerRecord, 'keepLabSitting' | 'attempts'>;
  readonly sheet: Pick<LabSheet, 'id' | 'tasks'>;
  readonly bench: Pick<Bench, 'exam' | 'message'>;
  /** The work is closed from now on. */
  readonly onEnd: () => Promise<void> | void;
  readonly clocks?: Clocks;
}

const OF_THIS_PAGE: Clocks = { now: () => new Date(), measured: () => performance.now() };
const TIME_KEPT_MS = 15_000;

/** A lab in exam mode: its time, its pauses and its end. Only the tab that has the lab may run one. */
export class LabExam {
  readonly #options: LabExamOptions;
  readonly #clocks: Clocks;
  #counted: number;
  #keptAtMs: number;
  #beat: ReturnType<typeof setInterval> | undefined;
  #ending: Promise<void> | undefined;

  constructor(options: LabExamOptions) {
    this.#options = options;
    this.#clocks = options.clocks ?? OF_THIS_PAGE;
    this.#counted = this.#clocks.measured();
    this.#keptAtMs = this.#sitting?.clock.usedMs ?? 0;
  }

  /** The exam that a learner's work belongs to; `undefined` in practice, which is said where an exam was asked for. */
  static of(
    stored: { readonly record: LearnerRecord; readonly sitting: LabSitting | undefined },
    { bench, ...options }: Omit<LabExamOptions, 'record' | 'bench'> & { readonly bench: Bench },
  ): LabExam | undefined {
    bench.exam.value = stored.sitting;
    bench.isExam.value = stored.sitting !== undefined;
    if (stored.sitting) return new LabExam({ record: stored.record, bench, ...options });
    if (new URLSearchParams(location.search).has('exam')) {
      bench.message.value =
        'No sitting of this exam was begun in this browser, so this is practice. The exam’s page begins one.';
    }
    return undefined;
  }

  get #sitting(): LabSitting | undefined {
    return this.#options.bench.exam.peek();
  }

  /** Lets the time run. */
  start(): void {
    this.#beat ??= setInterval(() => void this.tick(), 1000);
  }

  stop(): void {
    clearInterval(this.#beat);
    this.#beat = undefined;
  }

  /** Counts the time; at the limit the sitting ends with its last Check. */
  async tick(): Promise<void> {
    const sitting = this.#count();
    if (!sitting || sitting.end) return;
    if (timeLeftMs(sitting.clock) <= 0) {
      await this.end('time');
      return;
    }
    const spent = sitting.clock.usedMs + (sitting.clock.pausesMs.at(-1) ?? 0);
    if (Math.abs(spent - this.#keptAtMs) < TIME_KEPT_MS) return;
    this.#keptAtMs = spent;
    await this.#keep(sitting);
  }

  /** Begins a pause. @throws RangeError when none is left. */
  async pause(): Promise<void> {
    const sitting = this.#count();
    if (sitting) await this.#keep({ ...sitting, clock: pause(sitting.clock, sitting.pauses) });
  }

  async goOn(): Promise<void> {
    const sitting = this.#count();
    if (sitting) await this.#keep({ ...sitting, clock: goOnAfterPause(sitting.clock) });
  }

  /** Ends the sitting; the last Check of it is what counts. */
  end(by: LabSittingEnd['by']): Promise<void> {
    this.#ending ??= this.#end(by).finally(() => (this.#ending = undefined));
    return this.#ending;
  }

  async #end(by: LabSittingEnd['by']): Promise<void> {
    const sitting = this.#count();
    if (!sitting || sitting.end) return;
    const { record, sheet, onEnd } = this.#options;
    const last = (await record.attempts(sheet.id)).findLast((one) => one.sitting === sitting.id);
    const at = this.#clocks.now().toISOString();
    const result = last === undefined ? {} : { result: resultOf(sitting, sheet, last) };
    await this.#keep({ ...sitting, end: { at, by, ...result } });
    this.stop();
    await onEnd();
  }

  #count(): LabSitting | undefined {
    const sitting = this.#sitting;
    if (!sitting || sitting.end) return sitting;
    const measured = this.#clocks.measured();
    const clock = countTime(
      sitting.clock,
      this.#clocks.now(),
      measured - this.#counted,
      sitting.pauses,
    );
    this.#counted = measured;
    const counted = { ...sitting, clock };
    this.#options.bench.exam.value = counted;
    return counted;
  }

  async #keep(sitting: LabSitting): Promise<void> {
    this.#options.bench.exam.value = sitting;
    try {
      await this.#options.record.keepLabSitting(sitting);
    } catch (error) {
      const why = error instanceof Error ? error.message : 'The browser did not keep it.';
      this.#options.bench.message.value = `The time of the exam was not saved: ${why}`;
    }
  }
}

/** What a Check is worth in an exam: points, and the checks without which nobody passes. */
function resultOf(
  { pass }: LabSitting,
  { tasks }: Pick<LabSheet, 'tasks'>,
  { points, maxPoints, verdicts }: LabAttempt,
): NonNullable<LabSittingEnd['result']> {
  const unmet = tasks
    .flatMap(({ checks }) => checks.filter(({ must }) => must).map(({ id }) => id))
    .filter((id) => verdicts[id] !== 'pass');
  const passed = points * 100 >= pass * maxPoints && unmet.length === 0;
  return { points, maxPoints, passed, unmet };
}
