import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import { embeddedEngineIdentity, graderIdentity, labIdentity } from '#authoring';
import {
  drawIssuerSecrets,
  readExamRecord,
  readRegradeRecord,
  softwareKey,
  writeSubmission,
} from '#cohort';
import { textFile, type FileTree } from '#container';
import { buildAnswer } from '#grading';
import { createIsolatedEngine } from '#isolated-engine';
import { readProvableLab } from '../../src/cli/provable-lab.ts';
import { satExam, satPack } from '../cohort/sat-exam.ts';
import { axeFindings } from './axe-findings.ts';
import { expect, test } from './own-origin.ts';
import { touchPage } from './touch-page.ts';

const LAB = 'fingerprint-the-data';
const secrets = drawIssuerSecrets();
const folder = mkdtempSync(join(tmpdir(), 'regrade-'));
test.afterAll(() => rmSync(folder, { recursive: true }));

/** A hand-in in which the learner's browser claims that every file is listed. */
async function handIn(learner: string, work: FileTree): Promise<Uint8Array> {
  const about = {
    lab: labIdentity(LAB),
    seed: `${LAB}-${learner}`,
    learner,
    grader: graderIdentity(),
    engine: embeddedEngineIdentity(),
    attempts: [],
    selfReported: {
      points: 100,
      maxPoints: 100,
      results: [{ check: 'every-file-is-listed', status: 'pass' as const }],
    },
    createdAt: '2026-11-26T10:00:00Z',
  };
  return writeSubmission(work, about, softwareKey(new Uint8Array(32).fill(learner.length)));
}

const asFile = (name: string, content: string | Uint8Array) => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(content),
});

/** What the command makes of the same hand-ins at the same time, by file name. */
async function byCommand(at: string): Promise<Record<string, string>> {
  const given = [`--seed-file`, join(folder, 'seed'), '--key-file', join(folder, 'key')];
  const out = join(folder, 'out');
  const words = ['regrade', join(folder, 'in'), ...given, '--by', 'Ada', '--at', at, '--out', out];
  const child = spawn(process.execPath, ['src/cli/cohort.ts', ...words], { stdio: 'ignore' });
  await new Promise((resolve) => child.on('close', resolve));
  const names = readdirSync(out).filter((name) => name.endsWith('.regrade.json'));
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(out, name), 'utf8')]));
}

test('hand-ins are graded again on a page, each in a frame of its own, to the bytes that the command writes', async ({
  page,
}) => {
  const lab = await readProvableLab(LAB);
  const engine = createIsolatedEngine();
  const solved = await buildAnswer(lab, [lab.solution], `${LAB}-ada`, engine);
  const started = await buildAnswer(lab, [], `${LAB}-li`, engine);
  engine.dispose();
  const ada = await handIn('ada', solved);
  const locked = await satPack('foundations', 'noor');
  const liar = await handIn('li', { ...started, 'fingerprint.py': textFile('print("pass")\n') });

  await page.goto('/regrade/');
  await touchPage(page);
  const frames = { seen: 0, atOnce: 0 };
  page.on('frameattached', () => {
    frames.seen += 1;
    frames.atOnce = Math.max(frames.atOnce, page.frames().length - 1);
  });
  // What is missing is said, and nothing runs.
  const go = page.getByRole('button', { name: 'Grade them again' });
  await page.getByLabel('Drop or choose hand-ins').setInputFiles([
    // As a learning platform packs what it has.
    asFile(
      'download.zip',
      zipSync({
        'ada.submission.zip': ada,
        'ada.exam.json': await satExam('foundations', 'ada', 31),
      }),
    ),
    asFile('li.submission.zip', liar),
    // Of a sitting with locked packs: what its issuer kept lies beside the hand-in.
    asFile('noor.exam.json', locked.handIn),
    asFile('sitting.json', locked.draw),
    asFile('1-noor.exam-pack.json', locked.pack),
    asFile('cut.submission.zip', ada.subarray(0, 2000)),
  ]);
  await page.getByLabel('Hidden seed').setInputFiles(asFile('seed.txt', secrets.hiddenSeed));
  await page.getByLabel('Who answers').fill('Ada');
  await page.getByLabel('Grader’s key').setInputFiles(asFile('key.txt', secrets.hiddenSeed));
  await go.click();
  await expect(page.getByRole('alert')).toHaveText(/^What was chosen as the grader’s key is not/);
  expect(frames.seen).toBe(0);

  await page.getByLabel('Grader’s key').setInputFiles(asFile('key.txt', secrets.regradeKey));
  const begun = page.waitForEvent('frameattached');
  await go.click();
  await begun;
  // Who leaves while it runs is asked first, and loses nothing by staying.
  const asked = page.waitForEvent('dialog');
  await page.close({ runBeforeUnload: true });
  const question = await asked;
  expect(question.type()).toBe('beforeunload');
  await question.dismiss();
  const outcomes = page.getByRole('region', { name: 'What was found' });
  await expect(outcomes.getByRole('status')).toHaveText(
    '4 graded, 2 passed; 0 not graded; 1 set aside.',
    { timeout: 150_000 },
  );
  await expect(outcomes.getByRole('listitem').filter({ hasText: 'li, finger' })).toContainText(
    'every-file-is-listed: fail here, the learner’s browser reported pass',
  );
  await expect(outcomes.getByRole('listitem').filter({ hasText: 'ada, exam' })).toContainText(
    'passed, 31 of 40 right',
  );
  await expect(outcomes.getByRole('listitem').filter({ hasText: 'noor, exam' })).toContainText(
    '0 of 40 right',
  );
  await expect(outcomes.getByRole('listitem').filter({ hasText: 'cut' })).toContainText(
    'NotReadable',
  );
  expect(page.frames().length, 'the frames are gone with their work').toBe(1);
  // A frame for each hand-in, with the engine's sandbox in it.
  expect(frames).toEqual({ seen: 4, atOnce: 2 });
  expect(await axeFindings(page)).toEqual([]);

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the signed records' }).click();
  const zip = unzipSync(new Uint8Array(readFileSync(await (await download).path())));
  const records = Object.entries(zip).filter(([name]) => name.endsWith('.regrade.json'));
  const [, first = new Uint8Array()] = records[0] ?? [];
  const { record } = readRegradeRecord(first).value ?? {};
  const exams = Object.entries(zip).filter(([name]) => name.endsWith('.exam-regrade.json'));
  const judged = exams.map(([, bytes]) => {
    const { record: found } = readExamRecord(bytes).value ?? {};
    return `${found?.learner ?? ''}: ${found?.score.right ?? ''}, drawn by ${found?.drawnBy ?? ''}`;
  });
  expect(judged.sort()).toEqual(['ada: 31, drawn by learner', 'noor: 0, drawn by issuer']);
  expect(record?.gradedBy).toBe('Ada');

  writeFileSync(join(folder, 'seed'), secrets.hiddenSeed);
  writeFileSync(join(folder, 'key'), secrets.regradeKey);
  mkdirSync(join(folder, 'in'));
  writeFileSync(join(folder, 'in/ada.submission.zip'), ada);
  writeFileSync(join(folder, 'in/li.submission.zip'), liar);
  const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
  expect(Object.fromEntries(records.map(([name, bytes]) => [name, text(bytes)]))).toEqual(
    await byCommand(record?.gradedAt ?? ''),
  );
});
