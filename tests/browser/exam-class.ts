import {
  assignmentFragment,
  assignmentSha256,
  exportCohort,
  softwareKey,
  type AssignmentTerms,
  type Cohort,
} from '#cohort';

const AT = '2026-11-02T09:00:00.000Z';
const ABOUT = { id: 'c-examclass1', name: 'Exam class' };

/** The learner's id in the class. */
export const LEARNER = 'p-lina';

/** A class of one learner with an exam and its capstone, as the pages of the instructor and of the learner take it. */
export async function examClass(): Promise<{
  /** `*.cohort.zip`. */
  readonly cohort: Buffer;
  /** Of the learner's link, with `#`. */
  readonly fragment: string;
  readonly assignmentSha256: string;
}> {
  const terms: AssignmentTerms = {
    format: 'plumbline-assignment',
    formatVersion: 1,
    id: 'exam-week',
    title: 'Exam week',
    cohort: ABOUT,
    issuer: 'Ines Instructor',
    items: [
      {
        kind: 'exam',
        id: 'professional',
        title: 'MLOps Professional: the exam',
        practical: [{ id: 'one-model-one-day', title: 'One model, one day' }],
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
    ...ABOUT,
    issuer: { name: terms.issuer },
    createdAt: AT,
    retainUntil: '2099-12-31',
    passRule: { items: 'all', percent: 70 },
    secret: '5e'.repeat(32),
    learners: [{ id: LEARNER, name: 'Lina Haddad', lms: {}, addedAt: AT }],
    assignments: [
      { terms, published: [{ sha256: digest, publishedAt: AT, hasCommonLink: false }] },
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
  const key = softwareKey(new Uint8Array(32).fill(21));
  const fragment = await assignmentFragment(cohort, { terms }, LEARNER, key, new Date(AT));
  return { cohort: Buffer.concat(pieces), fragment: `#${fragment}`, assignmentSha256: digest };
}
