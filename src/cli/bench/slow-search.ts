import type { Browser, Page } from 'playwright';
import { visit } from './browser-visit.ts';
import { LESSON } from './page-weight.ts';
import { median, type Row } from './row.ts';
import { PHONE, SLOW_PHONE, slowDown } from './slow-line.ts';
import { bytesOf } from './wire-ledger.ts';

const FIRST = 'rollback';
const LATER = ['digest', 'drift', 'retention', 'burn rate'];
/** Between two keys: a quick typist's. */
const KEY_MS = 120;
/** Without a key or a change in the page: all passages of a query have come by then. */
const REST_MS = 1_000;
/** What the page says then. */
const RESTS = 'rests';
/** Nothing but a field to type into. */
const BARE = '<!doctype html><meta charset="utf-8"><title>Bare</title><input type="search">';

interface Searched {
  readonly firstMs: number;
  /** Headers and encoded bodies from the key to the first result. */
  readonly bytes: number;
  readonly waitMs: number;
}

/** The first search on a slow phone, and how long later ones keep the page waiting, beside a bare page's field. */
export async function timeSearch(
  browser: Browser,
  origin: string,
  runs: number,
): Promise<readonly Row[]> {
  const all: (Searched & { bareMs: number })[] = [];
  for (let run = 0; run < runs; run += 1) {
    const bareMs = await waitOfBarePage(browser);
    all.push({ ...(await search(browser, origin)), bareMs });
  }
  const row = (
    name: string,
    unit: Row['unit'],
    of: (one: Searched) => number,
    aim: number,
  ): Row => ({ group: SLOW_PHONE, name: `search: ${name}`, unit, values: all.map(of), aim });
  return [
    row('first result, from "/"', 'ms', ({ firstMs }) => firstMs, 700),
    row('bytes to the first result', 'bytes', ({ bytes }) => bytes, 25 * 1024),
    {
      ...row(
        'longest wait of the page while later words are typed and answered',
        'ms',
        ({ waitMs }) => waitMs,
        16,
      ),
      baseline: {
        name: 'the same keys into a bare field',
        value: median(all.map(({ bareMs }) => bareMs)),
      },
    },
  ];
}

/** Opens the search with its key, types, and waits for a result; then types on while the page counts how long it cannot answer. */
async function search(browser: Browser, origin: string): Promise<Searched> {
  return visit(browser, PHONE, async (one) => {
    const { page, wire } = one;
    await slowDown(one);
    await page.goto(origin + LESSON, { waitUntil: 'networkidle' });
    const before = bytesOf(await wire.entries());
    await page.evaluate(watchFirst);
    await page.keyboard.press('/');
    await page.getByRole('combobox').fill(FIRST);
    const firstMs = await page.evaluate(
      () => (globalThis as unknown as { firstResult: Promise<number> }).firstResult,
    );
    const bytes = bytesOf(await wire.entries()) - before;
    await page.waitForLoadState('networkidle');
    return { firstMs, bytes, waitMs: await longestWait(page) };
  });
}

async function waitOfBarePage(browser: Browser): Promise<number> {
  return visit(browser, PHONE, async (one) => {
    await slowDown(one);
    await one.page.setContent(BARE);
    await one.page.getByRole('searchbox').focus();
    return longestWait(one.page);
  });
}

/**
 * The longest time between two turns of the page's event loop while words are typed into the focused field, key by key.
 *
 * Keys are the browser's own input: what Playwright runs in a page to find and fill a field would be in the number.
 */
async function longestWait(page: Page): Promise<number> {
  // A word on the console, since a question put to the page would be in the number.
  const rests = (): Promise<unknown> =>
    page.waitForEvent('console', (message) => message.text() === RESTS);
  const ready = rests();
  await page.evaluate(watchGaps, { restMs: REST_MS, word: RESTS });
  await ready;
  for (const words of LATER) {
    const answered = rests();
    await page.keyboard.press('Control+A');
    await page.keyboard.type(words, { delay: KEY_MS });
    await answered;
  }
  return page.evaluate(() => (globalThis as unknown as { longestGap: () => number }).longestGap());
}

function watchFirst(): void {
  let start = 0;
  addEventListener('keydown', () => (start ||= performance.now()), { capture: true });
  const firstResult = new Promise<number>((resolve) => {
    const observer = new MutationObserver(() => {
      if (!document.querySelector('dialog [role="option"]')) return;
      observer.disconnect();
      resolve(performance.now() - start);
    });
    observer.observe(document.body, { subtree: true, childList: true });
  });
  Object.assign(globalThis, { firstResult });
}

/** Counts from the first rest on: what this call itself takes is over by then. */
function watchGaps({ restMs, word }: { restMs: number; word: string }): void {
  const { port1, port2 } = new MessageChannel();
  let last = performance.now();
  let longest = 0;
  let isCounting = false;
  port1.onmessage = () => {
    const now = performance.now();
    if (isCounting) longest = Math.max(longest, now - last);
    last = now;
    port2.postMessage(0);
  };
  port2.postMessage(0);
  let resting: ReturnType<typeof setTimeout> | undefined;
  const stir = (): void => {
    clearTimeout(resting);
    resting = setTimeout(() => {
      isCounting = true;
      console.debug(word);
    }, restMs);
  };
  addEventListener('input', stir, { capture: true });
  new MutationObserver(stir).observe(document.body, { subtree: true, childList: true });
  stir();
  Object.assign(globalThis, { longestGap: () => longest });
}
