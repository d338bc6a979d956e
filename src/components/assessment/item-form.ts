import { rightSides } from '#assessment';
import type { QuizItem } from '#curriculum';

/** What is asked of the learner, in a few words above the question. */
export const HOW: Readonly<Record<QuizItem['kind'], string>> = {
  choice: 'One answer.',
  multiple: 'All that apply.',
  number: 'A number.',
  order: 'Put in order.',
  match: 'Find what belongs together.',
  short: 'A word or a short text.',
  mark: 'Mark lines.',
};

/** How many parts of an item are shown in a drawn order. */
export function partsOf(item: QuizItem): number {
  if (item.kind === 'choice' || item.kind === 'multiple') return item.options.length;
  if (item.kind === 'order') return item.steps.length;
  return item.kind === 'match' ? rightSides(item).length : 0;
}

/** Presses the option whose digit was typed. Letters go into the fields that take them. */
export function pressDigit(form: HTMLElement | null, event: KeyboardEvent): void {
  if (takesText(event) || event.ctrlKey || event.metaKey || event.altKey) return;
  const input = form?.querySelector<HTMLInputElement>(`[data-digit="${event.key}"]`);
  input?.focus();
  input?.click();
}

export const takesText = ({ target }: KeyboardEvent): boolean =>
  (target as HTMLElement).matches('input[type="text"], select');
