import type { Page } from 'playwright/test';
import { holdBack } from './hold-back.ts';
import { LabScreen } from './lab-screen.ts';
import { expect, test } from './own-origin.ts';
import { watchShifts } from './watch-shifts.ts';

// The parts of the page are held back here; a service worker would answer for them.
test.use({ serviceWorkers: 'block' });

const LESSON = '/courses/versioning-and-reproducibility/content-addressing/';
/** What comes late to a lesson. */
const LATE = /_astro\/(?:lesson-life|lesson-late|wake-island)\./;

/** A lesson's script comes after its first paint, and brings the tab's mark along. */
const hasScript = (page: Page): Promise<void> =>
  expect(page.locator('head > link[rel=icon]').first()).toHaveAttribute('href', /mark\.svg$/);

/** A lesson lives once its questions ask for an answer. */
const isAwake = (page: Page): Promise<void> =>
  expect(page.locator('form.q button[type=submit]')).toHaveCount(2);

for (const [where, hash, width, height] of [
  ['at its top', '', 1440, 900],
  ['at its top, on a phone', '', 390, 844],
  ['at its ways to do one thing', '#bytes-not-text', 1440, 900],
  ['at its questions', '#recall', 1440, 900],
  ['at its end, on a phone', '#at-work-tomorrow', 390, 844],
] as const) {
  test(`a lesson that wakes ${where} moves nothing that is in sight`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    const letGo = await holdBack(page, LATE);
    // What is in sight when the page opens in its middle has its style with it: that part is not late.
    if (hash) letGo();
    await page.goto(`${LESSON}${hash}`);
    await hasScript(page);
    await page.evaluate(async () => document.fonts.ready);
    const moved = await watchShifts(page);
    await page.mouse.move(200, 300);
    letGo();
    await isAwake(page);
    // A title of the contents may be marked, which moves its mark.
    expect(await moved()).toBeLessThan(0.001);
  });
}

test('a lesson is read on a phone and nothing moves: its instrument is as high as the room that was kept for it', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/courses/versioning-and-reproducibility/the-five-things-that-make-a-model/');
  await hasScript(page);
  const moved = await watchShifts(page);
  const island = page.locator('[data-island="lesson/toggle-demo"]');
  const kept = (await island.locator('> svg').nth(1).boundingBox())?.height ?? 0;
  await expect(island.locator('> svg').nth(0)).toBeHidden();
  await page.mouse.move(200, 300);
  await isAwake(page);
  const titles = await page.locator('.prose > h2').allTextContents();
  // The titles are longer than the line that names the one that is being read.
  for (const title of titles.slice(0, titles.indexOf('Recall') + 1)) {
    await page
      .getByRole('heading', { name: title })
      .evaluate((heading) => heading.scrollIntoView());
    await expect(page.locator('[data-present]')).toContainText(title);
  }
  await expect(island).toHaveAttribute('data-live');
  expect(await moved()).toBeLessThan(0.001);
  const { height = 0 } = (await island.locator('> .try').boundingBox()) ?? {};
  // Fonts are those of the device.
  expect(Math.abs(height - kept)).toBeLessThan(0.12 * kept);
});

test('the words of a quiz stand in its page, nothing moves when it wakes, and Begin pressed before is not lost', async ({
  page,
}) => {
  const letGo = await holdBack(page, LATE);
  await page.goto('/courses/versioning-and-reproducibility/quizzes/models/');
  const words = page.getByText(/^\d+ questions are drawn from \d+\. \d+ right answers/);
  await expect(words).toBeVisible();
  const before = await words.elementHandle();
  const moved = await watchShifts(page);
  await page.getByRole('button', { name: 'Begin' }).click();
  // The bank comes when the part is awake: until then the same words stand in the same place.
  let giveBank = (): void => undefined;
  const held = new Promise<void>((resolve) => (giveBank = resolve));
  await page.route('**/bank.json', async (route) => {
    await held;
    await route.continue();
  });
  letGo();
  await expect(page.getByRole('button', { name: 'Reading the questions' })).toBeVisible();
  expect(await words.evaluate((now, then) => now === then, before)).toBe(true);
  expect(await moved()).toBeLessThan(0.001);
  giveBank();
  await expect(page.getByText(/^Question 1 of \d+$/)).toBeVisible();
});

test('a press during which a lesson wakes is not lost', async ({ page }) => {
  const letGo = await holdBack(page, LATE);
  await page.goto(LESSON);
  await hasScript(page);
  const done = page.getByRole('button', { name: 'Mark as read' });
  await done.scrollIntoViewIfNeeded();
  const box = await done.boundingBox();
  if (!box) throw new Error('the button is not there');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  // All that is late comes while the button is held down.
  const arrived = Promise.all(
    [/lesson-life\./, /lesson-late\./].map((part) =>
      page.waitForEvent('requestfinished', (request) => part.test(request.url())),
    ),
  );
  letGo();
  await arrived;
  await page.evaluate(async () => {
    for (let frame = 0; frame < 3; frame += 1)
      await new Promise((resolve) => requestAnimationFrame(resolve));
  });
  expect(await done.boundingBox()).toEqual(box);
  await page.mouse.up();
  await expect(page.getByText('Kept in this browser, under My record.')).toBeVisible();
  await isAwake(page);
});

test('a lab that wakes asks for nothing that its own policy refuses', async ({ page }) => {
  const refused: string[] = [];
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) refused.push(message.text());
  });
  await page.goto('/labs/pin-the-data/');
  await new LabScreen(page).ready();
  expect(refused).toEqual([]);
});
