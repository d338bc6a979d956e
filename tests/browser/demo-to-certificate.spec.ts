import { unzipSync } from 'fflate';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { expect, test } from './own-origin.ts';

// What does not appear will not appear later.
test.use({ actionTimeout: 30_000 });

const folder = mkdtempSync(join(tmpdir(), 'plumbline-demo-'));
test.afterAll(() => {
  rmSync(folder, { recursive: true });
});

const PASSPHRASE = 'plumb lines hang straight';
const text = new TextDecoder();

/** Of the three that the command invents, the second does everything well: there is somebody to certify. */
const HOLDER = 'Tomasz Zieliński';

async function saved(page: Page, button: string): Promise<Uint8Array> {
  const coming = page.waitForEvent('download', { timeout: 30_000 });
  await page.getByRole('button', { name: button, exact: true }).click();
  return new Uint8Array(await readFile(await (await coming).path()));
}

test('a demo cohort is clicked to its end: labs, exams, quizzes and lessons are graded, and who did well is certified', async ({
  page,
  context,
}) => {
  // Slow machines grade a hand-in in ten seconds and more.
  test.setTimeout(600_000);
  const made = spawnSync(
    process.execPath,
    ['src/cli/cohort.ts', 'demo', join(folder, 'demo'), '--learners', '3'],
    { encoding: 'utf8' },
  );
  expect(made.stderr).toBe('');
  const tab = (name: string) =>
    page.getByRole('navigation', { name: 'Parts of the cohort' }).getByRole('link', { name });

  await page.goto('/teach/');
  await page
    .getByLabel('A cohort that was exported')
    .setInputFiles(join(folder, 'demo', 'demo.cohort.zip'));
  await tab('Re-grade').click();
  const waiting = page.locator('.rg-counts div', { hasText: 'Waiting' }).locator('dd');
  const count = Number(await waiting.innerText());
  expect(count).toBeGreaterThan(10);
  await page.getByRole('button', { name: `Begin: ${count}` }).click();
  await expect(page.getByText(`${count} graded.`, { exact: true })).toBeVisible({
    timeout: 400_000,
  });
  await expect(page.getByText('All that came in is graded.')).toBeVisible();
  await page.getByRole('button', { name: 'Open the gradebook' }).click();

  const grid = page.getByRole('grid', { name: 'Grades' });
  const row = grid.getByRole('row', { name: new RegExp(`^${HOLDER}`) });
  await expect(row.getByRole('gridcell').last()).toHaveText(/^(\d) of \1$/);
  // That the lesson was read is its learner's browser's word.
  await expect(row.getByRole('gridcell').filter({ hasText: 'self' })).toHaveCount(1);
  const feedback = Object.values(unzipSync(await saved(page, 'Save all as a ZIP')));
  const own = feedback.map((bytes) => text.decode(bytes)).find((html) => html.includes(HOLDER));
  expect(own).toMatch(/<b class="good">Right\.<\/b> <span dir="auto">[^]*<dt>Right answer<\/dt>/);

  await tab('Certify').click();
  await page.getByRole('combobox', { name: /^Certificate/ }).selectOption('foundations');
  const people = page.getByRole('region', { name: 'Learners, with reasons' });
  await expect(
    people.getByRole('row').filter({ hasText: HOLDER }).getByText('has met the rule'),
  ).toBeVisible();
  const show = page.getByLabel('Show');
  await show.selectOption('who has met the rule');
  await expect(people.getByRole('rowheader')).toHaveText([new RegExp(`^${HOLDER}`)]);
  await show.selectOption('who holds one');
  await expect(people.getByRole('row').last()).toHaveText('Nobody.');
  await show.selectOption('who has not met it yet');
  await expect(people.getByRole('rowheader').filter({ hasText: HOLDER })).toHaveCount(0);
  await expect(people.getByRole('rowheader')).not.toHaveCount(0);
  const batch = await saved(page, 'Save the batch of one');

  const opening = context.waitForEvent('page', { timeout: 30_000 });
  await page.getByRole('link', { name: 'Open the issuer’s page' }).click();
  const issuer = await opening;
  await issuer.getByLabel('Name, as certificates print it').fill('Example Academy');
  await issuer.getByLabel('Address of your site').fill('https://academy.example/');
  await issuer.getByLabel('Passphrase of the backup').fill(PASSPHRASE);
  await issuer.getByLabel('The same again').fill(PASSPHRASE);
  await saved(issuer, 'Make the key and save its backup');
  await issuer.getByLabel('Choose the records').setInputFiles({
    name: 'demo.batch.json',
    mimeType: 'application/json',
    buffer: Buffer.from(batch),
  });
  await issuer.getByRole('button', { name: 'That is our grader: accept it' }).click();
  const coming = issuer.waitForEvent('download', { timeout: 30_000 });
  await issuer.getByRole('button', { name: /^Sign / }).click();
  const path = await (await coming).path();
  const files = Object.keys(unzipSync(new Uint8Array(readFileSync(path))));
  expect(
    files.filter((name) => /^public\/.*(?:did\.json|status\/1\.json)$/.test(name)),
  ).toHaveLength(2);
  expect(files.some((name) => /^issued\/.*\.png$/.test(name))).toBe(true);

  await page
    .getByLabel('The ZIP, issued.json or register.json of the issuer’s page')
    .setInputFiles(path);
  await expect(page.getByText('1 new certificate', { exact: false })).toBeVisible();
  await expect(
    page.getByRole('region', { name: 'Certificates that were issued' }).getByRole('row', {
      name: new RegExp(`^${HOLDER}`),
    }),
  ).toBeVisible();
});
