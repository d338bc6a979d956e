import type { ExamPaper } from '#assessment';
import { instructorKey, type Cohort, type CohortStore, type IssuersSitting } from '#cohort';
import { LabError } from '#container';
import { openRegrader, regradeHandIn } from '../../cohort/regrade/open-regrader.ts';
import { siteLink } from '../../site/site-link.ts';
import { loadBank } from '../desk/load-bank.ts';
import { judgeExam } from './judge-exam.ts';
import { markHandIn } from './mark-hand-in.ts';
import type { GradeHandIn } from './regrade-desk.ts';

/**
 * Makes ready to grade hand-ins of a cohort: labs each in a sandboxed frame of its own, by the cohort's secret; exams by the questions of this site, those that were sat from locked packs by their sitting; quizzes by theirs; all signed with the
 * instructor's key.
 *
 * @throws LabError as `openRegrader` and `instructorKey`.
 */
export async function gradingFor(
  store: Pick<CohortStore, 'keptKey' | 'keepKeyOnce' | 'updateHandIn'>,
  cohort: Cohort,
  sittings: readonly IssuersSitting[] = [],
): Promise<GradeHandIn> {
  const [regrader, key] = await Promise.all([openRegrader(), instructorKey(store)]);
  const secret = Uint8Array.from(cohort.secret.match(/../g) ?? [], (pair) => parseInt(pair, 16));
  const gradedBy = cohort.issuer.name;
  const common = { store, grader: regrader.grader, gradedBy, key };
  const markers = {
    ...common,
    items: cohort.assignments.flatMap(({ terms }) => terms.items),
    loadBank: once(loadBank),
  };
  const judges = { ...common, sittings, loadPaper: once(loadPaper) };
  return async (handIn, bytes) => {
    const { kind } = handIn.item;
    if (kind === 'exam') return judgeExam(handIn, bytes, judges);
    if (kind === 'quiz' || kind === 'lesson') return markHandIn(handIn, bytes, markers);
    const gradedAt = new Date().toISOString();
    const given = { secret, key, gradedAt, gradedBy };
    const { record, bytes: signed, verdicts } = await regradeHandIn(bytes, regrader, given);
    return { status: 'graded', record, signedRecord: new TextDecoder().decode(signed), verdicts };
  };
}

/** Loads each once, and again only what could not be had. */
function once<T>(load: (id: string) => Promise<T>): (id: string) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (id) => {
    const loading = known.get(id) ?? load(id);
    known.set(id, loading);
    loading.catch(() => known.delete(id));
    return loading;
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
