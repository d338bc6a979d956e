import type { Page } from 'playwright/test';
import type { QuizItem } from '#curriculum';
import { expect } from './own-origin.ts';

/** Where a quiz is shown: a page, or a frame of one. */
type Screen = Pick<Page, 'locator' | 'getByRole'>;

const exactly = (text: string): RegExp =>
  new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`);
/** Text as it is shown: without the marks of code. */
export const plain = (text: string): string => text.replaceAll('`', '');

/** The item that is shown, by its question. */
export async function shownItem(page: Screen, bank: readonly QuizItem[]): Promise<QuizItem> {
  const asked = (await page.locator('.quiz-item h2').innerText()).trim();
  const item = bank.find(({ ask }) => plain(ask) === asked);
  if (!item) throw new Error(`No item asks “${asked}”.`);
  return item;
}

/** Fills in the right answer, or for items with options a wrong one, without a mouse. */
export async function fillIn(page: Screen, item: QuizItem, right: boolean): Promise<void> {
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

/** Answers the item that is shown, and hears whether it was right. */
export async function answer(
  page: Screen,
  bank: readonly QuizItem[],
  right: boolean,
): Promise<QuizItem> {
  const item = await shownItem(page, bank);
  await fillIn(page, item, right);
  await page.getByRole('button', { name: 'Answer', exact: true }).press('Enter');
  await expect(page.locator('.answer b').first()).toHaveText(right ? 'Right.' : 'Not right.');
  return item;
}

/** Goes on to the next question, or to the result, and waits until it is there. */
export async function goOn(page: Screen): Promise<void> {
  const place = await page.locator('.quiz-item .crumb span').first().innerText();
  await page.getByRole('button', { name: /^(?:Next question|See the result)$/ }).press('Enter');
  await expect(
    page.locator('.quiz-item .crumb span').filter({ hasText: exactly(place) }),
  ).toHaveCount(0);
}
