import type { AssignmentTerms, Cohort, HandIn, Learner } from '#cohort';

export const LINA: Learner = {
  id: 'p-1a2b3c4d',
  name: 'Lina Müller',
  email: 'lina.mueller@example.org',
  lms: { moodleUsername: 'lmueller' },
  addedAt: '2026-11-02T09:00:00.000Z',
};
export const NOOR: Learner = {
  id: 'p-5e6f7g8h',
  name: 'نور حداد',
  email: 'noor@example.org',
  lms: { canvasId: '4711', canvasSection: 'A' },
  addedAt: '2026-11-02T09:00:00.000Z',
};

export const TERMS: AssignmentTerms = {
  format: 'plumbline-assignment',
  formatVersion: 1,
  id: 'week-1',
  title: 'Week 1: pin the data',
  cohort: { id: 'c-0123456789ab', name: 'Platform, autumn 2026' },
  issuer: 'Ada Instructor',
  items: [
    {
      kind: 'lesson',
      id: 'versioning-and-reproducibility/data-pointers',
      title: 'Data pointers',
    },
    {
      kind: 'lab',
      id: 'pin-the-data',
      title: 'Pin the data',
      version: '1.0.0',
      sha256: 'a1'.repeat(32),
    },
  ],
  opensAt: '2026-11-02T08:00:00.000Z',
  dueAt: '2026-11-09T22:00:00.000Z',
  late: { kind: 'deduct', percentPerDay: 10, mostPercent: 50 },
  attempts: 2,
  passPercent: 70,
  hintsAllowed: true,
};

/** Two learners, one assignment, nothing given out yet. */
export const COHORT: Cohort = {
  format: 'plumbline-cohort',
  formatVersion: 1,
  id: 'c-0123456789ab',
  name: 'Platform, autumn 2026',
  issuer: { name: 'Ada Instructor', url: 'https://academy.example/' },
  createdAt: '2026-11-02T09:00:00.000Z',
  retainUntil: '2027-03-31',
  passRule: { items: 'all', percent: 70 },
  secret: '5e'.repeat(32),
  learners: [LINA, NOOR],
  assignments: [{ terms: TERMS, published: [] }],
  certificates: [
    {
      learner: LINA.id,
      credentialId: 'urn:uuid:3f0a2f5e-8d3e-4a61-9a51-0a7c1d2e3f40',
      statusIndex: 77_401,
      program: 'professional',
      issuedAt: '2026-11-20T09:00:00.000Z',
    },
  ],
};

/** A hand-in of a learner, whose file has this digest. */
export function handInOf(learner: Learner, bundleSha256: string, fileName: string): HandIn {
  return {
    cohort: COHORT.id,
    learner: learner.id,
    bundleSha256,
    assignment: TERMS.id,
    item: { kind: 'lab', id: 'pin-the-data' },
    attempt: 1,
    manifestSha256: 'b2'.repeat(32),
    fileName,
    sizeBytes: 5,
    receivedAt: '2026-11-09T10:00:00.000Z',
    createdAt: '2026-11-09T09:00:00.000Z',
    signer: 'did:key:z6MktwupdmLXVVqTzCw4i46r4uGyosGXRnR3XjN4Zq7oMMsw',
    isLate: false,
    notes: [],
    grading: { status: 'waiting' },
    comments: [],
    overrides: [],
  };
}
