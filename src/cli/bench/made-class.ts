import { embeddedEngineIdentity, graderIdentity, labIdentity } from '#authoring';
import {
  assignmentSeed,
  assignmentSha256,
  exportCohort,
  softwareKey,
  writeSubmission,
  type AssignmentTerms,
  type Cohort,
  type SubmissionAbout,
} from '#cohort';
import type { FileTree } from '#container';

/** A cohort with one lab assigned, and what makes hand-ins of its learners. */
export interface MadeClass {
  /** `*.cohort.zip`. */
  readonly file: Buffer;
  /** The seed of a learner's first attempt. */
  readonly seedOf: (learner: string) => string;
  /** `*.submission.zip`, signed by the learner's own key. */
  readonly handIn: (
    learner: string,
    work: FileTree,
    more?: Partial<Pick<SubmissionAbout, 'seed' | 'createdAt'>>,
  ) => Promise<Uint8Array>;
}

const ADDED_AT = '2026-11-02T09:00:00.000Z';

/** @param people names by id */
export async function makeClass(about: {
  readonly id: string;
  readonly name: string;
  readonly issuer: string;
  readonly lab: string;
  readonly title: string;
  readonly people: ReadonlyMap<string, string>;
}): Promise<MadeClass> {
  const { people, issuer } = about;
  const identity = labIdentity(about.lab);
  const terms: AssignmentTerms = {
    format: 'plumbline-assignment',
    formatVersion: 1,
    id: 'week-1',
    title: 'Week 1',
    cohort: { id: about.id, name: about.name },
    issuer,
    items: [
      {
        kind: 'lab',
        id: about.lab,
        title: about.title,
        version: identity.version,
        sha256: identity.sha256,
      },
    ],
    late: { kind: 'accept' },
    attempts: 1,
    passPercent: 70,
    hintsAllowed: true,
  };
  const digest = assignmentSha256(terms);
  const cohort: Cohort = {
    format: 'plumbline-cohort',
    formatVersion: 1,
    id: about.id,
    name: about.name,
    issuer: { name: issuer },
    createdAt: ADDED_AT,
    retainUntil: '2099-12-31',
    passRule: { items: 'all', percent: 70 },
    secret: '5e'.repeat(32),
    learners: [...people].map(([id, name]) => ({ id, name, lms: {}, addedAt: ADDED_AT })),
    assignments: [
      { terms, published: [{ sha256: digest, publishedAt: ADDED_AT, hasCommonLink: false }] },
    ],
    certificates: [],
  };
  const pieces = await exportCohort(
    {
      cohort: () => Promise.resolve(cohort),
      handIns: () => Promise.resolve([]),
      setAside: () => Promise.resolve([]),
      bundle: () => Promise.reject(new Error('nothing was collected yet')),
    },
    cohort.id,
  );
  const ids = [...people.keys()];
  const seedOf = (learner: string): string => assignmentSeed(cohort.secret, terms.id, learner, 1);
  return {
    file: Buffer.concat(pieces),
    seedOf,
    handIn: (learner, work, more = {}) =>
      writeSubmission(
        work,
        {
          lab: identity,
          assignmentSha256: digest,
          seed: seedOf(learner),
          learner,
          grader: graderIdentity(),
          engine: embeddedEngineIdentity(),
          attempts: [],
          selfReported: { points: 100, maxPoints: 100, results: [] },
          createdAt: '2026-11-09T09:00:00Z',
          ...more,
        },
        softwareKey(new Uint8Array(32).fill((ids.indexOf(learner) % 250) + 1)),
      ),
  };
}
