import { LabError } from '#container';
import { artifactLines, type CourseFile, type QuizFile, type QuizItemOf } from '#curriculum';
import type { Content } from '../content.ts';
import type { Problem } from '../problem.ts';
import { quoteLabFile } from '../quote-lab-file.ts';
import { itemFaults, readLength, type ItemFault } from './quiz-items.ts';

const LEAST_ITEMS = 20;
/** Of the items with one right option, no larger share may give it away in the same manner. */
const MOST_ALIKE = 0.5;

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
  items.forEach(({ id }, index) => {
    const first = items.findIndex((other) => other.id === id);
    if (first === index) return;
    faults.push({
      path: ['items', index, 'id'],
      what: `Items ${first + 1} and ${index + 1} are both called "${id}".`,
      todo: 'Records refer to an item by its id: give each its own.',
    });
  });
  const choices = items.filter((item) => item.kind === 'choice');
  if (choices.length < 8) return faults;
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

function artifactFaults(item: QuizFile['items'][number], content: Content): ItemFault[] {
  const { artifact } = item;
  if (!artifact) return [];
  let count = artifactLines(artifact.text ?? '').length;
  if (artifact.lab !== undefined && artifact.path !== undefined) {
    const known = content.labs.map(({ id }) => id);
    if (!known.includes(artifact.lab)) {
      return [
        {
          path: ['artifact', 'lab'],
          what: `There is no lab "${artifact.lab}".`,
          todo: `A lab stands in labs/: ${known.join(', ')}.`,
        },
      ];
    }
    try {
      count = quoteLabFile(artifact.lab, artifact.path, artifact.lines, content.root).lines.length;
    } catch (error) {
      if (!(error instanceof LabError)) throw error;
      // A broken lab.yaml is reported at its own place.
      if (error.name === 'ContentBroken') return [];
      return [{ path: ['artifact', 'path'], what: error.message, todo: error.hint }];
    }
  }
  if (item.kind !== 'mark') return [];
  const named = [...item.lines, ...item.mistakes.map(({ answer }) => answer)];
  const beyond = named.find((line) => line > count);
  if (beyond === undefined) return [];
  return [
    {
      path: ['lines'],
      what: `There is no line ${beyond}: the artifact shows ${count}.`,
      todo: 'Count lines from 1 in what is shown.',
    },
  ];
}
