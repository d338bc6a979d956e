import {
  catalogued,
  COGNITIVE,
  itemsOfBank,
  LEVELS,
  type Cognitive,
  type ExamItem,
} from '#curriculum';
import type { Content } from '../content.ts';
import { didYouMean } from '../near-miss.ts';
import type { Problem } from '../problem.ts';
import type { YamlPath } from '../yaml-source.ts';
import { artifactFaults } from './item-artifact.ts';
import { lookFaults } from './item-looks.ts';
import { itemFaults, type ItemFault } from './quiz-items.ts';

/** Share of each kind of thinking in the items of a level. @see curriculum.md 6.1 */
const COGNITIVE_SHARE: Readonly<Record<Cognitive, number>> = {
  recall: 0.2,
  apply: 0.5,
  judge: 0.3,
};
/** How far a share may be off, and from how many items on it is more than chance. */
const SHARE = { off: 0.1, leastItems: 40 };

interface Bank {
  readonly id: string;
  readonly file: string;
  readonly items: readonly ExamItem[];
  readonly lineOf: (path: YamlPath) => number;
}

/** An exam's items are held to all rules of a quiz's, and to those of drawing forms that certify. */
export function examBanks(content: Content): readonly Problem[] {
  const banks: readonly Bank[] = content.examBanks.flatMap(({ id, file, data, lineOf }) =>
    data ? [{ id, file, items: itemsOfBank(data), lineOf }] : [],
  );
  const home = new Map<string, string>();
  for (const { file, items } of banks) {
    for (const { id } of items) if (!home.has(id)) home.set(id, file);
  }
  const all = new Map(banks.flatMap(({ items }) => items).map((item) => [item.id, item]));
  const practised = new Map(
    content.quizzes.flatMap(({ id, data }) => (data?.items ?? []).map((item) => [asked(item), id])),
  );
  const ofBanks = banks.flatMap(({ id, file, items, lineOf }) => {
    const faults: ItemFault[] = [...nameFaults(id, items), ...lookFaults(items)];
    items.forEach((item, index) => {
      const own = [
        ...itemFaults(item),
        ...artifactFaults(item, content),
        ...objectiveFaults(item, content),
        ...enemyFaults(item, all),
        ...copyFaults(item, practised),
        ...(home.get(item.id) === file && items.findIndex((one) => one.id === item.id) === index
          ? []
          : [calledTwice(home.get(item.id) ?? file)]),
      ];
      for (const { path, what, todo } of own) {
        faults.push({ path: ['items', index, ...path], what: `${item.id}: ${what}`, todo });
      }
    });
    return faults.map(({ path, ...said }) => ({ file, line: lineOf(path), ...said }));
  });
  return [...ofBanks, ...shareFaults(banks)];
}

function nameFaults(id: string, items: readonly ExamItem[]): ItemFault[] {
  const { level = '', competency = '' } = items[0] ?? {};
  const wanted = `${level}-${competency}`.toLowerCase();
  if (id === wanted) return [];
  return [
    {
      path: ['level'],
      what: `The file "${id}.yaml" holds items of ${level} and ${competency}.`,
      todo: `Call it "${wanted}.yaml", or state the level and the competency of its name.`,
    },
  ];
}

const calledTwice = (file: string): ItemFault => ({
  path: ['id'],
  what: `An item of this name stands in ${file} already.`,
  todo: 'Records and statistics refer to an item by its id: give each its own.',
});

/** Who fails is told what to learn again, so the objective leads somewhere. */
function objectiveFaults({ objective }: ExamItem, { lessons, courses }: Content): ItemFault[] {
  const path = ['objective'];
  const numbered = catalogued(objective);
  if (!numbered) {
    const known = lessons.map(({ id }) => id);
    if (known.includes(objective)) return [];
    const todo = `${didYouMean(objective, known)}A lesson that is coming is named by its number in the catalogue, such as C1.2.`;
    return [{ path, what: `There is no lesson "${objective}".`, todo }];
  }
  const course = courses.find(({ id }) => id === numbered.course)?.data;
  const count = course?.modules.flatMap((module) => module.lessons).length ?? 0;
  if (numbered.place <= count) return [];
  return [
    {
      path,
      what: `There is no lesson ${objective}: the course "${numbered.course}" has ${count}.`,
      todo: 'Count the lessons of its course.yaml from 1.',
    },
  ];
}

function enemyFaults(
  { id, level, enemies }: ExamItem,
  all: ReadonlyMap<string, ExamItem>,
): ItemFault[] {
  return enemies.flatMap((name, index) => {
    const path = ['enemies', index];
    const enemy = all.get(name);
    if (name === id) {
      return [{ path, what: 'It is its own enemy.', todo: 'Name the other item.' }];
    }
    if (enemy?.level !== level) {
      const todo = `${didYouMean(name, [...all.keys()])}Enemies are items that one form could hold.`;
      return [{ path, what: `There is no item "${name}" at ${level}.`, todo }];
    }
    if (enemy.enemies.includes(id)) return [];
    return [
      {
        path,
        what: `"${name}" does not name it as an enemy.`,
        todo: 'Enemies name each other, so that who edits one sees it.',
      },
    ];
  });
}

/** What somebody is asked, and about what: two items that agree in both are one. */
const asked = ({ ask, artifact }: Pick<ExamItem, 'ask' | 'artifact'>): string =>
  JSON.stringify([
    ask.toLowerCase(),
    artifact?.text,
    artifact?.lab,
    artifact?.path,
    artifact?.lines,
  ]);

function copyFaults(item: ExamItem, practised: ReadonlyMap<string, string>): ItemFault[] {
  const quiz = practised.get(asked(item));
  if (quiz === undefined) return [];
  return [
    {
      path: ['ask'],
      what: `The quiz "${quiz}" asks the same.`,
      todo: 'Who practised would answer from memory: ask it of another artifact.',
    },
  ];
}

function shareFaults(banks: readonly Bank[]): Problem[] {
  return LEVELS.flatMap((level) => {
    const own = banks.filter(({ items }) => items[0]?.level === level);
    const items = own.flatMap((bank) => bank.items);
    const [first] = own;
    if (!first || items.length < SHARE.leastItems) return [];
    return COGNITIVE.flatMap((cognitive) => {
      const count = items.filter((item) => item.cognitive === cognitive).length;
      const wanted = COGNITIVE_SHARE[cognitive];
      if (Math.abs(count / items.length - wanted) <= SHARE.off) return [];
      return [
        {
          file: first.file,
          line: 1,
          what: `${count} of the ${items.length} items of ${level} are "${cognitive}": ${Math.round((100 * count) / items.length)} percent.`,
          todo: `About ${wanted * 100} percent should be, give or take ${SHARE.off * 100}.`,
        },
      ];
    });
  });
}
