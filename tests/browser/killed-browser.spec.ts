import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect, test, type Browser, type Page } from 'playwright/test';
import { CHROMIUM_ARGS, findChromium } from '../../src/cli/find-chromium.mjs';
import { classOfThree } from './class-of-three.ts';

const profile = mkdtempSync(join(tmpdir(), 'killed-'));

interface Running {
  readonly process: ChildProcess;
  /** There once it answers. */
  connected?: Browser;
}
const running = new Set<Running>();

/**
 * All processes of a browser end at once, as when a battery does: none of them is told.
 *
 * Resolves when Playwright knows it, too: it would ask the browser for its trace at the end of the test, and fail.
 */
async function kill(browser: Running): Promise<void> {
  running.delete(browser);
  const { process: own, connected } = browser;
  const isClosed = new Promise((resolve) => own.once('close', resolve));
  const isKnown = new Promise<unknown>((resolve) => {
    if (connected?.isConnected()) connected.once('disconnected', resolve);
    else resolve(undefined);
  });
  if (own.pid !== undefined) process.kill(-own.pid, 'SIGKILL');
  await Promise.all([isClosed, isKnown]);
}

test.afterAll(async () => {
  await Promise.all([...running].map(kill));
  rmSync(profile, { recursive: true, force: true });
});

/** A browser of its own with a profile that lasts, and a page in it. */
async function start(): Promise<{ readonly page: Page; readonly browser: Running }> {
  const path = (await findChromium()) ?? chromium.executablePath();
  const words = ['--headless', '--remote-debugging-port=0', `--user-data-dir=${profile}`];
  const own = spawn(path, [...CHROMIUM_ARGS, ...words, 'about:blank'], {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const browser: Running = { process: own };
  running.add(browser);
  const address = await new Promise<string>((resolve, reject) => {
    let said = '';
    own.stderr.on('data', (part: Buffer) => {
      said += part.toString();
      const found = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    });
    own.once('close', () => reject(new Error(`The browser ended: ${said}`)));
  });
  const connected = await chromium.connectOverCDP(address);
  browser.connected = connected;
  const [context] = connected.contexts();
  if (!context) throw new Error('The browser has no profile.');
  return { page: await context.newPage(), browser };
}

const place = (page: Page, number: number) =>
  page.getByRole('button', { name: new RegExp(`^Question ${number}, `) });

/** Seconds that the page says are left. */
async function left(page: Page): Promise<number> {
  const [minutes = 0, seconds = 0] = (await page.getByRole('timer').innerText())
    .split(':')
    .map(Number);
  return 60 * minutes + seconds;
}

test('an exam survives the end of the whole browser: every answer that was saved is there, and the time has gone on', async ({
  baseURL,
}) => {
  const address = new URL('/exams/foundations/', baseURL ?? '').href;
  const first = await start();
  await first.page.goto(address);
  await first.page.getByRole('checkbox', { name: /I answer by myself/ }).check();
  await first.page.getByRole('button', { name: 'Begin: the time runs from here' }).click();
  const answered: number[] = [];
  for (let number = 1; answered.length < 5; number += 1) {
    await place(first.page, number).click();
    await expect(first.page.locator('.exam-item .crumb')).toContainText(`Question ${number} of 40`);
    if ((await first.page.locator('.exam-item [type=radio]').count()) === 0) continue;
    await first.page.locator('.exam-item h2').press('2');
    answered.push(number);
  }
  const last = answered.at(-1) ?? 0;
  await expect(place(first.page, last)).toHaveAccessibleName(`Question ${last}, answered`);
  await expect(first.page.getByText('Every answer is saved', { exact: true })).toBeVisible();
  const before = await left(first.page);
  await kill(first.browser);

  const second = await start();
  await second.page.goto(address);
  for (const number of answered) {
    await expect(place(second.page, number)).toHaveAccessibleName(`Question ${number}, answered`);
  }
  await place(second.page, last).click();
  await expect(second.page.locator('.exam-item [data-digit="2"]')).toBeChecked();
  // What passed meanwhile is counted with the page's first second.
  await expect.poll(() => left(second.page)).toBeLessThanOrEqual(before);
  await kill(second.browser);
});

/** A number on the page's Re-grade tab. */
const counted = async (page: Page, term: string): Promise<number> => {
  const line = page
    .locator('.rg-counts div')
    .filter({ has: page.getByText(term, { exact: true }) });
  return Number(await line.locator('dd').innerText());
};

test('a batch survives the end of the whole browser: all that was collected is there, and no grading is lost but the one under way', async ({
  baseURL,
}) => {
  test.setTimeout(300_000);
  const { cohort, handIns } = await classOfThree();
  const address = new URL('/teach/', baseURL ?? '').href;
  const first = await start();
  await first.page.goto(address);
  await first.page.getByLabel('A cohort that was exported').setInputFiles(cohort);
  await first.page.getByRole('link', { name: 'Collect', exact: true }).click();
  await first.page.getByLabel('Hand-ins', { exact: true }).setInputFiles([...handIns]);
  await expect(first.page.getByText('3 hand-ins were taken.')).toBeVisible();
  await first.page.getByRole('button', { name: 'Grade them again' }).click();
  await first.page.getByLabel('At a time').selectOption('1');
  await first.page.getByRole('button', { name: 'Begin: 3' }).click();
  await expect.poll(() => counted(first.page, 'Graded'), { timeout: 120_000 }).toBeGreaterThan(0);
  const graded = await counted(first.page, 'Graded');
  await kill(first.browser);

  const second = await start();
  await second.page.goto(`${address}#c-browsertest1/regrade`);
  await expect(second.page.getByRole('button', { name: /^Go on: [12]$/ })).toBeVisible();
  const after = await counted(second.page, 'Graded');
  expect(after).toBeGreaterThanOrEqual(graded);
  expect(after + (await counted(second.page, 'Waiting'))).toBe(3);
  await kill(second.browser);
});
