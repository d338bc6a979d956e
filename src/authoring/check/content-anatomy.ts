import { existsSync, readdirSync, lstatSync } from 'node:fs';
import { join } from 'node:path';
import type { Content } from '../content.ts';
import type { Problem } from '../problem.ts';

/** Where each kind of file stands in `content/`. */
const PLACES: readonly RegExp[] = [
  /^courses\/[a-z0-9-]+\/course\.yaml$/,
  /^courses\/[a-z0-9-]+\/lessons\/[a-z0-9-]+\.mdx$/,
  /^courses\/[a-z0-9-]+\/quizzes\/[a-z0-9-]+\.yaml$/,
  /^courses\/[a-z0-9-]+\/images\/[a-z0-9-]+\.(?:svg|png|jpg|webp|avif)$/,
  /^exams\/bank\/l[1-5]-[a-z]{3}\.yaml$/,
  /^programs\/[a-z0-9-]+\.yaml$/,
  /^diagnostic\.yaml$/,
  /^glossary\/[a-z0-9-]+\.mdx$/,
];

/** A file that stands where nothing reads it would be forgotten in silence. */
export function contentAnatomy({ root, courses }: Content): readonly Problem[] {
  const folder = join(root, 'content');
  if (!existsSync(folder)) return [];
  const strays = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => !lstatSync(join(folder, path)).isDirectory())
    .filter((path) => !PLACES.some((place) => place.test(path)))
    .sort()
    .map((path) => ({
      file: `content/${path}`,
      line: 1,
      what: `Nothing reads content/${path}.`,
      todo: 'Lessons stand in courses/<course>/lessons/<lesson>.mdx, quizzes in quizzes/, pictures in images/, exam banks in exams/bank/<level>-<competency>.yaml, terms in glossary/, certificates in programs/; names are lower-case words joined by hyphens.',
    }));
  const known = courses.map(({ id }) => id);
  const inCourses = join(folder, 'courses');
  const headless = (existsSync(inCourses) ? readdirSync(inCourses) : [])
    .filter((name) => lstatSync(join(inCourses, name)).isDirectory() && !known.includes(name))
    .map((name) => ({
      file: `content/courses/${name}/course.yaml`,
      line: 1,
      what: `The course "${name}" has no course.yaml.`,
      todo: 'Add it: title, summary, level, challenge, competencies, hours, modules.',
    }));
  return [...strays, ...headless];
}
