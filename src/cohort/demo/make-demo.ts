import type { ExamPaper } from '#assessment';
import type { FileTree } from '#container';
import { assignmentSeed } from '../assign/assignment-seed.ts';
import type { Cohort } from '../register/cohort.ts';
import { softwareKey, type EvidenceKey } from '../signing/evidence-key.ts';
import type {
  CheckResult,
  EngineIdentity,
  GraderIdentity,
  SubmissionAbout,
  SubmittedAttempt,
} from '../submission/submission-manifest.ts';
import { writeSubmission } from '../submission/write-submission.ts';
import { demoExamFiles } from './demo-exam.ts';
import { demoLearnedFiles, type DemoLearned } from './demo-learned.ts';
import { cutOff, tampered } from './demo-flaws.ts';
import { layersOf, reportedOf, type DemoAnswer, type DemoLab, type MakeWorks } from './demo-lab.ts';
import { planDemo, type DemoHandIn } from './demo-plan.ts';
import { demoBytes, demoRegister } from './demo-register.ts';

export interface DemoOptions {
  /** Any words: the same give the same cohort. */
  readonly seed: string;
  /** From 1 to 40. */
  readonly learners: number;
  /** One assignment each; the first is due already. */
  readonly labs: readonly DemoLab[];
  /** An exam that is assigned beside the labs, with its open bank; none unless given. */
  readonly exam?: ExamPaper;
  /** A lesson and its quiz, which are assigned before the labs; none unless given. */
  readonly learned?: DemoLearned;
  readonly grader: GraderIdentity;
  readonly engine: EngineIdentity;
  /** From which all times are counted. */
  readonly now: Date;
  readonly makeWorks: MakeWorks;
  /** How many portions of works are made at a time; 2 unless said. */
  readonly atOnce?: number;
  readonly onProgress?: (made: number, all: number) => void;
  readonly signal?: AbortSignal;
}

/** A file as it came in. */
export interface DemoFile {
  readonly name: string;
  readonly receivedAt: string;
  readonly bytes: Uint8Array;
}

export interface DemoCohort {
  readonly cohort: Cohort;
  /** In the order of receipt. */
  readonly files: readonly DemoFile[];
}

/**
 * A cohort of invented people with what they handed in: real works of real labs, made by an engine, signed as browsers sign
 * them. The same options give the same bytes.
 *
 * @throws RangeError for a number of learners that it cannot have; what `makeWork` throws, or the signal's reason.
 */
