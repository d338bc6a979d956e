import type { CourseOutline } from './course-outline.ts';
import type { ProgramFile } from './program-schema.ts';

/**
 * Courses in the order in which somebody new meets them: as the certificates name them, the first level first; a course
 * that no certificate names comes last, in the order given.
 *
 * @param programs by level, as `readPrograms` gives them
 */
export function inReadingOrder(
  courses: readonly CourseOutline[],
  programs: readonly Pick<ProgramFile, 'courses'>[],
): readonly CourseOutline[] {
  const named = programs.flatMap((program) => program.courses.map(({ course }) => course));
  const placeOf = ({ id }: CourseOutline): number => {
    const place = named.indexOf(id);
    return place === -1 ? named.length : place;
  };
  return [...courses].sort((a, b) => placeOf(a) - placeOf(b));
}
