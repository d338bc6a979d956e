import type { CompetencyId, Level, Proficiency } from '#curriculum';
import type { Gradebook, GradebookRow } from '../gradebook/gradebook.ts';
import type { BlockingCheck } from './blocking-checks.ts';
import type { SkillColumn, SkillsMap } from './skills-map.ts';
import { finestBreakdown, safeBreakdown, tellable, type Counts } from './suppression.ts';
import type { TimeToPass } from './time-to-pass.ts';

/** A number of people; `few` is one to four of them, `hidden` could be told by what else is told. */
export type Told = number | 'few' | 'hidden';

/** How a group, or everybody, stands in one piece. */
export interface ToldStanding {
  readonly passed: Told;
  readonly notPassed: Told;
  /** `undefined`: they are counted among those who have not passed. */
  readonly nothing: Told | undefined;
}

export interface ReportPiece {
  readonly title: string;
  readonly passPercent: number;
  readonly total: ToldStanding;
  /** In the order of the report's groups. */
  readonly groups: readonly ToldStanding[];
  /** Days until a quarter, a half and three quarters of all have passed, whole; `undefined` where it is not told. */
  readonly daysToPass: TimeToPass['quartiles'] | undefined;
}

export interface ReportSkill {
  readonly competency: CompetencyId;
  readonly target: Proficiency;
  readonly owners: Told;
  readonly atTarget: Told;
}

/** What is told of a cohort to those who do not teach it. */
export interface ManagementReport {
  readonly cohort: string;
  readonly issuer: string;
  readonly writtenAt: string;
  readonly people: Told;
  /** Names of groups and how many are in each; empty for a cohort without groups. */
  readonly groups: readonly { readonly name: string; readonly people: Told }[];
  readonly pieces: readonly ReportPiece[];
  /** The checks that hold up most people, where five or more are held up. */
  readonly checks: readonly {
    readonly lab: string;
    readonly check: string;
    readonly failed: Told;
    /** Known mistakes that the work of five people or more resembles. */
    readonly mistakes: readonly { readonly words: string; readonly people: number }[];
  }[];
  readonly skillsLevel: Level | undefined;
  readonly skills: readonly ReportSkill[];
  readonly certificates: {
    readonly issued: Told;
    readonly revoked: Told;
    readonly dueForRenewal: Told;
  };
  /** Present only when names were asked for: then nothing is held back. */
  readonly named?: readonly NamedStanding[];
}

export interface NamedStanding {
  readonly name: string;
  readonly group: string;
  readonly passed: number;
  readonly of: number;
  readonly totalPercent: number | undefined;
}

export interface ReportInput {
  readonly cohort: string;
  readonly issuer: string;
  /** ISO 8601 in UTC. */
  readonly writtenAt: string;
  readonly book: Gradebook;
  readonly times: readonly TimeToPass[];
  readonly checks: readonly BlockingCheck[];
  /** Title of a lab, and the claim of a check, in words. */
  readonly labTitle: (lab: string) => string;
  readonly checkClaim: (lab: string, check: string) => string;
  readonly mistakeWords: (mutants: readonly string[]) => string;
  readonly skills: SkillsMap | undefined;
  readonly certificates: {
    readonly issued: number;
    readonly revoked: number;
    readonly dueForRenewal: number;
  };
  /** True: with names, and with nothing held back. */
  readonly withNames: boolean;
}

/** Checks that stand in the report. */
const MOST_CHECKS = 10;
/** Classes of a piece: passed, not passed, nothing handed in; the coarser sorting puts the last two together. */
const PASSED_OR_NOT = [[0], [1, 2]];

/**
 * The report of a cohort. Without names nothing in it is of one to four people, and no subtraction gives such a number.
 *
 * @see safeBreakdown
 */
