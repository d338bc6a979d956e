import { graderIdentity, labIds, readExamPapers } from '#authoring';
import { regradeExam, writeExamRecord, type ExamRecord } from '#cohort';
import { titlesOf } from './assignable.ts';
import { readSitting } from './exam-sitting-folder.ts';
import { collectFiles } from './hand-in-files.ts';
import { judgeFiles, judgingOf, tellLeft } from './judge-files.ts';

/**
 * `regrade-exams`: judges exam hand-ins again, those in archives too, and writes one signed record each.
 *
 * @throws LabError `UsageError`, `SecretUnreadable`, `FileNotFound`, `SittingUnreadable`
 */
export async function regradeExams(words: readonly string[]): Promise<number> {
  const { paths, out, key, gradedAt, gradedBy, ...given } = judgingOf(words, true);
  const papers = new Map(readExamPapers().map((paper) => [paper.exam, paper]));
  const sittings = given.sittings.map(readSitting);
  const grader = graderIdentity();
  const found = await collectFiles(paths, {
    labs: new Set(labIds()),
    exams: new Set([...papers.keys(), ...sittings.map(({ draw }) => draw.exam)]),
    quizzes: new Set(titlesOf('quiz').keys()),
    lessons: new Set(titlesOf('lesson').keys()),
  });
  const refused = await judgeFiles(out, {
    files: found.exams,
    setAside: found.setAside,
    refusal: 'NOT JUDGED',
    ending: '.exam-regrade.json',
    async judge(exam) {
      const { receivedAt } = exam;
      const examOf = (id: string) => papers.get(id);
      const options = { examOf, sittings, grader, receivedAt, gradedAt, gradedBy };
      const judged = await regradeExam(await found.bytesOf(exam), options);
      if (judged.faults) return judged;
      const { record } = judged.value;
      const bytes = await writeExamRecord(record, key);
      const { submissionSha256 } = record;
      return { value: { submissionSha256, bytes, lines: linesOf(record) } };
    },
  });
  tellLeft('regrade', 'labs', found.bundles);
  tellLeft('mark', 'quizzes and lessons', found.learned);
  return refused > 0 ? 1 : 0;
}

function linesOf({ learner, exam, score, reported, isLate, notes }: ExamRecord): readonly string[] {
  const { right, of, passed } = score;
  const late = isLate ? '  (late)' : '';
  return [
    `${passed ? 'passed' : 'not passed'}  ${learner}  ${exam}  ${right} of ${of} right${late}`,
    ...(reported ? [`The learner’s browser reported ${reported.right} of ${reported.of}.`] : []),
    ...notes,
  ];
}
