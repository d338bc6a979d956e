/** A section of the ML Test Score; the letters are the lesson's. */
export const SECTIONS = [
  { id: 'D', label: 'data' },
  { id: 'M', label: 'model' },
  { id: 'I', label: 'infrastructure' },
  { id: 'W', label: 'watching' },
] as const;
export type SectionId = (typeof SECTIONS)[number]['id'];

/** The earliest moment at which a test can say no. */
export const MOMENTS = [
  { id: 'code', label: 'code changes' },
  { id: 'data', label: 'data arrive' },
  { id: 'candidate', label: 'a candidate exists' },
  { id: 'release', label: 'release' },
  { id: 'service', label: 'in service' },
  { id: 'quarter', label: 'each quarter' },
] as const;
export type MomentId = (typeof MOMENTS)[number]['id'];

/** Points: 1 when a machine runs it again and again, 0.5 when it was done by hand and written down. */
export type Points = 0 | 0.5 | 1;

/** One of the 28 tests of Breck et al. (2017), in the lesson's words. */
export interface ScoreTest {
  readonly id: string;
  readonly section: SectionId;
  readonly label: string;
  /** Harborlight's place for it. */
  readonly moment: MomentId;
  /** Harborlight's points in `docs/readiness.yaml`. */
  readonly points: Points;
}

const section = (
  id: SectionId,
  tests: readonly (readonly [label: string, moment: MomentId, points: Points])[],
): readonly ScoreTest[] =>
  tests.map(([label, moment, points], i) => ({
    id: `${id}${i + 1}`,
    section: id,
    label,
    moment,
    points,
  }));

export const TESTS: readonly ScoreTest[] = [
  ...section('D', [
    ['a schema says what is expected', 'data', 1],
    ['each feature helps', 'candidate', 0.5],
    ['no feature costs more than it gives', 'quarter', 0],
    ['features keep the rules on what may be used', 'code', 0.5],
    ['personal data stay where they may', 'data', 1],
    ['a new feature is quick to add', 'quarter', 0.5],
    ['code of features is tested', 'code', 1],
  ]),
  ...section('M', [
    ['the specification is reviewed', 'code', 1],
    ['the offline figure moves with the real one', 'quarter', 0],
    ['its settings were searched for', 'candidate', 0.5],
    ['what age does to the model is known', 'quarter', 0],
    ['nothing simpler is as good', 'candidate', 1],
    ['it is good enough in each slice', 'candidate', 1],
    ['it was looked at for unfairness', 'candidate', 0.5],
  ]),
  ...section('I', [
    ['training twice gives the same model', 'candidate', 1],
    ['the specification is unit-tested', 'code', 1],
    ['the whole pipeline runs on a small table', 'code', 0.5],
    ['a gate judged it', 'candidate', 1],
    ['one decision can be followed step by step', 'code', 0.5],
    ['a canary comes first', 'release', 1],
    ['rollback is quick and safe', 'release', 0.5],
  ]),
  ...section('W', [
    ['a change in a source is announced', 'service', 0],
    ['what always holds of the inputs still holds', 'data', 1],
    ['training and serving compute the same features', 'release', 0],
    ['the model is not too old', 'service', 0.5],
    ['no number is NaN or infinite', 'service', 0],
    ['speed and memory do not creep', 'service', 0.5],
    ['its predictions are still good', 'service', 0],
  ]),
];

/** Points by test, where the learner has changed them. */
export type Changed = Readonly<Record<string, Points>>;

/** The sum of each section, and the score: the lowest of the four. */
export function scoreOf(changed: Changed): {
  readonly sums: Readonly<Record<SectionId, number>>;
  readonly score: number;
  readonly mean: number;
} {
  const sums = { D: 0, M: 0, I: 0, W: 0 };
  for (const { id, section: of, points } of TESTS) sums[of] += changed[id] ?? points;
  const all = Object.values(sums);
  return {
    sums,
    score: Math.min(...all),
    mean: all.reduce((sum, one) => sum + one, 0) / all.length,
  };
}
