import {
  embeddedEngineIdentity,
  graderIdentity,
  labIdentity,
  type Lab,
  type SiteSettings,
} from '#authoring';
import { labPath, lessonPath, type CourseOutline } from '#curriculum';
import { textFile, toJsonTree } from '#container';
import { treeDigest } from '#progress';
import { siteLink } from '../site/site-link.ts';
import type { LabSheet, SheetLink } from './lab-sheet.ts';
import type { SolutionFile, StarterFile } from './served-files.ts';

/** What the page of a lab hands to the workbench. Runs when the site is built. */
export function labSheetOf(
  lab: Lab,
  courses: readonly CourseOutline[],
  { engines }: SiteSettings,
): LabSheet {
  const { id, manifest } = lab;
  const course = courses.find((known) => known.id === manifest.course);
  const lessons = courses.flatMap(({ modules }) => modules.flatMap((module) => module.lessons));
  return {
    id,
    title: manifest.title,
    version: manifest.version,
    minutes: manifest.minutes,
    needs: manifest.needs,
    pass: manifest.pass,
    tasks: manifest.tasks,
    open: manifest.open,
    digest: starterDigest(lab),
    identity: {
      labSha256: labIdentity(id).sha256,
      grader: graderIdentity(),
      engine: embeddedEngineIdentity(),
    },
    engines,
    course: {
      id: manifest.course,
      title: course?.title ?? manifest.course,
      href: siteLink(`/courses/${manifest.course}/`),
    },
    lessons: manifest.lessons.flatMap((lesson): SheetLink[] => {
      const known = lessons.find((other) => other.id === lesson);
      return known ? [{ id: lesson, title: known.title, href: siteLink(lessonPath(lesson)) }] : [];
    }),
  };
}

/** The file that is readable before any script has run: the first that the lab opens. */
export function firstFileOf({
  manifest,
  starter,
}: Lab): { path: string; text: string } | undefined {
  const path = manifest.open.find((name) => starter[name]?.kind === 'file');
  const entry = path === undefined ? undefined : starter[path];
  if (path === undefined || entry?.kind !== 'file') return undefined;
  return { path, text: new TextDecoder().decode(entry.bytes) };
}

/** `/labs/<lab>/starter.json`. */
export function starterFileOf(lab: Lab): StarterFile {
  return {
    version: lab.manifest.version,
    digest: starterDigest(lab),
    files: toJsonTree(lab.starter),
    ...(lab.setup === undefined ? {} : { setup: lab.setup }),
  };
}

/** `/labs/<lab>/solution.json`. */
export function solutionFileOf({ solution }: Lab): SolutionFile {
  return {
    files: toJsonTree(solution.tree),
    ...(solution.script === undefined ? {} : { answer: solution.script }),
  };
}

/** Where the page of a lab stands. */
export const labHref = (id: string): string => siteLink(labPath(id));

function starterDigest({ starter, setup }: Lab): string {
  return treeDigest(setup === undefined ? starter : { ...starter, 'setup.sh': textFile(setup) });
}
