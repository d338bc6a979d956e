import type { Page } from 'playwright/test';

/** Counts how far what is in sight moves from now on, by whatever cause. */
export async function watchShifts(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const seen = window as unknown as { moved: number; shifts: PerformanceObserver };
    seen.moved = 0;
    const add = (entries: PerformanceEntryList): void => {
      for (const entry of entries) seen.moved += (entry as unknown as { value: number }).value;
    };
    seen.shifts = new PerformanceObserver((list) => add(list.getEntries()));
    seen.shifts.observe({ type: 'layout-shift' });
  });
  return () =>
    page.evaluate(async () => {
      // What is laid out by the second frame from now has been told of by then.
      for (let frame = 0; frame < 3; frame += 1)
        await new Promise((resolve) => requestAnimationFrame(resolve));
      const seen = window as unknown as { moved: number; shifts: PerformanceObserver };
      for (const entry of seen.shifts.takeRecords())
        seen.moved += (entry as unknown as { value: number }).value;
      return seen.moved;
    });
}
