import { embeddedEngineIdentity, graderIdentity, labIdentity, readFolderTree } from '#authoring';
import {
  assignmentSeed,
  assignmentSha256,
  exportCohort,
  softwareKey,
  writeSubmission,
  type AssignmentTerms,
  type Cohort,
} from '#cohort';
import { textFile, type FileTree } from '#container';
import { generate } from '../../labs/fingerprint-the-data/generate.ts';

const LAB = 'fingerprint-the-data';

/** A file as Playwright gives it to a page. */
export interface GivenFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** A cohort of three with one assignment, and what came in: a work, its copy with other names, a bare starter, and no ZIP. */
export async function classOfThree(): Promise<{
  readonly cohort: GivenFile;
  readonly handIns: readonly GivenFile[];
}> {
  const identity = labIdentity(LAB);
  const terms: AssignmentTerms = {
    format: 'plumbline-assignment',
    formatVersion: 1,
    id: 'week-1',
    title: 'Week 1',
    cohort: { id: 'c-browsertest1', name: 'Platform, autumn' },
    issuer: 'Ines Instructor',
    items: [
      {
        kind: 'lab',
        id: LAB,
        title: 'Fingerprint the data',
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
  const people = ['Ada Lovelace', 'Bob Noyce', 'Eve Santos'];
  const addedAt = '2026-11-02T09:00:00.000Z';
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
    learners: people.map((name, index) => ({ id: `p-${index}`, name, lms: {}, addedAt })),
    assignments: [
      { terms, published: [{ sha256: digest, publishedAt: addedAt, hasCommonLink: false }] },
    ],
    certificates: [],
  };
  const starter = Object.fromEntries(
    Object.entries(readFolderTree(`labs/${LAB}/starter`)).filter(([path]) => path !== 'setup.sh'),
  );
  const solution = readFolderTree(`labs/${LAB}/solution`);
  const ada = textOf(solution['fingerprint.py']);
  const bob = ada
    .replaceAll('regular_files', 'everyFile')
    .replaceAll('tree_digest', 'whole')
    .replace(/# .*/g, '# mine');
  const works = [ada, bob, undefined];
  const handIns = await Promise.all(
    works.map(async (program, index): Promise<GivenFile> => {
      const seed = assignmentSeed(cohort.secret, terms.id, `p-${index}`, 1);
      const work: FileTree = {
        ...starter,
        ...generate(seed),
        ...(program === undefined ? {} : { 'fingerprint.py': textFile(program) }),
      };
      const bundle = await writeSubmission(
        work,
        {
          lab: identity,
          assignmentSha256: digest,
          seed,
          learner: `p-${index}`,
          grader: graderIdentity(),
          engine: embeddedEngineIdentity(),
          attempts: [],
          selfReported: { points: 100, maxPoints: 100, results: [] },
          createdAt: '2026-11-09T09:00:00Z',
        },
        softwareKey(new Uint8Array(32).fill(index + 1)),
      );
      return {
        name: `p-${index}.submission.zip`,
        mimeType: 'application/zip',
        buffer: Buffer.from(bundle),
      };
    }),
  );
  const pieces = await exportCohort(
    {
      cohort: () => Promise.resolve(cohort),
      handIns: () => Promise.resolve([]),
      setAside: () => Promise.resolve([]),
      bundle: () => Promise.reject(new Error('there is none')),
    },
    cohort.id,
  );
  const notes = { name: 'notes.zip', mimeType: 'application/zip', buffer: Buffer.from('my notes') };
  return {
    cohort: { name: 'x.cohort.zip', mimeType: 'application/zip', buffer: Buffer.concat(pieces) },
    handIns: [...handIns, notes],
  };
}

function textOf(entry: FileTree[string] | undefined): string {
  if (entry?.kind !== 'file') throw new Error('the solution has no fingerprint.py');
  return new TextDecoder().decode(entry.bytes);
}
