import { axeFindings } from './axe-findings.ts';
import { expect, test } from './own-origin.ts';

const LESSON = '/courses/versioning-and-reproducibility/content-addressing/';

test('search opens by key, answers while typing, and leads to the heading, without a mouse', async ({
  page,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto('/about/', { waitUntil: 'load' });
  await expect(page.getByRole('button', { name: 'Search' })).toBeVisible();
  const parts = (): string[] => asked.filter((path) => /search/.test(path));
  // The offline copy is the service worker's business; the page itself has asked for nothing.
  const own = await page.evaluate(() =>
    performance.getEntriesByType('resource').map(({ name }) => name),
  );
  expect(own.filter((name) => name.includes('search'))).toEqual([]);

  await page.keyboard.press('Control+k');
  const box = page.getByRole('combobox', { name: /^Search/ });
  await expect(box).toBeFocused();
  await box.pressSequentially('rename a folder');
  const options = page.getByRole('option');
  await expect(options.first()).toContainText('Content addressing');
  await expect(page.getByText(/^\d+ results?$/)).toBeVisible();
  expect(parts()).toContain('/search/titles.bin');
  // The passage comes from the page itself, with its heading.
  await expect(options.first().locator('.hit-of')).toHaveText(
    'Lesson / Versioning and reproducibility / Change one byte',
  );
  await expect(options.first().locator('mark').first()).toHaveText('Rename');

  await box.press('ArrowDown');
  await expect(options.first()).toHaveAttribute('aria-selected', 'true');
  await expect(box).toHaveAttribute('aria-activedescendant', 'hit-0');
  expect(await axeFindings(page, 'dialog.search')).toEqual([]);
  await box.press('Enter');
  await expect(page).toHaveURL(/content-addressing\/#change-one-byte$/);
});

test('"/" opens the search from a lesson, Escape closes it and gives the focus back; a term has its place', async ({
  page,
}) => {
  await page.goto(LESSON);
  const button = page.getByRole('button', { name: 'Search' });
  await button.focus();
  await page.keyboard.press('/');
  const box = page.getByRole('combobox', { name: /^Search/ });
  await box.fill('zzzzqqq');
  await expect(page.getByText('Nothing is found for “zzzzqqq”.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Search' })).toBeHidden();
  await expect(button).toBeFocused();

  await page.keyboard.press('/');
  await box.fill('collison');
  await expect(page.getByRole('option').first()).toContainText('collision');
  await box.press('Enter');
  await expect(page).toHaveURL(/\/glossary\/#collision$/);
});

test('results are drawn a few at a time: the keys reach the last one at once, and each leads where it says', async ({
  page,
}) => {
  await page.goto(LESSON);
  await page.keyboard.press('/');
  const box = page.getByRole('combobox', { name: /^Search/ });
  await box.fill('data');
  const options = page.getByRole('option');
  await expect(options).toHaveCount(10);
  await box.press('ArrowUp');
  await expect(options.last()).toHaveAttribute('aria-selected', 'true');
  await expect(box).toHaveAttribute('aria-activedescendant', 'hit-9');
  // Fewer results leave none of the answer before.
  await box.fill('collison');
  await expect(options.first()).toContainText('collision');
  const count = Number(/^\d+/.exec(await page.locator('.search-said').innerText())?.[0]);
  await expect(options).toHaveCount(count);
  await expect(page.locator('[aria-selected="true"]')).toHaveCount(0);
  await options.first().click();
  await expect(page).toHaveURL(/\/glossary\/#collision$/);
});
