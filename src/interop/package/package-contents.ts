import type { Unit } from '../unit.ts';

/** A unit in a package, and the files that only it needs. */
export interface PackedUnit {
  readonly unit: Unit;
  /** The page that the LMS launches, from the package's root. */
  readonly launch: string;
  /** Paths of its own files, the launched page among them. */
  readonly files: readonly string[];
}

/** Units that stand together under a title; a package of one unit has one group without a title of its own. */
export interface PackedGroup {
  readonly title: string;
  readonly units: readonly PackedUnit[];
}

/** What a manifest tells of a package. */
export interface PackageContents {
  /** Letters, digits, dots and hyphens: the same for every build of the same content. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly groups: readonly PackedGroup[];
  /** Paths of files that all units use. */
  readonly shared: readonly string[];
}

/** Where a score in an LMS comes from, in one sentence for whoever reads it there. */
export const SELF_REPORTED =
  'The score is self-reported: the learner’s browser counted it and nobody has checked it. For a certificate the work is handed in and graded anew.';

/** The title under which an LMS lists a unit, and heads the column of its scores. */
export const shownTitle = ({ kind, title }: Unit): string =>
  kind === 'lesson' ? title : `${title} (self-reported)`;

/** `ABOUT.txt`, for whoever unpacks a package. */
export const aboutPackage = ({ title, description }: PackageContents): string =>
  `${title}\n\n${description}\n\n${SELF_REPORTED}\n`;
