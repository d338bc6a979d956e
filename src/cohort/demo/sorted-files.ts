import { seedsGiven } from '../assign/assignment-seed.ts';
import { Collector } from '../collect/collect.ts';
import type { Cohort } from '../register/cohort.ts';
import type { HandIn, SetAsideFile } from '../register/hand-in.ts';
import { readSubmission } from '../submission/read-submission.ts';
import type { DemoCohort } from './make-demo.ts';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** A demo cohort as a store keeps it: the same that collecting its files gives. */
export interface SortedDemo {
  readonly cohort: Cohort;
  readonly handIns: readonly { readonly handIn: HandIn; readonly bytes: Uint8Array }[];
  readonly setAside: readonly SetAsideFile[];
}

/** Sorts the files of a demo cohort by the rules by which all hand-ins are sorted. */
export function sortedFiles({ cohort, files }: DemoCohort): SortedDemo {
  const assignmentOf = (lab: string) =>
    cohort.assignments.find(({ terms }) => terms.items.some(({ id }) => id === lab));
  const seedsOf = (learner: string, lab: string) => {
    const assignment = assignmentOf(lab);
    return assignment ? seedsGiven(cohort, assignment, learner) : [];
  };
  const collector = new Collector({
    labs: new Set(cohort.assignments.flatMap(({ terms }) => terms.items.map(({ id }) => id))),
    learners: new Set(cohort.learners.map(({ id }) => id)),
    seedsOf: (learner, lab) => seedsOf(learner, lab).map(({ seed }) => seed),
  });
  const bytesOf = new Map(files.map(({ name, bytes }) => [name, bytes]));
  for (const { bytes, ...received } of files) collector.add(received, bytes);
  const { bundles, setAside } = collector.sorted();
  const received = (name: string): Uint8Array => bytesOf.get(name) ?? new Uint8Array();
  return {
    cohort,
    handIns: bundles.flatMap((bundle) => {
      const bytes = received(bundle.name);
      const read = readSubmission(bytes);
      const terms = assignmentOf(bundle.lab)?.terms;
      if (read.faults || !terms) return [];
      const { createdAt, seed } = read.value.manifest;
      const given = seedsOf(bundle.learner, bundle.lab).find((one) => one.seed === seed);
      const handIn: HandIn = {
        cohort: cohort.id,
        learner: bundle.learner,
        bundleSha256: bundle.bundleSha256,
        assignment: terms.id,
        item: { kind: 'lab', id: bundle.lab },
        attempt: given?.attempt ?? 0,
        manifestSha256: bundle.manifestSha256,
        fileName: bundle.name,
        sizeBytes: bytes.length,
        receivedAt: bundle.receivedAt,
        createdAt,
        signer: bundle.signer,
        isLate: terms.dueAt !== undefined && bundle.receivedAt > terms.dueAt,
        notes: bundle.notes,
        grading: { status: 'waiting' },
        comments: [],
        overrides: [],
      };
      return [{ handIn, bytes }];
    }),
    setAside: setAside.map(({ name, receivedAt, list, reason }) => ({
      cohort: cohort.id,
      sha256: bytesToHex(sha256(received(name))),
      fileName: name,
      receivedAt,
      // A demo has none; a store that knows no such list calls it by its nearest kin.
      list: list === 'replayed' ? 'duplicate' : list,
      reason,
    })),
  };
}
