import type { ExamPaper } from '#assessment';
import {
  evidenceFaultLine,
  instructorKey,
  regradeExam,
  writeExamRecord,
  type Cohort,
  type CohortStore,
} from '#cohort';
import { LabError } from '#container';
import { openRegrader, regradeHandIn } from '../../cohort/regrade/open-regrader.ts';
import { siteLink } from '../../site/site-link.ts';
import type { GradeHandIn } from './regrade-desk.ts';

/**
 * Makes ready to grade hand-ins of a cohort: labs each in a sandboxed frame of its own, by the cohort's secret, signed with the
 * instructor's key; exams by the questions of this site, signed with the same key.
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
      const { id } = handIn.item;
      const loading = papers.get(id) ?? loadPaper(id);
      papers.set(id, loading);
      loading.catch(() => papers.delete(id));
      const paper = await loading;
      const judged = await regradeExam(bytes, {
        examOf: (exam) => (exam === id ? paper : undefined),
        // What was sat from a locked pack is judged on the page of exams, which has the draw.
        sittings: [],
        grader: regrader.grader,
        receivedAt: handIn.receivedAt,
        gradedAt,
        gradedBy,
      });
      if (judged.faults) throw unreadable(judged.faults.map(evidenceFaultLine));
      const { record } = judged.value;
      const signed = await writeExamRecord(record, key);
      return { status: 'judged', record, signedRecord: new TextDecoder().decode(signed) };
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
