import type { Content } from '../content.ts';
import { didYouMean } from '../near-miss.ts';
import type { Problem } from '../problem.ts';

/** A course lists each of its lessons once; what it lists is there, and what is there is listed. */
export function listedLessons({ courses, lessons }: Content): readonly Problem[] {
  const problems: Problem[] = [];
  const written = new Map(lessons.map(({ id, file }) => [id, file]));
  const listed = new Set<string>();

  for (const { id: course, file, data, lineOf } of courses) {
    if (!data) continue;
    const files = [...written.keys()].filter((id) => id.startsWith(`${course}/`));
    data.modules.forEach((module, m) => {
      module.lessons.forEach((entry, l) => {
        const coming = typeof entry !== 'string';
        const slug = coming ? entry.slug : entry;
        const id = `${course}/${slug}`;
        const place = { file, line: lineOf(['modules', m, 'lessons', l]) };
        if (listed.has(id)) {
          problems.push({
            ...place,
            what: `The lesson "${slug}" is listed twice.`,
            todo: 'Keep it at one place in the order.',
          });
        }
        listed.add(id);
        if (coming && written.has(id)) {
          problems.push({
            ...place,
            what: `The lesson "${slug}" is listed as coming, and ${written.get(id) ?? ''} exists.`,
            todo: `List it by its slug alone: "- ${slug}".`,
          });
        }
        if (!coming && !written.has(id)) {
          const slugs = files.map((one) => one.slice(course.length + 1));
          problems.push({
            ...place,
            what: `The lesson "${slug}" is listed and does not exist.`,
            todo: `${didYouMean(slug, slugs)}Write content/courses/${course}/lessons/${slug}.mdx, or list it with "status: coming".`,
          });
        }
      });
    });
    if (data.status === 'coming' && files.length > 0) {
      problems.push({
        file,
        line: lineOf(['status']),
        what: 'The course is "coming", and a lesson of it is written.',
        todo: 'Take the line "status: coming" away.',
      });
    }
    if (data.status === 'open' && files.length === 0) {
      problems.push({
        file,
        line: 1,
        what: 'The course is open, and no lesson of it is written.',
        todo: 'Write a lesson, or add the line "status: coming".',
      });
    }
  }

  const readable = new Set(courses.filter(({ data }) => data).map(({ id }) => id));
  for (const { id, file } of lessons) {
    const [course = '', slug = ''] = id.split('/');
    if (listed.has(id) || !readable.has(course)) continue;
    problems.push({
      file,
      line: 1,
      what: `The lesson "${slug}" is in no list.`,
      todo: `Add the line "- ${slug}" to a module in content/courses/${course}/course.yaml.`,
    });
  }
  return problems;
}
