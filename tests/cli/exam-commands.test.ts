import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { beginSitting, finishSitting } from '#assessment';
import {
  drawIssuerSecrets,
  examCommitment,
  examSubmission,
  openExamPack,
  readExamPack,
  readExamRecord,
  readRevealedDraw,
  softwareKey,
  writeExamSubmission,
} from '#cohort';
import { keyOfLink } from '../../src/components/assessment/exam-pack/pack-words.ts';
import { craftZip } from '../cohort/craft-zip.ts';

const folder = mkdtempSync(join(tmpdir(), 'exam-commands-'));
after(() => rmSync(folder, { recursive: true }));
const at = (...parts: string[]): string => join(folder, ...parts);
const cohort = (...words: string[]) =>
  spawnSync(process.execPath, ['src/cli/cohort.ts', ...words], { encoding: 'utf8' });
const text = (...parts: string[]): string => readFileSync(at(...parts), 'utf8').trim();

test('a sitting is packed, sat, judged again and counted by four commands', async () => {
  writeFileSync(at('key.txt'), drawIssuerSecrets().regradeKey);
  writeFileSync(at('learners.csv'), 'lina,50\nnora\n');
  const words = ['--sitting', 'autumn', '--learners', at('learners.csv')];
  const window = ['--opens', '2026-11-26T09:00:00Z', '--closes', '2036-11-26T12:00:00Z'];
  const issuer = ['--key-file', at('key.txt'), '--issuer', 'Example Academy'];
  const pack = ['pack', 'foundations', ...words, ...window, ...issuer, '--out', at('autumn')];
  const site = ['--site', 'https://academy.example/learn'];
  const packed = cohort(...pack, ...site);
  assert.equal(packed.status, 0, packed.stderr);
  assert.match(packed.stdout, /^Locked 2 packs of MLOps Foundations in .*autumn\/packs/);
  const link = `https://academy.example/learn/exams/pack/#sitting=autumn&key=${text('autumn/key.txt')}`;
  assert.equal(text('autumn/link.txt'), link);
  assert.ok(packed.stdout.includes(`\n  ${link}\n`), packed.stdout);
  assert.deepEqual(keyOfLink(new URL(link).hash), {
    sitting: 'autumn',
    key: text('autumn/key.txt'),
  });
  assert.deepEqual(readdirSync(at('autumn/packs')), [
    '1-lina.exam-pack.json',
    '2-nora.exam-pack.json',
  ]);
  const { draw } =
    readRevealedDraw(readFileSync(at('autumn/sitting.json'))).value ?? assert.fail('a draw');
  assert.equal(examCommitment(draw), text('autumn/commitment.txt'));

  const locked = readExamPack(readFileSync(at('autumn/packs/1-lina.exam-pack.json'))).value;
  assert.ok(locked);
  const { value: paper } = await openExamPack(locked, text('autumn/key.txt'));
  assert.equal(paper?.pack?.extraPercent, 50);
  const now = new Date('2026-11-26T10:00:00.000Z');
  const sat = finishSitting(beginSitting(paper, 'lina', [], 50, now), paper, 'learner', now);
  const submission = examSubmission(sat, { learner: 'lina', createdAt: now.toISOString() });
  mkdirSync(at('in'));
  const learner = softwareKey(new Uint8Array(32).fill(7));
  writeFileSync(at('in/lina.exam.json'), await writeExamSubmission(submission, learner));
  writeFileSync(at('in/cut.exam.json'), '{}');

  const judge = ['regrade-exams', at('in'), '--key-file', at('key.txt'), '--by', 'Ada'];
  const judged = cohort(...judge, '--sitting', at('autumn'), '--out', at('out'));
  assert.equal(judged.status, 1, judged.stderr);
  assert.match(judged.stdout, /^NOT JUDGED {2}.*cut\.exam\.json\n {4}ManifestInvalid/);
  assert.match(
    judged.stdout,
    /\nnot passed {2}lina {2}foundations {2}0 of 40 right\n {4}It took 50 % extra time\.\n$/,
  );
  const [name = ''] = readdirSync(at('out'));
  const { record } = readExamRecord(readFileSync(at('out', name))).value ?? assert.fail('a record');
  assert.equal(record.packSha256, locked.sha256);

  // The same in an archive, as a platform packs it, judged to the same bytes; what stands twice is told.
  const sent = readFileSync(at('in/lina.exam.json'));
  const packedUp = craftZip([
    { name: 'Lina_4711_assignsubmission_file_/lina.exam.json', data: sent },
    { name: 'again/lina.exam.json', data: sent },
  ]);
  writeFileSync(at('download-all.zip'), packedUp);
  const time = ['--at', record.gradedAt];
  const fromZip = cohort(
    ...['regrade-exams', at('download-all.zip'), ...judge.slice(2), ...time],
    ...['--sitting', at('autumn'), '--out', at('out-zip')],
  );
  assert.equal(fromZip.status, 1, fromZip.stderr);
  assert.match(fromZip.stdout, /^NOT JUDGED {2}.*\n {4}The same hand-in as /);
  assert.deepEqual(readdirSync(at('out-zip')), [name]);
  assert.deepEqual(
    readExamRecord(readFileSync(at('out-zip', name))).value?.record.score,
    record.score,
  );

  const counted = cohort('item-statistics', at('in'), '--sitting', at('autumn'));
  assert.equal(counted.status, 1, counted.stderr);
  assert.match(
    counted.stdout,
    /^MLOps Foundations\. One sitting: too few for a judgement of any question\.[^\n]+\nitem +asked +p +r_pb +open\n/,
  );
  assert.match(counted.stdout, /^[a-z0-9-]+ +1 +0\.00 +– +1$/m);
  assert.match(counted.stderr, /^not counted: .*cut\.exam\.json: ManifestInvalid/m);

  for (const [given, said] of [
    [pack, /^SittingExists: /],
    [['pack', 'manager', ...pack.slice(2)], /^ExamUnknown: There is no open exam "manager"\./],
    [['pack', 'foundations'], /^UsageError: --sitting, --learners/],
    [['regrade-exams', at('in')], /^UsageError: --key-file and --by are needed/],
    [[...judge, '--sitting', at('in')], /^SittingUnreadable: /],
  ] as const) {
    const { status, stderr } = cohort(...given);
    assert.match(stderr, said);
    assert.equal(status, 2);
  }
});
