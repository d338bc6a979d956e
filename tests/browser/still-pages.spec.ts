import type { Page } from 'playwright/test';
import { TEMPLATE_PAGES } from '../../src/cli/bench/template-pages.ts';
import { expect, test } from './own-origin.ts';
import { touchPage } from './touch-page.ts';

test.use({ serviceWorkers: 'block' });

/** Less than a reader can notice, and more than rounding. */
const STILL = 0.001;

/** How much of a page moves by itself from its first paint until it rests, and what moves. */
async function movedOf(page: Page, path: string): Promise<{ sum: number; parts: string[] }> {
  await page.goto(path, { waitUntil: 'networkidle' });
  await touchPage(page);
  await page.waitForLoadState('networkidle');
  return page.evaluate(async () => {
    interface Shift extends PerformanceEntry {
      readonly value: number;
      readonly sources: readonly {
        readonly node: Node | null;
        readonly previousRect: DOMRect;
        readonly currentRect: DOMRect;
      }[];
    }
    // What the browser's storage tells comes a few turns later.
    await new Promise((resolve) => setTimeout(resolve, 400));
    const shifts = await new Promise<Shift[]>((resolve) => {
      const found: Shift[] = [];
      new PerformanceObserver((list) => found.push(...(list.getEntries() as Shift[]))).observe({
        type: 'layout-shift',
        buffered: true,
      });
      setTimeout(() => resolve(found), 100);
    });
    return {
      sum: shifts.reduce((sum, { value }) => sum + value, 0),
      parts: shifts.flatMap(({ sources }) =>
        sources.map(
          ({ node, previousRect, currentRect }) =>
            `“${node?.textContent?.slice(0, 40) ?? ''}” from ${Math.round(previousRect.y)} to ${Math.round(currentRect.y)}`,
        ),
      ),
    };
  });
}

for (const [width, height] of [
  [1440, 900],
  [390, 844],
] as const) {
  test(`no page moves by itself while it opens, ${width} px wide`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    for (const path of TEMPLATE_PAGES) {
      const { sum, parts } = await movedOf(page, path);
      expect.soft(sum, `${path}: ${parts.join('; ')}`).toBeLessThan(STILL);
    }
  });
}
