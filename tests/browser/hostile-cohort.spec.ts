import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { crowdedZip } from '../cohort/craft-zip.ts';
import { attackedClass } from './attacked-class.ts';
import type { GivenFile } from './class-of-three.ts';
import { TRAP } from './hostile-hand-ins.ts';
import { expect, test } from './own-origin.ts';
import { placesOf, storedBytes } from './stored-bytes.ts';

const folder = mkdtempSync(join(tmpdir(), 'hostile-'));
test.afterAll(() => rmSync(folder, { recursive: true }));

/** Files on the disk: some are larger than what a test may hand over in its hand. */
const asPaths = (files: readonly Pick<GivenFile, 'name' | 'buffer'>[]): string[] =>
  files.map(({ name, buffer }) => {
    const path = join(folder, name.replaceAll('/', '_'));
    writeFileSync(path, buffer);
    return path;
  });

const tab = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Parts of the cohort' }).getByRole('link', { name });

async function grades(page: Page, count: number): Promise<void> {
  await tab(page, 'Re-grade').click();
  await page.getByLabel('At a time').selectOption('2');
  await page.getByRole('button', { name: new RegExp(`^(?:Begin|Go on): ${count}$`) }).click();
  await expect(page.getByText(`${count} graded.`, { exact: true })).toBeVisible({
    timeout: 300_000,
  });
}

/** The gradebook's lines of these people, as they read. */
async function linesOf(page: Page, ...names: readonly string[]): Promise<readonly string[]> {
  await tab(page, 'Gradebook').click();
  const grid = page.getByRole('grid', { name: 'Grades' });
  return Promise.all(names.map((name) => grid.getByRole('row', { name }).innerText()));
}

const shelf = (stored: Awaited<ReturnType<typeof storedBytes>>, name: string): string =>
  stored.find(({ place }) => place === `IndexedDB plumbline-cohorts/${name}`)?.bytes ?? 'no shelf';

test('hostile hand-ins each end in a clear line, and neither the dashboard nor others nor the key are touched; who is deleted leaves no byte', async ({
  page,
}) => {
  test.setTimeout(400_000);
  const given = await attackedClass();
  await page.goto('/teach/');
  await page.getByLabel('A cohort that was exported').setInputFiles(given.cohort);
  await tab(page, 'Collect').click();
  const chooser = page.getByLabel('Hand-ins', { exact: true });
  await chooser.setInputFiles(asPaths(given.honest));
  await expect(page.getByText('2 hand-ins were taken.')).toBeVisible();
  await grades(page, 2);
  const before = await linesOf(page, 'Ada Lovelace', 'Bob Noyce');
  const storedBefore = await storedBytes(page);

  const { endless: running, copied } = given.graded;
  const million = { name: 'million.submission.zip', buffer: Buffer.from(crowdedZip(1_000_000)) };
  const hostile = [
    ...given.hostile,
    { ...million, says: /TooLarge: found an archive of 1000000 files; expected at most 100000/ },
  ];
  await tab(page, 'Collect').click();
  await chooser.setInputFiles(asPaths([...hostile, running, copied]));
  await expect(
    page.getByText(`2 hand-ins were taken. ${hostile.length} files were set aside`),
  ).toBeVisible({ timeout: 120_000 });
  for (const { name, says } of hostile) {
    const line = page.locator('.co-aside li').filter({ hasText: name.replaceAll('/', '_') });
    await expect(line).toHaveCount(1);
    await expect(line.locator('.co-why')).toHaveText(says);
  }
  await grades(page, 2);

  expect(await linesOf(page, 'Ada Lovelace', 'Bob Noyce')).toEqual(before);
  const stored = await storedBytes(page);
  for (const name of ['keys', 'cohorts'])
    expect(shelf(stored, name)).toBe(shelf(storedBefore, name));
  expect(await page.evaluate(() => 'pwned' in globalThis)).toBe(false);
  await tab(page, 'Review').click();
  const people = page.getByRole('navigation', { name: 'Hand-ins' });
  await people.getByRole('button', { name: /^Eve/ }).click();
  await page.locator('.rv-tree').getByRole('button', { name: 'which.py' }).click();
  await expect(page.locator('.rv-line').filter({ hasText: TRAP }).first()).toBeVisible();
  const endless = page.locator('.rv-checks li').filter({ hasText: 'ends in exit code 2' });
  await expect(endless).toHaveClass('is-fail');
  await endless.locator('summary').click();
  await expect(endless).toContainText('It did not end in time and was stopped.');
  // Another's work under one's own seed is no fault of the file: checks that hold it against its own data fail.
  await people.getByRole('button', { name: /^Mallory/ }).click();
  await expect(page.locator('.rv-checks .is-fail').first()).toBeVisible();

  // What a person writes about Ada, and all that is hers, goes with her.
  await people.getByRole('button', { name: /^Ada/ }).click();
  await page.getByLabel('On the whole work').fill('Only Ada writes like this.');
  await page.getByRole('button', { name: 'Comment', exact: true }).last().click();
  await expect(page.locator('.rv-comment')).toContainText('Only Ada writes like this.');
  const [adas] = given.honest;
  if (!adas) throw new Error('Ada handed nothing in.');
  const traces = {
    name: 'Ada Lovelace',
    id: adas.learner,
    file: adas.name,
    digest: createHash('sha256').update(adas.buffer).digest('hex'),
    bytes: adas.buffer.subarray(-400),
    comment: 'Only Ada writes like this.',
  };
  const there = await storedBytes(page);
  for (const [what, trace] of Object.entries(traces))
    expect(placesOf(there, trace), `${what} is there before`).not.toEqual([]);
  await tab(page, 'Cohort').click();
  await page.getByRole('button', { name: 'Delete Ada Lovelace' }).click();
  await page.getByRole('button', { name: 'Delete for good' }).click();
  await expect(page.getByText('The learner is deleted.')).toBeVisible();
  const after = await storedBytes(page);
  for (const [what, trace] of Object.entries(traces))
    expect(placesOf(after, trace), `${what} is gone`).toEqual([]);
  // Others are as they were.
  expect(await linesOf(page, 'Bob Noyce')).toEqual(before.slice(1));
  expect(placesOf(after, given.honest[1]?.buffer ?? 'nothing')).toEqual([
    'IndexedDB plumbline-cohorts/bundles',
  ]);
});
