import { embeddedEngineIdentity, graderIdentity, labIdentity } from '#authoring';
import {
  assignmentSeed,
  assignmentSha256,
  exportCohort,
  softwareKey,
  writeSubmission,
  type AssignmentTerms,
  type Cohort,
} from '#cohort';
import { textFile } from '#container';
import { createEmbeddedEngine } from '#engines';
import { buildAnswer } from '#grading';
import { readProvableLab } from '../provable-lab.ts';

/** A cohort with one lab, and a hand-in of each of its learners. */
export interface ClassFiles {
  /** `*.cohort.zip`. */
  readonly cohort: Buffer;
  readonly handIns: readonly { readonly name: string; readonly bytes: Uint8Array }[];
}

/**
 * So many hand-ins of a lab. Its solution is built once: every learner has it with a file of their own, so sizes and work are
 * real, and checks that hold the work against the learner's data do not hold.
 */
export async function classFiles(lab: string, count: number): Promise<ClassFiles> {
  const identity = labIdentity(lab);
  const terms: AssignmentTerms = {
    format: 'plumbline-assignment',
    formatVersion: 1,
    id: 'week-1',
    title: 'Week 1',
    cohort: { id: 'c-bench0000000', name: 'Bench' },
    issuer: 'Bench',
    items: [
      { kind: 'lab', id: lab, title: lab, version: identity.version, sha256: identity.sha256 },
    ],
    late: { kind: 'accept' },
    attempts: 1,
    passPercent: 70,
    hintsAllowed: true,
  };
  const sha256 = assignmentSha256(terms);
  const addedAt = '2026-11-02T09:00:00.000Z';
  const ids = Array.from({ length: count }, (_, index) => `p-${String(index).padStart(4, '0')}`);
  const cohort: Cohort = {
    format: 'plumbline-cohort',
    formatVersion: 1,
    id: terms.cohort.id,
    name: terms.cohort.name,
    issuer: { name: terms.issuer },
    createdAt: addedAt,
    retainUntil: '2099-12-31',
    passRule: { items: 'all', percent: 70 },
    secret: '5e'.repeat(32),
    learners: ids.map((id) => ({ id, name: `Learner ${id}`, lms: {}, addedAt })),
    assignments: [{ terms, published: [{ sha256, publishedAt: addedAt, hasCommonLink: false }] }],
    certificates: [],
  };
  const provable = await readProvableLab(lab);
  const engine = createEmbeddedEngine();
  const solved = await buildAnswer(provable, [provable.solution], `${lab}-bench`, engine);
  engine.dispose();
  const handIns = await Promise.all(
    ids.map(async (learner, index) => ({
      name: `${learner}.submission.zip`,
      bytes: await writeSubmission(
        { ...solved, 'NOTES.md': textFile(`Notes of ${learner}.\n`) },
        {
          lab: identity,
          assignmentSha256: sha256,
          seed: assignmentSeed(cohort.secret, terms.id, learner, 1),
          learner,
          grader: graderIdentity(),
          engine: embeddedEngineIdentity(),
          attempts: [],
          selfReported: { points: 100, maxPoints: 100, results: [] },
          createdAt: '2026-11-09T09:00:00Z',
        },
        softwareKey(new Uint8Array(32).fill((index % 250) + 1)),
      ),
    })),
  );
  const pieces = await exportCohort(
    {
      cohort: () => Promise.resolve(cohort),
      handIns: () => Promise.resolve([]),
      setAside: () => Promise.resolve([]),
      bundle: () => Promise.reject(new Error('nothing was collected yet')),
    },
    cohort.id,
  );
  return { cohort: Buffer.concat(pieces), handIns };
}
