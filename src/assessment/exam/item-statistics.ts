import { plainText } from '../answer.ts';
import type { BankItem } from './bank-item.ts';
import { isRight } from './score-exam.ts';

/** Answers of one sitting: the form and what was answered. */
export interface ExamResponses {
  readonly items: readonly string[];
  readonly answers: Readonly<Record<string, unknown>>;
}

/** How one item has done over many sittings. */
export interface ItemStatistics {
  readonly id: string;
  /** Sittings in which it was asked. */
  readonly asked: number;
  /** Share of right answers, 0 to 1: the item's p-value. `undefined` when it was never asked. */
  readonly p: number | undefined;
  /**
   * Point-biserial correlation of the item with the share of right answers to the form's other items; `undefined` when one
   * of the two never varies.
   */
  readonly discrimination: number | undefined;
  /** How often each answer was given, the most frequent first; options that nobody chose stand with 0. */
  readonly given: readonly GivenCount[];
  /** Answers that were left out or are not whole. */
  readonly left: number;
  /** Why the item is to be retired, when it is. */
  readonly retire: RetireReason | undefined;
}

export interface GivenCount {
  readonly text: string;
  readonly count: number;
  readonly isRight: boolean;
}

export type RetireReason = 'too-easy' | 'too-hard' | 'does-not-separate';

/** Bounds of the rule for retiring. @see curriculum.md 6.1 */
export const RETIRE_RULE = {
  asked: 200,
  most: 0.95,
  least: 0.2,
  leastDiscrimination: 0.1,
} as const;

/**
 * Statistics of every item over many sittings, for whoever keeps a bank. Sittings may have different forms; items that the
 * bank no longer has are left out, and count in no form.
 */
export function itemStatistics(
  bank: readonly BankItem[],
  sittings: readonly ExamResponses[],
): readonly ItemStatistics[] {
  const byId = new Map(bank.map((item) => [item.id, item]));
  const scores = new Map(bank.map(({ id }) => [id, { own: [] as number[], rest: [] as number[] }]));
  const answers = new Map(bank.map(({ id }) => [id, [] as unknown[]]));
  for (const sitting of sittings) {
    const known = [...new Set(sitting.items)].flatMap((id) => byId.get(id) ?? []);
    const right = new Map(known.map((item) => [item.id, isRight(item, sitting.answers[item.id])]));
    const sum = [...right.values()].filter(Boolean).length;
    for (const [id, isOwnRight] of right) {
      const own = Number(isOwnRight);
      scores.get(id)?.own.push(own);
      scores.get(id)?.rest.push(right.size > 1 ? (sum - own) / (right.size - 1) : 0);
      answers.get(id)?.push(sitting.answers[id]);
    }
  }
  return bank.map((item) => {
    const { own = [], rest = [] } = scores.get(item.id) ?? {};
    const given = answers.get(item.id) ?? [];
    const asked = own.length;
    const p = asked === 0 ? undefined : mean(own);
    const discrimination = correlation(own, rest);
    const counts = countsOf(item, given);
    return {
      id: item.id,
      asked,
      p,
      discrimination,
      given: counts.given,
      left: counts.left,
      retire: retireReason(asked, p, discrimination),
    };
  });
}

function retireReason(
  asked: number,
  p: number | undefined,
  discrimination: number | undefined,
): RetireReason | undefined {
  if (asked < RETIRE_RULE.asked || p === undefined) return undefined;
  if (p > RETIRE_RULE.most) return 'too-easy';
  if (p < RETIRE_RULE.least) return 'too-hard';
  const separates =
    discrimination !== undefined && discrimination >= RETIRE_RULE.leastDiscrimination;
  return separates ? undefined : 'does-not-separate';
}

function countsOf(
  item: BankItem,
  answers: readonly unknown[],
): { given: readonly GivenCount[]; left: number } {
  const counts = new Map<string, { count: number; isRight: boolean }>();
  let left = 0;
  const add = (text: string, count: number, right: boolean): void => {
    const known = counts.get(text);
    counts.set(text, { count: (known?.count ?? 0) + count, isRight: right });
  };
  if (item.kind === 'choice' || item.kind === 'multiple') {
    for (const { text, right } of item.options) add(text, 0, right);
  }
  for (const answer of answers) {
    const texts = textsOf(item, answer);
    if (texts.length === 0) left += 1;
    for (const text of texts) {
      const option =
        item.kind === 'choice' || item.kind === 'multiple'
          ? item.options.find((one) => one.text === text)
          : undefined;
      add(text, 1, option ? option.right : isRight(item, answer));
    }
  }
  const given = [...counts].map(([text, one]) => ({ text, ...one }));
  return { given: given.sort((a, b) => b.count - a.count), left };
}

/** An answer in words: for several options one text each, else one. Nothing for what does not fit the item. */
function textsOf(item: BankItem, answer: unknown): readonly string[] {
  const list = Array.isArray(answer) ? (answer as unknown[]) : [];
  switch (item.kind) {
    case 'choice':
      return typeof answer === 'number' ? optionTexts(item.options, [answer]) : [];
    case 'multiple':
      return optionTexts(item.options, list);
    case 'number':
    case 'short':
      return typeof answer === 'string' && answer.trim() !== '' ? [plainText(answer)] : [];
    case 'order':
      return list.length === item.steps.length
        ? [list.map((step) => item.steps[step as number] ?? '?').join(' → ')]
        : [];
    case 'match':
      return list.length === item.pairs.length ? [list.map(String).join('; ')] : [];
    case 'mark':
      return list.length > 0 ? [`lines ${list.map(String).join(', ')}`] : [];
  }
}

const optionTexts = (
  options: readonly { readonly text: string }[],
  chosen: readonly unknown[],
): readonly string[] => chosen.flatMap((index) => options[index as number]?.text ?? []);

const mean = (values: readonly number[]): number =>
  values.reduce((all, one) => all + one, 0) / values.length;

/** Pearson's correlation, which is the point-biserial one where one side is 0 or 1. */
function correlation(xs: readonly number[], ys: readonly number[]): number | undefined {
  if (xs.length < 2) return undefined;
  const [mx, my] = [mean(xs), mean(ys)];
  let [xy, xx, yy] = [0, 0, 0];
  xs.forEach((x, at) => {
    const [dx, dy] = [x - mx, (ys[at] ?? 0) - my];
    xy += dx * dy;
    xx += dx * dx;
    yy += dy * dy;
  });
  const spread = Math.sqrt(xx * yy);
  return spread < 1e-12 ? undefined : xy / spread;
}
