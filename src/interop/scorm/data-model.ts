import { percentOf, type Outcome } from '../outcome.ts';
import type { ScormVersion } from './scorm-api.ts';

/** All that is told to the LMS of a unit at one moment. */
export interface Report {
  readonly outcome: Outcome;
  /** What the LMS keeps for the next visit. */
  readonly suspendData: string;
}

/** One value to be written. What is `optional` may be unknown to an LMS without harm. */
export interface Write {
  readonly element: string;
  readonly value: string;
  readonly optional?: true;
}

/** Names of the elements that are read when a unit is launched. */
export const READ = {
  '1.2': {
    learner: 'cmi.core.student_id',
    entry: 'cmi.core.entry',
    mode: 'cmi.core.lesson_mode',
    suspendData: 'cmi.suspend_data',
    status: 'cmi.core.lesson_status',
    score: 'cmi.core.score.raw',
  },
  '2004': {
    learner: 'cmi.learner_id',
    entry: 'cmi.entry',
    mode: 'cmi.mode',
    suspendData: 'cmi.suspend_data',
    status: 'cmi.success_status',
    score: 'cmi.score.raw',
  },
} as const;

/** What is written for a report, in order. Score before status, so that no LMS sees a pass without its score. */
export function writesOf(version: ScormVersion, { outcome, suspendData }: Report): Write[] {
  const state: Write = { element: 'cmi.suspend_data', value: suspendData };
  return version === '1.2' ? [state, ...writes12(outcome)] : [state, ...writes2004(outcome)];
}

const STATUS_12 = {
  begun: 'incomplete',
  partial: 'incomplete',
  failed: 'failed',
  passed: 'passed',
  completed: 'completed',
} as const;

function writes12({ standing, score }: Outcome): Write[] {
  return [
    ...(score
      ? [
          { element: 'cmi.core.score.raw', value: String(percentOf(score)) },
          { element: 'cmi.core.score.min', value: '0', optional: true as const },
          { element: 'cmi.core.score.max', value: '100', optional: true as const },
        ]
      : []),
    { element: 'cmi.core.lesson_status', value: STATUS_12[standing] },
  ];
}

const COMPLETION_2004 = {
  begun: 'incomplete',
  partial: 'incomplete',
  failed: 'completed',
  passed: 'completed',
  completed: 'completed',
} as const;

const SUCCESS_2004 = {
  begun: 'unknown',
  partial: 'unknown',
  failed: 'failed',
  passed: 'passed',
  completed: 'unknown',
} as const;

function writes2004({ standing, score }: Outcome): Write[] {
  const share = score && score.max > 0 ? score.points / score.max : 0;
  return [
    ...(score
      ? [
          { element: 'cmi.score.scaled', value: String(Math.round(share * 10_000) / 10_000) },
          { element: 'cmi.score.raw', value: String(score.points) },
          { element: 'cmi.score.min', value: '0', optional: true as const },
          { element: 'cmi.score.max', value: String(score.max), optional: true as const },
        ]
      : []),
    { element: 'cmi.success_status', value: SUCCESS_2004[standing] },
    { element: 'cmi.completion_status', value: COMPLETION_2004[standing] },
  ];
}

/**
 * What is written when the page goes away: how long it was open, and whether the attempt can be gone on with.
 *
 * @param ended true when the learner has ended the attempt; otherwise the LMS keeps what it has for the next visit
 */
export function farewell(version: ScormVersion, seconds: number, ended: boolean): Write[] {
  return version === '1.2'
    ? [
        { element: 'cmi.core.session_time', value: clock12(seconds), optional: true },
        { element: 'cmi.core.exit', value: ended ? '' : 'suspend' },
      ]
    : [
        { element: 'cmi.session_time', value: duration2004(seconds), optional: true },
        { element: 'cmi.exit', value: ended ? 'normal' : 'suspend' },
      ];
}

/** `HHHH:MM:SS.SS` of SCORM 1.2. */
export function clock12(seconds: number): string {
  const hundredths = Math.round(Math.min(Math.max(seconds, 0), 9999 * 3600) * 100);
  const two = (value: number): string => String(value).padStart(2, '0');
  const whole = Math.floor(hundredths / 100);
  const hours = String(Math.floor(whole / 3600)).padStart(4, '0');
  return `${hours}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}.${two(hundredths % 100)}`;
}

/** A duration of ISO 8601, to the hundredth of a second. */
export const duration2004 = (seconds: number): string =>
  `PT${Math.round(Math.max(seconds, 0) * 100) / 100}S`;
