import type { Verdict } from '#grading';
import { mistakesIn, type KnownMistake } from './known-mistakes.ts';
import { resembles } from './resemblance.ts';

/** What one grading saw of somebody's work in a lab. */
export interface SeenWork {
  readonly learner: string;
  readonly lab: string;
  /** ISO 8601 in UTC. */
  readonly receivedAt: string;
  readonly verdicts: readonly Verdict[];
}

/** A known mistake that the work of several people resembles. */
export interface MistakeCount {
  /** One known-wrong answer, or several of which the check says the same: `<check>/<what-is-wrong>`. */
  readonly mutants: readonly string[];
  readonly people: number;
}

/** How many people one check holds up, by their latest work. */
export interface BlockingCheck {
  readonly lab: string;
  readonly check: string;
  /** Whose latest work was graded in this lab. */
  readonly graded: number;
  /** Whose latest work fails it. */
  readonly failed: number;
  /** Whose latest work it could not judge, for something before it is missing. */
  readonly blocked: number;
  /** The most frequent first. */
  readonly mistakes: readonly MistakeCount[];
  /** Who fail in a way that is like no known mistake, or whose lab has none on record. */
  readonly unlike: number;
}

/**
 * Checks by the number of people whom they hold up, those that nobody fails left out. Each person counts once, by the latest
 * work; it is compared with the known mistakes of its lab by the words of the failed check.
 *
 * @param knownOf the known mistakes of a lab; none where they were not recorded.
 */
export function blockingChecks(
  works: readonly SeenWork[],
  knownOf: (lab: string) => readonly KnownMistake[],
): readonly BlockingCheck[] {
  const byCheck = new Map<string, Tally>();
  const gradedIn = new Map<string, number>();
  for (const { lab, verdicts } of latestOf(works)) {
    gradedIn.set(lab, (gradedIn.get(lab) ?? 0) + 1);
    const said = new Map(mistakesIn('', verdicts).map((one) => [one.check, one]));
    for (const { check, status } of verdicts) {
      if (status !== 'fail' && status !== 'blocked') continue;
      const tally = tallyOf(byCheck, lab, check);
      const words = said.get(check);
      if (!words) tally.blocked += 1;
      else {
        tally.failed += 1;
        const like = resembles(check, words, knownOf(lab));
        const key = like ? JSON.stringify(like.mutants) : '';
        tally.mistakes.set(key, (tally.mistakes.get(key) ?? 0) + 1);
      }
    }
  }
  return [...byCheck.values()]
    .map(({ mistakes, ...tally }): BlockingCheck => ({
      ...tally,
      graded: gradedIn.get(tally.lab) ?? 0,
      unlike: mistakes.get('') ?? 0,
      mistakes: [...mistakes]
        .filter(([key]) => key !== '')
        .map(([key, people]) => ({ mutants: JSON.parse(key) as readonly string[], people }))
        .sort((a, b) => b.people - a.people || order(a.mutants.join(), b.mutants.join())),
    }))
    .sort(
      (a, b) =>
        b.failed - a.failed ||
        b.blocked - a.blocked ||
        order(`${a.lab} ${a.check}`, `${b.lab} ${b.check}`),
    );
}

interface Tally {
  readonly lab: string;
  readonly check: string;
  failed: number;
  blocked: number;
  readonly mistakes: Map<string, number>;
}

function tallyOf(tallies: Map<string, Tally>, lab: string, check: string): Tally {
  const key = JSON.stringify([lab, check]);
  const known = tallies.get(key) ?? { lab, check, failed: 0, blocked: 0, mistakes: new Map() };
  tallies.set(key, known);
  return known;
}

/** The latest work of each person in each lab. */
export function latestOf(works: readonly SeenWork[]): readonly SeenWork[] {
  const latest = new Map<string, SeenWork>();
  for (const work of works) {
    const key = JSON.stringify([work.learner, work.lab]);
    const known = latest.get(key);
    if (!known || Date.parse(known.receivedAt) <= Date.parse(work.receivedAt))
      latest.set(key, work);
  }
  return [...latest.values()];
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
