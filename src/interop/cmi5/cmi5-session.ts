import type { Outcome } from '../outcome.ts';
import type { Answer, LmsFault } from '../scorm/scorm-api.ts';
import type { Report } from '../scorm/data-model.ts';
import type { Launch, SessionState, SessionTools } from '../scorm/scorm-session.ts';

/** Verbs of statements that a unit makes; the LMS makes all others. */
export type Cmi5Verb = 'completed' | 'passed' | 'failed' | 'terminated';

/** A score as cmi5 has it: whole numbers, and their share of 1 with at most four places. */
export interface Cmi5Score {
  readonly scaled: number;
  readonly raw: number;
  readonly min: 0;
  readonly max: number;
}

/** An xAPI statement, ready to be sent. */
export type Statement = Readonly<Record<string, unknown>>;

/** What is kept for the registration in the LMS's own store of states. */
export interface Cmi5State {
  readonly resume: string;
  /** Verbs that the LMS has taken, which may be told once in a registration. */
  readonly told: readonly ('completed' | 'passed')[];
}

/** What the LMS says when it launches the unit. */
export interface Cmi5Launch {
  readonly learner: string;
  readonly mode: 'Normal' | 'Browse' | 'Review';
  /** Share of 1 that passes, as the LMS wants it; it may differ from the package's. */
  readonly masteryScore?: number;
  /** Absolute address of the LMS to which the window goes when the unit has ended. */
  readonly returnUrl?: string;
  readonly state: Cmi5State;
  /** The statement that begins the session. */
  readonly initialized: Statement;
}

/** How statements are made and sent. What fails rejects with an `Error` whose message is for whoever runs the LMS. */
export interface Cmi5Client {
  begin(): Promise<Cmi5Launch>;
  make(verb: Cmi5Verb, score?: Cmi5Score): Statement;
  /** Resolves when the LMS has taken it, now or before. */
  send(statement: Statement): Promise<void>;
  keep(state: Cmi5State): Promise<void>;
  /** Sends all of it in the moment in which the page goes away; nobody hears the answer. */
  sendLast(statements: readonly Statement[], state: Cmi5State): void;
}

const PAUSES_MS = [5_000, 15_000, 30_000, 60_000];

/**
 * A session with an LMS that launched a cmi5 package.
 *
 * By the rules of cmi5 a session has each verb once and only one of passed and failed, a registration has one completed and
 * one passed, and nothing is failed after a pass. So a pass is told at once; that something failed is told when the learner
 * leaves, for until then it may still be passed.
 */
export class Cmi5Session {
  readonly #client: Cmi5Client;
  readonly #tools: SessionTools;
  #state: SessionState = { kind: 'closed' };
  #told: Cmi5State = { resume: '', told: [] };
  #wanted: Report | undefined;
  /** Made, and not yet taken, in their order. */
  readonly #outbox: { readonly verb: string; readonly statement: Statement }[] = [];
  readonly #made = new Set<string>();
  #mastery = 0;
  #failures = 0;
  #callOff: (() => void) | undefined;
  #sending: Promise<void> | undefined;

  constructor(client: Cmi5Client, tools: SessionTools) {
    this.#client = client;
    this.#tools = tools;
  }

  get state(): SessionState {
    return this.#state;
  }

  /** Begins the session. What it is told of the mastery score decides what passes. */
  async open(): Promise<Answer<Launch>> {
    let launch: Cmi5Launch;
    try {
      launch = await this.#client.begin();
    } catch (error) {
      return { fault: faultOf('the launch', error) };
    }
    const { learner, mode, masteryScore, returnUrl, state, initialized } = launch;
    this.#told = state;
    this.#mastery = masteryScore ?? 0;
    this.#queue('initialized', initialized);
    this.#enter(mode === 'Normal' ? { kind: 'telling' } : { kind: 'review' });
    void this.#pump();
    return {
      value: {
        learner,
        mode: mode === 'Normal' ? 'normal' : 'review',
        suspendData: state.resume,
        isPassed: state.told.includes('passed'),
        score: undefined,
        ...(masteryScore === undefined ? {} : { masteryScore }),
        ...(returnUrl === undefined ? {} : { returnUrl }),
      },
    };
  }

