import { quoted } from '../evidence-fault.ts';
import { invalidHandIn, type HandInFault } from './signed-hand-in.ts';

/** Times that no calendar has: a schema holds their form alone. */
export const timeFaults = (times: readonly string[]): readonly HandInFault[] =>
  times
    .filter((time) => Number.isNaN(Date.parse(time)))
    .map((time) => invalidHandIn(`the time ${quoted(time)}`, 'a day of the calendar'));

/** An end before its beginning. Both are times in UTC, as text of one form. */
export const spanFaults = (begins: string, ends: string): readonly HandInFault[] =>
  ends < begins ? [invalidHandIn('an end before the beginning', 'it behind it')] : [];

/** What cannot be of a form and the answers to it: items or answers twice, in another order, or to other items. */
export function formFaults(
  form: readonly string[],
  answers: readonly { readonly item: string }[],
): readonly HandInFault[] {
  const faults: HandInFault[] = [];
  if (new Set(form).size !== form.length) {
    faults.push(invalidHandIn('an item twice in the form', 'each once'));
  }
  const places = answers.map(({ item }) => form.indexOf(item));
  const stray = answers[places.indexOf(-1)];
  if (stray) {
    faults.push(
      invalidHandIn(`an answer to ${quoted(stray.item)}`, 'answers to items of the form'),
    );
  } else if (places.some((place, at) => at > 0 && place <= (places[at - 1] ?? 0))) {
    faults.push(
      invalidHandIn('answers in another order or twice', 'each once, in the order of the form'),
    );
  }
  return faults;
}
