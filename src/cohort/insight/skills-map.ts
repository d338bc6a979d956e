import {
  COMPETENCY_IDS,
  TARGETS,
  type CompetencyId,
  type Level,
  type Proficiency,
} from '#curriculum';
import { parseCsv } from '#formats';
import { CohortFileFault } from '../gradebook/cohort-file-fault.ts';

/** One thing that a person has shown. */
export interface SkillEvidence {
  readonly learner: string;
  readonly competency: CompetencyId;
  /** 1 by questions, 2 by a lab that was passed, 3 by a lab that was passed without help. @see evidenceOfLab */
  readonly level: 1 | 2 | 3;
}

/** What a person says of themselves. */
export interface SkillClaim {
  readonly learner: string;
  readonly competency: CompetencyId;
  readonly claim: Proficiency;
}

export interface SkillRow {
  readonly learner: string;
  readonly levels: Readonly<Record<CompetencyId, Proficiency>>;
  /** Levels that are missing to the target, by competency. */
  readonly gaps: Readonly<Record<CompetencyId, number>>;
  readonly gap: number;
}

export interface SkillColumn {
  readonly competency: CompetencyId;
  readonly target: Proficiency;
  /** People who own it (level 3 or more). */
  readonly busFactor: number;
  /** Fewer than two own it: one resignation, and nobody does. */
  readonly isAtRisk: boolean;
  readonly atTarget: number;
}

export interface SkillsMap {
  readonly level: Level;
  readonly rows: readonly SkillRow[];
  readonly columns: readonly SkillColumn[];
}

const OWNS = 3;
const LEAST_BUS_FACTOR = 2;

/**
 * What a passed lab shows in each of its competencies: that somebody applies it (2); that they own it (3) when no hint was
 * opened and the solution not seen, which only the learner's browser tells. Designing (4) is shown by no lab.
 */
export function evidenceOfLab(
  learner: string,
  skills: readonly CompetencyId[],
  helped: boolean,
): readonly SkillEvidence[] {
  return skills.map((competency) => ({ learner, competency, level: helped ? 2 : 3 }));
}

/**
 * People by competencies. A level is what was shown; where a person claims one, it is the smaller of the claim and one more
 * than was shown. Gaps are to the target of a certificate's level.
 */
export function skillsMap(
  learners: readonly string[],
  evidence: readonly SkillEvidence[],
  level: Level,
  claims: readonly SkillClaim[] = [],
): SkillsMap {
  const target = TARGETS[level];
  const rows = learners.map((learner): SkillRow => {
    const shown = evidence.filter((one) => one.learner === learner);
    const claimed = claims.filter((one) => one.learner === learner);
    const levels = byCompetency((competency) => {
      const best = Math.max(
        0,
        ...shown.filter((one) => one.competency === competency).map((one) => one.level),
      );
      const claim = claimed.findLast((one) => one.competency === competency)?.claim;
      return (claim === undefined ? best : Math.min(claim, best + 1)) as Proficiency;
    });
    const gaps = byCompetency((id) => Math.max(0, target[id] - levels[id]));
    return { learner, levels, gaps, gap: COMPETENCY_IDS.reduce((sum, id) => sum + gaps[id], 0) };
  });
  const columns = COMPETENCY_IDS.map((competency): SkillColumn => {
    const busFactor = rows.filter(({ levels }) => levels[competency] >= OWNS).length;
    return {
      competency,
      target: target[competency],
      busFactor,
      isAtRisk: busFactor < LEAST_BUS_FACTOR,
      atTarget: rows.filter(({ gaps }) => gaps[competency] === 0).length,
    };
  });
  return { level, rows, columns };
}

function byCompetency<T>(value: (id: CompetencyId) => T): Readonly<Record<CompetencyId, T>> {
  return Object.fromEntries(COMPETENCY_IDS.map((id) => [id, value(id)])) as Record<CompetencyId, T>;
}

/**
 * Reads claims from CSV with the columns `name` (or `id`), `competency`, `claim`.
 *
 * @param learners id by what stands in the first column
 * @throws CohortFileFault that names the line.
 */
export function readClaims(
  text: string,
  learners: ReadonlyMap<string, string>,
): readonly SkillClaim[] {
  const { columns, rows, faults } = parseCsv(text);
  const names = columns.map((column) => column.trim().toLowerCase());
  const [who, what, level] = [
    names.findIndex((name) => name === 'name' || name === 'id'),
    names.indexOf('competency'),
    names.indexOf('claim'),
  ] as const;
  const again = 'Correct the file and bring it again; nothing was taken from it.';
  const [fault] = faults;
  if (fault) throw new CohortFileFault(`in line ${fault.line}: ${fault.what}`, 'sound CSV', again);
  if (who < 0 || what < 0 || level < 0) {
    throw new CohortFileFault(
      `the columns ${columns.join(', ') || 'of an empty file'}`,
      'the columns name (or id), competency and claim',
      again,
    );
  }
  return rows.map((row, at): SkillClaim => {
    const cell = (column: number): string => row[column]?.trim() ?? '';
    const place = `in row ${at + 1} `;
    const learner = learners.get(cell(who));
    const competency = COMPETENCY_IDS.find((id) => id === cell(what).toUpperCase());
    const claim = cell(level);
    if (learner === undefined) {
      throw new CohortFileFault(
        `${place}${JSON.stringify(cell(who))}`,
        'somebody on the roster',
        again,
      );
    }
    if (!competency) {
      const expected = `one of ${COMPETENCY_IDS.join(', ')}`;
      throw new CohortFileFault(
        `${place}the competency ${JSON.stringify(cell(what))}`,
        expected,
        again,
      );
    }
    if (!/^[0-4]$/.test(claim)) {
      throw new CohortFileFault(`${place}the claim ${JSON.stringify(claim)}`, '0 to 4', again);
    }
    return { learner, competency, claim: Number(claim) as Proficiency };
  });
}
