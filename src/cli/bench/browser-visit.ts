import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright';
import { WireLedger } from './wire-ledger.ts';

/** A fresh profile with one page, and what it asks for. */
export interface Visit {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly wire: WireLedger;
}

/** Runs `look` in a fresh profile, which is gone afterwards. */
export async function visit<Value>(
  browser: Browser,
  options: BrowserContextOptions,
  look: (visit: Visit) => Promise<Value>,
): Promise<Value> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  try {
    context.setDefaultTimeout(180_000);
    const wire = new WireLedger(context);
    return await look({ context, page: await context.newPage(), wire });
  } finally {
    await context.close();
  }
}
