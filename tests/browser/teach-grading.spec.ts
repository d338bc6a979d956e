import type { Page } from 'playwright/test';
import { axeFindings } from './axe-findings.ts';
import { classOfThree } from './class-of-three.ts';
import { TRAP } from './hostile-hand-ins.ts';
import { expect, test } from './own-origin.ts';

async function accessible(page: Page): Promise<void> {
  expect(await axeFindings(page, 'main')).toEqual([]);
}

const tab = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Parts of the cohort' }).getByRole('link', { name });
const count = (page: Page, term: string) =>
  page
    .locator('.rg-counts div')
    .filter({ has: page.getByText(term, { exact: true }) })
    .locator('dd');

test('an instructor collects hand-ins among attacks, grades them again through a closed tab, and reviews them with comments, a reason and a likeness', async ({
  page,
  context,
}) => {
  test.setTimeout(420_000);
  const given = await classOfThree();
  await page.goto('/teach/');
  await page.getByLabel('A cohort that was exported').setInputFiles(given.cohort);
  await expect(page.getByRole('heading', { name: 'Platform, autumn', level: 1 })).toBeVisible();

  await tab(page, 'Collect').click();
  const handIns = page.getByLabel('Hand-ins', { exact: true });
  await handIns.setInputFiles([...given.handIns]);
  // The page is gone while it collects. Hand-ins are kept one by one; collected again, each is there once.
  await page.reload();
  await handIns.setInputFiles(
    [...given.handIns, ...given.hostile].map(({ name, mimeType, buffer }) => ({
      name,
      mimeType,
      buffer,
    })),
  );
  const outcome = page.getByText(`${given.hostile.length} files were set aside`);
  await expect(outcome).toBeVisible({ timeout: 60_000 });
  const said = await outcome.innerText();
  const [, taken, before = 0] =
    /^(\d) hand-ins? (?:was|were) taken\.(?: (\d) (?:was|were) here already\.)?/.exec(said) ?? [];
  expect(Number(taken) + Number(before), said).toBe(3);
  for (const { name, says } of given.hostile) {
    const line = page.locator('.co-aside li').filter({ hasText: name });
    await expect(line).toHaveCount(1);
    await expect(line.locator('.co-why')).toHaveText(says);
  }
  await expect(page.getByText('3 of 3 learners')).toBeVisible();
  await accessible(page);

  await page.getByRole('button', { name: 'Grade them again' }).click();
  await page.getByLabel('At a time').selectOption('1');
  await page.getByRole('button', { name: 'Begin: 3' }).click();
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByText('1 of 3. Paused.')).toBeVisible({ timeout: 120_000 });
  await accessible(page);
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.locator('.rg-lanes li')).toHaveCount(1);
  // Whatever is under way is lost with the tab; what was graded is not.
  await page.close();

  const next = await context.newPage();
  await next.goto('/teach/#c-browsertest1/regrade');
  await expect(count(next, 'Waiting')).toHaveText(/^[12]$/);
  await next.getByRole('button', { name: /^Go on: [12]$/ }).click();
  await expect(count(next, 'Graded')).toHaveText('3', { timeout: 180_000 });

  await tab(next, 'Review').click();
  await next.getByRole('button', { name: 'Compare all works' }).click();
  await expect(next.getByText('Ada Lovelace and Bob Noyce')).toBeVisible();
  await next.getByText('Ada Lovelace and Bob Noyce').click();
  await expect(
    next.getByText(/^Bob Noyce: fingerprint\.py, lines \d+ to \d+$/).first(),
  ).toBeVisible();
  await accessible(next);

  await next
    .getByRole('navigation', { name: 'Hand-ins' })
    .getByRole('button', { name: /Eve/ })
    .click();
  const account = next.getByRole('region', { name: 'The learner’s browser says' });
  await expect(account.getByText('Hints opened')).toBeVisible();
  await expect(account.getByText('was not opened')).toBeVisible();
  await expect(next.locator('.rv-checks .w-fail').first()).toBeVisible();
  // What would act as a page stands there as its text.
  await expect(next.locator('.rv-line').filter({ hasText: TRAP }).first()).toBeVisible();
  expect(await next.evaluate(() => 'pwned' in globalThis)).toBe(false);
  await next
    .getByRole('navigation', { name: 'Hand-ins' })
    .getByRole('button', { name: /Ada/ })
    .click();
  await expect(next.locator('.rv-line.is-added').first()).toBeVisible();
  const line = next.locator('.rv-line.is-added').first().getByRole('button');
  await line.focus();
  await next.keyboard.press('Enter');
  await next.keyboard.type('Why this one?');
  await next.getByRole('button', { name: 'Comment', exact: true }).first().click();
  await expect(next.locator('.rv-line-talk').getByText('Why this one?')).toBeVisible();
  await next.getByText('Set another grade').click();
  await next.getByLabel(/^Points of/).fill('80');
  await next.getByLabel(/^Reason/).fill('ok');
  await next.getByRole('button', { name: 'Set the grade' }).click();
  await expect(next.getByRole('alert')).toContainText('needs a reason of 10 characters');
  await next.getByLabel(/^Reason/).fill('Explained it well in the talk.');
  await next.getByRole('button', { name: 'Set the grade' }).click();
  await expect(next.getByText('Explained it well in the talk.')).toBeVisible();
  await expect(next.getByText(/^80 of 100, not passed, set by Ines Instructor/)).toBeVisible();
  await accessible(next);
});
