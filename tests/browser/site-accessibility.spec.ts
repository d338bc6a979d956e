import { TEMPLATE_PAGES } from '../../src/cli/bench/template-pages.ts';
import { axeFindings } from './axe-findings.ts';
import { stopOf } from './keyboard-walk.ts';
import { expect, test } from './own-origin.ts';

const COURSE = '/courses/versioning-and-reproducibility/';
const LESSON = `${COURSE}content-addressing/`;
const PAGES = [
  ...TEMPLATE_PAGES,
  // A course that is coming, and the lesson that a course begins with.
  '/courses/finops-for-ml/',
  `${COURSE}the-five-things-that-make-a-model/`,
];

for (const colorScheme of ['light', 'dark'] as const) {
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ]) {
    test(`axe finds nothing on any page, ${colorScheme}, ${viewport.width} px wide`, async ({
      page,
    }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize(viewport);
      for (const path of PAGES) {
        await page.goto(path, { waitUntil: 'networkidle' });
        expect.soft(await axeFindings(page), path).toEqual([]);
        const overflow = await page.evaluate(() => {
          const { scrollWidth, clientWidth } = document.documentElement;
          return scrollWidth - clientWidth;
        });
        expect(overflow, `${path} is no wider than the window`).toBe(0);
      }
    });
  }
}

test('the skip link is the first stop and leads past the header', async ({ page }) => {
  await page.goto(LESSON);
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to the text' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  const inMain = await page.evaluate(() => document.activeElement?.closest('main') !== null);
  expect(inMain).toBe(true);
});

test('every stop of the keyboard on a page shows where it is', async ({ page }) => {
  for (const path of ['/', LESSON, '/record/']) {
    await page.goto(path, { waitUntil: 'networkidle' });
    const stops = new Set<string>();
    for (let press = 0; press < 60; press += 1) {
      await page.keyboard.press('Tab');
      const stop = await stopOf(page);
      if (!stop) break;
      expect(stop.isShown, stop.name).toBe(true);
      stops.add(stop.name);
    }
    expect(stops.size, `${path} has stops`).toBeGreaterThan(5);
  }
});

test('the menu of a narrow page opens by key, closes by Escape and gives the focus back', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/courses/');
  const button = page.getByRole('button', { name: 'Menu' });
  const menu = page.getByRole('navigation', { name: 'Main' });
  await expect(menu).toBeHidden();
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(menu).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(menu.getByRole('link', { name: 'Courses' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(menu).toBeHidden();
  await expect(button).toBeFocused();
  await button.click();
  await menu.getByRole('link', { name: 'Glossary' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Glossary');
});

test('a chosen theme holds at once, and on the next page before anything is painted', async ({
  page,
}) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('/');
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  await page.getByRole('button', { name: 'Light or dark' }).click();
  await page.getByRole('radio', { name: 'Dark' }).check();
  const dark = await ground();
  expect(dark).not.toBe(light);
  await page.addInitScript(() => {
    // The first time that there is a body, which is before the first paint.
    const observer = new MutationObserver(() => {
      if (!document.querySelector('body')) return;
      observer.disconnect();
      document.documentElement.dataset['atFirst'] = document.documentElement.dataset['theme'] ?? '';
    });
    observer.observe(document, { childList: true, subtree: true });
  });
  await page.goto('/about/');
  expect(await ground()).toBe(dark);
  expect(await page.evaluate(() => document.documentElement.dataset['atFirst'])).toBe('dark');
  await page.getByRole('button', { name: 'Light or dark' }).click();
  await page.getByRole('radio', { name: 'As the system' }).check();
  expect(await ground()).toBe(light);
});

test('the contents of a lesson follow the reading and move the focus', async ({ page }) => {
  await page.goto(LESSON);
  const contents = page.getByRole('navigation', { name: 'On this page' });
  const links = contents.getByRole('link');
  await links.nth(2).click();
  const present = contents.locator('li[aria-current]');
  await expect(present).toHaveText((await links.nth(2).textContent()) ?? '');
  const focused = await page.evaluate(() => document.activeElement?.textContent);
  expect(focused).toBe(await links.nth(2).textContent());
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await expect(present).toHaveText((await links.last().textContent()) ?? '');
});

test('a link to a heading that is gone says so, in words, and the page can be read', async ({
  page,
}) => {
  await page.goto(`${LESSON}#a-heading-of-last-year`);
  const note = page.getByRole('alert');
  await expect(note).toContainText(
    'The link leads to “a heading of last year”, a part that this page does not have any more.',
  );
  await page.goto(`${LESSON}#recall`);
  await page.reload();
  await expect(page.locator('#recall')).toBeInViewport();
  await expect(note).toHaveCount(0);
});
