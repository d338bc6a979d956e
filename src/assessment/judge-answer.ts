import type { QuizItem, QuizItemOf } from '#curriculum';
import { plainText, readNumber, whatLacks, type Answer } from './answer.ts';
import { rightLines, rightNumber } from './right-words.ts';

/** What is said to an answer. Texts are a manifest's own: backticks mark code. */
export interface Judgement {
  readonly right: boolean;
  /** Why: what led to this very answer, then why the right one is right. */
  readonly why: readonly string[];
  /** The right answer in words, where the item itself does not show it once answered. */
  readonly rightAnswer?: string;
}

/**
 * Judges a whole answer.
 *
 * @throws RangeError when the answer is not whole; `whatLacks` says so first.
 */
export function judgeAnswer(item: QuizItem, answer: Answer): Judgement {
  const lacks = whatLacks(item, answer);
  if (lacks !== undefined) throw new RangeError(`${item.id}: ${lacks}`);
  switch (item.kind) {
    case 'choice': {
      const option = item.options[answer as number];
      return { right: option?.right ?? false, why: option ? [option.why] : [] };
    }
    case 'multiple':
      return judgeMultiple(item, answer as readonly number[]);
    case 'number': {
      const given = readNumber(answer as string, item.unit) ?? NaN;
      // A decimal fraction that is off by the tolerance exactly counts, though binary rounding says more.
      const right = isWithin(given, item.answer, item.tolerance);
      const mistake = right
        ? undefined
        : item.mistakes.find((one) => isWithin(given, one.answer, item.tolerance));
      return said(right, mistake?.why, item.explain, rightNumber(item));
    }
    case 'short': {
      const given = plainText(answer as string);
      const right = item.accept.some((accepted) => plainText(accepted) === given);
      const mistake = right
        ? undefined
        : item.mistakes.find((one) => plainText(one.answer) === given);
      return said(right, mistake?.why, item.explain, item.accept[0]);
    }
    case 'order':
      return said(
        (answer as readonly number[]).every((step, place) => step === place),
        undefined,
        item.explain,
      );
    case 'match':
      return said(
        item.pairs.every(({ right }, index) => (answer as readonly string[])[index] === right),
        undefined,
        item.explain,
      );
    case 'mark':
      return judgeMark(item, answer as readonly number[]);
  }
}

function judgeMultiple(item: QuizItemOf<'multiple'>, chosen: readonly number[]): Judgement {
  const wrong = item.options.filter((option, index) => option.right !== chosen.includes(index));
  if (wrong.length > 0) return { right: false, why: wrong.map(({ why }) => why) };
  return { right: true, why: item.options.filter(({ right }) => right).map(({ why }) => why) };
}

function judgeMark(item: QuizItemOf<'mark'>, marked: readonly number[]): Judgement {
  const right =
    marked.length === item.lines.length && item.lines.every((line) => marked.includes(line));
  const mistakes = item.mistakes.filter(({ answer }) => marked.includes(answer));
  const missed = item.lines.some((line) => !marked.includes(line));
  const why = right ? [] : mistakes.map((one) => one.why);
  if (!right && !missed && mistakes.length === 0) why.push('You marked more lines than are right.');
  return {
    right,
    why: [...why, item.explain],
    rightAnswer: rightLines(item),
  };
}

function said(
  right: boolean,
  mistake: string | undefined,
  explain: string,
  rightAnswer?: string,
): Judgement {
  return {
    right,
    why: mistake === undefined ? [explain] : [mistake, explain],
    ...(rightAnswer === undefined ? {} : { rightAnswer }),
  };
}

function isWithin(given: number, answer: number, tolerance: number): boolean {
  return Math.abs(given - answer) <= tolerance + 1e-9 * Math.abs(answer);
}
