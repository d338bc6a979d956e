import { isSame } from './merge-lists.ts';
import { FROM_MERGE } from './merge-works.ts';
import { sittingKey } from './merge-records.ts';
import type { RecordDocument } from './record-document.ts';

/** What a merge did to one kind of thing: how many came anew, changed, or were here already. */
export interface MergeCount {
  readonly kind:
    | 'lesson'
    | 'answer'
    | 'attempt'
    | 'quiz'
    | 'open quiz'
    | 'exam'
    | 'receipt'
    | 'assignment'
    | 'pack'
    | 'certificate'
    | 'work'
    | 'copy';
  readonly added: number;
  readonly changed: number;
  readonly same: number;
}

/** What a merge did, for the learner. */
export interface MergeReport {
  readonly counts: readonly MergeCount[];
  /** Sentences about what a learner would wonder at, in order. */
  readonly notes: readonly string[];
}

/** Tells what merging `other` into `here` did, when `merged` came of it. */
export function reportMerge(
  here: RecordDocument,
  other: RecordDocument,
  merged: RecordDocument,
): MergeReport {
  const lists = LISTS.map(({ kind, list, keyOf }) =>
    countOf(kind, index(list(here), keyOf), index(list(other), keyOf), index(list(merged), keyOf)),
  );
  return {
    counts: lists,
    notes: [...marksTaken(here, merged), ...works(here, merged), ...id(here, merged)],
  };
}

interface ListOfRecord {
  readonly kind: MergeCount['kind'];
  readonly list: (record: RecordDocument) => readonly object[];
  readonly keyOf: (thing: never) => string;
}

const byId = ({ id }: { readonly id: string }): string => id;
const LISTS: readonly ListOfRecord[] = [
  {
    kind: 'lesson',
    list: ({ lessons }) => lessons,
    keyOf: ({ lesson }: { lesson: string }) => lesson,
  },
  {
    kind: 'answer',
    list: ({ answers }) => answers,
    keyOf: ({ question }: { question: string }) => question,
  },
  { kind: 'attempt', list: ({ attempts }) => attempts, keyOf: byId },
  { kind: 'quiz', list: ({ quizResults }) => quizResults, keyOf: byId },
  { kind: 'open quiz', list: ({ tries }) => tries, keyOf: byId },
  { kind: 'exam', list: ({ examResults }) => examResults, keyOf: byId },
  { kind: 'exam', list: ({ labSittings }) => labSittings, keyOf: sittingKey },
  { kind: 'receipt', list: ({ receipts }) => receipts, keyOf: byId },
  { kind: 'receipt', list: ({ examReceipts }) => examReceipts, keyOf: byId },
  { kind: 'receipt', list: ({ learnedReceipts }) => learnedReceipts, keyOf: byId },
  { kind: 'pack', list: ({ packs }) => packs, keyOf: byId },
  { kind: 'certificate', list: ({ certificates }) => certificates, keyOf: byId },
  { kind: 'assignment', list: ({ assignments }) => assignments, keyOf: byId },
  { kind: 'work', list: ({ works: all }) => all, keyOf: ({ lab }: { lab: string }) => lab },
  {
    kind: 'copy',
    list: ({ copies }) => copies,
    keyOf: (copy: { lab: string; id: string }) => `${copy.lab}/${copy.id}`,
  },
];

function index(things: readonly object[], keyOf: (thing: never) => string): Map<string, object> {
  return new Map(things.map((thing) => [keyOf(thing as never), thing]));
}

function countOf(
  kind: MergeCount['kind'],
  here: ReadonlyMap<string, object>,
  other: ReadonlyMap<string, object>,
  merged: ReadonlyMap<string, object>,
): MergeCount {
  const keys = [...merged.keys()];
  const added = keys.filter((key) => !here.has(key)).length;
  const changed = keys.filter((key) => here.has(key) && !isSame(here.get(key), merged.get(key)));
  const same = keys.filter(
    (key) => other.has(key) && isSame(here.get(key) ?? null, merged.get(key)),
  );
  return { kind, added, changed: changed.length, same: same.length };
}

function marksTaken(here: RecordDocument, merged: RecordDocument): readonly string[] {
  const read = new Set(here.lessons.filter(({ doneAt }) => doneAt).map(({ lesson }) => lesson));
  return merged.lessons
    .filter(({ lesson, doneAt }) => read.has(lesson) && !doneAt)
    .map(
      ({ lesson }) =>
        `The mark of the lesson ${lesson} was taken back in the file, later than it was set here.`,
    );
}

function works(here: RecordDocument, merged: RecordDocument): readonly string[] {
  const before = new Set(here.copies.map((copy) => `${copy.lab}/${copy.id}`));
  const fresh = merged.copies.filter(
    ({ lab, id: name, reason }) => reason === FROM_MERGE && !before.has(`${lab}/${name}`),
  );
  return [...new Set(fresh.map(({ lab }) => lab))].map((lab) => {
    const was = here.works.find((work) => work.lab === lab);
    const is = merged.works.find((work) => work.lab === lab);
    return isSame(was?.files ?? null, is?.files ?? null)
      ? `Your work in ${lab} stays as it is here. The file’s is among its kept copies.`
      : `Your work in ${lab} is now the file’s, which was saved later. What was here is among its kept copies.`;
  });
}

function id(here: RecordDocument, merged: RecordDocument): readonly string[] {
  return here.learnerId === merged.learnerId
    ? []
    : [
        'This browser goes on under the learner’s id of the file, so that new labs have the same data there and here.',
      ];
}