export function managementReport(input: ReportInput): ManagementReport {
  const { book, withNames, certificates, skills } = input;
  const groups = groupsOf(book);
  const count = (people: number): Told => (withNames ? people : (tellable(people) ?? 'few'));
  const countOf = (people: number, all: number): Told =>
    withNames || (tellable(people) !== undefined && tellable(all - people) !== undefined)
      ? people
      : people > 0 && people < all - people
        ? 'few'
        : 'hidden';
  const everybody = book.rows.length;
  const sizes = groups.map(([, rows]): Counts => [rows.length]);
  const toldSizes = withNames ? sizes : safeBreakdown(sizes).groups;
  return {
    cohort: input.cohort,
    issuer: input.issuer,
    writtenAt: input.writtenAt,
    people: count(everybody),
    groups: groups.map(([name], at) => ({ name, people: toldSizes[at]?.[0] ?? 'hidden' })),
    pieces: book.pieces.map(({ id, title, passPercent }, at): ReportPiece => {
      const counts = groups.map(([, rows]) => standing(rows, at));
      const all = groups.length > 0 ? counts : [standing(book.rows, at)];
      const time = input.times.find(({ piece }) => piece === id);
      const isTimeTold = withNames || tellable(time?.passed ?? 0) !== undefined;
      return {
        title,
        passPercent,
        ...told(all, groups.length > 0, withNames),
        daysToPass: time && isTimeTold ? wholeDays(time.quartiles) : undefined,
      };
    }),
    checks: input.checks
      .filter(({ failed }) => withNames || countOf(failed, everybody) === failed)
      .slice(0, MOST_CHECKS)
      .map(({ lab, check, failed, mistakes }) => ({
        lab: input.labTitle(lab),
        check: input.checkClaim(lab, check),
        failed,
        mistakes: (withNames ? mistakes : tellableMistakes(mistakes, failed)).map(
          ({ mutants, people }) => ({ words: input.mistakeWords(mutants), people }),
        ),
      })),
    skillsLevel: skills?.level,
    skills: (skills?.columns ?? []).map((column) => toldSkill(column, countOf, everybody)),
    certificates: {
      issued: count(certificates.issued),
      revoked: countOf(certificates.revoked, certificates.issued),
      dueForRenewal: countOf(certificates.dueForRenewal, certificates.issued),
    },
    ...(withNames && { named: book.rows.map(namedStanding) }),
  };
}

/** Who own it and who are at the target are told together only when the people between the two are nobody or enough. */
function toldSkill(
  { competency, target, busFactor, atTarget }: SkillColumn,
  countOf: (people: number, all: number) => Told,
  everybody: number,
): ReportSkill {
  const [owners, met] = [countOf(busFactor, everybody), countOf(atTarget, everybody)];
  const isBetweenTold =
    typeof owners !== 'number' ||
    typeof met !== 'number' ||
    countOf(Math.abs(busFactor - atTarget), everybody) === Math.abs(busFactor - atTarget);
  return { competency, target, owners: isBetweenTold ? owners : 'hidden', atTarget: met };
}

/** Mistakes of enough people, as many as leave nobody or enough people over. */
function tellableMistakes(
  mistakes: BlockingCheck['mistakes'],
  failed: number,
): BlockingCheck['mistakes'] {
  const kept = mistakes.filter(({ people }) => tellable(people) !== undefined);
  const rest = failed - kept.reduce((sum, { people }) => sum + people, 0);
  return kept.length > 0 && tellable(rest) === undefined
    ? tellableMistakes(kept.slice(0, -1), failed)
    : kept;
}

/** Groups by name; those without one together. None when everybody is in the same. */
function groupsOf({ rows }: Gradebook): readonly (readonly [string, readonly GradebookRow[]])[] {
  const groups = new Map<string, GradebookRow[]>();
  for (const row of rows) {
    const name = row.learner.lms.canvasSection?.trim() ?? '';
    groups.set(name, [...(groups.get(name) ?? []), row]);
  }
  if (groups.size < 2) return [];
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}

function standing(rows: readonly GradebookRow[], at: number): Counts {
  const grades = rows.map((row) => row.grades[at]);
  const passed = grades.filter((grade) => grade?.passed).length;
  const nothing = grades.filter((grade) => grade?.state === 'missing').length;
  return [passed, rows.length - passed - nothing, nothing];
}

function told(
  counts: readonly Counts[],
  hasGroups: boolean,
  withNames: boolean,
): Pick<ReportPiece, 'total' | 'groups'> {
  if (withNames) {
    const all = [0, 1, 2].map((place) => counts.reduce((sum, one) => sum + (one[place] ?? 0), 0));
    return {
      total: standingOf(all, false),
      groups: hasGroups ? counts.map((one) => standingOf(one, false)) : [],
    };
  }
  const { total, groups, isCoarse } = finestBreakdown(counts, PASSED_OR_NOT);
  return {
    total: standingOf(total, isCoarse),
    groups: hasGroups ? groups.map((one) => standingOf(one, isCoarse)) : [],
  };
}

function standingOf(counts: Counts | undefined, isCoarse: boolean): ToldStanding {
  const at = (place: number): Told => counts?.[place] ?? 'hidden';
  return { passed: at(0), notPassed: at(1), nothing: isCoarse ? undefined : at(2) };
}

function wholeDays(quartiles: TimeToPass['quartiles']): TimeToPass['quartiles'] {
  const [first, half, third] = quartiles.map((days) =>
    days === undefined ? undefined : Math.ceil(days),
  );
  return [first, half, third];
}

function namedStanding({ learner, grades, passed, totalPercent }: GradebookRow): NamedStanding {
  const group = learner.lms.canvasSection ?? '';
  return { name: learner.name || learner.id, group, passed, of: grades.length, totalPercent };
}
