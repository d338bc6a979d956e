import { axeFindings } from './axe-findings.ts';
import { LabScreen } from './lab-screen.ts';
import { expect, test } from './own-origin.ts';
import { TEMPLATE_PAGES } from '../../src/cli/bench/template-pages.ts';

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
  // What the course's own text brings may still push the last one out, and the choice with it.
  await expect(async () => {
    await box.press('ArrowUp');
    await expect(options.last()).toHaveAttribute('aria-selected', 'true', { timeout: 2_000 });
    await expect(box).toHaveAttribute('aria-activedescendant', 'hit-9', { timeout: 2_000 });
  }).toPass();
  // Fewer results leave none of the answer before.
  await box.fill('collison');
  await expect(options.first()).toContainText('collision');
  const count = Number(/^\d+/.exec(await page.locator('.search-said').innerText())?.[0]);
  await expect(options).toHaveCount(count);
  await expect(page.locator('[aria-selected="true"]')).toHaveCount(0);
  await options.first().click();
  await expect(page).toHaveURL(/\/glossary\/#collision$/);
});

test('"/" and Ctrl-K open the search on a page of each kind', async ({ page }) => {
  test.slow();
  const dialog = page.getByRole('dialog', { name: 'Search' });
  for (const path of TEMPLATE_PAGES) {
    await page.goto(path);
    for (const key of ['/', 'Control+k']) {
      await page.keyboard.press(key);
      await expect(dialog, `${path}: ${key}`).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(dialog, path).toBeHidden();
    }
  }
});

test('"/" is text where text is typed; beside a ticked answer it opens the search', async ({
  page,
}) => {
  const dialog = page.getByRole('dialog', { name: 'Search' });
  await page.goto('/issue/');
  const field = page.getByLabel('Name, as certificates print it');
  await field.focus();
  await page.keyboard.press('/');
  await page.keyboard.press('Control+k');
  await expect(field).toHaveValue('/');
  await expect(dialog).toBeHidden();

  await page.goto('/diagnostic/');
  const answer = page.locator('.choice input').first();
  await answer.press('Space');
  await expect(answer).toBeFocused();
  await page.keyboard.press('/');
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(answer).toBeFocused();
});

test('on a lab’s page the keys are those of the editor and of the shell while one works there', async ({
  page,
}) => {
  const dialog = page.getByRole('dialog', { name: 'Search' });
  const lab = new LabScreen(page);
  await lab.open();
  await lab.editor.focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('a // b');
  await page.keyboard.press('Control+k');
  await expect(dialog).toBeHidden();
  await expect(page.locator('#editor .cm-line').first()).toContainText('a // b');

  await page.locator('#terminal .xterm-helper-textarea').focus();
  await page.keyboard.type('echo a/b');
  await expect.poll(() => lab.shown()).toMatch(/echo a\/b$/);
  // To the start of the line, and all of it away: what is typed then runs alone.
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('echo $((6 * 7))/2');
  await page.keyboard.press('Enter');
  await expect.poll(() => lab.shown()).toMatch(/^42\/2$/m);
  await expect(dialog).toBeHidden();

  await page.getByRole('button', { name: 'Check', exact: true }).focus();
  for (const key of ['/', 'Control+k']) {
    await page.keyboard.press(key);
    await expect(dialog, key).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  }
  await expect(page.getByRole('button', { name: 'Check', exact: true })).toBeFocused();
});
