import type { CompetencyId } from '#curriculum';
import type { Gradebook } from '../gradebook/gradebook.ts';
import { columnsOf } from '../gradebook/gradebook-of-cohort.ts';
import type { Cohort } from '../register/cohort.ts';
import type { HandIn } from '../register/hand-in.ts';
import type { SeenWork } from './blocking-checks.ts';
import { evidenceOfLab, type SkillEvidence } from './skills-map.ts';

/** The graded work of a cohort, for `blockingChecks`. */
export function seenWorks(handIns: readonly HandIn[]): readonly SeenWork[] {
  return handIns.flatMap(({ learner, item, receivedAt, grading }) =>
    grading.status === 'graded'
      ? [{ learner, lab: item.id, receivedAt, verdicts: grading.verdicts }]
      : [],
  );
}

/**
 * What learners have shown by the labs that they passed. A lab shows that somebody owns its competencies when its assignment
 * allows no hints; that it was done so is what their browsers say.
 */
export function shownSkills(
  { assignments }: Pick<Cohort, 'assignments'>,
  { pieces, rows }: Gradebook,
  skillsOf: (lab: string) => readonly CompetencyId[],
): readonly SkillEvidence[] {
  const alone = new Set(
    assignments.flatMap(({ terms }) =>
      terms.items.flatMap((item) => {
        const [own, ...inExam] = columnsOf(terms.id, item);
        // An exam shows no hints, whatever its assignment allows.
        const shown = terms.hintsAllowed || !own ? inExam : [own, ...inExam];
        return shown.map(({ piece }) => piece);
      }),
    ),
  );
  return rows.flatMap(({ learner, grades }) =>
    grades.flatMap((grade, at) => {
      const piece = pieces[at];
      const isShown = grade.passed && grade.basis !== 'self-reported';
      if (!piece || piece.kind !== 'lab' || !isShown) return [];
      return evidenceOfLab(learner.id, skillsOf(piece.item), !alone.has(piece.id));
    }),
  );
}
