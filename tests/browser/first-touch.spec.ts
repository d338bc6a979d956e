import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright/test';
import { holdBack } from './hold-back.ts';
import { expect, test } from './own-origin.ts';
import { touchPage } from './touch-page.ts';

// The parts of the page are held back here; a service worker would answer for them.
test.use({ serviceWorkers: 'block' });

/** What each page says from the start to who is new, as its HTML has it. */
const SAID: readonly (readonly [string, RegExp])[] = [
  ['/record/', /Nothing is recorded yet\. What you read and try appears here by itself\./],
  ['/certificate/', /This browser keeps no attempt at a lab yet\./],
  ['/verify/', /Four questions, answered on your device\./],
  ['/issue/', /Make the key and save its backup/],
  ['/teach/', /There is no cohort yet\./],
  ['/assigned/', /Nothing is kept in this browser yet\. Open the link/],
  ['/regrade/', /Drop or choose hand-ins/],
  ['/packages/', /<optgroup label="Quizzes">/],
  ['/exams/pack/', /Bring your pack/],
  ['/exams/foundations/', /Begin: the time runs from here/],
  ['/diagnostic/', /What do you want to be able to do in six months\?/],
  ['/courses/versioning-and-reproducibility/quizzes/models/', /Before you begin/],
];

/** What wakes a part of a page. */
const WAKES = /_astro\/wake-island\./;

/** Where the headings, the buttons and the text of a page stand. */
const places = (page: Page): Promise<readonly string[]> =>
  page.locator('main :is(h1, h2, p, button, input, select):visible').evaluateAll((all) =>
    all.map((one) => {
      const { x, y, width, height } = one.getBoundingClientRect();
      const place = [x, y, width, height].map(Math.round).join(' ');
      return `${one.tagName} ${place}`;
    }),
  );

test('what a page is for says its words in the HTML, runs at the first touch and moves nothing', async ({
  browser,
  baseURL: site = '',
}) => {
  test.slow();
  for (const [path, words] of SAID) {
    // Where another page has kept something, this one would not wait for a touch.
    const context = await browser.newContext({ baseURL: site, serviceWorkers: 'block' });
    const page = await context.newPage();
    expect(await (await context.request.get(path)).text(), path).toMatch(words);
    const asked: string[] = [];
    page.on('request', (one) => asked.push(one.url()));
    await page.goto(path, { waitUntil: 'networkidle' });
    expect(
      asked.filter((url) => url.includes('/wake-island.')),
      path,
    ).toEqual([]);
    const before = await places(page);
    await touchPage(page);
    await page.waitForLoadState('networkidle');
    // What the browser's storage tells comes a few turns later.
    await expect(page.locator('[data-until-read]'), path).toHaveCount(0);
    expect(await places(page), path).toEqual(before);
    await context.close();
  }
});

test('a certificate in the address is checked though nobody touches the page', async ({ page }) => {
  await page.goto('/verify/');
  const sample = await page.getByRole('link', { name: 'Check a sample' }).getAttribute('href');
  await page.goto('about:blank');
  await page.goto(`/verify/${sample ?? ''}`);
  await expect(page.locator('[data-line]')).toHaveCount(4, { timeout: 4_000 });
});

test('a record that is kept is shown though nobody touches the page; what holds of an empty one is not seen before', async ({
  page,
}) => {
  await page.goto('/courses/versioning-and-reproducibility/content-addressing/');
  await page.getByRole('button', { name: 'Mark as read' }).click();
  await expect(page.getByText('Kept in this browser, under My record.')).toBeVisible();
  await page.goto('/record/');
  await expect(page.getByText(/^1 of \d+ lessons read/)).toBeVisible({ timeout: 4_000 });
  const letGo = await holdBack(page, WAKES);
  // Whoever comes back by an address with a place in it.
  await page.goto('about:blank');
  await page.goto('/record/#kept');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByText('Nothing is recorded yet.')).toBeHidden();
  letGo();
  await expect(page.getByText(/^1 of \d+ lessons read/)).toBeVisible({ timeout: 4_000 });
});

