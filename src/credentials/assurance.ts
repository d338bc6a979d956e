/** What a certificate may claim; a browser-only result (A0) is a practice record and never becomes a badge. */
export type Assurance = 'A1' | 'A2' | 'A3';

/** The sentences that stand in the badge, by level. `{…}` are filled by `assuranceSentence`. */
const SENTENCES: Readonly<Record<Assurance, readonly string[]>> = {
  A1: [
    'The issuer re-ran grader {grader} version {version} on the submitted work and it met the criteria.',
    'Authorship was not supervised.',
  ],
  A2: [
    'The issuer re-ran grader {grader} version {version} on the submitted work and it met the criteria.',
    'Authorship was not supervised.',
    'A named instructor confirmed the learner could explain it: {confirmedBy}.',
  ],
  A3: [
    'The issuer re-ran grader {grader} version {version} on the submitted work and it met the criteria.',
    'Supervised, identity checked by {confirmedBy}.',
  ],
};

/** How the work was judged. `confirmedBy` names a person; A1 has none. */
export interface Judgement {
  readonly assurance: Assurance;
  readonly grader: { readonly name: string; readonly version: string };
  readonly confirmedBy?: string;
}

export function assuranceSentence(judgement: Judgement): string {
  const { assurance, grader, confirmedBy } = judgement;
  const fillings: Record<string, string | undefined> = {
    grader: grader.name,
    version: grader.version,
    confirmedBy,
  };
  const text = SENTENCES[assurance].join(' ');
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const filling = fillings[name]?.trim();
    if (!filling) throw new RangeError(`assurance ${assurance} needs "${name}"`);
    return filling;
  });
}
