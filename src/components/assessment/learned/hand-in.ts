import type { QuizResult } from '#assessment';
import {
  assignmentSha256,
  didOf,
  keyNote,
  learnerKey,
  lessonSubmission,
  quizSubmission,
  readAssignmentFragment,
  writeLearnedSubmission,
  type LearnedSubmission,
} from '#cohort';
import { LabError } from '#container';
import { digestOf, type LearnedReceipt, type LearnerRecord } from '#progress';
import { plainName } from '../../workbench/hand-in/plain-name.ts';
import type { MadeHandIn } from '../use-hand-in.ts';

/** What is to be handed in for an assignment. */
export type ToHandIn =
  | { readonly kind: 'quiz'; readonly result: QuizResult }
  | {
      readonly kind: 'lesson';
      /** `<course>/<lesson>`. */
      readonly lesson: string;
      /** `<cohort>/<assignment>`. */
      readonly assigned: string;
    };

/**
 * Makes the hand-in of an assigned try at a quiz, or of an assigned lesson that was read: signed with this browser's key, the
 * same as for labs, under the id that the assignment names the learner by. Nothing is sent.
 *
 * @throws LabError `AssignmentGone`, `LessonNotRead`, `SubmissionNotPossible`, `KeyUnreadable`; what the storage throws
 */
export async function makeLearnedHandIn(
  record: LearnerRecord,
  what: ToHandIn,
  now: Date,
): Promise<MadeHandIn<LearnedReceipt>> {
  const assigned = what.kind === 'quiz' ? what.result.assigned : what.assigned;
  const kept = (await record.assignments()).find(({ id }) => id === assigned);
  const read = kept && readAssignmentFragment(kept.link);
  if (!kept || !read?.value || assigned === undefined) {
    throw new LabError(
      'AssignmentGone',
      'The assignment that this was done for cannot be read in this browser any more.',
      'Open its link once more, then hand in. What you did is kept.',
    );
  }
  const about = {
    assignmentSha256: assignmentSha256(read.value.link.terms),
    learner: kept.learner,
    createdAt: now.toISOString(),
  };
  const submission =
    what.kind === 'quiz'
      ? quizSubmission(what.result, about)
      : lessonSubmission(what.lesson, await readingOf(record, what.lesson), about);
  const key = await learnerKey(record);
  const bytes = await writeLearnedSubmission(submission, key);
  const receipt: LearnedReceipt = {
    id: digestOf(bytes),
    fileName: fileNameOf(submission),
    sizeBytes: bytes.length,
    ...outcomeOf(submission),
    learner: submission.learner,
    handedInAt: submission.createdAt,
    signer: didOf(key),
    assigned,
    ...(what.kind === 'quiz' && what.result.attempt !== undefined
      ? { attempt: what.result.attempt }
      : {}),
  };
  return { bytes, receipt, note: keyNote(key) };
}

/** What this browser knows of the reading of a lesson. */
async function readingOf(record: LearnerRecord, lesson: string) {
  const known = (await record.lessons()).find((one) => one.lesson === lesson);
  if (known?.doneAt === undefined) {
    throw new LabError(
      'LessonNotRead',
      'This lesson is not marked as read in this browser.',
      'Open it, and mark it as read at its end. Nothing was made.',
    );
  }
  const answers = await record.answers(`${lesson}#`);
  return {
    openedAt: known.firstOpenedAt,
    readAt: known.doneAt,
    answered: answers.length,
    right: answers.filter(({ right }) => right).length,
  };
}

function outcomeOf(
  submission: LearnedSubmission,
): Pick<LearnedReceipt, 'kind' | 'activity' | 'right' | 'of'> {
  if (submission.kind === 'lesson') {
    return { kind: 'lesson', activity: submission.lesson, right: 1, of: 1 };
  }
  const { right, of } = submission.selfReported;
  return { kind: 'quiz', activity: submission.quiz, right, of };
}

/** `<quiz>.<id>.<day>-<time>.learned.json`, of letters that every file system has. */
function fileNameOf(submission: LearnedSubmission): string {
  const id = submission.kind === 'quiz' ? submission.quiz : submission.lesson;
  const slug = id.slice(id.indexOf('/') + 1);
  const time = submission.createdAt.slice(0, 19).replace(/:/g, '').replace('T', '-');
  return [slug, plainName(submission.learner) || 'learner', time, 'learned', 'json'].join('.');
}
