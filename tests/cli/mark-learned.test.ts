import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { drawItems } from '#assessment';
import { readQuizzes } from '#authoring';
import {
  bankDigest,
  drawIssuerSecrets,
  readLearnedRecord,
  softwareKey,
  writeExamSubmission,
  writeLearnedSubmission,
  type LearnedSubmission,
  type QuizSubmission,
} from '#cohort';
import { craftZip } from '../cohort/craft-zip.ts';
import { EXAM } from '../cohort/example-exam.ts';
import { LEARNED_ABOUT, LESSON } from '../cohort/example-learned.ts';

const folder = mkdtempSync(join(tmpdir(), 'mark-learned-'));
after(() => rmSync(folder, { recursive: true }));
const at = (...parts: string[]): string => join(folder, ...parts);
const cohort = (...words: string[]) =>
  spawnSync(process.execPath, ['src/cli/cohort.ts', ...words], { encoding: 'utf8' });
const KEY = softwareKey(new Uint8Array(32).fill(7));

const ID = 'versioning-and-reproducibility/what-to-version';
const quiz = readQuizzes().find(({ id }) => id === ID) ?? assert.fail(`no quiz ${ID}`);
const form = drawItems(quiz.items, quiz.draw, 'a seed');
const choices = quiz.items.flatMap((item) =>
  item.kind === 'choice' && form.includes(item.id)
    ? [{ item: item.id, answer: item.options.findIndex(({ right }) => right) }]
    : [],
);
/** All of its choices are answered rightly, and nothing else is; its browser boasts. */
const boasting: QuizSubmission = {
  format: 'plumbline-learned',
  formatVersion: 1,
  ...LEARNED_ABOUT,
  kind: 'quiz',
  quiz: ID,
  bankSha256: bankDigest(quiz.items),
  seed: 'a seed',
  number: 1,
  form,
  answers: form.flatMap((id) => choices.find(({ item }) => item === id) ?? []),
  startedAt: '2026-11-09T09:00:00.000Z',
  finishedAt: '2026-11-09T09:10:00.000Z',
  selfReported: { right: form.length, of: form.length, passed: true },
};

test('quizzes are marked again and lessons are taken as reported, from a folder and from an archive to the same bytes', async () => {
  assert.ok(choices.length > 0 && choices.length < form.length, `${choices.length} choices`);
  writeFileSync(at('key.txt'), drawIssuerSecrets().regradeKey);
  mkdirSync(at('in'));
  const put = async (name: string, submission: LearnedSubmission): Promise<Uint8Array> => {
    const bytes = await writeLearnedSubmission(submission, KEY);
    writeFileSync(at('in', name), bytes);
    return bytes;
  };
  const ofQuiz = await put('end.lina.learned.json', boasting);
  const ofLesson = await put('read.lina.learned.json', LESSON);
  const redrawn = [...form].reverse();
  const answers = redrawn.flatMap((id) => choices.find(({ item }) => item === id) ?? []);
  await put('chosen.lina.learned.json', { ...boasting, form: redrawn, answers });
  writeFileSync(at('in/cut.learned.json'), ofQuiz.subarray(0, 300));
  writeFileSync(
    at('in/lina.exam.json'),
    await writeExamSubmission({ ...EXAM, exam: 'foundations' }, KEY),
  );
  const by = ['--key-file', at('key.txt'), '--by', 'Ada', '--at', '2026-11-10T09:00:00Z'];
  const marked = cohort('mark', at('in'), ...by, '--out', at('out'));
  assert.equal(marked.status, 1, marked.stderr);
  const right = `${choices.length} of ${form.length}`;
  const lines = marked.stdout.trimEnd().split('\n');
  const after = (start: string): readonly string[] => {
    const index = lines.findIndex((line) => line.startsWith(start));
    assert.notEqual(index, -1, marked.stdout);
    return lines.slice(index, index + 2);
  };
  assert.match(
    after('NOT MARKED  ' + at('in/cut'))[1] ?? '',
    /^ {4}ManifestInvalid: found the hand-in of .*not JSON/,
  );
  assert.match(after('NOT MARKED  ' + at('in/chosen'))[1] ?? '', /^ {4}FormWrong/);
  assert.deepEqual(after('not passed  lina'), [
    `not passed  lina  ${ID}  ${right} right`,
    `    The learner’s browser reported ${form.length} of ${form.length} right; marked again it is ${right}.`,
  ]);
  assert.equal(after('read, self-reported')[0], `read, self-reported  lina  ${LESSON.lesson}`);
  assert.equal(lines.at(-1), 'Left to "regrade-exams": 1 hand-in of exams.');
  const records = readdirSync(at('out'));
  assert.equal(records.length, 2);
  for (const name of records) {
    const { record } = readLearnedRecord(readFileSync(at('out', name))).value ?? assert.fail(name);
    assert.equal(name, `${record.submissionSha256}.learned-regrade.json`);
    assert.deepEqual(
      [record.kind, record.basis, record.score.right],
      record.kind === 'quiz'
        ? ['quiz', 'regraded', choices.length]
        : ['lesson', 'self-reported', 1],
    );
  }

  writeFileSync(
    at('download-all.zip'),
    craftZip([
      { name: 'Lina_1_assignsubmission_file_/end.learned.json', data: ofQuiz },
      { name: 'Lina_2_assignsubmission_file_/read.learned.json', data: ofLesson },
    ]),
  );
  const packed = cohort('mark', at('download-all.zip'), ...by, '--out', at('packed'));
  assert.equal(packed.status, 0, packed.stdout + packed.stderr);
  assert.deepEqual(readdirSync(at('packed')), records);
  for (const name of records)
    assert.deepEqual(readFileSync(at('packed', name)), readFileSync(at('out', name)));
});

test('what mark is told wrongly is said, and where quizzes go is said by who judges exams', () => {
  for (const [words, said] of [
    [['mark'], /^UsageError: A folder or a file is needed\./],
    [['mark', at('in')], /^UsageError: --key-file and --by are needed\./],
    [['mark', at('in'), '--sitting', at('in')], /^UsageError: Unknown option '--sitting'/],
  ] as const) {
    const { status, stderr } = cohort(...words);
    assert.match(stderr, said);
    assert.equal(status, 2);
  }
  const by = ['--key-file', at('key.txt'), '--by', 'Ada'];
  const { stdout } = cohort('regrade-exams', at('download-all.zip'), ...by, '--out', at('exams'));
  assert.equal(stdout, 'Left to "mark": 2 hand-ins of quizzes and lessons.\n');
});
