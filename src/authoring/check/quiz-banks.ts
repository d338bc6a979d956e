import type { CourseFile, QuizFile } from '#curriculum';
import type { Content } from '../content.ts';
import type { Problem } from '../problem.ts';
import { artifactFaults } from './item-artifact.ts';
import { lookFaults, sameIds } from './item-looks.ts';
import { itemFaults, type ItemFault } from './quiz-items.ts';

const LEAST_ITEMS = 20;

/** Banks are large enough for fresh draws, and their items cannot be answered by how they look. */
export function quizBanks(content: Content): readonly Problem[] {
  return content.quizzes.flatMap(({ id, file, data, lineOf }) => {
    if (!data) return [];
    const course = content.courses.find((one) => one.id === id.split('/')[0])?.data;
    const ofItems = data.items.flatMap((item, index) =>
      [...itemFaults(item), ...artifactFaults(item, content)].map((fault) => ({
        file,
        line: lineOf(['items', index, ...fault.path]),
        what: `${item.id}: ${fault.what}`,
        todo: fault.todo,
      })),
    );
    const ofBank = [...bankFaults(data), ...lessonFaults(data, course)].map(
      ({ path, ...said }) => ({
        file,
        line: lineOf(path),
        ...said,
      }),
    );
    return [...ofItems, ...ofBank];
  });
}

function bankFaults({ items, draw }: QuizFile): ItemFault[] {
  const faults: ItemFault[] = [];
  const least = Math.max(LEAST_ITEMS, 2 * draw);
  if (items.length < least) {
    faults.push({
      path: ['items'],
      what: `The bank has ${items.length} items.`,
      todo: `Write ${least} or more, so that a second try of ${draw} meets fresh ones.`,
    });
  }
  return [...faults, ...sameIds(items), ...lookFaults(items)];
}

/** Who fails is told what to read again, so every item names a lesson of the module, and every written lesson is asked about. */
function lessonFaults({ items, module }: QuizFile, course: CourseFile | undefined): ItemFault[] {
  const lessons = course?.modules.find(({ id }) => id === module)?.lessons;
  if (!lessons) return [];
  const slugs = lessons.map((entry) => (typeof entry === 'string' ? entry : entry.slug));
  const faults: ItemFault[] = items.flatMap(({ id, lesson }, index) => {
    if (lesson !== undefined && slugs.includes(lesson)) return [];
    return [
      {
        path: lesson === undefined ? ['items', index] : ['items', index, 'lesson'],
        what: `${id}: ${lesson === undefined ? 'No lesson is named' : `"${lesson}" is no lesson of the module "${module}"`}.`,
        todo: `Name the lesson that teaches it: ${slugs.join(', ')}.`,
      },
    ];
  });
  for (const slug of slugs) {
    if (items.some(({ lesson }) => lesson === slug)) continue;
    faults.push({
      path: ['items'],
      what: `No item asks about the lesson "${slug}".`,
      todo: 'Write some: a quiz ends the whole module.',
    });
  }
  return faults;
}
