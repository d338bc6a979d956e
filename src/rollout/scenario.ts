/** How a version of the service behaves. Shares are of its requests, 0 to 1. */
export interface Behaviour {
  /** Answered with a 5xx. */
  readonly serverErrors: number;
  /** Answered with a 400: what clients did wrong. */
  readonly clientErrors: number;
  /** Slower than 250 ms. */
  readonly slow: number;
  /** Of the decisions, those that approve. */
  readonly approval: number;
}

export type Signal = keyof Behaviour;

/** Something that goes wrong with one of the two versions. */
export interface Fault {
  readonly side: 'canary' | 'stable';
  readonly signal: Signal;
  /** The share while it lasts. */
  readonly value: number;
  /** In minutes after the release began; the minute itself included. */
  readonly from: number;
  /** The first minute without it; it stays unless told. */
  readonly until?: number;
  /** Of a fault that gets worse: what the share gains in each minute after the first, up to 1. */
  readonly growth?: number;
}

export interface Traffic {
  /** Requests per minute, over both versions. */
  readonly perMinute: number;
  /**
   * `flat` unless told. `day`: a morning, from a quarter of `perMinute` up to the whole of it over two hours. `burst`: three
   * times as much from minute 30 to 40.
   */
  readonly shape?: 'flat' | 'day' | 'burst';
  /** Minutes without a request: the first, and the first with requests again. */
  readonly quiet?: { readonly from: number; readonly until: number };
}

/** A day on which a release is tried. */
export interface Scenario {
  readonly name: string;
  /** What happens, in a sentence without a subject: `the canary answers 8% with 5xx from minute 20`. */
  readonly says: string;
  readonly traffic: Traffic;
  readonly faults: readonly Fault[];
}

/** How both versions behave when nothing is wrong. */
export const BASE: Behaviour = {
  serverErrors: 0.003,
  clientErrors: 0.01,
  slow: 0.02,
  approval: 0.78,
};

/** The requests of a minute. */
export function requestsAt({ perMinute, shape = 'flat', quiet }: Traffic, minute: number): number {
  if (quiet && minute >= quiet.from && minute < quiet.until) return 0;
  if (shape === 'day') return perMinute * (0.25 + 0.75 * Math.min(1, Math.max(0, minute) / 120));
  if (shape === 'burst') return minute >= 30 && minute < 40 ? perMinute * 3 : perMinute;
  return perMinute;
}

/** The share that a fault gives its signal in a minute; `undefined` when it is not there. */
export function faultAt(fault: Fault, minute: number): number | undefined {
  if (minute < fault.from || minute >= (fault.until ?? Infinity)) return undefined;
  return Math.min(1, fault.value + (fault.growth ?? 0) * (minute - fault.from));
}

/** How a version behaves in a minute. Of two faults of one signal the later counts. */
export function behaviourAt(scenario: Scenario, side: Fault['side'], minute: number): Behaviour {
  const behaviour = { ...BASE };
  for (const fault of scenario.faults) {
    const share = fault.side === side ? faultAt(fault, minute) : undefined;
    if (share !== undefined) behaviour[fault.signal] = share;
  }
  return behaviour;
}

const traffic: Traffic = { perMinute: 200 };

/** The eight days on which every release of Harborlight is tried; `until` and `from` count minutes. */
export const SCENARIOS: readonly Scenario[] = [
  { name: 'healthy', says: 'nothing is wrong', traffic, faults: [] },
  {
    name: 'spike',
    says: 'the canary answers 8% of its requests with 5xx from minute 20',
    traffic,
    faults: [{ side: 'canary', signal: 'serverErrors', value: 0.08, from: 20 }],
  },
  {
    name: 'slow',
    says: 'a fifth of the canary’s answers are slow from minute 35',
    traffic,
    faults: [{ side: 'canary', signal: 'slow', value: 0.2, from: 35 }],
  },
  {
    name: 'silent',
    says: 'the canary approves 62% instead of 78% from the start, without any error',
    traffic,
    faults: [{ side: 'canary', signal: 'approval', value: 0.62, from: 0 }],
  },
  {
    name: 'late',
    says: 'the canary answers 6% of its requests with 5xx from minute 70',
    traffic,
    faults: [{ side: 'canary', signal: 'serverErrors', value: 0.06, from: 70 }],
  },
  {
    name: 'blip',
    says: 'the canary answers 4% with 5xx for the one minute 30',
    traffic,
    faults: [{ side: 'canary', signal: 'serverErrors', value: 0.04, from: 30, until: 31 }],
  },
  {
    name: 'stable-bad',
    says: 'the stable version answers 6% with 5xx from minute 10; the canary is well',
    traffic,
    faults: [{ side: 'stable', signal: 'serverErrors', value: 0.06, from: 10 }],
  },
  {
    name: 'quiet',
    says: 'nobody asks from minute 40 to minute 50',
    traffic: { perMinute: 200, quiet: { from: 40, until: 50 } },
    faults: [],
  },
];

/** One of `SCENARIOS` by its name. @throws RangeError for another name */
export function scenarioNamed(name: string): Scenario {
  const found = SCENARIOS.find((scenario) => scenario.name === name);
  if (!found) {
    throw new RangeError(
      `There is no scenario "${name}". There are: ${SCENARIOS.map((one) => one.name).join(', ')}.`,
    );
  }
  return found;
}
