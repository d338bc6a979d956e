import type { Page } from 'playwright/test';
import { axeFindings } from './axe-findings.ts';
import { holdBack } from './hold-back.ts';
import { LAB, LabScreen, touch } from './lab-screen.ts';
import { expect, test } from './own-origin.ts';
import { watchShifts } from './watch-shifts.ts';

// The worker lays the engine down at a visit, touched or not, and would answer for what is held back here.
test.use({ serviceWorkers: 'block' });

// A question of the test runner's counts as a press in the browser's own book, which a page may read.
test.beforeEach(async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'userActivation', { value: undefined });
  });
});

const ADDRESS = `/labs/${LAB}/`;
const RESTING = 'The shell starts when you touch the page, or after five seconds.';
const AWAITED = 'The check begins as soon as the shell is there.';
/** What begins at the first touch. */
const HEAVY = /\/engine\/|\/_astro\/(?:code-editor|terminal-screen)\./;
/** What opens the learner's work. */
const SCRIPT = /\/_astro\/Workbench\./;

/**
 * Milliseconds from the page's load to the first request for something that begins at a touch; infinite while there is
 * none, so that a slow machine, on which the five seconds are over before a test looks, is told from a page that rests not.
 */
const begunMs = (page: Page, what = HEAVY): Promise<number> =>
  page.evaluate((heavy) => {
    const [page] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    const [first] = performance
      .getEntriesByType('resource')
      .filter(({ name }) => new RegExp(heavy).test(name));
    return first && page ? first.startTime - page.loadEventEnd : Infinity;
  }, what.source);

