import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './own-origin.ts';

const LESSON = '/courses/versioning-and-reproducibility/content-addressing/';

test('a lesson helps with its code, its ways and its terms, by keyboard too', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(LESSON);

  // Ways to do one thing: all of them are there before a script runs, one of them afterwards.
  await page.getByText('Every system can say it').scrollIntoViewIfNeeded();
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
  const { violations } = await new AxeBuilder({ page })
    .include('main')
    .include('#term-note')
    .analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(note).toBeHidden();
});
