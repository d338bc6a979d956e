import { BankTooSmall, drawForm } from '#assessment';
import {
  bankShortfalls,
  ITEMS_PER_SLOT,
  itemsOfBank,
  slotsOf,
  type ExamItem,
  type ProgramFile,
} from '#curriculum';
import type { Content } from '../content.ts';
import { didYouMean } from '../near-miss.ts';
import type { Problem } from '../problem.ts';
import type { YamlPath } from '../yaml-source.ts';

interface Fault {
  readonly path: YamlPath;
  readonly what: string;
  readonly todo: string;
}

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)+$/;
/** Learners whose first and second form are drawn to see that the bank has them. */
const TRIED = 12;

/** What an exam asks can be asked: its labs stand, and of an open one the banks give form after form. */
export function examBlueprints(content: Content): readonly Problem[] {
  const items = content.examBanks.flatMap(({ data }) => (data ? itemsOfBank(data) : []));
  return content.programs.flatMap(({ file, data, lineOf }) => {
    if (!data) return [];
    const faults = [
      ...slotFaults(data),
      ...labFaults(data, content),
      ...(data.status === 'open' ? openFaults(data, content, items) : []),
    ];
    return faults.map(({ path, ...said }) => ({ file, line: lineOf(path), ...said }));
  });
}

function slotFaults({ exam }: ProgramFile): Fault[] {
  if (!exam) return [];
  const { weights, items } = exam.knowledge;
  const slots = slotsOf(weights, items);
  return Object.entries(slots).flatMap(([competency, count]) =>
    count > 0
      ? []
      : [
          {
            path: ['exam', 'knowledge', 'weights', competency],
            what: `${competency} has weight, and none of the ${items} items.`,
            todo: 'Raise its weight or the number of items, or leave the competency out.',
          },
        ],
  );
}

function labFaults({ exam }: ProgramFile, { labs }: Content): Fault[] {
  const known = labs.map(({ id }) => id);
  const missing = (path: YamlPath, name: string): Fault[] =>
    known.includes(name)
      ? []
      : [
          {
            path,
            what: `There is no lab "${name}".`,
            todo: `${didYouMean(name, known)}A lab stands in labs/; one that is coming is named in words.`,
          },
        ];
  const at = ['exam', 'practical'];
  switch (exam?.practical.kind) {
    case 'labs':
      return exam.practical.labs.flatMap(({ lab }, index) =>
        lab === undefined ? [] : missing([...at, 'labs', index, 'lab'], lab),
      );
    case 'capstone': {
      const { lab, builtFrom } = exam.practical;
      return [
        ...(lab === undefined ? [] : missing([...at, 'lab'], lab)),
        ...builtFrom.flatMap((name, index) =>
          SLUG.test(name) ? missing([...at, 'builtFrom', index], name) : [],
        ),
      ];
    }
    default:
      return [];
  }
}

function openFaults(
  { level, exam }: ProgramFile,
  { labs }: Content,
  items: readonly ExamItem[],
): Fault[] {
  if (!exam) {
    return [
      {
        path: ['status'],
        what: 'It is open, and has no exam.',
        todo: 'Say what is asked under "exam", or leave the status at "coming".',
      },
    ];
  }
  const faults: Fault[] = [];
  const slots = slotsOf(exam.knowledge.weights, exam.knowledge.items);
  const short = bankShortfalls(level, items, slots);
  for (const { competency, slots: inForm, has, wants } of short) {
    faults.push({
      path: ['status'],
      what: `It is open, and the bank of ${level} and ${competency} has ${has} items of ${wants}.`,
      todo: `A form has ${inForm} of them, and each slot needs ${ITEMS_PER_SLOT} items. Write ${wants - has} more in content/exams/bank/${level.toLowerCase()}-${competency.toLowerCase()}.yaml, or leave the status at "coming".`,
    });
  }
  if (short.length === 0) faults.push(...formFaults(level, slots, items));
  const { practical } = exam;
  if (practical.kind === 'capstone') {
    const lab = labs.find(({ id }) => id === practical.lab)?.data;
    const must = lab?.tasks.flatMap(({ checks }) => checks.filter((check) => check.must)) ?? [];
    if (practical.lab === undefined) {
      faults.push(noLab(['exam', 'practical', 'title'], practical.title));
    } else if (lab && must.length === 0) {
      faults.push({
        path: ['exam', 'practical', 'lab'],
        what: `The capstone "${practical.lab}" has no check without which nobody passes.`,
        todo: 'Mark them in its lab.yaml with "must: true".',
      });
    }
  }
  if (practical.kind === 'labs') {
    practical.labs.forEach(({ title, lab }, index) => {
      if (lab === undefined) faults.push(noLab(['exam', 'practical', 'labs', index], title));
    });
  }
  return faults;
}

const noLab = (path: YamlPath, title: string): Fault => ({
  path,
  what: `It is open, and the lab "${title}" is not written.`,
  todo: 'Name its folder as "lab", or leave the status at "coming".',
});

/** Enemies can leave too little of a bank that is large enough: first and second forms are drawn to see. */
function formFaults(
  level: ProgramFile['level'],
  slots: ReturnType<typeof slotsOf>,
  items: readonly ExamItem[],
): Fault[] {
  const bank = items.filter((item) => item.level === level);
  try {
    for (let learner = 1; learner <= TRIED; learner += 1) {
      const first = drawForm(bank, { slots, seed: `check/${learner}/1` });
      drawForm(bank, { slots, seed: `check/${learner}/2`, last: first.items });
    }
    return [];
  } catch (error) {
    if (!(error instanceof BankTooSmall)) throw error;
    return [
      {
        path: ['status'],
        what: `It is open, and its bank does not give two forms in a row: ${error.message}`,
        todo: 'Write more items for it, or take names out of their "enemies".',
      },
    ];
  }
}
