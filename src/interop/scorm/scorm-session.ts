import { farewell, READ, writesOf, type Report, type Write } from './data-model.ts';
import type { Answer, LmsFault, ScormApi } from './scorm-api.ts';

/** What the LMS knows of the learner when it launches the unit. */
export interface Launch {
  /** The LMS's own id of the learner. */
  readonly learner: string;
  /** `review`: the learner looks at something ended; nothing is recorded. */
  readonly mode: 'normal' | 'review';
  /** `''` in a new attempt. */
  readonly suspendData: string;
  /** True when the LMS holds a pass already. */
  readonly isPassed: boolean;
  /** The score that the LMS holds, out of 100. */
  readonly score: number | undefined;
  /** Share of 1 that passes, where the LMS says so itself. */
  readonly masteryScore?: number;
  /** Where the window goes when the unit has ended, as the LMS wants it. */
  readonly returnUrl?: string;
}

/** How things stand between this page and the LMS. */
export type SessionState =
  | { readonly kind: 'closed' }
  | { readonly kind: 'review' }
  /** Something is on its way, and not answered yet. */
  | { readonly kind: 'telling' }
  /** All that there is to tell was taken, at that moment. */
  | { readonly kind: 'recorded'; readonly at: Date }
  /** The LMS did not take it; it is told again soon, or when `retry` is called. */
  | { readonly kind: 'failing'; readonly fault: LmsFault; readonly since: Date }
  /** The LMS has ended the session, by this page's word or its own. */
  | { readonly kind: 'ended'; readonly isAllRecorded: boolean };

/** What a session needs of its platform. */
export interface SessionTools {
  now(): Date;
  /** Calls once, after so many ms. Returns how to call it off. */
  later(call: () => void, afterMs: number): () => void;
  onState(state: SessionState): void;
}

/** After which times the LMS is asked again, in ms; the last one for ever. */
const PAUSES_MS = [5_000, 15_000, 30_000, 60_000];

/** Error codes that say the session is open already. */
const ALREADY_OPEN = { '1.2': ['101'], '2004': ['103'] } as const;
/** Error codes that say the session is over, or was never begun, by the standard. */
const NOT_OPEN = {
  '1.2': ['301'],
  '2004': ['104', '113', '122', '132', '133', '142', '143'],
} as const;

/**
 * One session with an LMS. What is to be told is always the whole state, so that telling it again is harmless: what the LMS
 * refused or a lost connection swallowed is told again until it is taken, and anew at the next launch.
 */
export class ScormSession {
  readonly #api: ScormApi;
  readonly #tools: SessionTools;
  readonly #begunAt: Date;
  readonly #taken = new Map<string, string>();
  #state: SessionState = { kind: 'closed' };
  #wanted: Report | undefined;
  #callOff: (() => void) | undefined;
  #failures = 0;
  #isUncommitted = false;

  constructor(api: ScormApi, tools: SessionTools) {
    this.#api = api;
    this.#tools = tools;
    this.#begunAt = tools.now();
  }

  get state(): SessionState {
    return this.#state;
  }

