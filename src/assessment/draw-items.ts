import type { QuizItem } from '#curriculum';
import { Random } from '#harborlight';

/** What the drawing needs of an item. */
type Drawn = Pick<QuizItem, 'id' | 'lesson'>;

/**
 * Draws items for one try: evenly from the lessons, and of each lesson those first that were met least often.
 *
 * The same seed over the same bank gives the same items in the same order.
 *
 * @param seed words, such as the learner's id with the quiz and the number of the try
 * @param met how often each item was drawn in earlier tries, by id; what is missing was never drawn
 * @returns ids; all of the bank when it has fewer than `count`
 */
export function drawItems(
  items: readonly Drawn[],
  count: number,
  seed: string,
  met: Readonly<Record<string, number>> = {},
): readonly string[] {
  const random = new Random(`${seed}/draw`);
  const lessons = random.shuffled([...new Set(items.map(({ lesson }) => lesson ?? ''))]);
  const piles = lessons.map((lesson) =>
    random
      .shuffled(items.filter((item) => (item.lesson ?? '') === lesson))
      // Sorting is stable: among items that were met as often, the shuffle decides.
      .sort((a, b) => (met[a.id] ?? 0) - (met[b.id] ?? 0)),
  );
  const drawn: string[] = [];
  while (drawn.length < count && piles.some((pile) => pile.length > 0)) {
    for (const pile of piles) {
      const next = drawn.length < count ? pile.shift() : undefined;
      if (next) drawn.push(next.id);
    }
  }
  return random.shuffled(drawn);
}

/**
 * The order in which the parts of an item (options, steps, right sides) are shown in one try, as indices into the file.
 *
 * What has an order of its own is not shuffled; steps that are to be put in order never stand in it already.
 */
export function shownOrder(item: QuizItem, count: number, seed: string): readonly number[] {
  const inFile = Array.from({ length: count }, (_, index) => index);
  if ('inOrder' in item && item.inOrder) return inFile;
  const random = new Random(`${seed}/${item.id}`);
  const order = random.shuffled(inFile);
  if (item.kind === 'order' && order.every((index, place) => index === place)) {
    return [...order.slice(1), ...order.slice(0, 1)];
  }
  return order;
}
