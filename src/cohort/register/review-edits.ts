import type { LineComment, Override } from './hand-in.ts';

/** A word is no reason. */
export const LEAST_REASON = 10;
const LONGEST = 4000;

/**
 * A grade in the place of the grader's.
 *
 * @throws RangeError that says what is missing, for a person.
 */
export function newOverride(
  draft: Pick<Override, 'points' | 'maxPoints' | 'passed' | 'reason'>,
  by: string,
  at: Date,
): Override {
  const { points, maxPoints, passed } = draft;
  const reason = draft.reason.trim();
  if (!(points >= 0 && points <= maxPoints)) {
    throw new RangeError(`The points must be from 0 to ${maxPoints}. Nothing was changed.`);
  }
  if (reason.length < LEAST_REASON) {
    throw new RangeError(
      `A grade that a person sets needs a reason of ${LEAST_REASON} characters or more. Nothing was changed.`,
    );
  }
  if (reason.length > LONGEST) {
    throw new RangeError(`The reason has ${reason.length} characters; ${LONGEST} are the most.`);
  }
  return { points, maxPoints, passed, reason, by, at: at.toISOString() };
}

/** A remark on a line, a file or the whole. @throws RangeError for none, or a very long one. */
export function newComment(
  text: string,
  place: Pick<LineComment, 'path' | 'line'>,
  by: string,
  at: Date,
): LineComment {
  const said = text.trim();
  if (said === '') throw new RangeError('A comment needs words. Nothing was changed.');
  if (said.length > LONGEST) {
    throw new RangeError(`The comment has ${said.length} characters; ${LONGEST} are the most.`);
  }
  return { id: crypto.randomUUID(), ...place, text: said, by, at: at.toISOString() };
}

export const commentsWords = (count: number): string =>
  count === 1 ? '1 comment' : `${count} comments`;
