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

const ADDED_AT = '2026-11-02T09:00:00.000Z';

/** Who is in a class that is made, and how it is called. */
export interface ClassAbout {
  readonly id: string;
  readonly name: string;
  readonly issuer: string;
  /** Names by id. */
  readonly people: ReadonlyMap<string, string>;
}

/** A cohort that has published one assignment, from which nothing was collected yet. */
export interface PublishedClass {
  readonly cohort: Cohort;
  /** `*.cohort.zip`. */
  readonly file: Buffer;
  readonly terms: AssignmentTerms;
  readonly assignmentSha256: string;
}

export async function publishClass(
  { id, name, issuer, people }: ClassAbout,
  assignment: Pick<AssignmentTerms, 'id' | 'title' | 'items'> &
    Partial<Pick<AssignmentTerms, 'attempts'>>,
): Promise<PublishedClass> {
  const terms: AssignmentTerms = {
    format: 'plumbline-assignment',
    formatVersion: 1,
    attempts: 1,
    ...assignment,
    cohort: { id, name },
    issuer,
    late: { kind: 'accept' },
    passPercent: 70,
    hintsAllowed: true,
  };
  const digest = assignmentSha256(terms);
  const cohort: Cohort = {
    format: 'plumbline-cohort',
    formatVersion: 1,
    id,
    name,
    issuer: { name: issuer },
    createdAt: ADDED_AT,
    retainUntil: '2099-12-31',
    passRule: { items: 'all', percent: 70 },
    secret: '5e'.repeat(32),
    learners: [...people].map(([one, called]) => ({
      id: one,
      name: called,
      lms: {},
      addedAt: ADDED_AT,
    })),
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
    id,
  );
  return { cohort, file: Buffer.concat(pieces), terms, assignmentSha256: digest };
}

/** A cohort with one lab assigned, and what makes hand-ins of its learners. */
export interface MadeClass {
  /** `*.cohort.zip`. */
  readonly file: Buffer;
  /** The seed of a learner's attempt: the first, unless told. */
  readonly seedOf: (learner: string, attempt?: number) => string;
  /** `*.submission.zip`, signed by the learner's own key. */
  readonly handIn: (
    learner: string,
    work: FileTree,
    more?: Partial<Pick<SubmissionAbout, 'seed' | 'createdAt'>>,
  ) => Promise<Uint8Array>;
}

export async function makeClass(
  about: ClassAbout & {
    readonly lab: string;
    readonly title: string;
    /** Hand-ins of each learner; 1 unless told. */
    readonly attempts?: number;
  },
): Promise<MadeClass> {
  const lab = labIdentity(about.lab);
  const {
    cohort,
    file,
    terms,
    assignmentSha256: digest,
  } = await publishClass(about, {
    id: 'week-1',
    title: 'Week 1',
    items: [{ kind: 'lab', title: about.title, ...lab }],
    ...(about.attempts === undefined ? {} : { attempts: about.attempts }),
  });
  const ids = [...about.people.keys()];
  const seedOf = (learner: string, attempt = 1): string =>
    assignmentSeed(cohort.secret, terms.id, learner, attempt);
  return {
    file,
    seedOf,
    handIn: (learner, work, more = {}) =>
      writeSubmission(
        work,
        {
          lab,
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
