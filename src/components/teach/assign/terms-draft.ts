import {
  asAssigned,
  COHORT_LIMITS,
  newAssignmentId,
  type AssignedItem,
  type AssignmentTerms,
  type Cohort,
  type LateRule,
} from '#cohort';
import type { Catalogue, CatalogueItem } from '../desk/catalogue.ts';

/** An assignment as the form holds it: what was typed, sound or not. */
export interface TermsDraft {
  readonly title: string;
  /** `<kind> <id>` of what is chosen. */
  readonly chosen: ReadonlySet<string>;
  /** As the browser's field has it, in the instructor's own time: `2026-11-09T22:00`; empty for none. */
  readonly opens: string;
  readonly due: string;
  readonly late: LateRule['kind'];
  readonly percentPerDay: string;
  readonly mostPercent: string;
  readonly attempts: string;
  readonly passPercent: string;
  readonly hintsAllowed: boolean;
  readonly engine: '' | 'embedded' | 'webcontainer';
}

export const keyOf = ({ kind, id }: Pick<AssignedItem, 'kind' | 'id'>): string => `${kind} ${id}`;

export const EMPTY_DRAFT: TermsDraft = {
  title: '',
  chosen: new Set(),
  opens: '',
  due: '',
  late: 'accept',
  percentPerDay: '10',
  mostPercent: '50',
  attempts: '1',
  passPercent: '70',
  hintsAllowed: true,
  engine: '',
};

/** The draft of an assignment that is there. */
export function draftOf(terms: AssignmentTerms): TermsDraft {
  const { late } = terms;
  return {
    title: terms.title,
    chosen: new Set(terms.items.map(keyOf)),
    opens: terms.opensAt === undefined ? '' : localMoment(terms.opensAt),
    due: terms.dueAt === undefined ? '' : localMoment(terms.dueAt),
    late: late.kind,
    percentPerDay: late.kind === 'deduct' ? String(late.percentPerDay) : EMPTY_DRAFT.percentPerDay,
    mostPercent: late.kind === 'deduct' ? String(late.mostPercent) : EMPTY_DRAFT.mostPercent,
    attempts: String(terms.attempts),
    passPercent: String(terms.passPercent),
    hintsAllowed: terms.hintsAllowed,
    engine: terms.engine ?? '',
  };
}

/**
 * The terms that a draft makes.
 *
 * @param before the terms that it changes: their id stays, and of an item that stays the version that was assigned
 * @throws RangeError in words for whoever fills the form in.
 */
export function termsOf(
  draft: TermsDraft,
  cohort: Pick<Cohort, 'id' | 'name' | 'issuer' | 'assignments'>,
  { items }: Pick<Catalogue, 'items'>,
  before?: AssignmentTerms,
): AssignmentTerms {
  const title = draft.title.trim();
  if (title === '') throw new RangeError('Give the assignment a title.');
  const known = new Map(items.map((item) => [keyOf(item), item]));
  const assigned = new Map((before?.items ?? []).map((item) => [keyOf(item), item]));
  const gone = [...assigned.values()].filter(
    (item) => draft.chosen.has(keyOf(item)) && !known.has(keyOf(item)),
  );
  const chosen = [
    ...items
      .filter((item) => draft.chosen.has(keyOf(item)))
      .map((item) => asAssigned(assignedItem(item), assigned.get(keyOf(item)))),
    ...gone,
  ];
  if (chosen.length === 0) throw new RangeError('Choose what is to be done: one thing at least.');
  const opensAt = momentIn(draft.opens, 'opens');
  const dueAt = momentIn(draft.due, 'is due');
  if (opensAt !== undefined && dueAt !== undefined && dueAt <= opensAt) {
    throw new RangeError('It is due before it opens.');
  }
  return {
    format: 'plumbline-assignment',
    formatVersion: 1,
    id: before?.id ?? newAssignmentId(title, cohort),
    title,
    cohort: { id: cohort.id, name: cohort.name },
    issuer: cohort.issuer.name,
    items: chosen,
    ...(opensAt === undefined ? {} : { opensAt }),
    ...(dueAt === undefined ? {} : { dueAt }),
    late:
      draft.late === 'deduct'
        ? {
            kind: 'deduct',
            percentPerDay: numberIn(draft.percentPerDay, 0, 100, 'What a late day takes'),
            mostPercent: numberIn(draft.mostPercent, 0, 100, 'The most that is taken'),
          }
        : { kind: draft.late },
    attempts: numberIn(draft.attempts, 1, COHORT_LIMITS.attempts, 'The number of hand-ins'),
    passPercent: numberIn(draft.passPercent, 0, 100, 'The pass mark'),
    hintsAllowed: draft.hintsAllowed,
    ...(draft.engine === '' ? {} : { engine: draft.engine }),
  };
}

function assignedItem({
  kind,
  id,
  title,
  version,
  sha256,
  practical,
}: CatalogueItem): AssignedItem {
  return {
    kind,
    id,
    title,
    ...(version === undefined ? {} : { version }),
    ...(sha256 === undefined ? {} : { sha256 }),
    ...(practical === undefined ? {} : { practical }),
  };
}

function momentIn(text: string, what: string): string | undefined {
  if (text === '') return undefined;
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) throw new RangeError(`When it ${what} is no date and time.`);
  return date.toISOString();
}

function numberIn(text: string, least: number, most: number, what: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isInteger(value) && value >= least && value <= most)
    return value;
  throw new RangeError(`${what} is “${text}”; expected a whole number from ${least} to ${most}.`);
}

/** A time as a field for date and time has it, in the reader's own zone. */
function localMoment(time: string): string {
  const date = new Date(time);
  const shifted = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}
