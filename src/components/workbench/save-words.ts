import type { SaveState } from './saver.ts';

/** What the header says of the learner's work. */
export interface SaveWords {
  readonly glyph: 'pass' | 'run' | 'late' | 'fail';
  readonly tone: 'plain' | 'error' | 'fail';
  /** The state in a few words. */
  readonly text: string;
  /** The time that belongs to it. */
  readonly time?: string;
  /** Why, and what to do. */
  readonly more?: string;
}

/** The state in words. Times are those of the learner's clock, to the second. */
export function saveInWords(state: SaveState): SaveWords {
  switch (state.kind) {
    case 'resting':
      return { glyph: 'pass', tone: 'plain', text: 'Your work stays on this device' };
    case 'opening':
      return { glyph: 'run', tone: 'plain', text: 'Opening your work' };
    case 'saving':
      return { glyph: 'run', tone: 'plain', text: 'Saving' };
    case 'saved':
      return {
        glyph: 'pass',
        tone: 'plain',
        text: 'Saved on this device',
        time: clockTime(state.at),
      };
    case 'unsaved':
      return {
        glyph: 'fail',
        tone: 'fail',
        ...(state.since
          ? { text: 'Not saved since', time: clockTime(state.since) }
          : { text: 'Not saved' }),
        more: state.why.message,
      };
    case 'memory':
      return {
        glyph: 'late',
        tone: 'error',
        text: 'In memory only',
        more: state.why.message,
      };
    case 'elsewhere':
      return {
        glyph: 'late',
        tone: 'error',
        text: 'Also open in another tab',
        more: 'This one is read-only.',
      };
  }
}

/** "09:41:07" of a moment, in the learner's time zone. */
export function clockTime(moment: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(moment.getHours())}:${two(moment.getMinutes())}:${two(moment.getSeconds())}`;
}
