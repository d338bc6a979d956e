import {
  SELF_REPORTED,
  shownTitle,
  type PackageContents,
  type PackedUnit,
} from './package-contents.ts';
import { unitName } from '../unit.ts';
import { element, xmlDocument } from './xml.ts';

/**
 * `cmi5.xml`, the course structure: a block for each group, an assignable unit for each unit.
 *
 * @param activities absolute IRI below which the course and its units are named, without a slash at its end
 */
export function cmi5Course(contents: PackageContents, activities: string): string {
  const { id, title, description, groups } = contents;
  const units = groups.flatMap((group) => group.units);
  const course = `${activities}/${id}`;
  const unit = assignable(course);
  return xmlDocument(
    element(
      'courseStructure',
      { xmlns: 'https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd' },
      [
        element('course', { id: course }, [
          words('title', title),
          words('description', `${description} ${SELF_REPORTED}`),
        ]),
        ...(units.length === 1
          ? units.map(unit)
          : groups.map((group, index) =>
              element('block', { id: `${course}/group-${index + 1}` }, [
                words('title', group.title),
                words('description', group.title),
                ...group.units.map(unit),
              ]),
            )),
      ],
    ),
  );
}

/** What lets a learner move on: a lesson is read, all else is passed. */
const assignable =
  (course: string) =>
  ({ unit, launch }: PackedUnit): string =>
    element(
      'au',
      {
        id: `${course}/${unitName(unit)}`,
        moveOn: unit.kind === 'lesson' ? 'Completed' : 'Passed',
        masteryScore: unit.pass === undefined ? undefined : String(masteryOf(unit.pass)),
        launchMethod: 'AnyWindow',
      },
      [
        words('title', shownTitle(unit)),
        words('description', KINDS[unit.kind]),
        element('url', {}, launch),
      ],
    );

const KINDS = {
  lab: 'A lab: files, a shell and checks in the browser. Its score is self-reported.',
  quiz: 'A quiz. Its score is self-reported.',
  lesson: 'A lesson. That it was read is self-reported.',
} as const;

/** A share of 1, with at most four places. */
export const masteryOf = (pass: number): number => Math.round(pass * 100) / 10_000;

const words = (name: string, text: string): string =>
  element(name, {}, [element('langstring', { lang: 'en' }, text)]);
