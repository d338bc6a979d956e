import type { QuizBank } from '#assessment';
import {
  evidenceFaultLine,
  markLearned,
  writeLearnedRecord,
  type AssignedItem,
  type CohortStore,
  type EvidenceKey,
  type GraderIdentity,
} from '#cohort';
import { LabError } from '#container';
import type { GradeHandIn } from './regrade-desk.ts';

export interface MarkersOfLearned {
  readonly store: Pick<CohortStore, 'updateHandIn'>;
  readonly grader: GraderIdentity;
  readonly gradedBy: string;
  /** Signs the records. */
  readonly key: EvidenceKey;
  /** What was assigned, with the titles that learners were told. */
  readonly items: readonly AssignedItem[];
  /** The questions of a quiz of this site. */
  readonly loadBank: (quiz: string) => Promise<QuizBank>;
}

/**
 * Marks the hand-in of a quiz by the questions of this site, or takes that of a lesson as its learner's browser reports it. What
 * needs a person's eye goes to the notes of the hand-in.
 *
 * @throws LabError `HandInUnreadable`; what `loadBank` and the store throw.
 */
export async function markHandIn(
  handIn: Parameters<GradeHandIn>[0],
  bytes: Uint8Array,
  { store, grader, gradedBy, key, items, loadBank }: MarkersOfLearned,
  now: Date = new Date(),
): ReturnType<GradeHandIn> {
  const { kind, id } = handIn.item;
  const title = items.find((one) => one.kind === kind && one.id === id)?.title ?? id;
  const bank = kind === 'quiz' ? await loadBank(id) : undefined;
  const marked = markLearned(bytes, {
    quizOf: (quiz) => (bank && quiz === id ? { ...bank, id, title } : undefined),
    lessonOf: (lesson) => (kind === 'lesson' && lesson === id ? title : undefined),
    grader,
    gradedAt: now.toISOString(),
    gradedBy,
  });
  if (marked.faults) {
    throw new LabError('HandInUnreadable', marked.faults.map(evidenceFaultLine).join(' '));
  }
  const { record } = marked.value;
  if (record.notes.length > 0) {
    await store.updateHandIn(handIn, (before) => ({
      ...before,
      notes: [...new Set([...before.notes, ...record.notes])],
    }));
  }
  const signed = await writeLearnedRecord(record, key);
  return { status: 'marked', record, signedRecord: new TextDecoder().decode(signed) };
}
