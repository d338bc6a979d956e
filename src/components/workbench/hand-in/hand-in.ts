import { writeSubmission, learnerKey, didOf, keyNote, type SubmittedAttempt } from '#cohort';
import type { LabSitting } from '#assessment';
import { LabError, type FileTree } from '#container';
import { digestOf, type HandInReceipt, type LabAttempt, type LearnerRecord } from '#progress';
import { assignedExam } from '../../assessment/exam/assigned-exam.ts';
import type { AssignedWork } from '../assigned/assigned-work.ts';
import type { LabSheet } from '../lab-sheet.ts';
import { plainName } from './plain-name.ts';

/** What goes into a hand-in beside the files, and where its receipt is kept. */
export interface HandInSource {
  readonly sheet: LabSheet;
  readonly record: LearnerRecord;
  readonly seed: string;
  /** Name of the engine that the lab runs on now. */
  readonly engineName: string;
  readonly work: FileTree;
  /** The assignment that it answers, if any. */
  readonly assigned?: Pick<AssignedWork, 'id' | 'attempt' | 'sha256'>;
  /** The sitting of an exam whose work it is, if any. */
  readonly sitting?: Pick<LabSitting, 'id' | 'exam'>;
}

/** A hand-in that was made, not yet saved anywhere. */
export interface MadeHandIn {
  readonly bytes: Uint8Array;
  readonly receipt: HandInReceipt;
  /** What the learner should know of it, if anything: which assignment an exam's part answers, how this browser's key is kept. */
  readonly note: string | undefined;
}

/** What a learner may call themselves in a hand-in: one line, as docs/formats/submission.md has it. */
export function learnerFault(learner: string): string | undefined {
  if (learner === '') return 'Type an id, or take the one that was proposed.';
  if (learner.length > 200) return `It has ${learner.length} characters; 200 are the most.`;
  if (/[\u0000-\u001f\u007f<>]/.test(learner)) return 'It has a character that an id cannot have.';
  return undefined;
}

/**
 * Makes the hand-in of the work as it stands: signed by this browser's key, with every attempt at this version of the
 * learner's data. The work of an exam's sitting answers the assignment with that exam, where the id is the learner's in it.
 * Nothing is sent.
 *
 * @throws LabError `SubmissionNotPossible`, `KeyUnreadable`, `IdNotPossible`; what the storage throws.
 */
export async function makeHandIn(
  { sheet, record, seed, engineName, work, assigned, sitting }: HandInSource,
  learner: string,
  now: Date,
): Promise<MadeHandIn> {
  const fault = learnerFault(learner);
  if (fault !== undefined) {
    throw new LabError('IdNotPossible', `This cannot be your id: ${fault}`, 'Nothing was made.');
  }
  const key = await learnerKey(record);
  const attempts = (await record.attempts(sheet.id)).filter((attempt) => attempt.seed === seed);
  const last = attempts.at(-1);
  const { grader, engine, labSha256 } = sheet.identity;
  const examined = sitting && (await assignedExam(record, sitting.exam));
  const answered = examined?.learner === learner ? examined : undefined;
  const assignmentSha256 = assigned?.sha256 ?? answered?.sha256;
  const createdAt = now.toISOString();
  const maxPoints = sheet.tasks.reduce((sum, task) => sum + task.points, 0);
  const selfReported = last
    ? { points: last.points, maxPoints: last.maxPoints, results: resultsOf(last) }
    : { points: 0, maxPoints, results: [] };
  const about = {
    lab: { id: sheet.id, version: sheet.version, sha256: labSha256 },
    ...(assignmentSha256 === undefined ? {} : { assignmentSha256 }),
    ...(sitting ? { exam: sitting.exam } : {}),
    seed,
    learner,
    grader,
    engine: engineName === engine.name ? engine : { name: engineName, version: 'of StackBlitz' },
    attempts: attempts.map(submittedAttempt),
    selfReported,
    createdAt,
  };
  const bytes = await writeSubmission(work, about, key);
  const receipt = {
    id: digestOf(bytes),
    fileName: fileNameOf(sheet.id, learner, createdAt),
    sizeBytes: bytes.length,
    lab: sheet.id,
    labVersion: sheet.version,
    learner,
    handedInAt: createdAt,
    points: selfReported.points,
    maxPoints: selfReported.maxPoints,
    signer: didOf(key),
    ...(assigned ? { assigned: assigned.id, attempt: assigned.attempt } : {}),
    ...(sitting ? { sitting: sitting.id } : {}),
  };
  const notes = [answered && `It answers “${answered.title}”.`, keyNote(key)].filter(Boolean);
  return { bytes, receipt, note: notes.length === 0 ? undefined : notes.join(' ') };
}

/** `<lab>.<id>.<day>-<time>.submission.zip`, of letters that every file system has. */
export function fileNameOf(lab: string, learner: string, createdAt: string): string {
  const time = createdAt.slice(0, 19).replace(/:/g, '').replace('T', '-');
  return [lab, plainName(learner) || 'learner', time, 'submission', 'zip'].join('.');
}

function submittedAttempt(attempt: LabAttempt): SubmittedAttempt {
  const { labSha256, graderSha256, engineSha256 } = attempt;
  return {
    startedAt: attempt.startedAt,
    durationMs: attempt.durationMs,
    labVersion: attempt.labVersion,
    ...(labSha256 === undefined ? {} : { labSha256 }),
    ...(graderSha256 === undefined ? {} : { graderSha256 }),
    engine: attempt.engine,
    ...(engineSha256 === undefined ? {} : { engineSha256 }),
    points: attempt.points,
    maxPoints: attempt.maxPoints,
    results: resultsOf(attempt),
    hintsUsed: Object.entries(attempt.hintsUsed).map(([task, count]) => ({ task, count })),
    solutionSeen: attempt.solutionSeen,
  };
}

function resultsOf({ verdicts }: LabAttempt) {
  return Object.entries(verdicts).map(([check, status]) => ({ check, status }));
}
