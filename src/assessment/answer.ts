import type { QuizItem, QuizItemOf } from '#curriculum';

/** What a learner gives as answer, by kind of item. Indices count from 0 in the order of the item's file. */
export interface AnswerByKind {
  /** Index of the chosen option. */
  readonly choice: number;
  /** Indices of the chosen options, ascending. */
  readonly multiple: readonly number[];
  /** As typed. */
  readonly number: string;
  /** Indices of the steps, in the order given. */
  readonly order: readonly number[];
  /** For each pair, in order, the text chosen for its left side; empty where none is chosen. */
  readonly match: readonly string[];
  /** As typed. */
  readonly short: string;
  /** Marked lines, counted from 1, ascending. */
  readonly mark: readonly number[];
}
export type Answer = AnswerByKind[QuizItem['kind']];

/**
 * What an answer still lacks before it can be judged, as a sentence to the learner; `undefined` when it is whole.
 *
 * An answer that does not fit the kind (from an older state of the bank) counts as lacking, too.
 */
export function whatLacks(item: QuizItem, answer: unknown): string | undefined {
  switch (item.kind) {
    case 'choice':
      return isIndexOf(item.options, answer) ? undefined : 'Choose one first.';
    case 'multiple':
      return isListOf(answer, (one) => isIndexOf(item.options, one)) && answer.length > 0
        ? undefined
        : 'Choose one or more first.';
    case 'number':
      if (typeof answer !== 'string' || answer.trim() === '') return 'Type a number first.';
      return readNumber(answer, item.unit) === undefined
        ? `“${answer.trim()}” is no number. Write it in digits, such as 1250 or 0.25.`
        : undefined;
    case 'short':
      return typeof answer === 'string' && answer.trim() !== '' ? undefined : 'Type it first.';
    case 'order':
      return isListOf(answer, (one) => isIndexOf(item.steps, one)) &&
        new Set(answer).size === item.steps.length
        ? undefined
        : 'Put all of them in order first.';
    case 'match':
      return isListOf(answer, (one) => rightSides(item).includes(one as string)) &&
        answer.length === item.pairs.length
        ? undefined
        : 'Choose one for each first.';
    case 'mark':
      return isListOf(answer, (one) => Number.isInteger(one)) && answer.length > 0
        ? undefined
        : 'Mark a line first.';
  }
}

/** All right sides of a matching item, each once. */
export function rightSides({ pairs, others }: QuizItemOf<'match'>): readonly string[] {
  return [...new Set([...pairs.map(({ right }) => right), ...others])];
}

/**
 * The number that somebody typed, or `undefined` when it is none.
 *
 * Spaces, the item's unit behind it and separators of thousands are let pass. A comma before exactly three digits separates
 * thousands; any other single comma is a decimal point.
 */
export function readNumber(typed: string, unit?: string): number | undefined {
  let text = typed.normalize('NFKC').replace(/[\s_'’]/g, '');
  if (unit !== undefined) {
    const ending = unit.replace(/\s/g, '').toLowerCase();
    if (text.toLowerCase().endsWith(ending)) text = text.slice(0, -ending.length);
  }
  text = text.replace('−', '-');
  if (/^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(text)) text = text.replaceAll(',', '');
  else text = text.replace(/^([+-]?\d*),(\d+)$/, '$1.$2');
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text) ? Number(text) : undefined;
}

/** A short answer as it is compared: without quotes, outer spaces and a closing full stop, in lower case. */
export function plainText(typed: string): string {
  return typed
    .normalize('NFKC')
    .replace(/[‘’‚]/g, "'")
    .replace(/[“”„]/g, '"')
    .trim()
    .replace(/\.$/, '')
    .replace(/^(["'`])(.*)\1$/, '$2')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}

function isListOf(value: unknown, fits: (one: unknown) => boolean): value is readonly unknown[] {
  return Array.isArray(value) && value.every(fits);
}

function isIndexOf(list: readonly unknown[], value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) < list.length;
}
