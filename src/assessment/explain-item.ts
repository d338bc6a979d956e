import type { QuizItem } from '#curriculum';
import { rightLines, rightNumber } from './right-words.ts';

/** How a bank answers one of its questions, whatever was given. Texts are a manifest's own: backticks mark code. */
export interface Explanation {
  /** One or more, in the order of the item; of things in order and of pairs, one line each. */
  readonly rightAnswer: readonly string[];
  /** Why it is right. */
  readonly why: readonly string[];
}

/** The right answer of an item in words, and why it is right. */
export function explainItem(item: QuizItem): Explanation {
  switch (item.kind) {
    case 'choice':
    case 'multiple': {
      const right = item.options.filter((option) => option.right);
      return { rightAnswer: right.map(({ text }) => text), why: right.map(({ why }) => why) };
    }
    case 'number':
      return { rightAnswer: [rightNumber(item)], why: [item.explain] };
    case 'short':
      return { rightAnswer: item.accept.slice(0, 1), why: [item.explain] };
    case 'order':
      return { rightAnswer: item.steps, why: [item.explain] };
    case 'match':
      return {
        rightAnswer: item.pairs.map(({ left, right }) => `${left}: ${right}`),
        why: [item.explain],
      };
    case 'mark':
      return { rightAnswer: [rightLines(item)], why: [item.explain] };
  }
}
