import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { graderIdentity, readQuizzes } from '#authoring';
import { evidenceFaultLine, markLearned, writeLearnedRecord, type LearnedRecord } from '#cohort';
import { timeOf, usage } from './argument-values.ts';
import { titlesOf } from './assignable.ts';
import { findFiles } from './exam-files.ts';
import { printable } from './regrade-report.ts';
import { readKeyFile } from './secrets.ts';

/**
 * `mark`: marks hand-ins of quizzes again, takes those of lessons as reported, and writes one signed record each.
 *
 * @throws LabError `UsageError`, `SecretUnreadable`, `FileNotFound`
 */
export async function markHandIns(words: readonly string[]): Promise<number> {
  const given = argumentsOf(words);
  const quizzes = new Map(readQuizzes().map((quiz) => [quiz.id, quiz]));
  const lessons = titlesOf('lesson');
  const grader = graderIdentity();
  mkdirSync(given.out, { recursive: true });
  let refused = 0;
  for (const { path, bytes } of findFiles(given.paths, '.learned.json')) {
    const { value, faults } = markLearned(bytes, {
      quizOf: (id) => quizzes.get(id),
      lessonOf: (id) => lessons.get(id),
      grader,
      gradedAt: given.gradedAt,
      gradedBy: given.gradedBy,
    });
    if (!value) {
      refused += 1;
      console.log(`NOT MARKED  ${printable(path)}\n    ${faults.map(evidenceFaultLine).join(' ')}`);
      continue;
    }
    const { record } = value;
    const out = join(given.out, `${record.submissionSha256}.learned-regrade.json`);
    writeFileSync(`${out}.part`, await writeLearnedRecord(record, given.key));
    renameSync(`${out}.part`, out);
    console.log(recordLines(record).map(printable).join('\n    '));
  }
  return refused > 0 ? 1 : 0;
}

function argumentsOf(words: readonly string[]) {
  const { values, positionals } = parsed(words);
  const { 'key-file': keyFile, by, at } = values;
  if (positionals.length === 0) throw usage('A folder or a file is needed.');
  if (!keyFile || !by) throw usage('--key-file and --by are needed.');
  return {
    paths: positionals,
    key: readKeyFile(keyFile),
    gradedBy: by,
    gradedAt: at === undefined ? new Date().toISOString() : timeOf('--at', at),
    out: values.out ?? 'regrades',
  };
}

function parsed(words: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { 'key-file': text, by: text, at: text, out: text },
    });
  } catch (error) {
    throw usage(error instanceof Error ? error.message : String(error));
  }
}

/** One record as lines for a terminal, with what needs a person's eye below it. */
function recordLines({ kind, learner, activity, score, notes }: LearnedRecord): readonly string[] {
  if (kind === 'lesson') return [`read, self-reported  ${learner}  ${activity}`, ...notes];
  const { right, of, passed } = score;
  return [
    `${passed ? 'passed' : 'not passed'}  ${learner}  ${activity}  ${right} of ${of} right`,
    ...notes,
  ];
}
