import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import type { Page } from 'playwright/test';
import { axeFindings } from './axe-findings.ts';
import { examClass, LEARNER } from './exam-class.ts';
import { LabScreen } from './lab-screen.ts';
import { expect, test } from './own-origin.ts';

const SOLUTION = join('labs', 'one-model-one-day', 'solution');

async function findings(page: Page, part: string): Promise<readonly string[]> {
  return axeFindings(page, part);
}

/** Writes a file by the shell, as a paste would. */
async function write(lab: LabScreen, path: string, text: string): Promise<void> {
  const words =
    Buffer.from(text)
      .toString('base64')
      .match(/.{1,3000}/g) ?? [];
  for (const part of words) await lab.run(`printf %s ${part} >> /tmp/pasted`);
  expect(
    await lab.run(`base64 -d /tmp/pasted > ${path} && rm /tmp/pasted && clear; echo put-$?`),
  ).toMatch(/^put-0$/m);
}

/** The device's clock goes on by so much at once, as after a sleep. */
async function sleepFor(page: Page, hours: number): Promise<void> {
  await page.evaluate((ms) => {
    const Before = Date;
    globalThis.Date = class extends Before {
      constructor(...given: [] | ConstructorParameters<typeof Before>) {
        if (given.length === 0) super(Before.now() + ms);
        else super(...given);
      }
      static override now(): number {
        return Before.now() + ms;
      }
    } as DateConstructor;
  }, hours * 3_600_000);
}

