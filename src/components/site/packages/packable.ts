import type { Lab, Quiz } from '#authoring';
import type { CourseOutline } from '#curriculum';
import { stepsByModule } from '../course-steps.ts';

type Step = ReturnType<typeof stepsByModule>[number][number];

/** A course with what of it can be packed for an LMS, by its modules. */
export interface PackableCourse {
  readonly course: CourseOutline;
  readonly groups: readonly { readonly title: string; readonly steps: readonly Step[] }[];
}

/** What of each course can be packed: its lessons, labs and quizzes that are there. */
export function packableCourses(
  courses: readonly CourseOutline[],
  labs: readonly Lab[],
  quizzes: readonly Quiz[],
): readonly PackableCourse[] {
  return courses.map((course) => ({
    course,
    groups: stepsByModule(course, labs, quizzes)
      .map((steps, index) => ({
        title: course.modules[index]?.title ?? '',
        steps: steps.filter(({ path }) => path !== undefined),
      }))
      .filter(({ steps }) => steps.length > 0),
  }));
}

/** The name under which a quiz is packed. */
export const packedTitle = (quiz: Quiz): string => `${quiz.title}: the quiz`;
