import { graderIdentity, labIds, readQuizzes } from '#authoring';
import { markLearned, writeLearnedRecord, type LearnedRecord } from '#cohort';
import { titlesOf } from './assignable.ts';
import { collectFiles } from './hand-in-files.ts';
import { judgeFiles, judgingOf, tellLeft } from './judge-files.ts';

/**
 * `mark`: marks hand-ins of quizzes again, takes those of lessons as reported, those in archives too, and writes one signed
 * record each.
 *
 * @throws LabError `UsageError`, `SecretUnreadable`, `FileNotFound`
 */
export async function markHandIns(words: readonly string[]): Promise<number> {
  const { paths, out, key, gradedAt, gradedBy } = judgingOf(words, false);
  const quizzes = new Map(readQuizzes().map((quiz) => [quiz.id, quiz]));
  const lessons = titlesOf('lesson');
  const grader = graderIdentity();
  const found = await collectFiles(paths, {
    labs: new Set(labIds()),
    exams: new Set(titlesOf('exam').keys()),
    quizzes: new Set(quizzes.keys()),
    lessons: new Set(lessons.keys()),
  });
  const refused = await judgeFiles(out, {
    files: found.learned,
    setAside: found.setAside,
    refusal: 'NOT MARKED',
    ending: '.learned-regrade.json',
    async judge(one) {
      const marked = markLearned(await found.bytesOf(one), {
        quizOf: (id) => quizzes.get(id),
        lessonOf: (id) => lessons.get(id),
        grader,
        gradedAt,
        gradedBy,
      });
      if (marked.faults) return marked;
      const { record } = marked.value;
      const bytes = await writeLearnedRecord(record, key);
      const { submissionSha256 } = record;
      return { value: { submissionSha256, bytes, lines: linesOf(record) } };
    },
  });
  tellLeft('regrade', 'labs', found.bundles);
  tellLeft('regrade-exams', 'exams', found.exams);
  return refused > 0 ? 1 : 0;
}

function linesOf({ kind, learner, activity, score, notes }: LearnedRecord): readonly string[] {
  if (kind === 'lesson') return [`read, self-reported  ${learner}  ${activity}`, ...notes];
  const { right, of, passed } = score;
  return [
    `${passed ? 'passed' : 'not passed'}  ${learner}  ${activity}  ${right} of ${of} right`,
    ...notes,
  ];
}
