/** "49:05", or with hours "1:02:30": time left as a clock shows it, seconds rounded up. */
export function clockWords(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return hours > 0
    ? `${hours}:${two(minutes)}:${two(seconds % 60)}`
    : `${minutes}:${two(seconds % 60)}`;
}

/** "1 h 15 min", "50 min": a length of time in words. */
export function lengthWords(minutes: number): string {
  const whole = Math.round(minutes);
  const hours = Math.floor(whole / 60);
  const rest = whole % 60;
  if (hours === 0) return `${whole} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

/** Minutes at which the time that is left is said aloud. */
const SAID_AT = [10, 5, 1] as const;

/** What is said when the time passes a mark between two counts; empty for all other seconds. */
export function saidOnTheWay(beforeMs: number, nowMs: number): string {
  const passed = SAID_AT.findLast(
    (minutes) => beforeMs > minutes * 60_000 && nowMs <= minutes * 60_000,
  );
  if (passed === undefined) return '';
  return passed === 1 ? '1 minute is left.' : `${passed} minutes are left.`;
}

/** "26 Nov 2026, 16:10", in the learner's own time zone. */
export function dayAndTime(date: Date): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' }).format(date);
}

/** "1 question is", "3 questions are". */
export const questionsAre = (count: number): string =>
  count === 1 ? '1 question is' : `${count} questions are`;
