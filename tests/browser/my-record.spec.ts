import { readFile } from 'node:fs/promises';
import { axeFindings } from './axe-findings.ts';
import { expect, test } from './own-origin.ts';
import { ATTEMPT, putOnShelf } from './record-shelf.ts';
import { touchPage } from './touch-page.ts';

const COURSE = '/courses/versioning-and-reproducibility/';
const LESSON = `${COURSE}content-addressing/`;
const OTHER_LESSON = `${COURSE}pipelines-as-locks/`;

test('a lesson that is read is marked in the course, on the first page and in the record', async ({
  page,
}) => {
  await page.goto(LESSON);
  await page.getByRole('button', { name: 'Mark as read' }).click();
  await expect(page.getByText('Kept in this browser, under My record.')).toBeVisible();

  await page.goto(COURSE);
  const item = page.getByRole('listitem').filter({ hasText: 'Content addressing' });
  await expect(item.locator('.g')).toHaveClass('g pass');
  await expect(page.getByText('you are here')).toBeVisible();
  await expect(page.locator('[aria-current="step"]')).toContainText('Fingerprint the data');

  await page.goto('/');
  await expect(page.getByText('Next', { exact: true })).toBeVisible();
  await expect(page.locator('.resume a').first()).toHaveText('Fingerprint the data');

  await page.goto('/record/');
  await expect(page.getByText(/^1 of \d+ lessons read/)).toBeVisible();
});

test('the mark can be taken back', async ({ page }) => {
  await page.goto(LESSON);
  await page.getByRole('button', { name: 'Mark as read' }).click();
  const back = page.getByRole('button', { name: 'Take the mark back' });
  await back.click();
  await expect(page.getByRole('button', { name: 'Mark as read' })).toBeVisible();
  await page.goto('/record/');
  await expect(page.getByText(/^0 of \d+ lessons read/)).toBeVisible();
});

test('answering all questions of a lesson marks it as read', async ({ page }) => {
  await page.goto(LESSON);
  for (const question of await page.locator('form.q').all()) {
    await question.scrollIntoViewIfNeeded();
    // The button comes with the script: what is chosen before it would be forgotten.
    await expect(question.getByRole('button', { name: 'Answer' })).toBeVisible();
    await question.locator('.choice').first().click();
    await question.getByRole('button', { name: 'Answer' }).click();
  }
  await expect(page.getByRole('button', { name: 'Take the mark back' })).toBeVisible();
});

test('the record starts empty, goes to another computer as a file, and is deleted only after a second word', async ({
  page,
  browser,
  baseURL: site = '',
}) => {
  await page.goto('/record/');
  await expect(page.getByText('Nothing is recorded yet.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save to file' })).toBeDisabled();

  await page.goto(LESSON);
  await page.getByRole('button', { name: 'Mark as read' }).click();
  await expect(page.getByText('Kept in this browser, under My record.')).toBeVisible();
  // A certificate is kept from its page; the record links back to it.
  await page.goto('/certificate/');
  await page.getByRole('link', { name: 'Check a sample' }).click();
  await page.getByRole('button', { name: 'Keep in My record' }).click();
  await expect(page.getByText('Kept in My record.')).toBeVisible();
  await page.getByRole('link', { name: 'My record' }).last().click();
  const certificates = page.getByRole('region', { name: 'What an issuer has certified' });
  await expect(certificates.getByText('It does not end.')).toBeVisible();
  await expect(certificates.getByRole('link', { name: 'MLOps Foundations' })).toHaveAttribute(
    'href',
    /\/certificate\/#c=1/,
  );

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save to file' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^plumbline-record-\d{4}-\d{2}-\d{2}\.json$/);
  const saved = JSON.parse(await readFile(await file.path(), 'utf8')) as Record<string, unknown>;
  expect(saved['format']).toBe('plumbline-record');
  expect(saved['lessons']).toHaveLength(1);
  expect(saved['certificates']).toHaveLength(1);

  // On another computer: what the file holds is there, and what was there stays.
  const other = await browser.newContext();
  const there = await other.newPage();
  await there.goto(`${site}${OTHER_LESSON}`);
  await there.getByRole('button', { name: 'Mark as read' }).click();
  await expect(there.getByText('Kept in this browser, under My record.')).toBeVisible();
  await there.goto(`${site}/record/`);
  const chooser = there.getByLabel('A record that was saved to a file');
  await chooser.setInputFiles({
    name: 'notes.json',
    mimeType: 'text/json',
    buffer: Buffer.from('{}'),
  });
  await expect(there.getByText('This file cannot be read as a record')).toBeVisible();
  await chooser.setInputFiles(await file.path());
  await expect(there.getByText('New here: 1 lesson, 1 certificate.')).toBeVisible();
  const brought = there.getByRole('region', { name: 'What an issuer has certified' });
  expect(await axeFindings(there)).toEqual([]);
  await brought.getByRole('link', { name: 'MLOps Foundations' }).click();
  await expect(there.getByRole('article', { name: 'Certificate' })).toContainText('Noor Sample');
  await there.goBack();
  await brought.getByRole('button', { name: 'Take off MLOps Foundations' }).click();
  await expect(brought.getByText('None is kept here.')).toBeVisible();
  await expect(there.getByText(/^2 of \d+ lessons read/)).toBeVisible();
  await other.close();

  await page.getByRole('button', { name: 'Delete everything' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: 'Keep it' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(page.getByText(/^1 of \d+ lessons read/)).toBeVisible();
  await page.getByRole('button', { name: 'Delete everything' }).click();
  await dialog.getByRole('button', { name: 'Delete everything' }).click();
  await expect(page.getByText('Everything is deleted.')).toBeVisible();
  await expect(page.getByText('Nothing is recorded yet.')).toBeVisible();
  expect(await page.evaluate(whatIsKept)).toEqual([]);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on a record with attempts, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.goto('/record/');
    await touchPage(page);
    await expect(page.locator('[data-until-read]')).toHaveCount(0);
    await putOnShelf(page, 'attempts', ATTEMPT.id, ATTEMPT);
    await page.reload();
    await expect(page.getByText('2 of 4 checks hold').first()).toBeVisible();
    await page.getByText('The same as a table').click();
    await page.locator('.tried summary').first().click();
    await expect(page.getByText('does not hold')).toBeVisible();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Delete everything' }).click();
    expect(await axeFindings(page)).toEqual([]);
  });
}

/** Runs in the page: the shelves of the record that hold anything, read past the site's own code, and what lies beside. */
async function whatIsKept(): Promise<readonly string[]> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('plumbline');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(new Error('The record does not open.'));
  });
  const full: string[] = [];
  for (const shelf of database.objectStoreNames) {
    const count = database.transaction(shelf).objectStore(shelf).count();
    await new Promise<void>((resolve) => {
      count.onsuccess = () => resolve();
    });
    if (count.result > 0) full.push(`${shelf}: ${count.result}`);
  }
  database.close();
  return [...full, ...Object.keys(localStorage)];
}
