import { startClock, type ExamClock, type PauseRule } from './exam-clock.ts';

/** A lab that is done in exam mode: without hints and solution, against time, on data of its own. Plain data. */
export interface LabSitting {
  /** `<exam>/<lab>/<number>`: names the sitting, and the files that belong to it. */
  readonly id: string;
  readonly exam: string;
  readonly lab: string;
  /** From 1, by learner, exam and lab. */
  readonly number: number;
  readonly seed: string;
  readonly clock: ExamClock;
  readonly pauses: PauseRule;
  readonly extraPercent: number;
  readonly pledgedAt: string;
  /** Points that pass. */
  readonly pass: number;
  /** Absent while it is open. */
  readonly end?: LabSittingEnd;
}

export interface LabSittingEnd {
  readonly at: string;
  /** `time`: the limit was reached before the learner ended it. */
  readonly by: 'learner' | 'time';
  /** The last Check before the end, as this browser judged it; absent when there was none. */
  readonly result?: {
    readonly points: number;
    readonly maxPoints: number;
    readonly passed: boolean;
    /** Must-checks that did not hold. */
    readonly unmet: readonly string[];
  };
}

export interface LabSittingOrder {
  readonly exam: string;
  readonly lab: string;
  readonly minutes: number;
  readonly pauses: PauseRule;
  readonly pass: number;
}

/** Begins the next sitting of a lab: always with a seed of its own. */
export function beginLabSitting(
  { exam, lab, minutes, pauses, pass }: LabSittingOrder,
  learner: string,
  earlier: readonly LabSitting[],
  extraPercent: number,
  now: Date,
): LabSitting {
  const number = 1 + Math.max(0, ...earlier.map((sitting) => sitting.number));
  const id = `${exam}/${lab}/${number}`;
  return {
    id,
    exam,
    lab,
    number,
    seed: `${lab}-${learner}-${exam}-${number}`,
    clock: startClock(minutes, extraPercent, now),
    pauses,
    extraPercent,
    pledgedAt: now.toISOString(),
    pass,
  };
}

/** The sitting that is open, if any. */
export function openLabSitting(sittings: readonly LabSitting[]): LabSitting | undefined {
  return sittings.find(({ end }) => end === undefined);
}

/** Ended sittings as the rule for trying again counts them: one without a Check has failed. */
export function endedLabSittings(
  sittings: readonly LabSitting[],
): readonly { finishedAt: string; number: number; passed: boolean }[] {
  return sittings.flatMap(({ end, number }) =>
    end ? [{ finishedAt: end.at, number, passed: end.result?.passed ?? false }] : [],
  );
}
