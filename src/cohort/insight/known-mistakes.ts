import type { DoesNotHold, Verdict } from '#grading';

/** What one check said of one known-wrong answer (a mutant of the lab). */
export interface KnownMistake extends Pick<
  DoesNotHold,
  'summary' | 'ran' | 'cameBack' | 'expected'
> {
  /** The check that said it. */
  readonly check: string;
  /** Where the wrong answer is filed: `<check>/<what-is-wrong>`. */
  readonly mutant: string;
}

/** `labs/<lab>/mistakes.json`: what the checks of a lab say of its known-wrong answers, for one learner's data. */
export interface MistakesFile {
  readonly format: 'plumbline-mistakes';
  readonly formatVersion: 1;
  readonly lab: string;
  /** Of the lab, when it was recorded. */
  readonly version: string;
  readonly mistakes: readonly KnownMistake[];
}

/** More of a text tells nothing more, and what programs print can be long. */
const LONGEST_TEXT = 800;

/** The failed checks of one grading, as they are kept and compared. */
export function mistakesIn(mutant: string, verdicts: readonly Verdict[]): readonly KnownMistake[] {
  return verdicts.flatMap((verdict) => {
    if (verdict.status !== 'fail') return [];
    const { check, summary, ran, cameBack, expected } = verdict;
    const [a, b, c, d] = [summary, ran, cameBack, expected].map(cut);
    return [
      { mutant, check, summary: a ?? '', ran: b ?? '', cameBack: c ?? '', expected: d ?? '' },
    ];
  });
}

export const cut = (text: string): string => text.slice(0, LONGEST_TEXT);

/** `lock-is-fresh/lock-edited-by-hand`: "lock edited by hand". */
export function mistakeWords(mutant: string): string {
  return (mutant.split('/').at(-1) ?? mutant).replaceAll('-', ' ');
}
