import type { ExamPaper } from '#assessment';
import {
  evidenceFaultLine,
  instructorKey,
  judgeExam,
  readExamSubmission,
  type Cohort,
  type CohortStore,
} from '#cohort';
import { LabError } from '#container';
import { openRegrader, regradeHandIn } from '../../cohort/regrade/open-regrader.ts';
import { siteLink } from '../../site/site-link.ts';
import type { GradeHandIn } from './regrade-desk.ts';

/**
 * Makes ready to grade hand-ins of a cohort: labs each in a sandboxed frame of its own, by the cohort's secret, signed with the
 * instructor's key; exams by the questions of this site.
 *
 * @throws LabError as `openRegrader` and `instructorKey`.
 */
export async function gradingFor(
  store: Pick<CohortStore, 'keptKey' | 'keepKeyOnce'>,
  cohort: Cohort,
): Promise<GradeHandIn> {
  const [regrader, key] = await Promise.all([openRegrader(), instructorKey(store)]);
  const secret = Uint8Array.from(cohort.secret.match(/../g) ?? [], (pair) => parseInt(pair, 16));
  const gradedBy = cohort.issuer.name;
  const papers = new Map<string, Promise<ExamPaper>>();
  return async (handIn, bytes) => {
    const gradedAt = new Date().toISOString();
    if (handIn.item.kind === 'exam') {
      const read = readExamSubmission(bytes);
      if (read.faults) throw unreadable(read.faults.map(evidenceFaultLine));
      const { submission } = read.value;
      if (submission.packSha256 !== undefined) {
        throw new LabError(
          'ExamIsLocked',
          'This exam was sat from a locked pack, whose questions are not on this page.',
          'Judge it with the pack, then set the grade under Review, with that as the reason.',
        );
      }
      const paper = papers.get(submission.exam) ?? loadPaper(submission.exam);
      papers.set(submission.exam, paper);
      paper.catch(() => papers.delete(submission.exam));
      const judged = judgeExam(submission, await paper);
      if (judged.faults) throw unreadable(judged.faults.map(evidenceFaultLine));
      return { status: 'judged', ...judged.value, judgedAt: gradedAt, judgedBy: gradedBy };
    }
    const given = { secret, key, gradedAt, gradedBy };
    const { record, bytes: signed, verdicts } = await regradeHandIn(bytes, regrader, given);
    return { status: 'graded', record, signedRecord: new TextDecoder().decode(signed), verdicts };
  };
}

async function loadPaper(exam: string): Promise<ExamPaper> {
  const url = siteLink(`/exams/${exam}/paper.json`);
  const response = await fetch(url);
  if (response.ok) return (await response.json()) as ExamPaper;
  throw new LabError(
    'ExamUnknown',
    `${url} answered ${response.status}: the questions of this exam could not be read.`,
    'Grade it with an edition of the site in which this exam is open.',
  );
}

const unreadable = (lines: readonly string[]): LabError =>
  new LabError('HandInUnreadable', lines.join(' '), '');
