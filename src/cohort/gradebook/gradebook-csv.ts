import { writeCsv, type CsvCell, type CsvStyle } from '#formats';
import { gradeSentence } from './grade-words.ts';
import type { Gradebook, GradebookRow } from './gradebook.ts';
import type { GradedLearner, GradedPiece } from './graded-work.ts';

/** By what the LMS knows a learner, and the header that Moodle's import offers for it. */
const IDENTIFIERS = {
  email: 'Email address',
  username: 'Username',
  idNumber: 'ID number',
} as const;
export type MoodleIdentifier = keyof typeof IDENTIFIERS;

function identifierOf({ email, lms }: GradedLearner, identifier: MoodleIdentifier): string {
  const value = { email, username: lms.moodleUsername, idNumber: lms.moodleIdNumber }[identifier];
  return value?.trim() ?? '';
}

export interface MoodleCsv {
  readonly text: string;
  /** Learners who are not in it, for they have no such identifier, and identifiers that a spreadsheet would run: a sentence each. */
  readonly left: readonly string[];
}

/**
 * A file for Moodle's grade import: one row per learner with the identifier, and for each piece a column of percent and one
 * of feedback. What is missing is empty, which Moodle's import leaves as it is.
 */
export function moodleCsv(
  { pieces, rows }: Gradebook,
  identifier: MoodleIdentifier,
  style: CsvStyle = {},
): MoodleCsv {
  const header = [
    IDENTIFIERS[identifier],
    ...pieces.flatMap((piece) => [columnTitle(piece, rows, pieces), `${piece.title} feedback`]),
  ];
  const left: string[] = [];
  const body = rows.flatMap((row): (readonly CsvCell[])[] => {
    const key = identifierOf(row.learner, identifier);
    if (key === '') {
      left.push(`${shown(row.learner)} has no ${IDENTIFIERS[identifier].toLowerCase()}.`);
      return [];
    }
    if (/^[=+\-@]/.test(key)) {
      left.push(
        `${shown(row.learner)}: ${JSON.stringify(key)} could run in a spreadsheet, so it stands behind an apostrophe; Moodle does not know it so.`,
      );
    }
    const grades = row.grades.flatMap((grade): CsvCell[] => [grade.percent, gradeSentence(grade)]);
    return [[key, ...grades]];
  });
  return { text: writeCsv([header, ...body], style), left };
}

/** The whole gradebook, a row per learner: percent, whether passed, and in words what is to be known of each grade. */
export function plainCsv({ pieces, rows }: Gradebook, style: CsvStyle = {}): string {
  const header = [
    'Id',
    'Name',
    'E-mail',
    'Section',
    ...pieces.flatMap((piece) => [
      columnTitle(piece, rows, pieces),
      `${piece.title} passed`,
      `${piece.title} note`,
    ]),
    'Total percent',
    'Passed',
    'Of',
  ];
  const body = rows.map(({ learner, grades, totalPercent, passed }): CsvCell[] => [
    learner.id,
    learner.name,
    learner.email,
    learner.lms.canvasSection,
    ...grades.flatMap((grade): CsvCell[] => [
      grade.percent,
      grade.percent === undefined ? '' : grade.passed ? 'yes' : 'no',
      gradeSentence(grade),
    ]),
    totalPercent,
    passed,
    pieces.length,
  ]);
  return writeCsv([header, ...body], style);
}

/** A column that holds a self-reported score, as each of a lesson will, says so in its header: an LMS knows it by that name. */
function columnTitle(
  piece: GradedPiece,
  rows: readonly GradebookRow[],
  pieces: readonly GradedPiece[],
): string {
  const at = pieces.indexOf(piece);
  const isSelfReported =
    piece.kind === 'lesson' || rows.some((row) => row.grades[at]?.basis === 'self-reported');
  return isSelfReported ? `${piece.title} (self-reported)` : piece.title;
}

const shown = ({ name, id }: GradedLearner): string => (name.trim() === '' ? id : name);
