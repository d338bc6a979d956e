import {
  outcomeInWords,
  writeResumeState,
  type Outcome,
  type ResumeState,
  type Unit,
} from '#interop';
import { readStanding } from './attempt-record.ts';
import { ENDED, type OpenAttempt } from './open-attempt.ts';

/** Follows an attempt's record, and says after each change how the attempt stands. */
export class AttemptDesk {
  readonly #unit: Unit;
  readonly #attempt: OpenAttempt;
  readonly #onStanding: (outcome: Outcome, resume: string) => void;
  #state: ResumeState;
  /** One reading after the other; a change that comes meanwhile is read after it. */
  #reading: Promise<void> | undefined;
  #isStale = false;

  constructor(
    unit: Unit,
    attempt: OpenAttempt,
    onStanding: (outcome: Outcome, resume: string) => void,
  ) {
    this.#unit = unit;
    this.#attempt = attempt;
    this.#state = attempt.state;
    this.#onStanding = onStanding;
    attempt.record.onChange(() => void this.refresh());
  }

  get outcome(): Outcome {
    return this.#state.receipt;
  }

  get ended(): boolean {
    return this.#state.ended === true;
  }

  /** Reads the record again, and tells. */
  refresh(): Promise<void> {
    this.#isStale = true;
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  /** Ends the attempt: what is not passed by now is failed. */
  async end(): Promise<void> {
    this.#state = { ...this.#state, ended: true };
    await this.#attempt.record.setSetting(ENDED, true);
    await this.refresh();
  }

  /** What ending would mean now, in one sentence. */
  get endQuestion(): string {
    const { standing } = this.outcome;
    const then: Outcome = {
      ...this.outcome,
      standing: standing === 'passed' || standing === 'completed' ? standing : 'failed',
    };
    return `The LMS gets: ${outcomeInWords(this.#unit, then)}. This attempt is then over; whether another may begin is for the LMS to say.`;
  }

  async #read(): Promise<void> {
    while (this.#isStale) {
      this.#isStale = false;
      const { receipt, kept } = await readStanding(
        this.#attempt.record,
        this.#unit,
        this.#state.receipt,
        this.ended,
      );
      this.#state = { ...this.#state, receipt, savedAt: new Date().toISOString() };
      this.#onStanding(receipt, writeResumeState(this.#state, kept));
    }
  }
}
