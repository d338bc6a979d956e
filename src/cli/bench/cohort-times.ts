import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type CDPSession, type Page } from 'playwright';
import { CHROMIUM_ARGS, ensureChromium } from '../find-chromium.mjs';
import { classFiles } from './cohort-files.ts';
import type { Row } from './row.ts';

const LAB = 'pin-the-data';
const LANES = 2;
/** Longest that the page's thread may be held, in milliseconds, and the most that all of the browser may use. */
const LONGEST_TASK_MS = 100;
const MOST_MIB = 1024;
/** However slow the machine: an hour for each hundred. */
const PATIENCE_MS = 3_600_000;

/**
 * A class collected and graded again on the instructor's page: how long, how smooth, how much memory. The page was opened
 * before: what it grades with lies on the device, and its fetching is not what is measured here.
 *
 * The browser has a profile on the disk, as an instructor's has: a private one would keep all hand-ins in its memory.
 */
export async function timeCohort(origin: string, count: number): Promise<readonly Row[]> {
  const { cohort, handIns } = await classFiles(LAB, count);
  const folder = mkdtempSync(join(tmpdir(), 'bench-cohort-'));
  const context = await chromium.launchPersistentContext(join(folder, 'profile'), {
    executablePath: await ensureChromium(),
    args: CHROMIUM_ARGS,
  });
  try {
    const paths = handIns.map(({ name, bytes }) => {
      const path = join(folder, name);
      writeFileSync(path, bytes);
      return path;
    });
    // The tab that it has opened with: a second, empty one would be counted as the page's memory.
    const page = context.pages()[0] ?? (await context.newPage());
    await page.addInitScript(watchTasks);
    const browser = context.browser();
    if (!browser) throw new Error('this browser does not tell of its processes');
    const memory = watchMemory(await browser.newBrowserCDPSession());
    await page.goto(`${origin}/teach/`);
    const whole = page.getByText('This page works without a network');
    await whole.waitFor({ timeout: PATIENCE_MS });
    await endServiceWorkers(context, page);
    await page.reload();
    await whole.waitFor({ timeout: PATIENCE_MS });
    await page
      .getByLabel('A cohort that was exported')
      .setInputFiles({ name: 'x.cohort.zip', mimeType: 'application/zip', buffer: cohort });
    await page.getByRole('link', { name: 'Collect', exact: true }).click();
    const chooser = page.getByLabel('Hand-ins', { exact: true });
    await chooser.waitFor({ state: 'attached' });
    await longestTask(page);
    const collectFrom = performance.now();
    await chooser.setInputFiles(paths);
    await page
      .getByText(`${count} ${count === 1 ? 'hand-in was' : 'hand-ins were'} taken.`, {
        exact: false,
      })
      .waitFor({ timeout: PATIENCE_MS });
    const collectMs = performance.now() - collectFrom;
    const collectTask = await longestTask(page);
    await page.getByRole('button', { name: 'Grade them again' }).click();
    await page.getByLabel('At a time').selectOption(String(LANES));
    const gradeFrom = performance.now();
    await page.getByRole('button', { name: `Begin: ${count}` }).click();
    await page
      .locator('.rg-counts div', { hasText: 'Waiting' })
      .locator('dd', { hasText: /^0$/ })
      .waitFor({ timeout: PATIENCE_MS * Math.ceil(count / 100) });
    const gradeMs = performance.now() - gradeFrom;
    const gradeTask = await longestTask(page);
    const failed = await page
      .locator('.rg-counts div', { hasText: 'Could not' })
      .locator('dd')
      .innerText();
    const { mostMib, mostOfOthersMib } = await memory.stop();
    const group = `${count} hand-ins of ${LAB}, ${LANES} at a time, ${failed} of which could not be graded`;
    return [
      { group, name: 'collecting them', unit: 'ms', values: [collectMs] },
      {
        group,
        name: 'longest task of the page while collecting',
        unit: 'ms',
        values: [collectTask],
        aim: LONGEST_TASK_MS,
      },
      { group, name: 'grading one again, of the whole', unit: 'ms', values: [gradeMs / count] },
      {
        group,
        name: 'longest task of the page while grading',
        unit: 'ms',
        values: [gradeTask],
        aim: LONGEST_TASK_MS,
      },
      {
        group,
        name: 'most memory of all of the browser, shared pages once',
        unit: 'MiB',
        values: [mostMib],
        aim: MOST_MIB,
      },
      {
        group,
        name: 'the same without the browser’s own service for models on the device',
        unit: 'MiB',
        values: [mostOfOthersMib],
      },
    ];
  } finally {
    await context.close();
    rmSync(folder, { recursive: true });
  }
}

/**
 * What a browser does by itself when a service worker has done nothing for half a minute, and one that is watched does not. It
 * holds what it has fetched.
 */
async function endServiceWorkers(context: BrowserContext, page: Page): Promise<void> {
  const session = await context.newCDPSession(page);
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.stopAllWorkers');
  await session.detach();
}

/** Runs in the page: remembers the longest task of its thread. */
function watchTasks(): void {
  const kept = globalThis as unknown as { longestTaskMs: number };
  kept.longestTaskMs = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) {
      kept.longestTaskMs = Math.max(kept.longestTaskMs, duration);
    }
  }).observe({ type: 'longtask', buffered: true });
}

/** The longest since it was last asked, in milliseconds; 0 when none took 50. */
const longestTask = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const kept = globalThis as unknown as { longestTaskMs: number };
    const longest = kept.longestTaskMs;
    kept.longestTaskMs = 0;
    return longest;
  });

/** Chromium starts it by itself, some minutes after its start and whatever page is open. */
const BROWSERS_OWN = /^on_device_model\./;

interface MostMemory {
  readonly mostMib: number;
  readonly mostOfOthersMib: number;
}

/** The highest sum over all processes of the browser, once a second, where /proc tells of it. */
function watchMemory(session: CDPSession): { stop(): Promise<MostMemory> } {
  let mostMib = 0;
  let mostOfOthersMib = 0;
  const look = async () => {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    const each = processInfo.map(({ id, type }) => ({
      type,
      mib: proportionalBytes(id) / 2 ** 20,
    }));
    const sum = (some: typeof each): number => some.reduce((all, { mib }) => all + mib, 0);
    mostMib = Math.max(mostMib, sum(each));
    mostOfOthersMib = Math.max(
      mostOfOthersMib,
      sum(each.filter(({ type }) => !BROWSERS_OWN.test(type))),
    );
  };
  const timer = setInterval(() => void look().catch(() => undefined), 1000);
  return {
    async stop() {
      clearInterval(timer);
      await look();
      return { mostMib, mostOfOthersMib };
    },
  };
}

function proportionalBytes(pid: number): number {
  try {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    return 1024 * Number(/^Pss:\s+(\d+) kB$/m.exec(text)?.[1] ?? 0);
  } catch {
    // It ended meanwhile, or this is no Linux.
    return 0;
  }
}
