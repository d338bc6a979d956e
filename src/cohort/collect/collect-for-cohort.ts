import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { seedsGiven } from '../assign/assignment-seed.ts';
import { assignmentOfDigest, type Assignment, type ItemKind } from '../register/assignment.ts';
import type { Cohort } from '../register/cohort.ts';
import { handInKey, type HandIn, type SetAsideFile } from '../register/hand-in.ts';
import type { CohortStore } from '../store/cohort-store.ts';
import { arrivals, readArrival, type Offered } from './arrivals.ts';
import {
  Collector,
  type CollectedBundle,
  type CollectedExam,
  type CollectedLearned,
  type Received,
  type SetAside,
} from './collect.ts';
import { expectedOfCohort, type Gradable } from './expected-of-cohort.ts';
import type { Facts } from './facts.ts';

/** How far it is: files of what was given that were looked through, and hand-ins that were kept. */
export interface CollectProgress {
  readonly step: 'looking' | 'keeping';
  readonly done: number;
  readonly of: number;
  /** Hand-ins and other files that were found so far. */
  readonly found: number;
}

export interface CollectOutcome {
  readonly taken: number;
  readonly late: number;
  readonly alreadyHere: number;
  readonly setAside: number;
  /** Files that could not be read from where they lie, with the reason. */
  readonly unread: readonly string[];
}

/**
 * Sorts what came in for a cohort, and keeps it: hand-ins with their files, and what was set aside with the reason. Everything
 * is looked through first, one file at a time, then what is new is kept, each whole and by itself: who is stopped loses the one
 * that was under way. The same files may be given again.
 *
 * @throws what the store throws; what was kept until then stays.
 */
