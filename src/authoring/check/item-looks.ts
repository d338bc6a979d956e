import type { QuizItem, QuizItemOf } from '#curriculum';
import { readLength, type ItemFault } from './quiz-items.ts';

/** Of the items with one right option, no larger share may give it away in the same manner. */
const MOST_ALIKE = 0.5;
/** Of fewer items, half is chance. */
const LEAST_CHOICES = 8;

/** Items of one bank that share an id. */
export function sameIds(items: readonly QuizItem[]): readonly ItemFault[] {
  const faults: ItemFault[] = [];
  items.forEach(({ id }, index) => {
    const first = items.findIndex((other) => other.id === id);
    if (first === index) return;
    faults.push({
      path: ['items', index, 'id'],
      what: `Items ${first + 1} and ${index + 1} are both called "${id}".`,
      todo: 'Records refer to an item by its id: give each its own.',
    });
  });
  return faults;
}

/** A bank whose right options can be told by where they stand or how long they are. */
export function lookFaults(items: readonly QuizItem[]): readonly ItemFault[] {
  const faults: ItemFault[] = [];
  const choices = items.filter((item) => item.kind === 'choice');
  if (choices.length < LEAST_CHOICES) return faults;
  const tooMany = (count: number): boolean => count > choices.length * MOST_ALIKE;
  for (let place = 0; place < 6; place += 1) {
    const count = choices.filter(({ options }) => options[place]?.right).length;
    if (!tooMany(count)) continue;
    faults.push({
      path: ['items'],
      what: `The right option stands at place ${place + 1} in ${count} of ${choices.length} items.`,
      todo: 'Spread the right options over all places.',
    });
  }
  for (const [word, pick] of [
    ['longest', Math.max],
    ['shortest', Math.min],
  ] as const) {
    const count = choices.filter((item) => isOutermost(item, pick)).length;
    if (!tooMany(count)) continue;
    faults.push({
      path: ['items'],
      what: `The right option is the ${word} in ${count} of ${choices.length} items.`,
      todo: 'Give right and wrong options the same detail.',
    });
  }
  return faults;
}

/** Whether the right option alone is the longest, or the shortest. */
function isOutermost(
  { options }: QuizItemOf<'choice'>,
  pick: (...lengths: number[]) => number,
): boolean {
  const outermost = pick(...options.map(readLength));
  return options.every((option) => (readLength(option) === outermost) === option.right);
}
