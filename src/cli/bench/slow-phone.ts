import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { LabError } from '#container';
import { asSent } from '../wire-bytes.ts';
import { visit, type Visit } from './browser-visit.ts';
import { LESSON } from './page-weight.ts';
import { median, type Row } from './row.ts';
import { serveSite } from './site-server.ts';
import { bytesOf } from './wire-ledger.ts';

const GROUP = 'Slow phone: 1.6 Mbit/s, 150 ms away, a CPU four times slower';
const BYTES_A_SECOND = 200_000;
const LATENCY_MS = 150;
const TIMES_SLOWER = 4;
const PHONE = { viewport: { width: 390, height: 844 }, serviceWorkers: 'block' } as const;
const FIRST = 'rollback';
const LATER = ['digest', 'drift', 'retention', 'burn rate'];

/** What a visit to a lesson shows of itself. */
interface Paint {
  readonly largestMs: number;
  /** Total blocking time: what long tasks take beyond 50 ms each, after the first contentful paint. */
  readonly blockedMs: number;
  readonly shift: number;
}

/** A lesson beside a plain page of the same text, and the first search, each as a slow phone has them. */
export async function timeSlowPhone(
  browser: Browser,
  dist: string,
  origin: string,
  runs: number,
): Promise<readonly Row[]> {
  const plain = await servePlain(dist);
  try {
    const paints: { ours: Paint; plain: Paint }[] = [];
    const searches: Awaited<ReturnType<typeof search>>[] = [];
    for (let run = 0; run < runs; run += 1) {
      paints.push({
        plain: await visit(browser, PHONE, (one) => paintOf(one, `${plain.origin}/`)),
        ours: await visit(browser, PHONE, (one) => paintOf(one, origin + LESSON)),
      });
      searches.push(await visit(browser, PHONE, (one) => search(one, origin + LESSON)));
    }
    const row = (name: string, unit: Row['unit'], values: number[], aim?: number): Row => ({
      group: GROUP,
      name,
      unit,
      values,
      ...(aim === undefined ? {} : { aim }),
    });
    return [
      {
        ...row(
          'lesson: largest paint',
          'ms',
          paints.map(({ ours }) => ours.largestMs),
        ),
        baseline: {
          name: 'plain page',
          value: median(paints.map((one) => one.plain.largestMs)),
        },
      },
      row(
        'lesson: blocking time',
        'ms',
        paints.map(({ ours }) => ours.blockedMs),
        0,
      ),
      row(
        'lesson: layout shift',
        'thousandths',
        paints.map(({ ours }) => ours.shift * 1000),
        0,
      ),
      row(
        'search: first result, from "/"',
        'ms',
        searches.map(({ firstMs }) => firstMs),
        700,
      ),
      row(
        'search: bytes to the first result',
        'bytes',
        searches.map(({ bytes }) => bytes),
        25 * 1024,
      ),
      row(
        'search: longest wait of the page while later words are answered',
        'ms',
        searches.map(({ gapMs }) => gapMs),
        16,
      ),
    ];
  } finally {
    plain.stop();
  }
}

async function slowDown({ context, page }: Visit): Promise<void> {
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: LATENCY_MS,
    downloadThroughput: BYTES_A_SECOND,
    uploadThroughput: BYTES_A_SECOND,
  });
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: TIMES_SLOWER });
}

async function paintOf(one: Visit, url: string): Promise<Paint> {
  await slowDown(one);
  await one.page.goto(url, { waitUntil: 'networkidle' });
  return one.page.evaluate(async () => {
    const seen = (type: string): Promise<PerformanceEntry[]> =>
      new Promise((resolve) => {
        const found: PerformanceEntry[] = [];
        new PerformanceObserver((list) => found.push(...list.getEntries())).observe({
          type,
          buffered: true,
        });
        // Buffered entries are told in the next turn.
        setTimeout(() => resolve(found), 0);
      });
    const tasks = await seen('longtask');
    const shifts = (await seen('layout-shift')) as (PerformanceEntry & { value: number })[];
    const paints = await seen('largest-contentful-paint');
    const [firstPaint] = performance.getEntriesByName('first-contentful-paint');
    const painted = firstPaint?.startTime ?? 0;
    const longAfter = (task: PerformanceEntry): number =>
      task.startTime + task.duration - Math.max(task.startTime, painted);
    return {
      largestMs: Math.max(0, ...paints.map(({ startTime }) => startTime)),
      blockedMs: tasks.reduce((sum, task) => sum + Math.max(0, longAfter(task) - 50), 0),
      shift: shifts.reduce((sum, { value }) => sum + value, 0),
    };
  });
}

/** Opens the search with its key, types, and waits for a result; then types on while the page counts how long it cannot answer. */
async function search(one: Visit, url: string) {
  const { page, wire } = one;
  await slowDown(one);
  await page.goto(url, { waitUntil: 'networkidle' });
  const before = bytesOf(await wire.entries());
  await page.evaluate(watchFirst);
  await page.keyboard.press('/');
  await page.getByRole('combobox').fill(FIRST);
  const firstMs = await page.evaluate(
    () => (globalThis as unknown as { firstResult: Promise<number> }).firstResult,
  );
  const bytes = bytesOf(await wire.entries()) - before;
  await page.waitForLoadState('networkidle');
  await page.evaluate(watchGaps);
  for (const words of LATER) {
    await page.getByRole('combobox').fill(words);
    await resultsRest(page);
  }
  const gapMs = await page.evaluate(() =>
    (globalThis as unknown as { longestGap: () => number }).longestGap(),
  );
  return { firstMs, bytes, gapMs };
}

/** Until nothing of the list has changed for half a second. */
async function resultsRest(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        let resting = setTimeout(resolve, 500);
        new MutationObserver(() => {
          clearTimeout(resting);
          resting = setTimeout(resolve, 500);
        }).observe(document.body, { subtree: true, childList: true });
      }),
  );
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

function watchGaps(): void {
  const { port1, port2 } = new MessageChannel();
  let last = performance.now();
  let longest = 0;
  port1.onmessage = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    port2.postMessage(0);
  };
  port2.postMessage(0);
  Object.assign(globalThis, { longestGap: () => longest });
}

/** The same text without style, script or site around it. */
export async function servePlain(dist: string): Promise<{ origin: string; stop: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-plain-'));
  const html = readFileSync(join(dist, LESSON, 'index.html'), 'utf8');
  const [, prose] =
    /<div class="prose">([\s\S]*)<\/div>\s*<footer class="lesson-end">/.exec(html) ?? [];
  if (prose === undefined)
    throw new LabError(
      'NoProse',
      `The page of ${LESSON} in ${dist}/ has no text between "prose" and "lesson-end".`,
      'The bench compares with that text: let it read the layout as it is now.',
    );
  // The server looks for the line in the comment, a browser does not.
  const page = `<!doctype html><!-- <link href="/plumbline.webmanifest"> --><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>Plain</title><main><h1>Plain</h1>${prose}</main>`;
  writeFileSync(join(folder, 'index.html'), page);
  writeFileSync(join(folder, 'index.html.br'), asSent(page));
  const site = await serveSite(folder);
  return {
    origin: site.origin,
    stop: () => {
      site.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
