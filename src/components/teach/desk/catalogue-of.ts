import {
  assignedPractical,
  labIdentity,
  readCertificateKinds,
  readCourses,
  readExamItems,
  readLabs,
  readPrograms,
  readQuizzes,
  readSiteSettings,
} from '#authoring';
import { inReadingOrder } from '#curriculum';
import { bankCount, examined, examPath } from '../../assessment/exam/exam-sheet-of.ts';
import { stepsByModule } from '../../site/course-steps.ts';
import { siteLink } from '../../site/site-link.ts';
import type { Catalogue, CatalogueItem, CatalogueLab } from './catalogue.ts';

/** Everything that can be assigned on this site. Runs when the site is built. */
export function catalogueOf(): Catalogue {
  const programs = readPrograms();
  const labs = readLabs();
  const quizzes = readQuizzes();
  const sheets = labs.map(({ id, manifest }): CatalogueLab => ({
    id,
    title: manifest.title,
    version: manifest.version,
    sha256: labIdentity(id).sha256,
    pass: manifest.pass,
    skills: manifest.skills,
    tasks: manifest.tasks.map((task) => ({
      id: task.id,
      title: task.title,
      points: task.points,
      checks: task.checks.map(({ id, claim, must }) => ({
        id,
        claim,
        ...(must ? { must: true as const } : {}),
      })),
    })),
  }));
  const bytes = new Map(sheets.map(({ id, version, sha256 }) => [id, { version, sha256 }]));
  const items = inReadingOrder(readCourses(), programs).flatMap((course) =>
    stepsByModule(course, labs, quizzes)
      .flat()
      .flatMap(({ kind, id, title, minutes, path }): CatalogueItem[] =>
        path === undefined
          ? []
          : [
              {
                kind,
                id,
                title,
                ...(kind === 'lab' ? bytes.get(id) : {}),
                course: course.title,
                minutes,
                href: siteLink(path),
              },
            ],
      ),
  );
  const bank = readExamItems();
  const open = examined(programs).filter((program) => {
    const { has, wants } = bankCount(program, bank);
    return has === wants;
  });
  const exams = open.map(({ id, title, exam }): CatalogueItem => ({
    kind: 'exam',
    id,
    title: `${title}: the exam`,
    ...assignedPractical(exam, labs),
    course: 'Exams',
    minutes: exam.knowledge.minutes,
    href: siteLink(examPath(id)),
  }));
  return {
    items: [...items, ...exams],
    labs: sheets,
    certificates: readCertificateKinds().kinds,
    engines: readSiteSettings().engines.allowed,
  };
}