export async function collectForCohort(
  store: Pick<CohortStore, 'handIns' | 'collect'>,
  cohort: Cohort,
  offered: readonly Offered[],
  {
    gradable,
    onProgress,
  }: {
    readonly gradable: Gradable;
    readonly onProgress?: (progress: CollectProgress) => void;
  },
): Promise<CollectOutcome> {
  const collector = new Collector(expectedOfCohort(cohort, gradable));
  const here = await store.handIns(cohort.id);
  for (const handIn of here) collector.restore(factsOf(cohort, handIn));
  const sources = new Map<Received, Offered>();
  const unread: string[] = [];
  let found = 0;
  for (const [done, one] of offered.entries()) {
    try {
      for await (const arrival of arrivals(one)) {
        found += 1;
        sources.set(arrival.received, one);
        collector.take(arrival);
        onProgress?.({ step: 'looking', done, of: offered.length, found });
      }
    } catch (error) {
      unread.push(`${one.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  const { bundles, exams, learned, setAside, alreadyHere } = collector.sorted();
  const known = new Set(here.map(handInKey));
  const byName = new Map([...sources].map(([{ name }, one]) => [name, one]));
  const handIns = [
    ...bundles.map((one) => ofLab(cohort, one)),
    ...exams.map((one) => ofExam(cohort, one)),
    ...learned.map((one) => ofAssigned(cohort, one, one.kind, one.activity, one.sha256)),
  ].filter(({ handIn }) => !known.has(handInKey(handIn)));
  for (const [done, { handIn, received }] of handIns.entries()) {
    const one = byName.get(received.name);
    const bytes = one && (await bytesAgain(one, received, handIn.bundleSha256));
    if (!bytes) {
      unread.push(`${received.name}: it changed while it was collected. Collect it again.`);
      continue;
    }
    await store.collect([{ handIn: { ...handIn, sizeBytes: bytes.length }, bytes }], []);
    onProgress?.({ step: 'keeping', done: done + 1, of: handIns.length, found });
  }
  await store.collect(
    [],
    setAside.map((file) => setAsideFile(cohort, file)),
  );
  return {
    taken: handIns.length - unread.length,
    late: handIns.filter(({ handIn }) => handIn.isLate).length,
    alreadyHere: alreadyHere.length,
    setAside: setAside.length,
    unread,
  };
}

async function bytesAgain(
  { source }: Offered,
  { inside }: Received,
  wanted: string,
): Promise<Uint8Array | undefined> {
  const { value } = await readArrival(source, inside ?? []);
  return value && bytesToHex(sha256(value)) === wanted ? value : undefined;
}

interface Sorted {
  readonly handIn: HandIn;
  readonly received: Received;
}

/** A sentence for each of so many others would be read by nobody. */
const MOST_NOTES = 40;
const LONGEST_NAME = 1024;

function common(cohort: Cohort, one: CollectedBundle | CollectedExam | CollectedLearned) {
  return {
    cohort: cohort.id,
    learner: one.learner,
    attempt: one.attempt ?? 0,
    manifestSha256: one.manifestSha256,
    fileName: shortened(one.name),
    sizeBytes: 0,
    receivedAt: one.receivedAt,
    createdAt: one.createdAt,
    signer: one.signer,
    isLate: one.isLate,
    notes: one.notes.slice(0, MOST_NOTES),
    grading: { status: 'waiting' as const },
    comments: [],
    overrides: [],
  };
}

function ofLab(cohort: Cohort, one: CollectedBundle): Sorted {
  const { practicalOf, lab, bundleSha256 } = one;
  if (practicalOf === undefined) return ofAssigned(cohort, one, 'lab', lab, bundleSha256);
  return {
    received: one,
    handIn: {
      ...common(cohort, one),
      bundleSha256,
      assignment: ofExamAssigned(cohort, practicalOf, one)?.terms.id ?? '',
      item: { kind: 'lab', id: lab },
      exam: practicalOf,
    },
  };
}

/** Of what names the assignment that it answers. */
function ofAssigned(
  cohort: Cohort,
  one: CollectedBundle | CollectedLearned,
  kind: ItemKind,
  id: string,
  bundleSha256: string,
): Sorted {
  const assignment = assignmentOfDigest(cohort.assignments, one.assignmentSha256 ?? '');
  return {
    received: one,
    handIn: {
      ...common(cohort, one),
      bundleSha256,
      assignment: assignment?.terms.id ?? '',
      item: { kind, id },
    },
  };
}

/** The assignment of an exam's part: the one that it names, or else the first with that exam. */
function ofExamAssigned(
  { assignments }: Cohort,
  exam: string,
  { assignmentSha256, lab }: { readonly assignmentSha256?: string; readonly lab?: string },
): Assignment | undefined {
  if (assignmentSha256 !== undefined) return assignmentOfDigest(assignments, assignmentSha256);
  return assignments.find(
    ({ terms, published }) =>
      published.length > 0 &&
      terms.items.some(
        ({ kind, id, practical = [] }) =>
          kind === 'exam' &&
          id === exam &&
          (lab === undefined || practical.some((one) => one.id === lab)),
      ),
  );
}

function ofExam(cohort: Cohort, one: CollectedExam): Sorted {
  const assignment = ofExamAssigned(cohort, one.exam, one);
  return {
    received: one,
    handIn: {
      ...common(cohort, one),
      bundleSha256: one.sha256,
      assignment: assignment?.terms.id ?? '',
      item: { kind: 'exam', id: one.exam },
    },
  };
}

function setAsideFile(cohort: Cohort, file: SetAside): SetAsideFile {
  const isOfRoster = cohort.learners.some(({ id }) => id === file.learner);
  return {
    cohort: cohort.id,
    sha256: file.sha256,
    fileName: shortened(file.name),
    receivedAt: file.receivedAt,
    list: file.list,
    reason: file.reason.slice(0, 4000),
    ...(isOfRoster && file.learner !== undefined ? { learner: file.learner } : {}),
  };
}

const shortened = (name: string): string =>
  name.length > LONGEST_NAME ? `…${name.slice(1 - LONGEST_NAME)}` : name;

/** What is kept of a hand-in tells all that sorting others needs, but whether their files are the same. */
function factsOf(cohort: Cohort, handIn: HandIn): Facts {
  const assignment = cohort.assignments.find(({ terms }) => terms.id === handIn.assignment);
  const seed =
    assignment &&
    seedsGiven(cohort, assignment, handIn.learner).find(
      ({ attempt }) => attempt === handIn.attempt,
    );
  const digest = assignment?.published.at(-1)?.sha256;
  return {
    kind: handIn.item.kind,
    received: { name: handIn.fileName, receivedAt: handIn.receivedAt },
    fileSha256: handIn.bundleSha256,
    manifestSha256: handIn.manifestSha256,
    workSha256: `kept:${handIn.bundleSha256}`,
    activity: handIn.item.id,
    ...(handIn.exam === undefined ? {} : { exam: handIn.exam }),
    ...(digest === undefined ? {} : { assignmentSha256: digest }),
    learner: handIn.learner,
    seed: seed?.seed ?? '',
    signer: handIn.signer,
    createdAt: handIn.createdAt,
  };
}
