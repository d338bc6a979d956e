import type { Page } from 'playwright/test';

/** Holds back requests whose address matches until they are let go. */
export async function holdBack(page: Page, address: RegExp): Promise<() => void> {
  let letGo = (): void => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route(address, async (route) => {
    await held;
    await route.continue();
  });
  return () => letGo();
}
