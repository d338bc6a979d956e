import type { ExamPaper } from '#assessment';
import {
  evidenceFaultLine,
  regradeExam,
  writeExamRecord,
  type CollectedExam,
  type ExamRecord,
  type GraderIdentity,
  type IssuersSitting,
} from '#cohort';
import { fetchPaper } from '../../assessment/exam/exam-sheet.ts';
import { siteLink } from '../../site/site-link.ts';
import type { RegradeGiven } from './open-regrader.ts';

/** What judging the hand-in of an exam again gave: a signed record, or why there is none. */
export type ExamOutcome = { readonly exam: CollectedExam } & (
  | {
      readonly record: ExamRecord;
      /** Of `<sha256>.exam-regrade.json`, the same as `npm run cohort -- regrade-exams` writes. */
      readonly bytes: Uint8Array<ArrayBuffer>;
    }
  | { readonly failure: string }
);

export interface ExamsToJudge {
  readonly exams: readonly CollectedExam[];
  readonly bytesOf: (exam: CollectedExam) => Promise<Uint8Array>;
  /** Sittings with locked packs, as far as their folder was brought. */
  readonly sittings: readonly IssuersSitting[];
  readonly grader: GraderIdentity;
  readonly given: Omit<RegradeGiven, 'secret'>;
  readonly signal: AbortSignal;
  readonly onOutcome: (outcome: ExamOutcome) => void;
}

/** Judges hand-ins of exams one after another, by the questions of this site or of the packs that they were sat from. */
export async function judgeExams(all: ExamsToJudge): Promise<void> {
  const { exams, bytesOf, sittings, grader, given, signal, onOutcome } = all;
  const papers = new Map<string, ExamPaper>();
  for (const exam of exams) {
    if (signal.aborted) return;
    try {
      if (exam.packSha256 === undefined && !papers.has(exam.exam)) {
        papers.set(exam.exam, await fetchPaper(siteLink(`/exams/${exam.exam}/paper.json`)));
      }
      const { gradedAt, gradedBy, key } = given;
      const { value, faults } = await regradeExam(await bytesOf(exam), {
        examOf: (id) => papers.get(id),
        sittings,
        grader,
        receivedAt: exam.receivedAt,
        gradedAt,
        gradedBy,
      });
      if (!value) {
        onOutcome({ exam, failure: faults.map(evidenceFaultLine).join(' ') });
        continue;
      }
      const bytes = (await writeExamRecord(value.record, key)).slice();
      onOutcome({ exam, record: value.record, bytes });
    } catch (error) {
      onOutcome({ exam, failure: error instanceof Error ? error.message : String(error) });
    }
  }
}
