/** The time of one sitting, as kept between visits. Plain data; times of day are ISO 8601 in UTC by the learner's clock. */
export interface ExamClock {
  readonly startedAt: string;
  /** When the time was last counted. */
  readonly seenAt: string;
  /** Time that has passed for the learner, pauses left out. */
  readonly usedMs: number;
  /** Time that is allowed, extra time included. */
  readonly limitMs: number;
  /** How often the device's clock was found earlier than before. */
  readonly setBack: number;
  /** Length of each pause taken so far. */
  readonly pausesMs: readonly number[];
  /** True while the last of the pauses lasts. */
  readonly isPaused: boolean;
}

/** How often, and for how long at most, a sitting may be interrupted. */
export interface PauseRule {
  readonly count: number;
  readonly minutes: number;
}

export const NO_PAUSE: PauseRule = { count: 0, minutes: 0 };

/** What a learner may ask for, in percent of the time: nobody has to say why. Ten times the time is as good as no limit. */
export const EXTRA_TIME = [0, 50, 100, 900] as const;

const MINUTE = 60_000;

/** A clock that starts now. @param extraPercent time on top, for whoever needs it */
export function startClock(minutes: number, extraPercent: number, now: Date): ExamClock {
  return {
    startedAt: now.toISOString(),
    seenAt: now.toISOString(),
    usedMs: 0,
    limitMs: Math.round((minutes * MINUTE * (100 + extraPercent)) / 100),
    setBack: 0,
    pausesMs: [],
    isPaused: false,
  };
}

/**
 * Counts the time since the clock was last seen, also when the page was closed or the device asleep meanwhile. A device's
 * clock that was set back takes no time away and gives none: then what the page itself has measured counts.
 *
 * @param measuredMs time since the last count by a clock that nobody can set; 0 when the page was not there
 */
export function countTime(
  clock: ExamClock,
  now: Date,
  measuredMs: number,
  pauses: PauseRule,
): ExamClock {
  const wall = now.getTime() - Date.parse(clock.seenAt);
  const passed = wall >= 0 ? wall : Math.max(0, measuredMs);
  const seen = {
    ...clock,
    seenAt: now.toISOString(),
    setBack: clock.setBack + (wall < -1000 ? 1 : 0),
  };
  if (!clock.isPaused) return { ...seen, usedMs: Math.min(clock.limitMs, clock.usedMs + passed) };
  const before = clock.pausesMs.at(-1) ?? 0;
  const rest = Math.max(0, pauses.minutes * MINUTE - before);
  // A pause that has lasted its time ends by itself: what is over counts as time again.
  const over = Math.max(0, passed - rest);
  return {
    ...seen,
    pausesMs: [...clock.pausesMs.slice(0, -1), before + Math.min(passed, rest)],
    isPaused: over === 0 && passed < rest,
    usedMs: Math.min(clock.limitMs, clock.usedMs + over),
  };
}

export const timeLeftMs = ({ limitMs, usedMs }: ExamClock): number => limitMs - usedMs;

export const pausesLeft = ({ pausesMs }: ExamClock, { count }: PauseRule): number =>
  Math.max(0, count - pausesMs.length);

/** Begins a pause. @throws RangeError when none is left or one lasts. */
export function pause(clock: ExamClock, rule: PauseRule): ExamClock {
  if (clock.isPaused || pausesLeft(clock, rule) === 0) throw new RangeError('No pause is left.');
  return { ...clock, isPaused: true, pausesMs: [...clock.pausesMs, 0] };
}

export function goOnAfterPause(clock: ExamClock): ExamClock {
  return { ...clock, isPaused: false };
}

/** The clock of two tabs: no tab gives time back to the other. */
export function mergeClocks(one: ExamClock, other: ExamClock): ExamClock {
  const later = other.usedMs > one.usedMs || other.pausesMs.length > one.pausesMs.length;
  const ahead = later ? other : one;
  return {
    ...ahead,
    usedMs: Math.max(one.usedMs, other.usedMs),
    setBack: Math.max(one.setBack, other.setBack),
  };
}

/** A window of time in which an exam may be begun and handed in. */
export interface ExamWindow {
  readonly opensAt: string;
  readonly closesAt: string;
}

/** Where a moment stands to a window. The device's clock is asked; who receives the hand-in looks at their own. */
export function placeIn({ opensAt, closesAt }: ExamWindow, now: Date): 'before' | 'in' | 'after' {
  if (now.getTime() < Date.parse(opensAt)) return 'before';
  return now.getTime() < Date.parse(closesAt) ? 'in' : 'after';
}
