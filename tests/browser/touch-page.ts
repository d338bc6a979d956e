import { expect, type Page } from 'playwright/test';

/** Moves the pointer as who is at the page does, and waits until what comes at the first touch lives. */
export async function touchPage(page: Page): Promise<void> {
  await page.mouse.move(3, 400);
  await page.mouse.move(5, 402);
  for (const part of await page.locator('[data-island][data-touch]').all())
    await expect(part).toHaveAttribute('data-live');
}
