/** `good` and `bad` are known; `unknown` cannot be told from what is at hand, and says why. */
export type LineState = 'good' | 'bad' | 'unknown';

/** One line of a verdict. */
export interface VerdictLine {
  readonly state: LineState;
  /** Permanent name of the finding. */
  readonly code: string;
  /** A sentence or two for the reader. Holds nothing of what an unknown issuer wrote. */
  readonly words: string;
}

export const good = (code: string, words: string): VerdictLine => ({ state: 'good', code, words });
export const bad = (code: string, words: string): VerdictLine => ({ state: 'bad', code, words });
export const unknown = (code: string, words: string): VerdictLine => ({
  state: 'unknown',
  code,
  words,
});
