import { RETIRE_RULE, type ItemStatistics } from '#assessment';
import { writeCsv, type CsvCell, type CsvStyle } from '#formats';
import type { BankStatistics } from './statistics-of-hand-ins.ts';

/** By what a table of items is ordered. */
export type ItemOrder = 'bank' | 'asked' | 'p' | 'discrimination' | 'left';

/** What is to be done with an item, in words; empty when nothing is. */
export const RETIRE_WORDS = {
  'too-easy': 'retire: nearly everybody has it right',
  'too-hard': 'retire: hardly anybody has it right',
  'does-not-separate': 'retire: it does not tell the strong from the weak',
} as const;

/** Sittings below which a share or a correlation says next to nothing of an item. */
const FEW = 30;

/** The items that were asked, in an order; those without a number stand last, equal ones as in the bank. */
export function itemRows(
  { items }: Pick<BankStatistics, 'items'>,
  order: ItemOrder,
  isDescending: boolean,
): readonly ItemStatistics[] {
  const asked = items.filter((item) => item.asked > 0);
  if (order === 'bank') return isDescending ? asked.toReversed() : asked;
  const sign = isDescending ? -1 : 1;
  return asked.toSorted((a, b) => {
    const [one, other] = [a[order], b[order]];
    if (one === undefined || other === undefined) {
      return Number(one === undefined) - Number(other === undefined);
    }
    return sign * (one - other);
  });
}

/** How far the numbers of so many sittings carry, in a sentence. */
export function carriesWords(sittings: number): string {
  const count = sittings === 1 ? 'One sitting' : `${sittings} sittings`;
  if (sittings < FEW) {
    return `${count}: too few for a judgement of any question. One answer more or less changes every number; ${RETIRE_RULE.asked} answers are needed before a question may be retired.`;
  }
  if (sittings < RETIRE_RULE.asked) {
    return `${count}: enough to look closer at a question, not to retire it; that takes ${RETIRE_RULE.asked} answers.`;
  }
  return `${count}. Questions with ${RETIRE_RULE.asked} answers or more are held to the rule for retiring.`;
}

/** The statistics as CSV, for whoever keeps the bank: a line for each answer of each item. Nothing in it is of one person. */
export function itemsCsv(banks: readonly BankStatistics[], style: CsvStyle = {}): string {
  const share = (value: number | undefined): CsvCell =>
    value === undefined ? undefined : Math.round(value * 1000) / 1000;
  const rows = banks.flatMap(({ exam, items }) =>
    items.flatMap(({ id, asked, p, discrimination, left, retire, given }): CsvCell[][] => {
      if (asked === 0) return [];
      const about = [exam, id, asked, share(p), share(discrimination), left, retire];
      return given.map(({ text, isRight, count }) => [
        ...about,
        text,
        isRight ? 'yes' : 'no',
        count,
      ]);
    }),
  );
  const heads = [
    'Exam',
    'Item',
    'Asked',
    'Right',
    'Point-biserial',
    'Left out',
    'Retire',
    'Answer',
    'Answer is right',
    'Chosen',
  ];
  return writeCsv([heads, ...rows], style);
}
