import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  DEMO_EXAM,
  DEMO_LABS,
  embeddedEngineIdentity,
  graderIdentity,
  readDemoAnswers,
  readDemoLearned,
  readExamPapers,
} from '#authoring';
import {
  assignmentSeed,
  bankDigest,
  exportCohort,
  makeDemo,
  sortedFiles,
  type DemoCohort,
} from '#cohort';
import { LabError } from '#container';
import { createEmbeddedEngine } from '#engines';
import { buildAnswers } from '#grading';
import { readProvableLab } from '../provable-lab.ts';

const USAGE = 'npm run cohort -- demo FOLDER [--learners N] [--seed WORDS] [--at TIME]';

/**
 * `demo FOLDER`: invents a cohort and what it handed in. Times of the files are times of receipt.
 *
 * @throws LabError `UsageError`, `FolderInUse`.
 */
export async function demoCohort(words: readonly string[]): Promise<number> {
  const { folder, learners, seed, now } = readArguments(words);
  mkdirSync(folder, { recursive: true });
  if (readdirSync(folder).length > 0) {
    throw new LabError(
      'FolderInUse',
      `${folder} is not empty.`,
      'Name a new folder. Nothing was written.',
    );
  }
  const labs = DEMO_LABS.map((id) => readDemoAnswers(id));
  const learned = readDemoLearned();
  const known = readExamPapers().find(({ exam }) => exam === DEMO_EXAM);
  const engine = createEmbeddedEngine();
  try {
    const demo = await makeDemo({
      seed,
      learners,
      labs,
      ...(known ? { exam: { ...known, bankSha256: bankDigest(known.items) } } : {}),
      ...(learned
        ? {
            learned: {
              ...learned,
              quiz: { ...learned.quiz, sha256: bankDigest(learned.quiz.items) },
            },
          }
        : {}),
      grader: graderIdentity(),
      engine: embeddedEngineIdentity(),
      now,
      makeWorks: async (id, asked) => buildAnswers(await readProvableLab(id), asked, engine),
      onProgress: (made, all) => {
        console.log(`${made} of ${all} works made`);
      },
    });
    keep(folder, demo);
    writeFileSync(join(folder, 'demo.cohort.zip'), Buffer.concat(await exported(demo)));
    tell(folder, demo);
  } finally {
    engine.dispose();
  }
  return 0;
}

const HAND_INS = 'hand-ins';
const EXAMS = 'exams';
const LEARNED = 'quizzes-and-lessons';
const placeOf = (name: string): string =>
  name.endsWith('.exam.json') ? EXAMS : name.endsWith('.learned.json') ? LEARNED : HAND_INS;
const ofLabs = ({ assignments }: DemoCohort['cohort']): DemoCohort['cohort']['assignments'] =>
  assignments.filter(({ terms }) => terms.items.some(({ kind }) => kind === 'lab'));

function keep(folder: string, { cohort, files }: DemoCohort): void {
  for (const part of [HAND_INS, EXAMS, LEARNED]) mkdirSync(join(folder, part));
  for (const { name, receivedAt, bytes } of files) {
    const path = join(folder, placeOf(name), name);
    writeFileSync(path, bytes);
    utimesSync(path, new Date(receivedAt), new Date(receivedAt));
  }
  writeFileSync(join(folder, 'cohort.json'), `${JSON.stringify(cohort, null, 2)}\n`);
  const seeds = cohort.learners.flatMap(({ id }) =>
    ofLabs(cohort).flatMap(({ terms }) =>
      Array.from(
        { length: terms.attempts },
        (_, index) => `${id},${assignmentSeed(cohort.secret, terms.id, id, index + 1)}`,
      ),
    ),
  );
  writeFileSync(join(folder, 'roster.csv'), `${seeds.join('\n')}\n`);
}

/** The cohort as one file for the page /teach/, as if its files had been collected there. */
async function exported(demo: DemoCohort): ReturnType<typeof exportCohort> {
  const { cohort, handIns, setAside } = await sortedFiles(demo);
  const bytesOf = new Map(handIns.map(({ handIn, bytes }) => [handIn.bundleSha256, bytes]));
  return exportCohort(
    {
      cohort: () => Promise.resolve(cohort),
      handIns: () => Promise.resolve(handIns.map(({ handIn }) => handIn)),
      setAside: () => Promise.resolve(setAside),
      bundle: ({ bundleSha256 }) => Promise.resolve(bytesOf.get(bundleSha256) ?? new Uint8Array()),
    },
    cohort.id,
  );
}

function tell(folder: string, { cohort, files }: DemoCohort): void {
  const due = cohort.assignments[0]?.terms.dueAt ?? '';
  console.log(`Written: ${cohort.learners.length} learners and ${files.length} files in ${folder}. All of it is invented.
Bring ${folder}/demo.cohort.zip in on the page /teach/, or grade its hand-ins again here:
  npm run cohort -- secrets ${folder}/secrets
  npm run cohort -- regrade ${folder}/hand-ins --seed-file ${folder}/secrets/hidden-seed.txt --key-file ${folder}/secrets/regrade-key.txt \\
    --by "You" --roster ${folder}/roster.csv --due ${due} --out ${folder}/regrades
  npm run cohort -- regrade-exams ${folder}/exams --key-file ${folder}/secrets/regrade-key.txt --by "You" --out ${folder}/regrades
  npm run cohort -- mark ${folder}/quizzes-and-lessons --key-file ${folder}/secrets/regrade-key.txt --by "You" --out ${folder}/regrades`);
}

function readArguments(words: readonly string[]) {
  const usage = (message: string): LabError => new LabError('UsageError', message, USAGE);
  let parsed;
  try {
    parsed = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { learners: { type: 'string' }, seed: { type: 'string' }, at: { type: 'string' } },
    });
  } catch (error) {
    throw usage(error instanceof Error ? error.message : String(error));
  }
  const [folder, ...more] = parsed.positionals;
  if (folder === undefined || more.length > 0) throw usage('One folder is needed.');
  const { learners = '40', seed = 'plumbline', at } = parsed.values;
  if (!/^(?:[1-9]|[123]\d|40)$/.test(learners))
    throw usage(`--learners has "${learners}"; expected a whole number from 1 to 40.`);
  const now = at === undefined ? new Date() : new Date(at);
  if (Number.isNaN(now.getTime()))
    throw usage(`--at has "${at}"; expected a time in UTC, as 2026-11-27T09:00:00Z.`);
  return { folder, learners: Number(learners), seed, now };
}
