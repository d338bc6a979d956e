import { axeFindings } from './axe-findings.ts';
import { expect, test } from './own-origin.ts';
import { ATTEMPT, putOnShelf } from './record-shelf.ts';
import { touchPage } from './touch-page.ts';

test('what only this browser has judged gives a practice record: self-reported, unsigned, without a badge, a code or a file', async ({
  page,
}) => {
  await page.goto('/certificate/');
  await expect(page.getByText('This browser keeps no attempt at a lab yet.')).toBeVisible();
  await touchPage(page);
  await expect(page.locator('[data-until-read]')).toHaveCount(0);
  await putOnShelf(page, 'attempts', ATTEMPT.id, ATTEMPT);
  const better = { ...ATTEMPT, id: 'a2', points: 60, startedAt: '2026-11-21T09:00:00.000Z' };
  await putOnShelf(page, 'attempts', better.id, better);
  await page.reload();
  const sheet = page.locator('.practice');
  await expect(sheet).toContainText('Practice record, self-reported, not verified');
  await expect(sheet).toContainText('The learner at this browser');
  await page.getByLabel('Your name, for the page only').fill('Lina <b>Example</b>');
  await expect(sheet).toContainText('Lina <b>Example</b>');
  // The best attempt at each lab, with its version and what held.
  await expect(sheet.getByRole('row')).toHaveCount(2);
  await expect(sheet.getByRole('row').last().getByRole('cell')).toHaveText([
    'Fingerprint the data',
    '1.0.0',
    '2 of 4 hold',
    '60 of 100',
    '21 November 2026',
  ]);
  await expect(sheet).toContainText('It carries no signature and cannot be verified.');
  await expect(page.getByRole('article', { name: 'Certificate' })).toHaveCount(0);
  for (const name of ['JSON file', 'PNG badge', 'SVG badge', 'Keep in My record']) {
    await expect(page.getByRole('button', { name })).toHaveCount(0);
  }
  await expect(page.locator('.practice :is(svg, img)')).toHaveCount(0);
  expect(await axeFindings(page)).toEqual([]);

  // On paper stands the record alone.
  await page.emulateMedia({ media: 'print' });
  await expect(sheet).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Show a certificate' })).toBeHidden();
  await expect(page.getByRole('button', { name: 'Print the practice record' })).toBeHidden();
  const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
  expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
});
