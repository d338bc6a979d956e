import { axeFindings } from './axe-findings.ts';
import { expect, test } from './own-origin.ts';

const LESSON = '/courses/versioning-and-reproducibility/content-addressing/';

test('a lesson helps with its code, its ways and its terms, by keyboard too', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(LESSON);

  // Ways to do one thing: all of them are there before a script runs, one of them afterwards.
  await page.getByText('md5sum applications.csv').scrollIntoViewIfNeeded();
  const tabs = page.getByRole('tab');
  await expect(tabs).toHaveText(['Linux', 'macOS', 'Windows']);
  await expect(page.getByRole('tabpanel')).toHaveText(/md5sum applications\.csv/);
  await tabs.first().focus();
  await page.keyboard.press('ArrowLeft');
  await expect(tabs.last()).toBeFocused();
  await expect(tabs.last()).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('tabpanel')).toHaveText(/Get-FileHash/);

  // The text of a listing, as it stands.
  const listing = page.getByRole('figure').filter({ hasText: 'data/applications.csv.dvc' }).first();
  await listing.getByRole('button', { name: 'Copy' }).click();
  await expect(listing.getByRole('button', { name: 'Copied' })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/^outs:\n- md5: 9f356cb81300c9da632089b420cb45da\n {2}size: 425929\n/);

  // What a term means.
  const term = page.getByRole('link', { name: 'content addressing', exact: true });
  await term.focus();
  const note = page.getByRole('tooltip');
  await expect(note).toBeVisible();
  await expect(note).toContainText('content addressing', { ignoreCase: true });
  await expect(term).toHaveAttribute('aria-describedby', 'term-note');
  expect(await axeFindings(page, 'main', '#term-note')).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(note).toBeHidden();
  // By the pointer: it may go on into the note, and away from it.
  await term.hover();
  await expect(note).toBeVisible();
  await note.hover();
  await expect(note).toBeVisible();
  await page.getByRole('heading', { level: 1 }).hover();
  await expect(note).toBeHidden();
});

test('a line that is cut is broken when it is wished', async ({ page }) => {
  await page.setViewportSize({ width: 1000, height: 900 });
  await page.goto('/courses/deploy-test-monitor/gates-that-say-no/');
  const listing = page.getByRole('figure').filter({ hasText: 'the part that matters' });
  await expect(listing.locator('figcaption')).toContainText('.github/workflows/model-gate.yml');
  await listing.scrollIntoViewIfNeeded();
  const wrap = listing.getByRole('button', { name: 'Wrap' });
  const over = () => listing.locator('pre').evaluate((pre) => pre.scrollWidth - pre.clientWidth);
  expect(await over()).toBeGreaterThan(20);
  await wrap.press('Enter');
  await expect(wrap).toHaveAttribute('aria-pressed', 'true');
  expect(await over()).toBe(0);
  await wrap.press('Enter');
  expect(await over()).toBeGreaterThan(20);
});

test('the course around a lesson is shown when it is asked for, and what could not be fetched can be tried again', async ({
  page,
}) => {
  // Before anything else of the page is there: the island's code does not come the first time.
  let refused = 0;
  await page.route(/_astro\/wake-island\./, (route) => {
    refused += 1;
    return refused === 1 ? route.abort() : route.continue();
  });
  await page.goto(LESSON);
  const island = page.locator('[data-island="lesson/hash-playground"]');
  await island.scrollIntoViewIfNeeded();
  await expect(island.getByRole('alert')).toHaveText('This part could not be fetched. Try again');
  await island.getByRole('button', { name: 'Try again' }).press('Enter');
  await expect(page.locator('[data-island="lesson/hash-playground"][data-live]')).toBeVisible();
  await expect(island.getByRole('alert')).toHaveCount(0);

  const opener = page.getByRole('link', { name: 'Lesson 2 of 7' });
  await opener.press('Enter');
  const tree = page.getByRole('dialog', { name: 'Versioning and reproducibility' });
  await expect(tree.getByRole('link')).toHaveCount(14);
  await expect(tree.getByRole('link', { name: 'Content addressing' })).toBeFocused();
  await expect(tree.locator('[aria-current="page"]')).toHaveText('Content addressing');
  expect(await axeFindings(page, '.tree')).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(tree).toBeHidden();
  await expect(opener).toBeFocused();
  expect(new URL(page.url()).pathname).toBe(LESSON);
});
