import {
  COMPETENCY_IDS,
  TARGETS,
  type CompetencyId,
  type Level,
  type Proficiency,
} from '#curriculum';
import { pathFor, type Leg, type PathName } from './named-paths.ts';

/** What somebody claims of one competency, and whether the question that proves it was answered rightly. */
export interface Claim {
  readonly claim: Proficiency;
  readonly proved: boolean;
}
export type Claims = Readonly<Record<CompetencyId, Claim>>;
export type Levels = Readonly<Record<CompetencyId, Proficiency>>;

/** What the routing needs to know of a course. */
export interface RoutedCourse {
  readonly id: string;
  /** The main one first. */
  readonly competencies: readonly CompetencyId[];
  readonly hours: number;
}

/** One course of a path. */
export interface PathStep {
  readonly course: string;
  /** Hours of it that close gaps, rounded up to halves. */
  readonly hours: number;
  /** Competencies in which the learner is below the target, and by how many levels. */
  readonly gaps: Readonly<Partial<Record<CompetencyId, number>>>;
  /** Sum of its gaps, the main competency's doubled: what the order rests on. */
  readonly weight: number;
}

/** Where somebody stands, and the way from there. */
export interface Route {
  readonly target: Level;
  readonly levels: Levels;
  readonly gaps: Readonly<Record<CompetencyId, number>>;
  /** In the order of taking them. */
  readonly path: readonly PathStep[];
  /** Courses without a gap: to be challenged out of. */
  readonly skipped: readonly string[];
  readonly hours: number;
  readonly name: PathName;
  /** The named path: what to begin with, in order. */
  readonly legs: readonly Leg[];
  /** The exam at the end of the named path. */
  readonly exam: Level;
}

/** A gap in a course's main competency counts this many times. */
const MAIN = 2;
/** From this claim on, wrong proofs are a sign of over-claiming. */
const HIGH_CLAIM = 3;
const WRONG_PROOFS = 2;

/**
 * The level in each competency: the claim where it was proved, one less where it was not. Two or more wrong proofs among
 * claims of 3 and 4 take a further one off all such claims.
 *
 * @see curriculum.md 1.6
 */
export function levelsOf(claims: Claims): Levels {
  const wrong = COMPETENCY_IDS.filter((id) => claims[id].claim >= HIGH_CLAIM && !claims[id].proved);
  const over = wrong.length >= WRONG_PROOFS ? 1 : 0;
  return Object.fromEntries(
    COMPETENCY_IDS.map((id) => {
      const { claim, proved } = claims[id];
      const level = claim - (proved ? 0 : 1) - (claim >= HIGH_CLAIM ? over : 0);
      return [id, Math.max(0, level)];
    }),
  ) as unknown as Levels;
}

/** How far each level is below what the certificate asks. */
export function gapsOf(levels: Levels, target: Level): Readonly<Record<CompetencyId, number>> {
  return Object.fromEntries(
    COMPETENCY_IDS.map((id) => [id, Math.max(0, TARGETS[target][id] - levels[id])]),
  ) as Record<CompetencyId, number>;
}

/** The way to a certificate: courses with gaps, the heaviest first, each with the hours that its gaps take. */
export function routeLearner(
  claims: Claims,
  target: Level,
  courses: readonly RoutedCourse[],
): Route {
  const levels = levelsOf(claims);
  const gaps = gapsOf(levels, target);
  const steps = courses.map(({ id, competencies, hours }): PathStep => {
    const own = competencies.filter((one) => gaps[one] > 0);
    const covered = sum(competencies.map((one) => gaps[one]));
    const possible = sum(competencies.map((one) => TARGETS[target][one]));
    return {
      course: id,
      hours: possible === 0 ? 0 : Math.ceil(2 * hours * (covered / possible)) / 2,
      gaps: Object.fromEntries(own.map((one) => [one, gaps[one]])),
      weight: sum(competencies.map((one, place) => gaps[one] * (place === 0 ? MAIN : 1))),
    };
  });
  const path = steps.filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight);
  const skipped = steps.filter(({ weight }) => weight === 0).map(({ course }) => course);
  const name = nameOf(levels, gaps, target);
  return {
    target,
    levels,
    gaps,
    path,
    skipped,
    hours: sum(path.map(({ hours }) => hours)),
    name,
    ...pathFor(name, target, skipped),
  };
}

/** What people call the way. The first rule that fits names it. */
function nameOf(
  levels: Levels,
  gaps: Readonly<Record<CompetencyId, number>>,
  target: Level,
): PathName {
  if (target === 'L5') return 'Design it';
  if (target === 'L4') return 'Lead it';
  if (target === 'L3' && levels.VER >= 2) return 'Build the gates';
  if (COMPETENCY_IDS.every((id) => levels[id] <= 1) && target === 'L1') return 'Start here';
  const ship = gaps.VER + gaps.DEP;
  const trust = gaps.DAT + gaps.GOV + gaps.DOP;
  // Three competencies against two: what is compared is the mean gap.
  return ship / 2 >= trust / 3 ? 'Ship it' : 'Trust the data';
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
