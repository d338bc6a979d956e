import { LabError } from '#container';
import { SchemaValidator } from '#formats';
import { evidenceFaultLine, harmless, quoted } from '../evidence-fault.ts';
import { readExamRecord } from '../exam/exam-record.ts';
import { readLearnedRecord } from '../learned/learned-record.ts';
import { readRegradeRecord } from '../regrade/regrade-record.ts';
import { COHORT_SCHEMA, HAND_IN_SCHEMA, SET_ASIDE_SCHEMA } from './cohort-schema.ts';
import type { Cohort } from './cohort.ts';
import type { HandIn, SetAsideFile } from './hand-in.ts';

const ofCohort = new SchemaValidator(COHORT_SCHEMA, '2020-12');
const ofHandIn = new SchemaValidator(HAND_IN_SCHEMA, '2020-12');
const ofSetAside = new SchemaValidator(SET_ASIDE_SCHEMA, '2020-12');

/** What is wrong with a cohort, a sentence each; empty when all holds. */
export function cohortFaults(value: unknown): readonly string[] {
  const shape = shapeFaults(ofCohort, value);
  return shape.length > 0 ? shape : meaningFaults(value as Cohort);
}

/**
 * The cohort in a parsed JSON document.
 *
 * @throws LabError `CohortUnreadable`, naming the first faults.
 */
export function readCohort(value: unknown): Cohort {
  const format = (value as { format?: unknown; formatVersion?: unknown } | null) ?? {};
  if (format.format === 'plumbline-cohort' && Number(format.formatVersion) > 1) {
    throw new LabError(
      'CohortUnreadable',
      `This cohort has the format version ${Number(format.formatVersion)}; this edition reads version 1.`,
      'Open it with a newer edition of Plumbline. Nothing was changed.',
    );
  }
  refuse('This is no cohort that can be read', cohortFaults(value));
  return value as Cohort;
}

/** @throws LabError `CohortUnreadable`. */
export function readHandIn(value: unknown): HandIn {
  const what = 'This hand-in of the cohort cannot be read';
  refuse(what, shapeFaults(ofHandIn, value));
  const handIn = value as HandIn;
  const { grading } = handIn;
  if (!('signedRecord' in grading)) return handIn;
  // What is shown is what was signed, whatever stands beside it.
  const bytes = new TextEncoder().encode(grading.signedRecord);
  if (grading.status === 'judged') {
    const { value, faults = [] } = readExamRecord(bytes);
    refuse(what, faults.map(evidenceFaultLine));
    if (value?.record.submissionSha256 === handIn.bundleSha256) {
      return { ...handIn, grading: { ...grading, record: value.record } };
    }
  } else if (grading.status === 'marked') {
    const { value, faults = [] } = readLearnedRecord(bytes);
    refuse(what, faults.map(evidenceFaultLine));
    if (value?.record.submissionSha256 === handIn.bundleSha256) {
      return { ...handIn, grading: { ...grading, record: value.record } };
    }
  } else {
    const { value, faults = [] } = readRegradeRecord(bytes);
    refuse(what, faults.map(evidenceFaultLine));
    if (value?.record.bundleSha256 === handIn.bundleSha256) {
      return { ...handIn, grading: { ...grading, record: value.record } };
    }
  }
  refuse(what, ['Its re-grade record is of another file.']);
  return handIn;
}

/** @throws LabError `CohortUnreadable`. */
export function readSetAside(value: unknown): SetAsideFile {
  refuse('This file that was set aside cannot be read', shapeFaults(ofSetAside, value));
  return value as SetAsideFile;
}

function refuse(what: string, faults: readonly string[]): void {
  if (faults.length === 0) return;
  const more = faults.length > 3 ? ` There are ${faults.length - 3} more faults.` : '';
  throw new LabError(
    'CohortUnreadable',
    `${what}: ${faults.slice(0, 3).join(' ')}${more}`,
    'Nothing was changed. Take the file as it was saved; docs/formats/cohort.md says what stands in it.',
  );
}

function shapeFaults(validator: SchemaValidator, value: unknown): readonly string[] {
  return validator
    .faults({ file: '', value })
    .map(
      ({ path, found, wanted }) =>
        `At ${harmless(path) || 'the top'} it has ${harmless(found)}; expected ${harmless(wanted)}.`,
    );
}

function meaningFaults(cohort: Cohort): readonly string[] {
  const { id, learners, assignments, certificates } = cohort;
  const faults: string[] = [];
  for (const twice of repeated(learners.map((learner) => learner.id.toLowerCase()))) {
    faults.push(`The learner’s id ${quoted(twice)} stands twice; each has one of its own.`);
  }
  for (const twice of repeated(assignments.map(({ terms }) => terms.id))) {
    faults.push(`The assignment ${quoted(twice)} stands twice.`);
  }
  for (const { terms } of assignments) {
    if (terms.cohort.id !== id) {
      faults.push(`The assignment ${quoted(terms.id)} is of another cohort.`);
    }
    for (const twice of repeated(terms.items.map((item) => `${item.kind} ${item.id}`))) {
      faults.push(`The assignment ${quoted(terms.id)} has ${quoted(twice)} twice.`);
    }
    const { opensAt, dueAt } = terms;
    if (opensAt !== undefined && dueAt !== undefined && dueAt <= opensAt) {
      faults.push(`The assignment ${quoted(terms.id)} is due before it opens.`);
    }
  }
  for (const twice of repeated(certificates.map(({ credentialId }) => credentialId))) {
    faults.push(`The certificate ${quoted(twice)} stands twice.`);
  }
  const times = [
    cohort.createdAt,
    `${cohort.retainUntil}T00:00:00Z`,
    ...learners.map(({ addedAt }) => addedAt),
    ...assignments.flatMap(({ terms }) => [terms.opensAt ?? [], terms.dueAt ?? []].flat()),
  ];
  for (const time of times) {
    if (!isDay(time)) faults.push(`${quoted(time)} is no day of the calendar.`);
  }
  return faults;
}

function repeated(values: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const value of values) {
    if (seen.has(value)) twice.add(value);
    seen.add(value);
  }
  return [...twice];
}

/** `Date.parse` takes the 31st of June for the 1st of July. */
function isDay(time: string): boolean {
  const date = new Date(time);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === time.slice(0, 10);
}