test('what is written and pressed before its script is done once it is there', async ({ page }) => {
  const letGo = await holdBack(page, WAKES);
  await page.goto('/teach/');
  await page.getByLabel('Name').fill('Autumn class');
  await page.getByLabel('Issuer').fill('Example Academy');
  await page.getByRole('button', { name: 'Make the cohort' }).click();
  letGo();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Autumn class');
});

test('an answer and a press before their script take the diagnostic to its second question', async ({
  page,
}) => {
  const letGo = await holdBack(page, WAKES);
  await page.goto('/diagnostic/');
  const third = page.getByRole('radio').nth(2);
  await third.check();
  // It says that it is disabled until it has heard of the answer.
  await page.getByRole('button', { name: 'Next' }).click({ force: true });
  letGo();
  await expect(page.getByText('Question 2 of 24')).toBeVisible();
  await page.reload();
  await expect(page.getByText('1 of 24 answered')).toBeVisible();
  await page.getByRole('button', { name: 'Back' }).click();
  await expect(third).toBeChecked();
});

test('an exam that is pledged and begun before its script begins once, and is gone on with afterwards', async ({
  page,
}) => {
  for (const time of [/^1:1[45]:/, /^1:1[45]:/]) {
    const letGo = await holdBack(page, WAKES);
    await page.goto('about:blank');
    await page.goto('/exams/foundations/');
    const begin = page.getByRole('button', { name: 'Begin: the time runs from here' });
    // Who comes back does not see what only holds for who is new.
    if (await begin.isVisible()) {
      await page.getByRole('radio', { name: /half as much again/ }).check();
      await page.getByRole('checkbox', { name: /I answer by myself/ }).check();
      await begin.click();
    }
    letGo();
    await expect(page.getByRole('timer', { name: 'Time left' })).toHaveText(time);
    await expect(page.getByText('Every answer is saved', { exact: true })).toBeVisible();
    await page.unrouteAll({ behavior: 'wait' });
  }
});

test('a file that is dropped or chosen before its script is read once it is there', async ({
  page,
}) => {
  const file = { name: 'no-badge.json', type: 'application/json', text: '{ no certificate' };
  for (const way of ['dropped', 'chosen'] as const) {
    const letGo = await holdBack(page, WAKES);
    await page.goto('/verify/');
    if (way === 'chosen') {
      const { name, type: mimeType, text } = file;
      await page
        .locator('input[type=file]')
        .setInputFiles({ name, mimeType, buffer: Buffer.from(text) });
    } else {
      const prevented = await page.locator('.drop').evaluate((box, { name, type, text }) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([text], name, { type }));
        const options = { bubbles: true, cancelable: true, dataTransfer };
        return ['dragenter', 'dragover', 'drop'].map(
          (kind) => !box.dispatchEvent(new DragEvent(kind, options)),
        );
      }, file);
      // The browser would leave the page for the file.
      expect(prevented).toEqual([false, true, true]);
    }
    letGo();
    await expect(page.getByRole('alert')).toContainText(file.name);
    await page.unrouteAll();
  }
});

test('a package is chosen and made though its script came later', async ({ page }) => {
  const letGo = await holdBack(page, WAKES);
  await page.goto('/packages/');
  const what = page.getByLabel('What is packed');
  await what.selectOption('versioning-and-reproducibility/models');
  await page.getByRole('radio', { name: 'cmi5' }).check();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Make the package' }).click({ force: true });
  letGo();
  const made = await download;
  expect(made.suggestedFilename()).toMatch(/cmi5/);
  expect((await readFile(await made.path())).length).toBeGreaterThan(10_000);
  await expect(what).toHaveValue('versioning-and-reproducibility/models');
});
