import {
  coursePath,
  glossaryPath,
  labPath,
  lessonPath,
  quizPath,
  type QuizItem,
} from '#curriculum';
import type { SearchPage } from '#search';
import { lessonFiles } from './content.ts';
import { readCourses, readGlossary } from './read-curriculum.ts';
import { readLabs } from './read-lab.ts';
import { readQuizzes } from './read-quizzes.ts';

/** Sections that every lesson has: nobody looks for them. */
const COMMON_SECTIONS = ['Recall', 'At work tomorrow', 'Sources'];

/** Everything that can be found, read from the content itself. */
export function readSearchPages(root = '.'): readonly SearchPage[] {
  return [...courseAndLessonPages(root), ...labPages(root), ...quizPages(root), ...termPages(root)];
}

function courseAndLessonPages(root: string): SearchPage[] {
  const texts = new Map(lessonFiles(root).map((lesson) => [lesson.id, lesson]));
  return readCourses(root).flatMap((course): SearchPage[] => {
    const lessons = course.modules.flatMap((module) => module.lessons);
    const own: SearchPage = {
      kind: 'course',
      path: coursePath(course.id),
      title: course.title,
      course: course.id,
      description: course.summary,
      headings: course.modules.map(({ id, title }) => ({ id, text: title })),
      body: lessons.map(({ title, objective }) => `${title} ${objective}`).join(' '),
    };
    const written = lessons.flatMap(({ id, title, objective }): SearchPage[] => {
      const lesson = texts.get(id);
      if (lesson?.words === undefined) return [];
      const questions = lesson.head?.questions.map(({ ask }) => ask).join(' ') ?? '';
      return [
        {
          kind: 'lesson',
          path: lessonPath(id),
          title,
          course: course.id,
          description: `Afterwards you can ${objective}.`,
          headings: lesson.headings
            .filter(({ depth, text }) => depth <= 3 && !COMMON_SECTIONS.includes(text))
            .map(({ id: heading, text }) => ({ id: heading, text })),
          body: `${lesson.words} ${questions}`,
        },
      ];
    });
    return [own, ...written];
  });
}

function labPages(root: string): SearchPage[] {
  return readLabs(root).map(({ id, manifest, brief }) => ({
    kind: 'lab',
    path: labPath(id),
    title: manifest.title,
    course: manifest.course,
    description: manifest.summary ?? '',
    headings: [],
    body: [
      brief,
      ...manifest.tasks.flatMap(({ title, summary, checks }) => [
        title,
        summary,
        ...checks.map(({ claim }) => claim),
      ]),
    ].join(' '),
  }));
}

/** Topics of a quiz are what it asks; its answers are not given away. */
function quizPages(root: string): SearchPage[] {
  return readQuizzes(root).map((quiz) => ({
    kind: 'quiz',
    path: quizPath(quiz.id),
    title: `${quiz.title}: the quiz`,
    course: quiz.course,
    description: `The quiz that ends the module: ${quiz.draw} questions, drawn from ${quiz.items.length}.`,
    headings: [],
    body: quiz.items
      .map(({ ask, artifact }: QuizItem) => `${ask} ${artifact?.name ?? ''}`)
      .join(' '),
  }));
}

function termPages(root: string): SearchPage[] {
  return readGlossary(root).map(({ id, term, short, also, body }) => ({
    kind: 'term',
    path: glossaryPath(id),
    title: term,
    also,
    description: short,
    headings: [],
    body: `${short} ${body}`,
  }));
}
