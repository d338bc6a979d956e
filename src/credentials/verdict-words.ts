import type { LineState } from './verdict-line.ts';
import type { CredentialVerdict } from './verify-credential.ts';

/** `holds`: all four are good. `open`: none is bad, but one cannot be told. */
export type Tone = 'holds' | 'open' | 'fails';

/** One of the four questions, with its answer. */
export interface Answer {
  readonly line: 'signature' | 'issuer' | 'dates' | 'status';
  readonly question: string;
  /** `Yes`, `No`, `Unknown`, `Unknown – offline` or `Not told`. */
  readonly word: string;
  readonly words: string;
  readonly state: LineState;
  readonly code: string;
}

const QUESTIONS = {
  signature: 'Is it unchanged since it was signed?',
  issuer: 'Is the issuer known to you?',
  dates: 'Is it in date?',
  status: 'Has it been revoked?',
} as const;

/** The four questions in their order, for a page and for a terminal. */
export function answersOf(verdict: CredentialVerdict): readonly Answer[] {
  return (['signature', 'issuer', 'dates', 'status'] as const).map((line) => {
    const { state, code, words } = verdict[line];
    // "Has it been revoked?" is the one whose good answer is "no".
    const yes = (state === 'good') !== (line === 'status');
    const word = state === 'unknown' ? 'Unknown' : yes ? 'Yes' : 'No';
    return { line, question: QUESTIONS[line], word: wordFor(code, word), words, state, code };
  });
}

/** A status that cannot be relied on has not been revoked: the question stays open, and the line is bad all the same. */
function wordFor(code: string, word: string): string {
  if (code === 'offline') return 'Unknown – offline';
  return word === 'Yes' && /^(?:entry-unreadable|other-list|list-)/.test(code) ? 'Not told' : word;
}

/** The verdict as one sentence. It never hides a question that is open. */
export function sentenceOf(verdict: CredentialVerdict): {
  readonly tone: Tone;
  readonly text: string;
} {
  const answers = answersOf(verdict);
  if (verdict.signature.state === 'unknown') {
    return { tone: 'open', text: 'This certificate could not be checked.' };
  }
  const bad = answers.find(({ state }) => state === 'bad');
  if (bad) return { tone: 'fails', text: FAILS[bad.line] };
  const open = answers.filter(({ state }) => state === 'unknown').length;
  if (open === 0) return { tone: 'holds', text: 'This certificate holds.' };
  const left = ['one question is open', 'two questions are open', 'three questions are open'];
  return { tone: 'open', text: `Unchanged since it was signed; ${left[open - 1] ?? ''}.` };
}

const FAILS = {
  signature: 'This certificate does not hold.',
  issuer: 'This certificate does not hold.',
  dates: 'This certificate is not in date.',
  status: 'This certificate does not hold.',
} as const;
