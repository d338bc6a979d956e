import { Random } from '#harborlight';
import type { DemoAnswer, DemoLab } from './demo-lab.ts';
import { DEMO_NAMES } from './demo-people.ts';

/** What is odd about a file that comes in. */
export type DemoFlaw =
  /** Received after the date. */
  | 'late'
  /** A file of the work was changed after it was signed. */
  | 'tampered'
  /** Made with the data of somebody who works on their own. */
  | 'wrong-seed'
  /** Of somebody who is not on the roster. */
  | 'stranger'
  /** Cut on the way. */
  | 'cut'
  /** Sent twice under two names. */
  | 'twice'
  /** The files of another learner, handed in as one's own. */
  | 'copied'
  /** The browser said that all checks hold, and they do not. */
  | 'boasting';

/** One file that comes in, as it is going to be made. */
export interface DemoHandIn {
  /** Place of the learner in the roster. */
  readonly learner: number;
  /** Place of the lab, and of its assignment. */
  readonly lab: number;
  /** From 1. */
  readonly attempt: number;
  readonly answer: DemoAnswer;
  /** How many checks were pressed before. */
  readonly triesBefore: number;
  readonly hintsUsed: number;
  readonly solutionSeen: boolean;
  /** How long after the assignment opened it was handed in, of the time until it is due or until now: over 1 is late. */
  readonly at: number;
  readonly flaw?: DemoFlaw;
  /** Of whom it was copied: a place in the roster, earlier in the plan. */
  readonly copiedFrom?: number;
}

/** How many in a thousand hand in what. The rest hand in nothing. */
const HANDED_IN = [
  ['solution', 390],
  ['mutant', 330],
  ['accepted', 110],
  ['starter', 100],
  ['nothing', 70],
] as const;

/** Where the odd files are; a cohort that is too small for a place does without. */
const FLAWS: readonly (readonly [place: number, flaw: DemoFlaw])[] = [
  [2, 'late'],
  [4, 'tampered'],
  [7, 'twice'],
  [9, 'boasting'],
  [12, 'late'],
  [15, 'copied'],
  [18, 'wrong-seed'],
  [21, 'cut'],
  [24, 'stranger'],
  [27, 'late'],
  [30, 'twice'],
  [33, 'tampered'],
  [36, 'boasting'],
];

/** Who does all of it and does it well, so that there is somebody to certify: places without a flaw. */
export const STEADY: ReadonlySet<number> = new Set([1, 10, 20, 28, 38]);

/**
 * What a demo cohort's learners are going to hand in: the same for the same seed, number and labs.
 *
 * The first lab is due already, and nearly everybody has handed in; the second is not, and about half have.
 *
 * @param learners from 1 to 40
 */
export function planDemo(
  seed: string,
  learners: number,
  labs: readonly DemoLab[],
): readonly DemoHandIn[] {
  if (!Number.isInteger(learners) || learners < 1 || learners > DEMO_NAMES.length) {
    throw new RangeError(`A demo cohort has 1 to ${DEMO_NAMES.length} learners, not ${learners}.`);
  }
  const random = new Random(`demo-cohort-plan/${seed}`);
  const flaws = new Map(FLAWS);
  const handIns = labs.flatMap((lab, labIndex) =>
    Array.from({ length: learners }, (_, learner) => learner).flatMap((learner) => {
      const flaw = labIndex === 0 ? flaws.get(learner) : undefined;
      const drawn = drawHandIn(random, lab, { learner, lab: labIndex, flaw });
      const isTooEarly = labIndex > 0 && random.permille() < 450;
      return isTooEarly && !STEADY.has(learner) ? [] : drawn;
    }),
  );
  return handIns.flatMap((handIn, index) => {
    if (handIn.flaw !== 'copied') return [handIn];
    const source = handIns
      .slice(0, index)
      .findLast(({ answer, flaw }) => answer.kind === 'solution' && flaw === undefined);
    return source ? [{ ...handIn, copiedFrom: source.learner }] : [];
  });
}

interface Place {
  readonly learner: number;
  readonly lab: number;
  readonly flaw: DemoFlaw | undefined;
}

function drawHandIn(
  random: Random,
  lab: DemoLab,
  { learner, lab: labIndex, flaw }: Place,
): readonly DemoHandIn[] {
  const picked = random.pick(HANDED_IN);
  const drawn = STEADY.has(learner) ? 'solution' : picked;
  const mutant = wrongAnswer(random, lab);
  const different = lab.accepted[random.below(Math.max(1, lab.accepted.length))];
  const answer: DemoAnswer | undefined =
    flaw === 'boasting' || (drawn === 'mutant' && flaw !== 'copied')
      ? mutant
      : flaw !== undefined || drawn === 'solution'
        ? { kind: 'solution' }
        : drawn === 'accepted' && different
          ? { kind: 'accepted', difference: different.difference }
          : drawn === 'starter'
            ? { kind: 'starter' }
            : drawn === 'accepted'
              ? { kind: 'solution' }
              : undefined;
  const triesBefore = 1 + random.below(6);
  const first = {
    learner,
    lab: labIndex,
    attempt: 1,
    triesBefore,
    hintsUsed: random.pick([
      [0, 480],
      [1, 270],
      [2, 170],
      [3, 80],
    ]),
    solutionSeen: triesBefore > 4 && random.permille() < 250,
    at: flaw === 'late' ? 1.05 + random.permille() / 4000 : 0.15 + random.permille() / 1250,
  };
  if (!answer) return [];
  const handIn: DemoHandIn = {
    ...first,
    answer,
    ...(flaw === undefined ? {} : { flaw }),
  };
  // Some of those who failed try again with new data, and get it right.
  const again = answer.kind === 'mutant' && flaw === undefined && random.permille() < 350;
  return again
    ? [
        handIn,
        { ...first, attempt: 2, answer: { kind: 'solution' }, at: Math.min(0.99, first.at + 0.1) },
      ]
    : [handIn];
}

/** Mistakes are not spread evenly: each is half as frequent as the one before, down to a floor. */
function wrongAnswer(random: Random, { mutants }: DemoLab): DemoAnswer {
  const weights = mutants.map((_, index) => Math.max(3, Math.round(32 / 2 ** index)));
  let drawn = random.below(weights.reduce((sum, weight) => sum + weight, 0));
  for (const [index, { check, mistake }] of mutants.entries()) {
    drawn -= weights[index] ?? 0;
    if (drawn < 0) return { kind: 'mutant', check, mistake };
  }
  return { kind: 'starter' };
}
