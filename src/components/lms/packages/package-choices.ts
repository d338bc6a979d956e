import { readCourses, readLabs, readQuizzes } from '#authoring';
import { packableCourses, packedTitle } from '../../site/packages/packable.ts';

interface Choice {
  /** As `choose` takes it. */
  readonly id: string;
  readonly text: string;
}

/** What the site can be packed into, by kind; read at the build. */
export interface PackageChoices {
  readonly courses: readonly Choice[];
  readonly labs: readonly Choice[];
  readonly quizzes: readonly Choice[];
}

/** Everything of the site that can be packed for an LMS. */
export function packageChoices(): PackageChoices {
  const [courses, labs, quizzes] = [readCourses(), readLabs(), readQuizzes()];
  const titles = new Map(courses.map(({ id, title }) => [id, title]));
  return {
    courses: packableCourses(courses, labs, quizzes)
      .filter(({ groups }) => groups.length > 0)
      .map(({ course, groups }) => ({
        id: course.id,
        text: `${course.title}, ${groups.flatMap(({ steps }) => steps).length} units`,
      })),
    labs: labs.map(({ id, manifest }) => ({ id, text: manifest.title })),
    quizzes: quizzes.map((quiz) => ({
      id: quiz.id,
      text: `${packedTitle(quiz)}, of ${titles.get(quiz.id.split('/')[0] ?? '') ?? quiz.id}`,
    })),
  };
}
