import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright/test';
import { axeFindings } from './axe-findings.ts';
import { expect, test } from './own-origin.ts';

const EXAM = '/exams/foundations/';

const place = (page: Page, number: number) =>
  page.getByRole('button', { name: new RegExp(`^Question ${number}, `) });

/** Goes on to the first question whose options are chosen by digits, and chooses the first one. */
async function chooseFirst(page: Page, from: number): Promise<number> {
  for (let number = from; number <= 40; number += 1) {
    await place(page, number).click();
    await expect(page.locator('.exam-item .crumb')).toContainText(`Question ${number} of 40`);
    const input = page.locator('.exam-item [data-digit="1"]');
    if ((await input.count()) === 0) continue;
    await page.locator('.exam-item h2').press('1');
    await expect(input).toBeChecked();
    return number;
  }
  throw new Error('No question has options.');
}

test('an exam is pledged, sat, left, gone on with in two tabs, reviewed, ended and handed in', async ({
  page,
  context,
}) => {
  await page.goto(EXAM);
  const begin = page.getByRole('button', { name: 'Begin: the time runs from here' });
  await begin.click();
  await expect(page.getByText('Read the pledge and tick it first.')).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole('radio', { name: /half as much again/ }).check();
  await page.getByRole('checkbox', { name: /I answer by myself/ }).check();
  await begin.press('Enter');

  await expect(page.locator('.exam-item h2')).toBeFocused();
  await expect(page.getByRole('timer', { name: 'Time left' })).toHaveText(/^1:1[45]:\d\d$/);
  await expect(page.locator('.exam-about')).toBeHidden();
  const first = await chooseFirst(page, 1);
  await page.locator('.exam-item h2').press('f');
  await expect(place(page, first)).toHaveAccessibleName(`Question ${first}, answered, flagged`);
  await expect(page.locator('.is-pass, .is-fail, .option-why')).toHaveCount(0);
  await page.getByRole('button', { name: 'Hide time' }).click();
  await expect(page.getByRole('timer')).toHaveCount(0);
  await expect(page.getByText('Every answer is saved', { exact: true })).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);

  await page.reload();
  await expect(place(page, first)).toHaveAccessibleName(`Question ${first}, answered, flagged`);
  const other = await context.newPage();
  await other.goto(EXAM);
  await expect(place(other, first)).toHaveAccessibleName(`Question ${first}, answered, flagged`);
  const second = await chooseFirst(other, first + 1);
  await expect(place(page, second)).toHaveAccessibleName(`Question ${second}, answered`);

  await page.getByRole('button', { name: 'Review and end' }).click();
  await expect(page.getByRole('heading', { name: 'Before you end' })).toBeFocused();
  await expect(page.locator('.quiz-rest > p').first()).toContainText(
    '38 questions are open and would count as wrong.',
  );
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'End the exam' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'End the exam' }).click();
  await expect(
    page.getByRole('heading', { name: 'Sitting 1: part K does not hold' }),
  ).toBeFocused();
  await expect(
    other.getByRole('heading', { name: 'Sitting 1: part K does not hold' }),
  ).toBeVisible();
  await expect(page.getByText('28 are needed: 70 %, a provisional mark')).toBeVisible();
  await expect(page.getByText(/^It can begin from/)).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);

  await expect(page.getByLabel('Your id in the file')).toHaveValue(/^[0-9a-z]{16}$/);
  await page.getByLabel('Your id in the file').fill('p-lina42');
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the hand-in file' }).click();
  const file = await saved;
  expect(file.suggestedFilename()).toBe('foundations-1-p-lina42.exam.json');
  const handIn = JSON.parse(await readFile(await file.path(), 'utf8')) as {
    format: string;
    learner: string;
    answers: unknown[];
    form: unknown[];
    extraPercent: number;
    proof: { cryptosuite: string };
  };
  expect(handIn.format).toBe('plumbline-exam-submission');
  expect(handIn.learner).toBe('p-lina42');
  expect(handIn.answers).toHaveLength(2);
  expect(handIn.form).toHaveLength(40);
  expect(handIn.extraPercent).toBe(50);
  expect(handIn.proof.cryptosuite).toBe('eddsa-jcs-2022');
});

test('exams that are not open say what is missing, on a narrow screen too', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const [path, words] of [
    ['/exams/', 'Not yet open: 0 of 220 questions are written'],
    ['/exams/engineer/', 'Not yet open.'],
    ['/exams/dataops/', 'Not yet open.'],
  ] as const) {
    await page.goto(path);
    await expect(page.getByText(words)).toBeVisible();
    await expect(page.getByRole('button', { name: /^Begin/ })).toHaveCount(0);
    expect(await axeFindings(page), path).toEqual([]);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, path).toBe(0);
  }
});
