import { readFileSync } from 'node:fs';
import { expect, test } from './own-origin.ts';

const LESSON = '/courses/versioning-and-reproducibility/data-pointers/';

test("a lesson's script and mark are asked for once its text is painted", async ({
  page,
  baseURL,
}) => {
  await page.goto(LESSON, { waitUntil: 'networkidle' });
  const { painted, asked } = await page.evaluate(() => ({
    painted: performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
    asked: performance
      .getEntriesByType('resource')
      .map(({ name, startTime }) => ({ path: new URL(name).pathname, startTime })),
  }));
  expect(painted).toBeGreaterThan(0);
  expect(asked.map(({ path }) => path)).toContainEqual(expect.stringMatching(/\.js$/));
  for (const { path, startTime } of asked)
    expect(startTime, path).toBeGreaterThanOrEqual(painted ?? Infinity);
  const mark = new URL('/mark.svg', baseURL).href;
  await expect(page.locator('head > link[rel=icon]')).toHaveJSProperty('href', mark);
  // A browser may fetch it as soon as it is named, and page scripts do not hear of that.
  expect(await (await page.request.get(LESSON)).text()).not.toContain('webmanifest');
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.keyboard.press('/');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.mouse.move(9, 9);
  const app = await page.locator('head > link[rel=manifest]').getAttribute('href');
  const named = await page.request.get(new URL(app ?? '', baseURL).href);
  expect(await named.json()).toHaveProperty('start_url');
});

test.describe('on a slow line', () => {
  test.use({ serviceWorkers: 'block' });

  test('what is pressed before the script is there is not lost', async ({ page }) => {
    let letThrough = (): void => undefined;
    const held = new Promise<void>((resolve) => (letThrough = resolve));
    await page.route(/base\.[^/]+\.js$/, async (route) => {
      await held;
      await route.continue();
    });
    const asked = page.waitForRequest(/base\.[^/]+\.js$/);
    await page.goto(LESSON);
    await asked;
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    letThrough();
    await expect(page.getByRole('combobox', { name: /^Search/ })).toBeVisible();
  });
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('a lesson has its mark too', async ({ page, baseURL }) => {
    await page.goto(LESSON);
    const icons = page.locator('link[rel=icon]');
    await expect(icons.last()).toHaveAttribute('href', '/mark.svg');
    const mark = await page.request.get(new URL('/mark.svg', baseURL).href);
    expect(await mark.text()).toBe(readFileSync('dist/mark.svg', 'utf8'));
  });
});