test('a lab that nobody touches rests and says so; a move of the mouse begins its editor, which moves nothing, and its shell', async ({
  page,
}) => {
  const lab = new LabScreen(page);
  await page.goto(ADDRESS);
  await expect(page.locator('#terminal')).toContainText(RESTING);
  await expect(page.locator('#editor pre')).toContainText('Usage: python3 fingerprint.py FOLDER');
  await expect(page.locator('.wb-safe')).toHaveText('Your work stays on this device');
  await page.waitForLoadState('networkidle');
  const moved = await watchShifts(page);
  for (const what of [SCRIPT, HEAVY])
    expect(await begunMs(page, what)).toBeGreaterThanOrEqual(5_000);
  const letGo = await holdBack(page, /\/engine\//);
  await touch(page);
  await expect(lab.editor).toBeVisible();
  await expect(page.locator('#terminal')).not.toContainText(RESTING);
  expect(await moved()).toBeLessThan(0.001);
  letGo();
  await lab.prompted();
});

test('a key begins the shell of whoever has no pointer', async ({ page }) => {
  await page.goto(ADDRESS, { waitUntil: 'networkidle' });
  expect(await begunMs(page, SCRIPT)).toBeGreaterThanOrEqual(5_000);
  await page.keyboard.press('Tab');
  await new LabScreen(page).prompted();
});

test('whoever sends no event gets the shell and the editor after five seconds', async ({
  page,
}) => {
  const lab = new LabScreen(page);
  await page.goto(ADDRESS);
  await lab.prompted();
  await expect(lab.editor).toBeVisible();
  const ms = await begunMs(page);
  expect(ms).toBeGreaterThanOrEqual(5_000);
  expect(ms).toBeLessThan(30_000);
});

test('a lab whose script cannot be fetched says so, and does what was asked of it once it can be', async ({
  page,
}) => {
  await page.route(SCRIPT, (route) => route.abort());
  const lab = new LabScreen(page);
  await page.goto(ADDRESS, { waitUntil: 'domcontentloaded' });
  await lab.checks.getByRole('button', { name: 'Check', exact: true }).click();
  const said = page.getByRole('alert').filter({ hasText: 'The lab could not be fetched.' });
  await expect(said).toBeVisible();
  expect(await axeFindings(page, 'main')).toEqual([]);
  const again = said.getByRole('button', { name: 'Try again' });
  await again.click();
  await expect(said, 'said anew').toHaveCount(1);
  await page.unroute(SCRIPT);
  await again.click();
  await expect(said).toHaveCount(0);
  await expect(lab.checks.getByText(AWAITED, { exact: true }).first()).toBeVisible();
});

test('Check pressed before the shell is there is carried out, also when the page had no script yet', async ({
  page,
}) => {
  test.setTimeout(240_000);
  const letGo = await holdBack(page, SCRIPT);
  const lab = new LabScreen(page);
  await page.goto(ADDRESS, { waitUntil: 'domcontentloaded' });
  const check = lab.checks.getByRole('button', { name: 'Check', exact: true });
  await check.click();
  letGo();
  await expect(lab.checks.getByText(AWAITED, { exact: true }).first()).toBeVisible();
  await lab.verdictsIn();
  expect((await lab.verdicts()).fail).toBeGreaterThan(0);

  await page.unrouteAll({ behavior: 'ignoreErrors' });
  // What is kept by now opens without a touch.
  await page.reload();
  await expect(page.locator('.wb-safe')).toHaveAttribute('data-state', 'saved');
  await page.keyboard.press('ControlOrMeta+Enter');
  await lab.verdictsIn();
  expect((await lab.verdicts()).error).toBe(0);
});

test('what is selected and typed in the text before the editor is there goes on in the editor', async ({
  page,
}) => {
  const letGo = await holdBack(page, /\/_astro\/code-editor\./);
  const letScript = await holdBack(page, SCRIPT);
  const lab = new LabScreen(page);
  await page.goto(ADDRESS);
  const text = page.locator('#editor pre');
  // Left of the first letter, in the first line.
  await text.click({ position: { x: 66, y: 18 } });
  await page.keyboard.type('# Mine: ');
  letScript();
  await expect(page.locator('.wb-safe')).toHaveAttribute('data-state', 'saved');
  await page.keyboard.type('a/b ');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Enter');
  letGo();
  await expect(lab.editor).toBeFocused();
  await page.keyboard.type('# more');
  const lines = page.locator('#editor .cm-line');
  await expect(lines.nth(0)).toHaveText('# Mine: a/b');
  await expect(lines.nth(1)).toContainText('# more"""Print');
  await expect(text).toHaveCount(0);
  await lab.saved();

  // Next time the learner's own text is read at once.
  const context = page.context();
  await page.close();
  const again = await context.newPage();
  await again.addInitScript(() => {
    Object.defineProperty(navigator, 'userActivation', { value: undefined });
  });
  await again.goto(ADDRESS);
  await expect(again.locator('#editor pre')).toContainText('# Mine: a/b');
  expect(await begunMs(again)).toBeGreaterThanOrEqual(5_000);
});

test('what is typed into the terminal before there is a shell is run by it', async ({ page }) => {
  const letGo = await holdBack(page, /\/engine\//);
  const letScript = await holdBack(page, SCRIPT);
  const lab = new LabScreen(page);
  await page.goto(ADDRESS);
  await page.keyboard.press('F6');
  const terminal = page.locator('#terminal');
  await terminal.click({ position: { x: 300, y: 150 } });
  await page.keyboard.type('echo $((6*7))');
  letScript();
  await expect(page.locator('.wb-safe')).toHaveAttribute('data-state', 'saved');
  await page.keyboard.type(' / ok');
  await page.keyboard.press('Enter');
  await expect(terminal.locator('pre')).toHaveText('echo $((6*7)) / ok');
  await page.keyboard.type('echo ne');
  letGo();
  await expect.poll(() => lab.shown()).toMatch(/^42 \/ ok$/m);
  await expect(terminal.locator('.xterm-helper-textarea')).toBeFocused();
  await page.keyboard.type('xt');
  await page.keyboard.press('Enter');
  await expect.poll(() => lab.shown()).toMatch(/^next$/m);
});
