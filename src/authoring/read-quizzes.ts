import { LabError } from '#container';
import type { CourseOutline, OutlinedModule, QuizFile } from '#curriculum';
import { quizFiles } from './content.ts';
import { readOnceABuild } from './read-once.ts';
import { refuseBroken } from './problem.ts';
import { writtenOut } from './written-out.ts';

/** A quiz as it stands on disk, its quotes of lab files filled in. */
export interface Quiz extends QuizFile {
  /** `<course>/<quiz>`. */
  readonly id: string;
  readonly course: string;
}

/**
 * Every quiz, by course and file name.
 *
 * @throws LabError `ContentBroken` with every fault in quizzes, `LabFileGone` or `LabLinesGone` for a quote that is gone.
 */
export function readQuizzes(root = '.'): readonly Quiz[] {
  return readOnceABuild(`readQuizzes ${root}`, () => {
    const quizzes = quizFiles(root);
    refuseBroken(quizzes.flatMap(({ problems }) => problems));
    return quizzes.map(({ id, data }) => {
      const quiz = data as QuizFile;
      const items = quiz.items.map((item) =>
        item.artifact ? { ...item, artifact: writtenOut(item.artifact, root) } : item,
      );
      return { ...quiz, items, id, course: id.split('/')[0] ?? '' };
    });
  });
}

/** The module that a quiz ends. @throws LabError `ModuleNotFound`; `npm run check` says so first, with its line. */
export function moduleOfQuiz({ id, module }: Quiz, course: CourseOutline): OutlinedModule {
  const found = course.modules.find((one) => one.id === module);
  if (found) return found;
  throw new LabError(
    'ModuleNotFound',
    `The quiz "${id}" ends the module "${module}", which the course does not have.`,
    `Its modules: ${course.modules.map((one) => one.id).join(', ')}.`,
  );
}
