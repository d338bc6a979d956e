import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright/test';
import type { QuizBank } from '#assessment';
import type { QuizItem } from '#curriculum';
import { expect, test } from './own-origin.ts';

const QUIZ = '/courses/versioning-and-reproducibility/quizzes/what-to-version/';
const exactly = (text: string): RegExp =>
  new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`);
const plain = (text: string): string => text.replaceAll('`', '');

async function bankOf(page: Page): Promise<readonly QuizItem[]> {
  const response = await page.request.get(`${QUIZ}bank.json`);
  return ((await response.json()) as QuizBank).items;
}

/** The item that is shown, by its question. */
async function shownItem(page: Page, bank: readonly QuizItem[]): Promise<QuizItem> {
  const asked = (await page.locator('.quiz-item h2').innerText()).trim();
  const item = bank.find(({ ask }) => plain(ask) === asked);
  if (!item) throw new Error(`No item asks “${asked}”.`);
  return item;
}

/** Fills in the right answer, or for items with options a wrong one, without a mouse. */
async function fillIn(page: Page, item: QuizItem, right: boolean): Promise<void> {
  const form = page.locator('.quiz-item');
  if (item.kind === 'choice' || item.kind === 'multiple') {
    for (const option of item.options) {
      const wanted = item.kind === 'choice' ? option.right === right : option.right === right;
      if (!wanted) continue;
      await form
        .locator('.choice')
        .filter({ hasText: exactly(plain(option.text)) })
        .locator('input')
        .press('Space');
      if (item.kind === 'choice') return;
    }
  } else if (item.kind === 'number') {
    await form.getByLabel('Your number').fill(String(right ? item.answer : item.answer + 1000));
  } else if (item.kind === 'short') {
    await form
      .getByLabel('Your answer')
      .fill(right ? (item.accept[0] ?? '') : 'nothing of the kind');
  } else if (item.kind === 'order') {
    if (!right) return;
    for (const [place, step] of item.steps.entries()) {
      const row = form.locator('.steps li').filter({ hasText: plain(step) });
      let at = Number(await row.locator('.num').innerText()) - 1;
      while (at > place) {
        await row.getByRole('button', { name: 'Move up' }).press('Enter');
        at -= 1;
        await expect(row.locator('.num')).toHaveText(String(at + 1));
      }
    }
  } else if (item.kind === 'match') {
    const [one] = item.pairs;
    for (const [index, pair] of item.pairs.entries()) {
      const wanted = right ? pair.right : (one?.right ?? '');
      await form
        .locator('select')
        .nth(index)
        .selectOption({ label: plain(wanted) });
    }
  } else {
    for (const line of right ? item.lines : [item.mistakes[0]?.answer ?? 1]) {
      await form
        .locator('.marklines input')
        .nth(line - 1)
        .press('Space');
    }
  }
}

async function answer(page: Page, bank: readonly QuizItem[], right: boolean): Promise<QuizItem> {
  const item = await shownItem(page, bank);
  await fillIn(page, item, right);
  await page.getByRole('button', { name: 'Answer', exact: true }).press('Enter');
  await expect(page.locator('.answer b').first()).toHaveText(right ? 'Right.' : 'Not right.');
  return item;
}

const goOn = (page: Page): Promise<void> =>
  page.getByRole('button', { name: /^(?:Next question|See the result)$/ }).press('Enter');

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
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations).toEqual([]);

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
  await page.getByRole('button', { name: 'Answer', exact: true }).click();
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
