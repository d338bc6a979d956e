import type { Cohort } from '#cohort';

const DAY = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});
const IN_UTC = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

/** "31 March 2027": of a day as it is, of a time in the reader's own zone. */
export function dayOf(time: string): string {
  return time.length === 10 ? IN_UTC.format(new Date(time)) : DAY.format(new Date(time));
}

const MOMENT = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/** "9 Nov 2026, 23:00", in the reader's own zone. */
export const momentOf = (time: string): string => MOMENT.format(new Date(time));

/** Days between a warning and the end of the time for which a cohort may be kept. */
const NOTICE_DAYS = 30;

/** Whether a cohort's time is over or nearly so, and what is to be done. */
export function retentionWords(
  { retainUntil }: Pick<Cohort, 'retainUntil'>,
  now: Date,
): { readonly isOver: boolean; readonly isNear: boolean; readonly words: string } {
  const days = Math.ceil((Date.parse(`${retainUntil}T24:00:00Z`) - now.getTime()) / 86_400_000);
  const isOver = days <= 0;
  const isNear = days <= NOTICE_DAYS;
  const day = dayOf(retainUntil);
  const words = isOver
    ? `The data of this cohort was to be kept until ${day}. Export what must stay, then delete the cohort.`
    : isNear
      ? `The data of this cohort is to be kept until ${day}: ${days === 1 ? 'one day' : `${days} days`} from now.`
      : '';
  return { isOver, isNear, words };
}
