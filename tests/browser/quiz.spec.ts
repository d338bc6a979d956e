import type { Page } from 'playwright/test';
import type { QuizBank } from '#assessment';
import type { QuizItem } from '#curriculum';
import { axeFindings } from './axe-findings.ts';
import { expect, test } from './own-origin.ts';
import { answer, goOn, plain, shownItem } from './quiz-screen.ts';

const QUIZ = '/courses/versioning-and-reproducibility/quizzes/what-to-version/';
async function bankOf(page: Page): Promise<readonly QuizItem[]> {
  const response = await page.request.get(`${QUIZ}bank.json`);
  return ((await response.json()) as QuizBank).items;
}

test('eight right answers, given by keyboard, pass the quiz and stand in the record', async ({
  page,
}) => {
  const bank = await bankOf(page);
  await page.goto(QUIZ);
  await page.getByRole('button', { name: 'Begin' }).press('Enter');
  for (let number = 1; number <= 8; number += 1) {
    await expect(page.locator('.quiz-item .crumb')).toContainText(`Question ${number} of 8`);
    await expect(page.locator('.quiz-item h2')).toBeFocused();
    const item = await answer(page, bank, true);
    const why = item.kind === 'choice' ? item.options.filter(({ right }) => right) : [];
    for (const option of why) {
      await expect(page.locator('.answer')).toContainText(plain(option.why));
    }
    await goOn(page);
  }
  await expect(page.locator('.outcome-n')).toHaveText('8 of 8 right');
  await expect(page.getByRole('heading', { name: 'Try 1' })).toBeFocused();
  expect(await axeFindings(page)).toEqual([]);

  await page.goto('/record/');
  await expect(page.getByText('8 of 8 right. Passed')).toBeVisible();
  await page.goto('/courses/versioning-and-reproducibility/');
  const step = page.getByRole('listitem').filter({ hasText: 'What to version: the quiz' });
  await expect(step.locator('.g')).toHaveClass('g pass');
  await expect(step).toContainText('8 of 8 right, in try 1.');
});

test('a quiz left half-way waits; who fails is told what to read again and meets fresh questions', async ({
  page,
}) => {
  const bank = await bankOf(page);
  await page.goto(QUIZ);
  await page.getByRole('button', { name: 'Begin' }).click();
  // An order is an answer as it stands; of every other kind it is said what lacks.
  if ((await shownItem(page, bank)).kind !== 'order') {
    await page.getByRole('button', { name: 'Answer', exact: true }).click();
    await expect(page.locator('.quiz-item .lacks')).toBeVisible();
  }
  const met = new Set<string>();
  for (let number = 1; number <= 3; number += 1) {
    met.add((await answer(page, bank, false)).id);
    await goOn(page);
  }
  await expect(page.locator('.quiz-item .crumb')).toContainText('Question 4 of 8');
  await page.reload();
  await expect(page.getByText('3 of 8 questions are answered.')).toBeVisible();
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.locator('.quiz-item .crumb')).toContainText('Question 4 of 8');
  for (let number = 4; number <= 8; number += 1) {
    met.add((await answer(page, bank, true)).id);
    await goOn(page);
  }
  await expect(page.locator('.outcome-n')).toHaveText('5 of 8 right');
  await expect(page.getByText('6 are needed. Another try draws fresh questions.')).toBeVisible();
  await expect(page.locator('.again a').first()).toHaveAttribute('href', /^\/courses\/versioning/);

  await page.getByRole('button', { name: 'Try again with fresh questions' }).click();
  expect(met.has((await shownItem(page, bank)).id)).toBe(false);
});

test('two tabs that answer at once lose nothing: what was kept first stands', async ({
  page,
  context,
}) => {
  const bank = await bankOf(page);
  await page.goto(QUIZ);
  await page.getByRole('button', { name: 'Begin' }).click();
  await expect(page.locator('.quiz-item')).toBeVisible();
  const other = await context.newPage();
  await other.goto(QUIZ);
  await other.getByRole('button', { name: 'Go on' }).click();
  const here = await shownItem(page, bank);
  expect((await shownItem(other, bank)).id).toBe(here.id);

  await answer(page, bank, true);
  // The other tab hears of it and shows the answer that stands.
  await expect(other.locator('.answer b').first()).toHaveText('Right.');
  await other.getByRole('button', { name: 'Next question' }).click();
  await answer(other, bank, false);
  await expect(page.getByText('2 of 8 answered')).toBeVisible();
});

test('where the browser keeps nothing the quiz works and says how long', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(globalThis, 'indexedDB', { value: undefined });
  });
  const bank = await bankOf(page);
  await page.goto(QUIZ);
  await expect(page.getByText('answers last until you leave the page')).toBeVisible();
  await page.getByRole('button', { name: 'Begin' }).click();
  await answer(page, bank, true);
});
