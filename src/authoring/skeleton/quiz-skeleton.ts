import { stringify } from 'yaml';
import type { Skeleton } from './skeleton.ts';

/** As many items as a bank must have. */
const ITEMS = 20;

/** Rows and percent held out, per item: what is asked is true of each. */
const SPLITS = Array.from({ length: ITEMS }, (_, i) => ({
  rows: 1000 + 200 * i,
  percent: [10, 15, 20, 25][i % 4] ?? 20,
}));

interface Split {
  readonly rows: number;
  readonly percent: number;
}

/** One way of asking, with a sound item for it. To be replaced, part after part, by items about the lesson. */
const WAYS: readonly ((split: Split) => Readonly<Record<string, unknown>>)[] = [
  (split) => ({
    kind: 'number',
    ask: 'How many rows does this split hold out?',
    artifact: artifact(split),
    answer: heldOut(split),
    unit: 'rows',
    explain: `${split.percent} percent of ${split.rows} rows are held out; the others are trained on.`,
    mistakes: [
      {
        answer: split.rows - heldOut(split),
        why: 'That many rows are left to train on. The others were asked for.',
      },
    ],
  }),
  (split) => ({
    kind: 'choice',
    ask: `A colleague trains on all ${split.rows} rows and measures on ${heldOut(split)} of them. What does the figure tell?`,
    options: [
      { text: 'How the model does on new rows', why: 'Nothing in it is new to the model.' },
      {
        text: 'How well the rows are remembered',
        right: true,
        why: 'Each row that is measured has been trained on before.',
      },
      { text: 'How much the table has changed', why: 'There is one table, at one point in time.' },
    ],
  }),
  (split) => ({
    kind: 'mark',
    ask: 'Mark the line that must change so that more rows are held out.',
    artifact: artifact(split),
    lines: [3],
    explain: 'The share stands in the third line; the number of rows is what the table has.',
    mistakes: [{ answer: 2, why: 'More rows in the table would leave the share as it is.' }],
  }),
  (split) => ({
    kind: 'short',
    ask: 'Which key says how large the holdout is?',
    artifact: artifact(split),
    accept: ['holdout_pct'],
    explain: 'It is the share in percent, under the key split.',
    mistakes: [{ answer: 'rows', why: 'That is the size of the whole table.' }],
  }),
  ({ percent }) => ({
    kind: 'order',
    ask: `A model is to be judged on ${percent} percent of a table. Put the steps in order.`,
    steps: [
      'Split the table by customer',
      'Train on the larger part',
      'Measure on the part that was held out',
    ],
    explain: 'What is measured on must be put aside before anything is trained.',
  }),
  ({ percent }) => ({
    kind: 'match',
    ask: `Which number belongs to which part of a split that holds out ${percent} percent?`,
    pairs: [
      { left: 'the whole table', right: '100 percent' },
      { left: 'trained on', right: `${100 - percent} percent` },
      { left: 'held out', right: `${percent} percent` },
    ],
    others: ['50 percent'],
    explain: 'The two parts add up to the table, and no row is in both.',
  }),
  ({ percent }) => ({
    kind: 'multiple',
    ask: `${percent} percent of the rows are held out. Which of these would spoil the measurement?`,
    options: [
      {
        text: 'A customer has rows in both parts',
        right: true,
        why: 'The model has met the customer before it is measured.',
      },
      {
        text: 'A value that is known only later is an input',
        right: true,
        why: 'At the moment of a decision it would not be there.',
      },
      {
        text: 'The parts differ in size',
        why: 'They may: one is to learn from, one to measure on.',
      },
    ],
  }),
];

const heldOut = ({ rows, percent }: Split): number => (rows * percent) / 100;

const artifact = ({ rows, percent }: Split) => ({
  name: 'params.yaml',
  text: `split:\n  rows: ${rows}\n  holdout_pct: ${percent}\n`,
});

/**
 * A quiz with as many items as a bank must have, every kind among them, each true as it stands.
 *
 * @param lessons slugs of the module's lessons; the items take turns over them
 */
export function quizSkeleton(
  course: string,
  name: string,
  title: string,
  module: { readonly id: string; readonly lessons: readonly string[] },
  competency: string,
): Skeleton {
  const items = SPLITS.map((split, i) => {
    const way = WAYS[i % WAYS.length];
    const { kind, ask, ...rest } = way?.(split) ?? {};
    const lesson = module.lessons[i % module.lessons.length];
    return { id: `replace-me-${i + 1}`, kind, ask, competency, lesson, ...rest };
  });
  return {
    [`content/courses/${course}/quizzes/${name}.yaml`]:
      '# yaml-language-server: $schema=../../../../docs/schemas/quiz.schema.json\n' +
      '# Every item holds as it stands, and none is about your lessons yet: replace them one by one.\n' +
      stringify({ title, module: module.id, items }, { lineWidth: 0 }),
  };
}
