import { parseCsv } from '#formats';
import type { Learner, LmsIds } from '../register/cohort.ts';
import { COHORT_LIMITS } from '../register/cohort-schema.ts';
import { drawBytes, newLearnerId, type DrawBytes } from '../register/new-cohort.ts';
import { matchLearner, sameLearner } from './match-learner.ts';
import { rosterColumns, type RosterField, type RosterKind } from './roster-columns.ts';
import { learnerOfCells } from './learner-of-cells.ts';
import { rosterText } from './roster-text.ts';

/** Something about one line. */
export interface LineNote {
  /** From 1, as an editor counts. */
  readonly line: number;
  readonly what: string;
}

/** One line of a roster that can be taken. */
export interface RosterRow {
  readonly line: number;
  readonly learner: Learner;
  /** `new`: nobody of the cohort is like it. `changed`: it tells something new of somebody. `same`: nothing. */
  readonly change: 'new' | 'changed' | 'same';
}

/** A roster as it would be taken. Nothing is changed by reading it. */
export interface RosterReading {
  readonly kind: RosterKind;
  readonly rows: readonly RosterRow[];
  /** Lines that cannot be taken, and why. */
  readonly faults: readonly LineNote[];
  /** What is to be known of lines that are taken. */
  readonly notes: readonly LineNote[];
  /** Names of the columns that are not taken. */
  readonly ignored: readonly string[];
  /** Learners of the cohort who are not in the file; they stay. */
  readonly missing: readonly Learner[];
}

interface Options {
  /** Who is in the cohort already: found again by id, e-mail or the ids of other systems. */
  readonly known: readonly Learner[];
  readonly now: Date;
  readonly draw?: DrawBytes;
}

/**
 * Reads a roster: CSV of Moodle's user upload or lists, of Canvas' gradebook export, or with plain headers. A line with a fault
 * is left out and named; the others can be taken. Never throws.
 *
 * @see docs/formats/cohort.md, "A roster as CSV"
 */
export function readRoster(
  bytes: Uint8Array,
  { known, now, draw = drawBytes }: Options,
): RosterReading {
  const { text, delimiter, skipped, note } = rosterText(bytes);
  const table = parseCsv(text, delimiter);
  const lineOf = (index: number): number => (table.lines[index] ?? 0) + skipped;
  const { kind, fields, fault } = rosterColumns(table.columns);
  const ignored = table.columns.filter(
    (name, index) => fields[index] === undefined && name.trim() !== '',
  );
  const faults: LineNote[] = table.faults.map(({ line, what }) => ({
    line: line + skipped,
    what: `${capital(what)}.`,
  }));
  const notes: LineNote[] = note === undefined ? [] : [{ line: 1, what: note }];
  const nothing = { kind, rows: [], notes, ignored, missing: [] };
  if (fault !== undefined) return { ...nothing, faults: [{ line: 1 + skipped, what: fault }] };
  if (table.rows.length === 0) {
    return {
      ...nothing,
      faults: [...faults, { line: 1 + skipped, what: 'There is no line below the header.' }],
    };
  }

  const taken = new Set(known.map(({ id }) => id));
  const seen = new Map<string, number>();
  const rows: RosterRow[] = [];
  const met = new Set<string>();
  for (const [index, cells] of table.rows.entries()) {
    const line = lineOf(index);
    const wrong = (what: string): void => void faults.push({ line, what: capital(what) });
    if (isOfNobody(kind, cells, fields)) continue;
    if (cells.length > table.columns.length) {
      wrong(
        `It has ${cells.length} cells, and the header has ${table.columns.length}. A comma inside a name needs quotes around it.`,
      );
      continue;
    }
    const read = learnerOfCells(cells, fields);
    if (read.fault !== undefined) {
      wrong(read.fault);
      continue;
    }
    const person = read.person;
    const twice = keysOf(person).find((key) => seen.has(key));
    if (twice !== undefined) {
      wrong(
        `${capital(twice)} stands on line ${seen.get(twice) ?? 0}, too. A learner has one line.`,
      );
      continue;
    }
    for (const key of keysOf(person)) seen.set(key, line);
    const match = matchLearner(person, known);
    if (match?.fault !== undefined) {
      wrong(match.fault);
      continue;
    }
    const before = match?.learner;
    if (before) met.add(before.id);
    else if (known.length - met.size + rows.length >= COHORT_LIMITS.learners) {
      wrong(`A cohort has at most ${COHORT_LIMITS.learners} learners.`);
      continue;
    }
    const id = before?.id ?? person.id ?? newLearnerId(taken, draw);
    taken.add(id);
    const learner = mergedLearner(id, person, before, now);
    rows.push({
      line,
      learner,
      change: !before ? 'new' : sameLearner(before, learner) ? 'same' : 'changed',
    });
    for (const what of read.notes) notes.push({ line, what });
  }
  return {
    kind,
    rows,
    faults: faults.sort((a, b) => a.line - b.line),
    notes,
    ignored,
    missing: known.filter(({ id }) => !met.has(id)),
  };
}

/** What a line tells of a person. */
export interface RosterPerson {
  readonly id?: string;
  readonly name: string;
  readonly email?: string;
  readonly lms: LmsIds;
}

function mergedLearner(
  id: string,
  person: RosterPerson,
  before: Learner | undefined,
  now: Date,
): Learner {
  const email = person.email ?? before?.email;
  return {
    id,
    name: person.name,
    ...(email === undefined ? {} : { email }),
    lms: { ...before?.lms, ...person.lms },
    addedAt: before?.addedAt ?? now.toISOString(),
  };
}

/** What two lines of one file must not share, in words. */
function keysOf({ id, email, lms }: RosterPerson): readonly string[] {
  return [
    ...(id === undefined ? [] : [`the id "${id.toLowerCase()}"`]),
    ...(email === undefined ? [] : [`the e-mail address "${email.toLowerCase()}"`]),
    ...(lms.moodleUsername === undefined
      ? []
      : [`the user name "${lms.moodleUsername.toLowerCase()}"`]),
    ...(lms.canvasId === undefined ? [] : [`the Canvas ID "${lms.canvasId}"`]),
  ];
}

/** Canvas puts the points possible and a test student among the learners. */
function isOfNobody(
  kind: RosterKind,
  cells: readonly string[],
  fields: readonly (RosterField | undefined)[],
): boolean {
  if (cells.every((cell) => cell.trim() === '')) return true;
  if (kind !== 'canvas') return false;
  const name = (cells[fields.indexOf('canvasStudent')] ?? '').trim().toLowerCase();
  return ['points possible', 'student, test', 'test student', ''].includes(name);
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