test('an assigned exam is sat whole, both parts are collected and counted; the capstone is sat in exam mode: without hints, on a clock, paused, left and gone on with; time over locks it with its work kept, which is handed in', async ({
  page,
}) => {
  test.setTimeout(480_000);
  const fallen: string[] = [];
  page.on('pageerror', ({ message }) => fallen.push(message));
  const given = await examClass();
  await page.goto(`/assigned/${given.fragment}`);
  await expect(page.getByRole('heading', { name: 'Exam week' })).toBeVisible();
  await expect(
    page.getByRole('link', { name: 'One model, one day: MLOps Professional: the exam' }),
  ).toBeVisible();
  await page.getByRole('link', { name: 'The questions: MLOps Professional: the exam' }).click();

  // Part K, without an answer: it does not hold, and is handed in all the same.
  const beginK = page.getByRole('button', { name: 'Begin: the time runs from here' });
  const form = page.locator('form', { has: beginK });
  await form.getByRole('checkbox', { name: /I answer by myself/ }).check();
  await beginK.press('Enter');
  await expect(page.locator('.exam-item .crumb')).toContainText('Question 1 of 50');
  await page.getByRole('button', { name: 'Review and end' }).click();
  await page.getByRole('button', { name: 'End the exam' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'End the exam' }).click();
  await expect(page.getByText('As “Exam week” names you.')).toBeVisible();
  const savingK = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the hand-in file' }).click();
  const fileK = await savingK;
  expect(fileK.suggestedFilename()).toBe(`professional-1-${LEARNER}.exam.json`);
  await expect(page.getByText('It answers “Exam week”.')).toBeVisible();

  const part = page.locator('section', { has: page.locator('#part-p') });
  const begin = part.getByRole('button', { name: 'Begin “One model, one day” in exam mode' });
  await begin.click();
  await expect(part.getByText('Read the pledge and tick it first.')).toBeVisible();
  await part.getByRole('radio', { name: '3 h, 50 % more' }).check();
  await part.getByRole('checkbox', { name: /I answer by myself/ }).check();
  await begin.press('Enter');
  await page.waitForURL(/\/labs\/one-model-one-day\/\?exam=professional$/);

  const lab = new LabScreen(page);
  await lab.ready();
  const strip = page.locator('.wb-exam');
  await expect(strip.getByRole('timer')).toHaveText(/^2:5\d:\d\d$/);
  await expect(page.getByText('No hints in an exam.').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Compare' })).toHaveAttribute(
    'title',
    'An exam shows no solution',
  );
  // A click of Playwright's waits for what is not disabled; a learner's key does not.
  await page.getByRole('button', { name: 'Hand in', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(
    page.getByText('End the exam first: what stands then is what is handed in.'),
  ).toBeVisible();
  for (const path of ['dvc.yaml', 'service/app.py', 'tools/enforce.py']) {
    await write(lab, path, await readFile(join(SOLUTION, path), 'utf8'));
  }
  await write(lab, '/tmp/answer.sh', await readFile(join(SOLUTION, 'answer.sh'), 'utf8'));
  expect(await lab.run('sh /tmp/answer.sh > /tmp/said 2>&1; echo answered-$?')).toMatch(
    /^answered-0$/m,
  );
  await lab.check();
  expect(await lab.verdicts()).toEqual({ pass: 22, fail: 0, blocked: 0, error: 0 });
  await expect(lab.checks).toContainText('100 of 100 points so far, self-assessed.');
  await lab.saved();

  await page.reload();
  await lab.ready();
  await expect(lab.checks).toContainText('100 of 100 points.');
  await page.getByRole('button', { name: /^Pause 2 of 2 left/ }).click();
  await expect(page.getByRole('dialog', { name: 'The time stands still' })).toBeVisible();
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByRole('button', { name: /^Pause 1 of 2 left/ })).toBeEnabled();

  await sleepFor(page, 4);
  await expect(strip).toContainText(
    'The exam has ended because its time was over. 100 of 100 points',
  );
  await expect(page.getByText('The exam has ended, and its terminals with it.')).toBeVisible();
  await expect(lab.checks.getByRole('button', { name: 'Check', exact: true })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
  expect(await findings(page, '.wb-notes')).toEqual([]);
  // The work is handed in as it stood, now or on another day.
  await page.reload();
  await strip.getByRole('button', { name: 'Hand in the work' }).click();
  const dialog = page.getByRole('dialog', { name: 'Hand in your work' });
  await expect(
    dialog.getByText('1 Check with time and verdicts, the last with 100 of 100 points'),
  ).toBeVisible();
  await expect(dialog.getByLabel('Your id in this file')).toHaveValue(LEARNER);
  await expect(dialog.getByText('As “Exam week” names you.')).toBeVisible();
  const saving = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save the hand-in' }).click();
  const file = await saving;
  expect(file.suggestedFilename()).toMatch(/^one-model-one-day\.p-lina\.[\d-]+\.submission\.zip$/);
  const entries = unzipSync(new Uint8Array(await readFile(await file.path())));
  const about = JSON.parse(new TextDecoder().decode(entries['submission.json'])) as {
    readonly seed: string;
    readonly exam: string;
    readonly assignmentSha256: string;
    readonly files: readonly { readonly path: string }[];
  };
  expect(about.seed).toMatch(/^one-model-one-day-[0-9a-z]{16}-professional-1$/);
  expect([about.exam, about.assignmentSha256]).toEqual(['professional', given.assignmentSha256]);
  expect(about.files.map(({ path }) => path)).toContain('contracts/cases.odcs.yaml');

  await page.keyboard.press('Escape');
  await strip.getByRole('link', { name: 'What happens next' }).click();
  await expect(
    part.getByRole('heading', { name: 'Sitting 1: “One model, one day” holds' }),
  ).toBeVisible();
  await expect(part.getByText(/^You handed it in on /)).toBeVisible();
  await expect(begin).toHaveCount(0);
  expect(await findings(page, '#main')).toEqual([]);
  await page.goto('/record/');
  await expect(page.getByText('Sitting 1, part P: 100 of 100 points. It holds')).toBeVisible();
  await page.goto('/assigned/');
  await expect(page.getByText(/^handed in /).first()).toBeVisible();

  // Whoever assigned it drops both files: each comes to its column, and the questions are counted.
  await page.goto('/teach/');
  await page
    .getByLabel('A cohort that was exported')
    .setInputFiles({ name: 'x.cohort.zip', mimeType: 'application/zip', buffer: given.cohort });
  const tab = (name: string) =>
    page.getByRole('navigation', { name: 'Parts of the cohort' }).getByRole('link', { name });
  await tab('Collect').click();
  await page.getByLabel('Hand-ins', { exact: true }).setInputFiles([
    {
      name: fileK.suggestedFilename(),
      mimeType: 'application/json',
      buffer: await readFile(await fileK.path()),
    },
    {
      name: file.suggestedFilename(),
      mimeType: 'application/zip',
      buffer: await readFile(await file.path()),
    },
  ]);
  await expect(page.getByText('2 hand-ins were taken.')).toBeVisible();
  await tab('Gradebook').click();
  const grid = page.getByRole('grid', { name: 'Grades' });
  await expect(
    grid.getByRole('columnheader', { name: 'MLOps Professional: the exam, One model, one day' }),
  ).toBeVisible();
  await tab('Insight').click();
  const questions = page.getByRole('region', { name: 'Questions of MLOps Professional' });
  await expect(questions.locator('tbody tr')).toHaveCount(50);
  await questions.getByRole('button', { name: 'Left open' }).click();
  await expect(questions.getByRole('columnheader', { name: 'Left open' })).toHaveAttribute(
    'aria-sort',
    'descending',
  );
  await expect(questions.locator('tbody tr').first().locator('td')).toHaveText([
    '1',
    '0 %',
    '–',
    '1',
  ]);
  expect(await findings(page, '#main')).toEqual([]);
  const savingCsv = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as CSV' }).click();
  const csv = await readFile(await (await savingCsv).path(), 'utf8');
  expect(csv.trim().split('\n').length).toBeGreaterThan(50);
  expect(fallen).toEqual([]);
});