  report(wanted: Report): void {
    if (!['recorded', 'telling', 'failing'].includes(this.#state.kind)) return;
    this.#wanted = wanted;
    if (this.#state.kind === 'recorded') this.#enter({ kind: 'telling' });
    const { standing } = wanted.outcome;
    if (standing === 'passed' && this.#isMastered(wanted.outcome)) {
      this.#once('passed', scoreOf(wanted.outcome));
      this.#once('completed');
    }
    if (standing === 'completed') this.#once('completed');
    void this.#pump();
  }

  retry(): void {
    if (this.#state.kind === 'failing') void this.#pump();
  }

  /** The page goes away: what is left, and the end of the session, go out in one request. */
  leave(ended: boolean): void {
    const { kind } = this.#state;
    if (kind === 'closed' || kind === 'ended') return;
    this.#callOff?.();
    const outcome = this.#wanted?.outcome;
    // In a review nothing is judged.
    if (kind !== 'review' && outcome?.standing === 'failed' && !this.#hasTold('passed')) {
      this.#queue('failed', this.#client.make('failed', this.#failingScore(outcome)));
      if (ended) this.#once('completed');
    }
    this.#queue('terminated', this.#client.make('terminated'));
    const verbs = this.#outbox.map(({ verb }) => verb);
    const told = [...this.#told.told, ...TOLD_ONCE.filter((verb) => verbs.includes(verb))];
    const resume = this.#wanted?.suspendData ?? this.#told.resume;
    this.#client.sendLast(
      this.#outbox.map(({ statement }) => statement),
      { resume, told },
    );
    // What goes out now is not answered any more; what was refused until now may be again.
    this.#enter({ kind: 'ended', isAllRecorded: kind !== 'failing' });
  }

  /** A session that was terminated is over, by the rules of cmi5: the LMS must launch the unit anew. */
  comeBack(): void {
    // Nothing to do: the bar says that the session has ended.
  }

  #isMastered({ score }: Outcome): boolean {
    return (
      score === undefined || (scoreOf({ standing: 'passed', score })?.scaled ?? 0) >= this.#mastery
    );
  }

  /** A failed statement may not hold a score that would pass. */
  #failingScore(outcome: Outcome): Cmi5Score | undefined {
    const score = scoreOf(outcome);
    return score && score.scaled < this.#mastery ? score : undefined;
  }

  #hasTold(verb: 'completed' | 'passed'): boolean {
    return this.#told.told.includes(verb) || this.#made.has(verb);
  }

  #once(verb: 'completed' | 'passed', score?: Cmi5Score): void {
    if (!this.#hasTold(verb)) this.#queue(verb, this.#client.make(verb, score));
  }

  #queue(verb: string, statement: Statement): void {
    if (this.#made.has(verb)) return;
    this.#made.add(verb);
    this.#outbox.push({ verb, statement });
  }

  #pump(): Promise<void> {
    this.#callOff?.();
    this.#callOff = undefined;
    this.#sending ??= this.#send().finally(() => {
      this.#sending = undefined;
    });
    return this.#sending;
  }

  async #send(): Promise<void> {
    let call = 'statements';
    try {
      for (let next = this.#outbox[0]; next; next = this.#outbox[0]) {
        call = `the statement "${next.verb}"`;
        await this.#client.send(next.statement);
        if (this.#state.kind === 'ended') return;
        this.#outbox.shift();
        const { verb } = next;
        if (verb === 'completed' || verb === 'passed') {
          this.#told = { ...this.#told, told: [...this.#told.told, verb] };
        }
      }
      for (
        let resume = this.#wanted?.suspendData;
        resume !== undefined && resume !== this.#told.resume;
        resume = this.#wanted?.suspendData
      ) {
        call = 'the state';
        const state = { ...this.#told, resume };
        await this.#client.keep(state);
        this.#told = state;
      }
    } catch (error) {
      if (this.#state.kind !== 'ended') this.#fail(faultOf(call, error));
      return;
    }
    this.#failures = 0;
    // What came while the last answer was awaited.
    if (this.#outbox.length > 0) await this.#send();
    else if (['telling', 'failing'].includes(this.#state.kind)) {
      this.#enter({ kind: 'recorded', at: this.#tools.now() });
    }
  }

  #fail(fault: LmsFault): void {
    const pause = PAUSES_MS[Math.min(this.#failures, PAUSES_MS.length - 1)] ?? 60_000;
    this.#failures += 1;
    this.#callOff = this.#tools.later(() => void this.#pump(), pause);
    if (this.#state.kind === 'review') return;
    const since = this.#state.kind === 'failing' ? this.#state.since : this.#tools.now();
    this.#enter({ kind: 'failing', fault, since });
  }

  #enter(state: SessionState): void {
    this.#state = state;
    this.#tools.onState(state);
  }
}

const TOLD_ONCE = ['completed', 'passed'] as const;

/** The score of an outcome, or `undefined` where nothing was judged. */
export function scoreOf({ score }: Outcome): Cmi5Score | undefined {
  if (!score || score.max <= 0) return undefined;
  const scaled = Math.round((score.points * 10_000) / score.max) / 10_000;
  return { scaled, raw: Math.round(score.points), min: 0, max: Math.round(score.max) };
}

function faultOf(call: string, error: unknown): LmsFault {
  return { call, code: '', words: error instanceof Error ? error.message : String(error) };
}