export async function makeDemo(options: DemoOptions): Promise<DemoCohort> {
  const { seed, learners, labs, exam, learned, now, atOnce = 2, onProgress, signal } = options;
  const cohort = demoRegister(seed, learners, { labs, exam, learned }, now);
  const plan = planDemo(seed, learners, labs);
  const portions = labs.flatMap((_, lab) => portionsOf(plan.filter((one) => one.lab === lab)));
  const made: (readonly DemoFile[])[] = [];
  let next = 0;
  let done = 0;
  const work = async (): Promise<void> => {
    for (let index = next++; index < portions.length; index = next++) {
      signal?.throwIfAborted();
      const portion = portions[index] ?? [];
      made[index] = await filesOf(portion, cohort, options);
      done += portion.length;
      onProgress?.(done, plan.length);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  const key = (learner: string): EvidenceKey => keyOf(seed, learner);
  const exams = exam ? await demoExamFiles(seed, cohort, exam, key) : [];
  const read = learned ? await demoLearnedFiles(seed, cohort, learned, key) : [];
  const files = [...made.flat(), ...exams, ...read].sort((a, b) =>
    a.receivedAt < b.receivedAt ? -1 : a.receivedAt > b.receivedAt ? 1 : a.name < b.name ? -1 : 1,
  );
  return { cohort, files };
}

/** Works of one lab that are made together: enough to share a shell's start, few enough to tell how far it is. */
const PORTION = 6;

function portionsOf(handIns: readonly DemoHandIn[]): readonly (readonly DemoHandIn[])[] {
  const count = Math.ceil(handIns.length / PORTION);
  return Array.from({ length: count }, (_, index) =>
    handIns.slice(index * PORTION, (index + 1) * PORTION),
  );
}

/** The files of hand-ins of one lab. */
async function filesOf(
  portion: readonly DemoHandIn[],
  cohort: Cohort,
  options: DemoOptions,
): Promise<readonly DemoFile[]> {
  const lab = options.labs[portion[0]?.lab ?? 0] as DemoLab;
  const works = await options.makeWorks(
    lab.identity.id,
    portion.map((handIn) => ({
      layers: layersOf(lab, handIn.answer),
      seed: whoseOf(handIn, cohort).workSeed,
    })),
  );
  const files: DemoFile[] = [];
  for (const [index, handIn] of portion.entries()) {
    files.push(...(await packed(handIn, works[index] ?? {}, cohort, options)));
  }
  return files;
}

/** Under which id and seed a work is handed in, and with whose seed it was made. */
function whoseOf(handIn: DemoHandIn, cohort: Cohort) {
  const { flaw, attempt } = handIn;
  const { terms } = cohort.assignments[handIn.lab] as Cohort['assignments'][number];
  const idOf = (place: number): string => cohort.learners[place]?.id ?? '';
  const learner = flaw === 'stranger' ? 'p-nobody00' : idOf(handIn.learner);
  const seedOf = (id: string): string => assignmentSeed(cohort.secret, terms.id, id, attempt);
  const seed = flaw === 'wrong-seed' ? '7' : seedOf(learner);
  const workSeed = handIn.copiedFrom === undefined ? seed : seedOf(idOf(handIn.copiedFrom));
  return { learner, seed, workSeed };
}

async function packed(
  handIn: DemoHandIn,
  work: FileTree,
  cohort: Cohort,
  options: DemoOptions,
): Promise<readonly DemoFile[]> {
  const { flaw } = handIn;
  const lab = options.labs[handIn.lab] as DemoLab;
  const { terms, published } = cohort.assignments[handIn.lab] as Cohort['assignments'][number];
  const { learner, seed } = whoseOf(handIn, cohort);
  const createdAt = handedInAt(handIn, terms, options.now);
  const about: SubmissionAbout = {
    lab: lab.identity,
    ...(published[0] ? { assignmentSha256: published[0].sha256 } : {}),
    seed,
    learner,
    grader: options.grader,
    engine: options.engine,
    ...reports(handIn, lab, options, createdAt),
    createdAt: createdAt.toISOString(),
  };
  const bundle = await writeSubmission(work, about, keyOf(options.seed, learner));
  const receivedAt = new Date(createdAt.getTime() + 40_000).toISOString();
  const stem = `${lab.identity.id}.${learner}.${createdAt.toISOString().slice(0, 19).replaceAll(':', '').replace('T', '-')}`;
  const file = (suffix: string, bytes: Uint8Array): DemoFile => ({
    name: `${stem}${suffix}.submission.zip`,
    receivedAt,
    bytes,
  });
  if (flaw === 'tampered') return [file('', tampered(bundle))];
  if (flaw === 'cut') return [file('', cutOff(bundle))];
  if (flaw === 'twice') {
    const again = new Date(createdAt.getTime() + 95_000).toISOString();
    return [file('', bundle), { ...file(' (1)', bundle), receivedAt: again }];
  }
  return [file('', bundle)];
}

/** By the learner's clock, to the second. Of an assignment that is running still, all came in until now. */
function handedInAt(
  { at }: DemoHandIn,
  { opensAt = '', dueAt = '' }: Cohort['assignments'][number]['terms'],
  now: Date,
): Date {
  const opens = Date.parse(opensAt);
  const ends = Math.min(Date.parse(dueAt), now.getTime());
  return new Date(Math.floor((opens + at * (ends - opens)) / 1000) * 1000);
}

/** Each learner has a browser of their own. */
function keyOf(seed: string, learner: string): EvidenceKey {
  return softwareKey(demoBytes(seed, `key-${learner}`, 32));
}

/** What the learner's browser kept: presses of Check before the last one, each with a little more that holds. */
function reports(
  handIn: DemoHandIn,
  lab: DemoLab,
  { grader, engine }: DemoOptions,
  createdAt: Date,
): Pick<SubmissionAbout, 'attempts' | 'selfReported'> {
  const shown: DemoAnswer = handIn.flaw === 'boasting' ? { kind: 'solution' } : handIn.answer;
  const last = reportedOf(lab, shown);
  const results = Array.from({ length: handIn.triesBefore }, (_, index) => {
    const holding = Math.floor((last.length * index) / handIn.triesBefore);
    return last.map((one, place) => (place < holding ? one : { ...one, status: 'fail' as const }));
  });
  const attempts = [...results, last].map((one, index, all): SubmittedAttempt => ({
    startedAt: new Date(createdAt.getTime() - (all.length - index) * 11 * 60_000).toISOString(),
    durationMs: 1800 + 140 * index,
    labVersion: lab.identity.version,
    labSha256: lab.identity.sha256,
    graderSha256: grader.sha256,
    engine: engine.name,
    ...(engine.sha256 === undefined ? {} : { engineSha256: engine.sha256 }),
    ...pointsOf(lab, one),
    results: one,
    hintsUsed:
      handIn.hintsUsed === 0 ? [] : [{ task: lab.tasks[0]?.id ?? '', count: handIn.hintsUsed }],
    solutionSeen: handIn.solutionSeen && index === all.length - 1,
  }));
  return { attempts, selfReported: { ...pointsOf(lab, last), results: last } };
}

function pointsOf(
  { tasks }: DemoLab,
  results: readonly CheckResult[],
): { points: number; maxPoints: number } {
  const holding = new Set(
    results.flatMap(({ check, status }) => (status === 'pass' ? [check] : [])),
  );
  const sum = (some: DemoLab['tasks']): number => some.reduce((all, { points }) => all + points, 0);
  return {
    points: sum(tasks.filter(({ checks }) => checks.every((check) => holding.has(check)))),
    maxPoints: sum(tasks),
  };
}
