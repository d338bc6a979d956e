import { quizItemSchema, type QuizItem, type QuizItemOf } from '#curriculum';

const about = { ask: 'Which?', competency: 'VER', lesson: 'first' };
const item = <Kind extends QuizItem['kind']>(kind: Kind, rest: object): QuizItemOf<Kind> =>
  quizItemSchema.parse({ id: `a-${kind}`, kind, ...about, ...rest }) as QuizItemOf<Kind>;

/** One item of each kind. */
export const items = {
  choice: item('choice', {
    options: [
      { text: 'One', why: 'It is not one.' },
      { text: 'Two', why: 'It is two.', right: true },
      { text: 'Three', why: 'It is not three.' },
    ],
  }),
  multiple: item('multiple', {
    options: [
      { text: 'One', why: 'One is right.', right: true },
      { text: 'Two', why: 'Two is wrong.' },
      { text: 'Three', why: 'Three is right.', right: true },
    ],
  }),
  number: item('number', {
    answer: 0.3,
    tolerance: 0.1,
    unit: 'bytes',
    explain: 'It is about a third.',
    mistakes: [{ answer: 3, why: 'You forgot to divide.' }],
  }),
  order: item('order', { steps: ['a', 'b', 'c'], explain: 'As in the alphabet.' }),
  match: item('match', {
    pairs: [
      { left: 'a', right: 'A' },
      { left: 'b', right: 'B' },
      { left: 'c', right: 'A' },
    ],
    others: ['C'],
    explain: 'Each has its own.',
  }),
  short: item('short', {
    accept: ['params.yaml', 'params'],
    explain: 'There they stand.',
    mistakes: [{ answer: 'dvc.yaml', why: 'That holds the stages.' }],
  }),
  mark: item('mark', {
    artifact: { name: 'a.txt', text: 'one\ntwo\nthree\n' },
    lines: [1, 3],
    explain: 'The odd ones.',
    mistakes: [{ answer: 2, why: 'Two is even.' }],
  }),
};

/** A bank of choice items, half about each of two lessons. */
export function bankOf(count: number): {
  items: QuizItem[];
  id: string;
  draw: number;
  pass: number;
} {
  const all = Array.from({ length: count }, (_, index) => ({
    ...items.choice,
    id: `item-${index + 1}`,
    lesson: index % 2 === 0 ? 'first' : 'second',
  }));
  return { id: 'small/end', draw: 8, pass: 75, items: all };
}
