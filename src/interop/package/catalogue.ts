import { LabError } from '#container';
import type { Unit } from '../unit.ts';
import { unitName } from '../unit.ts';

/** A unit of the site, and the site's files that it is made of. */
export interface CatalogueUnit {
  readonly unit: Unit;
  /** What it is, in one sentence. */
  readonly description: string;
  /** Its page, from the site's root. */
  readonly page: string;
  /** All files that the page can call for, itself among them, without those of the engine. From the site's root. */
  readonly files: readonly string[];
  readonly runsEngine: boolean;
}

export interface CatalogueCourse {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly groups: readonly {
    readonly title: string;
    /** Names of units, in order. */
    readonly units: readonly string[];
  }[];
}

/** `packages/catalogue.json`: what a built site can be packed into, so that a page or a terminal can do it from its files. */
export interface PackageCatalogue {
  /** Path of the site's root on its host, with a slash at its end. */
  readonly base: string;
  readonly units: readonly CatalogueUnit[];
  readonly courses: readonly CatalogueCourse[];
  /** The engine's files. */
  readonly engine: readonly string[];
  /** Size in bytes of each file, by path from the site's root. */
  readonly bytes: Readonly<Record<string, number>>;
}

/** What is packed: some units under a title. */
export interface Choice {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly groups: readonly {
    readonly title: string;
    readonly units: readonly CatalogueUnit[];
  }[];
}

/**
 * Finds what a name stands for: a lab, a quiz (`<course>/<quiz>`), or a course with all its lessons, labs and quizzes.
 *
 * @throws LabError `NothingToPack` that names what there is
 */
export function choose({ units, courses }: PackageCatalogue, name: string): Choice {
  const course = courses.find(({ id }) => id === name);
  if (course) {
    const byName = new Map(units.map((one) => [unitName(one.unit), one]));
    return {
      id: `plumbline.course-${course.id}`,
      title: course.title,
      description: course.description,
      groups: course.groups.map(({ title, units: names }) => ({
        title,
        units: names.flatMap((one) => byName.get(one) ?? []),
      })),
    };
  }
  const one = units.find(({ unit }) => unit.id === name && unit.kind !== 'lesson');
  if (one) {
    return {
      id: `plumbline.${unitName(one.unit)}`,
      title: one.unit.title,
      description: one.description,
      groups: [{ title: one.unit.title, units: [one] }],
    };
  }
  const named = (kind: Unit['kind']): string =>
    units
      .filter(({ unit }) => unit.kind === kind)
      .map(({ unit }) => unit.id)
      .join(', ') || 'none';
  throw new LabError(
    'NothingToPack',
    `There is no lab, quiz or course "${name}".`,
    `Labs: ${named('lab')}. Quizzes: ${named('quiz')}. Courses: ${courses.map(({ id }) => id).join(', ') || 'none'}.`,
  );
}
