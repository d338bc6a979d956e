import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { LabError } from '#container';
import { asSent } from '../wire-bytes.ts';
import { visit, type Visit } from './browser-visit.ts';
import { LESSON } from './page-weight.ts';
import { median, type Row } from './row.ts';
import { serveSite } from './site-server.ts';
import { PHONE, SLOW_PHONE, slowDown } from './slow-line.ts';
import { timeSearch } from './slow-search.ts';

/** Of the plain page's largest paint, how much later a lesson's may come. */
export const MOST_LARGEST = 1.1;

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
    for (let run = 0; run < runs; run += 1) {
      paints.push({
        plain: await visit(browser, PHONE, (one) => paintOf(one, `${plain.origin}/`)),
        ours: await visit(browser, PHONE, (one) => paintOf(one, origin + LESSON)),
      });
    }
    const row = (
      name: string,
      unit: Row['unit'],
      of: (paint: Paint) => number,
      aim: number,
    ): Row => ({
      group: SLOW_PHONE,
      name: `lesson: ${name}`,
      unit,
      values: paints.map(({ ours }) => of(ours)),
      aim,
      baseline: { name: 'plain page', value: median(paints.map((one) => of(one.plain))) },
    });
    const largestOfPlain = median(paints.map((one) => one.plain.largestMs));
    return [
      row('largest paint', 'ms', ({ largestMs }) => largestMs, MOST_LARGEST * largestOfPlain),
      row('blocking time', 'ms', ({ blockedMs }) => blockedMs, 0),
      row('layout shift', 'thousandths', ({ shift }) => shift * 1000, 0),
      ...(await timeSearch(browser, origin, runs)),
    ];
  } finally {
    plain.stop();
  }
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
