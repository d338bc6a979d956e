// npm run bench -- [--dist folder] [--runs n] [--only part]… [--json]: measures the built site and the engine.
// Exit code: 0 measured, 2 bad input or no built site. Numbers judge nothing: docs/performance.md says how to read them.
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { chromium, type Browser } from 'playwright';
import { LabError } from '#container';
import { benchReport } from './bench/bench-report.ts';
import { timeBuilds } from './bench/build/build-times.ts';
import { timeCohort } from './bench/cohort-times.ts';
import { timeEngineInBrowser } from './bench/engine-in-browser.ts';
import { timeEngine } from './bench/engine-in-node.ts';
import { timeGradebook } from './bench/gradebook-times.ts';
import { timeGradings } from './bench/grading-times.ts';
import { timeLab } from './bench/lab-times.ts';
import { weighPages } from './bench/page-weight.ts';
import { scorePages } from './bench/lighthouse-scores.ts';
import { measured, type Row } from './bench/row.ts';
import { serveSite } from './bench/site-server.ts';
import { timeSlowPhone } from './bench/slow-phone.ts';
import { timeVerify } from './bench/verify-times.ts';
import { CHROMIUM_ARGS, ensureChromium } from './find-chromium.mjs';

const USAGE =
  'npm run bench -- [--dist <folder>] [--runs <n>] [--only pages|phone|verify|lab|gradebook|grading|engine|build|cohort|lighthouse]… [--lessons <n>,…] [--bundles <n>] [--json]';
const PARTS = [
  'pages',
  'phone',
  'verify',
  'lab',
  'gradebook',
  'grading',
  'engine',
  'build',
  'cohort',
  'lighthouse',
] as const;
const OF_SITE: readonly Part[] = ['pages', 'phone', 'verify', 'lab', 'gradebook'];
/** Take many minutes, or the better part of an hour: only when they are asked for. */
const ASKED_FOR: readonly Part[] = ['cohort', 'lighthouse'];
type Part = (typeof PARTS)[number];

process.exitCode = await main();

async function main(): Promise<number> {
  try {
    const { dist, runs, parts, lessons, bundles, json } = readArguments();
    const load = loadavg()[0] ?? 0;
    const rows: Row[] = [];
    if (OF_SITE.some((part) => parts.has(part)))
      rows.push(...(await onSite(dist, (origin) => measureSite(dist, origin, runs, parts))));
    if (parts.has('grading')) rows.push(...(await timeGradings(runs)));
    if (parts.has('engine')) {
      rows.push(...(await timeEngine(runs)));
      rows.push(...(await inChromium((browser) => timeEngineInBrowser(browser, runs))));
    }
    if (parts.has('build')) rows.push(...(await timeBuilds(lessons, runs)));
    if (parts.has('cohort'))
      rows.push(...(await onSite(dist, (origin) => timeCohort(origin, bundles))));
    if (parts.has('lighthouse'))
      rows.push(...(await onSite(dist, (origin) => scorePages(dist, origin, runs))));
    const results = rows.map(measured);
    const about = `Load of the machine: ${load.toFixed(1)} before, ${(loadavg()[0] ?? 0).toFixed(1)} after. Times are good only as ratios.`;
    console.log(
      json
        ? JSON.stringify({ load, rows: results }, null, 2)
        : `${benchReport(results)}\n\n${about}`,
    );
    return 0;
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    console.error(`${error.name}: ${error.message}\n  ${error.hint}`);
    return 2;
  }
}

function measureSite(
  dist: string,
  origin: string,
  runs: number,
  parts: ReadonlySet<Part>,
): Promise<readonly Row[]> {
  return inChromium(async (browser) => {
    const rows: Row[] = [];
    if (parts.has('pages')) rows.push(...(await weighPages(browser, origin)));
    if (parts.has('phone')) rows.push(...(await timeSlowPhone(browser, dist, origin, runs)));
    if (parts.has('verify')) rows.push(...(await timeVerify(browser, origin, runs)));
    if (parts.has('lab')) rows.push(...(await timeLab(browser, origin, runs)));
    if (parts.has('gradebook')) rows.push(...(await timeGradebook(browser, origin, runs)));
    return rows;
  });
}

async function onSite(
  dist: string,
  measure: (origin: string) => Promise<readonly Row[]>,
): Promise<readonly Row[]> {
  const site = await serveSite(dist);
  try {
    return await measure(site.origin);
  } finally {
    site.stop();
  }
}

async function inChromium<Value>(work: (browser: Browser) => Promise<Value>): Promise<Value> {
  const executablePath = await ensureChromium();
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGS });
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}

function readArguments() {
  const { values } = parsed();
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1) {
    throw new LabError(
      'UsageError',
      `--runs is "${values.runs}"; it is a whole number from 1.`,
      USAGE,
    );
  }
  const lessons = values.lessons.split(',').map(Number);
  if (!lessons.every((count) => Number.isInteger(count) && count >= 1)) {
    throw new LabError(
      'UsageError',
      `--lessons is "${values.lessons}"; it is whole numbers from 1, with commas between them.`,
      USAGE,
    );
  }
  const unknown = values.only.find((part) => !PARTS.includes(part as Part));
  if (unknown !== undefined) {
    throw new LabError(
      'UsageError',
      `--only "${unknown}": the parts are ${PARTS.join(', ')}.`,
      USAGE,
    );
  }
  const parts = new Set<Part>(
    values.only.length > 0
      ? (values.only as Part[])
      : PARTS.filter((part) => !ASKED_FOR.includes(part)),
  );
  const bundles = Number(values.bundles);
  if (!Number.isInteger(bundles) || bundles < 1) {
    throw new LabError(
      'UsageError',
      `--bundles is "${values.bundles}"; it is a whole number from 1.`,
      USAGE,
    );
  }
  return { dist: values.dist, runs, parts, lessons, bundles, json: values.json };
}

function parsed() {
  try {
    return parseArgs({
      options: {
        dist: { type: 'string', default: 'dist' },
        runs: { type: 'string', default: '3' },
        lessons: { type: 'string', default: '100' },
        bundles: { type: 'string', default: '200' },
        only: { type: 'string', multiple: true, default: [] },
        json: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new LabError('UsageError', error instanceof Error ? error.message : '', USAGE);
  }
}
