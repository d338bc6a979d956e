import type { Content } from '../content.ts';
import { didYouMean } from '../near-miss.ts';
import type { Problem } from '../problem.ts';
import type { YamlPath } from '../yaml-source.ts';

/** What one file names in its keys — a lab, a lesson, a term, a course, a module — exists. */
export function references(content: Content): readonly Problem[] {
  const { courses, lessons, quizzes, labs, glossary, programs } = content;
  const known = {
    lab: labs.map(({ id }) => id),
    lesson: lessons.map(({ id }) => id),
    'glossary entry': glossary.map(({ id }) => id),
    course: courses.map(({ id }) => id),
  };
  const folders = {
    lab: 'labs/',
    lesson: 'content/courses/<course>/lessons/',
    'glossary entry': 'content/glossary/',
    course: 'content/courses/',
  };
  const problems: Problem[] = [];
  const need = (
    source: { readonly file: string; lineOf: (path: YamlPath) => number },
    path: YamlPath,
    kind: keyof typeof known,
    name: string,
  ): void => {
    if (known[kind].includes(name)) return;
    problems.push({
      file: source.file,
      line: source.lineOf(path),
      what: `There is no ${kind} "${name}".`,
      todo: `${didYouMean(name, known[kind])}A ${kind} stands in ${folders[kind]}.`,
    });
  };
  const needModule = (
    source: { readonly file: string; lineOf: (path: YamlPath) => number },
    path: YamlPath,
    course: string,
    module: string,
  ): void => {
    const data = courses.find(({ id }) => id === course)?.data;
    const modules = data?.modules.map(({ id }) => id) ?? [];
    if (!data || modules.includes(module)) return;
    problems.push({
      file: source.file,
      line: source.lineOf(path),
      what: `The course "${course}" has no module "${module}".`,
      todo: `${didYouMean(module, modules)}Its modules: ${modules.join(', ')}.`,
    });
  };

  for (const lesson of lessons) {
    if (lesson.head?.lab !== undefined) need(lesson, ['lab'], 'lab', lesson.head.lab);
    lesson.head?.terms.forEach((term, i) => need(lesson, ['terms', i], 'glossary entry', term));
  }
  for (const entry of glossary) {
    entry.head?.see.forEach((term, i) => need(entry, ['see', i], 'glossary entry', term));
  }
  for (const lab of labs) {
    if (!lab.data) continue;
    need(lab, ['course'], 'course', lab.data.course);
    lab.data.lessons.forEach((lesson, i) => need(lab, ['lessons', i], 'lesson', lesson));
  }
  for (const course of courses) {
    course.data?.certificate?.labs.forEach((lab, i) =>
      need(course, ['certificate', 'labs', i], 'lab', lab),
    );
  }
  for (const program of programs) {
    program.data?.courses.forEach(({ course, modules }, i) => {
      need(program, ['courses', i, 'course'], 'course', course);
      modules?.forEach((module, m) =>
        needModule(program, ['courses', i, 'modules', m], course, module),
      );
    });
  }
  for (const quiz of quizzes) {
    if (!quiz.data) continue;
    const course = quiz.id.split('/')[0] ?? '';
    needModule(quiz, ['module'], course, quiz.data.module);
  }
  return problems;
}
