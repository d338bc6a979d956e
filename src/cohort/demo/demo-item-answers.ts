import { rightSides, type Answer } from '#assessment';
import type { QuizItem } from '#curriculum';
import type { Random } from '#harborlight';

/** The answer that is right. */
export function rightAnswer(item: QuizItem): Answer {
  switch (item.kind) {
    case 'choice':
      return item.options.findIndex(({ right }) => right);
    case 'multiple':
      return item.options.flatMap(({ right }, index) => (right ? [index] : []));
    case 'number':
      return String(item.answer);
    case 'short':
      return item.accept[0] ?? '';
    case 'order':
      return item.steps.map((_, index) => index);
    case 'match':
      return item.pairs.map(({ right }) => right);
    case 'mark':
      return item.lines;
  }
}

/** A wrong one that somebody might give: a mistake that the item itself names, where it names some. */
export function wrongAnswer(item: QuizItem, random: Random): Answer {
  const one = <T>(list: readonly T[]): T => list[random.below(list.length)] as T;
  switch (item.kind) {
    case 'choice':
    case 'multiple': {
      const wrong = one(item.options.flatMap(({ right }, index) => (right ? [] : [index])));
      return item.kind === 'choice' ? wrong : [wrong];
    }
    case 'number':
    case 'short':
      return String(one<{ answer: number | string }>(item.mistakes).answer);
    case 'order':
      return item.steps.map((_, index) => item.steps.length - 1 - index);
    case 'match': {
      const sides = rightSides(item);
      return item.pairs.map(({ right }) => sides[(sides.indexOf(right) + 1) % sides.length] ?? '');
    }
    case 'mark':
      return [one(item.mistakes).answer];
  }
}
