import { readCourses } from '#authoring';
import { lessonPath, lessonsInOrder } from '#curriculum';
import { expect, test } from './own-origin.ts';

test.use({ serviceWorkers: 'block' });

const LESSONS = readCourses().flatMap((course) =>
  lessonsInOrder(course)
    .filter(({ status }) => status === 'open')
    .map(({ id }) => lessonPath(id)),
);

for (const [width, height] of [
  [360, 640],
  [390, 844],
  [430, 932],
  [820, 1180],
  [1440, 900],
  [1920, 1200],
] as const) {
  test(`what a lesson's first frame leaves out begins below a window of ${width} by ${height}`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height });
    for (const path of LESSONS) {
      await page.goto(path, { waitUntil: 'domcontentloaded' });
      const place = await page.evaluate(async () => {
        const root = document.documentElement;
        const blocks = [...document.querySelectorAll('.prose > *')];
        const leftOut = (): Element | undefined =>
          blocks.find((block) => getComputedStyle(block).display === 'none');
        while (root.className !== '') await new Promise((resolve) => setTimeout(resolve, 20));
        const never = leftOut()?.textContent;
        root.className = 'a';
        const first = leftOut();
        root.className = '';
        return { never, top: first?.getBoundingClientRect().top, window: innerHeight };
      });
      expect.soft(place.never, path).toBeUndefined();
      expect.soft(place.top, path).toBeGreaterThanOrEqual(place.window);
    }
  });
}

test('a lesson in a window of any height, and one that opens in its middle, is whole', async ({
  page,
}) => {
  const path = LESSONS[0] ?? '';
  const hidden = (): Promise<number> =>
    page
      .locator('.prose > *')
      .evaluateAll(
        (blocks) => blocks.filter((block) => getComputedStyle(block).display === 'none').length,
      );
  await page.setViewportSize({ width: 1200, height: 2400 });
  await page.goto(path);
  await page.evaluate(() => (document.documentElement.className = 'a'));
  expect(await hidden(), 'a window that holds more than the first blocks').toBe(0);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto('about:blank');
  await page.goto(`${path}#recall`, { waitUntil: 'networkidle' });
  await expect(page.locator('html')).not.toHaveClass(/[abc]/);
  expect(await hidden()).toBe(0);
});
