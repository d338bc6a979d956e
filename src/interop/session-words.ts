import { percentOf, type Outcome } from './outcome.ts';
import type { SessionState } from './scorm/scorm-session.ts';
import type { Unit } from './unit.ts';

/** What the bar above a unit says. */
export interface BarWords {
  /** `plain`: all is well. `warn`: something is not recorded yet. */
  readonly tone: 'plain' | 'warn';
  readonly text: string;
  /** Why, and what happens next. */
  readonly more?: string;
}

/** Where a learner's outcome stands in the LMS, in words. Times are those of the learner's clock. */
export function sessionInWords(unit: Unit, outcome: Outcome, state: SessionState): BarWords {
  const how = outcomeInWords(unit, outcome);
  switch (state.kind) {
    case 'closed':
      return { tone: 'plain', text: 'Asking the LMS' };
    case 'review':
      return { tone: 'plain', text: 'Opened for review: the LMS records nothing now' };
    case 'telling':
      return { tone: 'plain', text: `Telling the LMS: ${how}` };
    case 'recorded':
      return { tone: 'plain', text: `The LMS has: ${how}` };
    case 'failing':
      return {
        tone: 'warn',
        text: `The LMS has not taken it yet: ${how}`,
        more: `${faultInWords(state.fault)} Nothing is lost: it is kept in this browser and told again by itself.`,
      };
    case 'ended':
      return state.isAllRecorded
        ? { tone: 'plain', text: `The session with the LMS has ended. It has: ${how}` }
        : {
            tone: 'warn',
            text: `The session with the LMS has ended, and it did not take: ${how}`,
            more: 'It is kept in this browser. Open the unit from the LMS again, here: it is told then.',
          };
  }
}

/** "60 of 100 points, 70 pass; self-reported". */
export function outcomeInWords({ kind, pass }: Unit, { standing, score }: Outcome): string {
  const points =
    score === undefined
      ? ''
      : kind === 'quiz'
        ? `${score.points} of ${score.max} right, `
        : `${percentOf(score)} of 100 points, `;
  return `${points}${standingInWords(standing, kind, pass)}`;
}

function standingInWords(
  standing: Outcome['standing'],
  kind: Unit['kind'],
  pass: number | undefined,
): string {
  switch (standing) {
    case 'begun':
      return kind === 'lesson' ? 'not marked as read yet' : 'begun, nothing checked yet';
    case 'partial':
      return kind === 'quiz' ? 'not finished yet' : `not passed yet; ${pass ?? 100} pass`;
    case 'failed':
      return 'not passed';
    case 'passed':
      return 'passed';
    case 'completed':
      return 'read';
  }
}

/** What is said to a learner who presses a link to another unit, which this unit's session cannot tell the LMS of. */
export const elsewhereInWords = (title: string, isTold: boolean): string =>
  isTold
    ? `“${title}” is a unit of its own: open it from the LMS’s list of units, so that the LMS records it.`
    : `“${title}” is a unit of its own: open it from where you opened this one.`;

/** The LMS's answer, as it may be told to whoever runs it. */
export function faultInWords({
  call,
  code,
  words,
}: {
  readonly call: string;
  readonly code: string;
  readonly words: string;
}): string {
  return `It answers ${call} with ${code === '' ? 'an error' : `error ${code}`}: ${words.replace(/\.$/, '')}.`;
}
