import { placeIn, type ExamWindow } from '#assessment';
import { dayAndTime, lengthWords } from '../exam/exam-words.ts';

const MINUTE = 60_000;

/** How a window stands to a moment, in a sentence; times in the learner's own time zone. */
export function windowWords(window: ExamWindow, now: Date): string {
  const [opens, closes] = [new Date(window.opensAt), new Date(window.closesAt)];
  switch (placeIn(window, now)) {
    case 'before':
      return `It opens on ${dayAndTime(opens)}, ${until(opens, now)} by this device’s clock.`;
    case 'in':
      return `It is open until ${dayAndTime(closes)}, ${until(closes, now).replace(/^in/, 'for')} more.`;
    case 'after':
      return `It closed on ${dayAndTime(closes)}.`;
  }
}

/** "in 3 h 12 min", "in 2 days", "in less than a minute". */
function until(then: Date, now: Date): string {
  const minutes = (then.getTime() - now.getTime()) / MINUTE;
  if (minutes < 1) return 'in less than a minute';
  if (minutes < 48 * 60) return `in ${lengthWords(Math.floor(minutes))}`;
  return `in ${Math.floor(minutes / (24 * 60))} days`;
}

/** Key, and sitting where it is named, of a link that an issuer has sent: `#key=…` or `#sitting=…&key=…`. */
export interface LinkedKey {
  readonly key: string;
  readonly sitting: string | undefined;
}

/** What the fragment of an address carries; `undefined` when it carries no key. */
export function keyOfLink(fragment: string): LinkedKey | undefined {
  const fields = new URLSearchParams(fragment.replace(/^#/, ''));
  const key = fields.get('key')?.trim() ?? '';
  if (key === '') return undefined;
  return { key, sitting: fields.get('sitting') ?? undefined };
}

/** The fault of a file in a sentence for the learner. */
export function faultWords(fault: {
  readonly found: string;
  readonly expected: string;
  readonly toDo: string;
}): string {
  return `Found ${fault.found}. Expected ${fault.expected}. ${fault.toDo}`;
}