  /** Begins the session and reads what the LMS knows. It may be called again after a fault. */
  open(): Answer<Launch> {
    const begun = this.#api.initialize();
    const isOpen =
      !begun.fault ||
      (ALREADY_OPEN[this.#api.version] as readonly string[]).includes(begun.fault.code);
    const names = READ[this.#api.version];
    const kept = isOpen ? this.#api.get(names.suspendData) : begun;
    // Without what the LMS kept nothing may be written: a new attempt would take the place of the old one's state.
    if (kept.fault && !isAbsent(kept.fault)) return { fault: begun.fault ?? kept.fault };
    const text = (element: string): string => {
      const told = this.#api.get(element);
      return told.fault ? '' : told.value;
    };
    const isReview = text(names.mode) === 'review' || text(names.mode) === 'browse';
    const raw = text(names.score);
    const launch: Launch = {
      learner: text(names.learner),
      mode: isReview ? 'review' : 'normal',
      suspendData: kept.fault ? '' : kept.value,
      isPassed: text(names.status) === 'passed',
      score: raw === '' || Number.isNaN(Number(raw)) ? undefined : Number(raw),
    };
    this.#enter(isReview ? { kind: 'review' } : { kind: 'recorded', at: this.#tools.now() });
    return { value: launch };
  }

  /** Tells the LMS how things stand. */
  report(wanted: Report): void {
    this.#wanted = wanted;
    if (this.#state.kind === 'recorded' || this.#state.kind === 'failing') this.#tell();
  }

  /** Tells it again, now: the connection is back, or the learner asks for it. */
  retry(): void {
    if (this.#state.kind === 'failing') this.#tell();
  }

  /**
   * The page goes away: the last word, all of it in this very moment.
   *
   * @param ended true when the learner has ended the attempt
   */
  leave(ended: boolean): void {
    const { kind } = this.#state;
    if (kind === 'closed' || kind === 'ended') return;
    this.#callOff?.();
    let isAllRecorded = true;
    if (kind !== 'review') {
      const seconds = (this.#tools.now().getTime() - this.#begunAt.getTime()) / 1000;
      isAllRecorded =
        this.#write([
          ...(this.#wanted ? writesOf(this.#api.version, this.#wanted) : []),
          ...farewell(this.#api.version, seconds, ended),
        ]) === undefined;
      isAllRecorded = !this.#api.commit().fault && isAllRecorded;
    }
    const finished = this.#api.finish();
    this.#enter({ kind: 'ended', isAllRecorded: isAllRecorded && !finished.fault });
  }

  /**
   * Asks the LMS to show another unit of the package, where it says that it can: SCORM 2004 alone has a word for that.
   *
   * @param unit as the manifest names it
   * @returns true when the LMS takes the learner there: this session has ended then
   */
  goTo(unit: string): boolean {
    if (this.#api.version !== '2004' || this.#state.kind === 'closed') return false;
    const target = `{target=item-${unit}}`;
    const may = this.#api.get(`adl.nav.request_valid.choice.${target}`);
    if (may.fault || may.value !== 'true') return false;
    if (this.#api.set('adl.nav.request', `${target}choice`).fault) return false;
    this.leave(false);
    return true;
  }

  /** The page came back from where a browser keeps pages that were left: the session is begun anew, if the LMS lets it. */
  comeBack(): void {
    if (this.#state.kind !== 'ended') return;
    if (this.#api.initialize().fault) return;
    this.#taken.clear();
    this.#enter({ kind: 'recorded', at: this.#tools.now() });
    if (this.#wanted) this.#tell();
  }

  #tell(): void {
    if (!this.#wanted) return;
    this.#callOff?.();
    this.#callOff = undefined;
    const fault = this.#write(writesOf(this.#api.version, this.#wanted)) ?? this.#commit();
    if (!fault) {
      this.#failures = 0;
      this.#enter({ kind: 'recorded', at: this.#tools.now() });
      return;
    }
    if ((NOT_OPEN[this.#api.version] as readonly string[]).includes(fault.code)) {
      // The LMS may have lost the session with its connection: it is begun anew, and all is told again.
      this.#taken.clear();
      this.#api.initialize();
    }
    const pause = PAUSES_MS[Math.min(this.#failures, PAUSES_MS.length - 1)] ?? 60_000;
    this.#failures += 1;
    this.#callOff = this.#tools.later(() => this.#tell(), pause);
    const since = this.#state.kind === 'failing' ? this.#state.since : this.#tools.now();
    this.#enter({ kind: 'failing', fault, since });
  }

  #write(writes: readonly Write[]): LmsFault | undefined {
    for (const { element, value, optional } of writes) {
      if (this.#taken.get(element) === value) continue;
      const { fault } = this.#api.set(element, value);
      if (fault && !(optional && isUnknown(fault))) return fault;
      this.#taken.set(element, value);
      this.#isUncommitted = true;
    }
    return undefined;
  }

  #commit(): LmsFault | undefined {
    if (!this.#isUncommitted) return undefined;
    const { fault } = this.#api.commit();
    // What was set but not stored may be gone: next time all is set again.
    if (fault) this.#taken.clear();
    else this.#isUncommitted = false;
    return fault;
  }

  #enter(state: SessionState): void {
    this.#state = state;
    this.#tools.onState(state);
  }
}

/** The LMS says that there is no value yet: 1.2 has an empty text for it, 2004 an error of its own. */
const isAbsent = ({ code }: LmsFault): boolean => code === '403';
/** The LMS does not have this element. */
const isUnknown = ({ code }: LmsFault): boolean => ['201', '401', '402'].includes(code);
