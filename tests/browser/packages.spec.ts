import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { axeFindings } from './axe-findings.ts';
import { expect, test } from './own-origin.ts';

const QUIZ = 'versioning-and-reproducibility/what-to-version';

test('a package is made on a page, to the bytes that the command writes, and says that its score is self-reported', async ({
  page,
  baseURL,
}, info) => {
  await page.goto('/packages/');
  const make = page.getByRole('button', { name: 'Make the package' });
  const what = page.getByLabel('What is packed');
  await expect(what).toBeEnabled();
  await expect(page.getByText('The score is self-reported')).toBeVisible();
  for (const [format, name] of [
    ['scorm2004', 'SCORM 2004'],
    ['cmi5', 'cmi5'],
  ] as const) {
    await page.getByRole('radio', { name }).check();
    await what.selectOption(QUIZ);
    expect(await axeFindings(page, 'main')).toEqual([]);
    const saved = page.waitForEvent('download');
    await make.press('Enter');
    const download = await saved;
    await expect(page.getByRole('status')).toContainText('is made: 1 unit, ');

    const out = info.outputPath(download.suggestedFilename());
    const words = [format, QUIZ, '--dist', 'dist', '--site', new URL('/', baseURL).href];
    const run = spawnSync(process.execPath, ['src/cli/package.ts', ...words, '--out', out], {
      encoding: 'utf8',
    });
    expect(run.stderr).toBe('');
    const made = await readFile(await download.path());
    expect(made.equals(readFileSync(out)), `${format}: the same bytes`).toBe(true);
  }
});
