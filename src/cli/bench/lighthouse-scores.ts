import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { LabError } from '#container';
import { CHROMIUM_ARGS, ensureChromium } from '../find-chromium.mjs';
import { LAB } from './lab-page.ts';
import { LESSON } from './page-weight.ts';
import { median, type Row } from './row.ts';
import { MOST_LARGEST, servePlain } from './slow-phone.ts';
import { TEMPLATE_PAGES } from './template-pages.ts';

const PAGES = [...TEMPLATE_PAGES, `/labs/${LAB}/`];
/** A report is some 400 kB of JSON. */
const MOST_BYTES = 64 * 1024 * 1024;
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
const AUDITS = {
  largestMs: 'largest-contentful-paint',
  blockedMs: 'total-blocking-time',
  shift: 'cumulative-layout-shift',
} as const;

/** What Lighthouse says of a page. */
export interface PageScores {
  /** 0 to 100 each. */
  readonly scores: Readonly<Record<(typeof CATEGORIES)[number], number>>;
  readonly largestMs: number;
  readonly blockedMs: number;
  readonly shift: number;
}

/** The part of a Lighthouse report that is read. */
interface Report {
  readonly runtimeError?: { readonly code: string; readonly message: string };
  readonly categories: Readonly<Record<string, { readonly score: number | null }>>;
  readonly audits: Readonly<Record<string, { readonly numericValue?: number }>>;
}

/**
 * One page of each template under Lighthouse, its phone with simulated throttling, each in a fresh profile; and the lesson in
 * turns with a plain page of the same text.
 *
 * @throws LabError `LighthouseFailed`
 */
export async function scorePages(
  dist: string,
  origin: string,
  runs: number,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const path of PAGES) rows.push(...rowsOf(path, await askLighthouse(origin + path)));
  return [...rows, await besidePlain(dist, origin, runs)];
}

async function besidePlain(dist: string, origin: string, runs: number): Promise<Row> {
  const plain = await servePlain(dist);
  try {
    const paints: { ours: number; plain: number }[] = [];
    for (let run = 0; run < runs; run += 1) {
      paints.push({
        plain: (await askLighthouse(`${plain.origin}/`)).largestMs,
        ours: (await askLighthouse(origin + LESSON)).largestMs,
      });
    }
    const value = median(paints.map((one) => one.plain));
    return {
      group: 'Lighthouse: a lesson beside a plain page of its text',
      name: 'largest paint',
      unit: 'ms',
      values: paints.map(({ ours }) => ours),
      aim: MOST_LARGEST * value,
      baseline: { name: 'plain page', value },
    };
  } finally {
    plain.stop();
  }
}

/** What was said of a page as rows, with what the project aims at. */
export function rowsOf(path: string, { scores, ...times }: PageScores): readonly Row[] {
  const group = `Lighthouse: ${path}`;
  return [
    ...CATEGORIES.map((name): Row => {
      return { group, name, unit: 'points', values: [scores[name]], atLeast: 100 };
    }),
    { group, name: 'largest paint', unit: 'ms', values: [times.largestMs] },
    { group, name: 'blocking time', unit: 'ms', values: [times.blockedMs], aim: 0 },
    { group, name: 'layout shift', unit: 'thousandths', values: [times.shift * 1000], aim: 0 },
  ];
}

/** Has Lighthouse visit a page in a browser of its own. It asks no other service. */
export async function askLighthouse(url: string): Promise<PageScores> {
  const manifest = createRequire(import.meta.url).resolve('lighthouse/package.json');
  const args = [
    join(dirname(manifest), 'cli/index.js'),
    url,
    '--output=json',
    '--quiet',
    '--no-enable-error-reporting',
    `--chrome-flags=${['--headless=new', ...CHROMIUM_ARGS].join(' ')}`,
  ];
  const env = { ...process.env, CHROME_PATH: await ensureChromium() };
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    env,
    maxBuffer: MOST_BYTES,
  }).catch((error: unknown) => {
    throw new LabError(
      'LighthouseFailed',
      `Lighthouse ended without a report on ${url}. ${error instanceof Error ? error.message : ''}`,
      'It starts a Chromium of its own: see whether "npm run bench -- --only phone" finds one.',
    );
  });
  return readReport(stdout);
}

/**
 * Reads the four scores, the largest paint, the blocking time and the layout shift out of a report.
 *
 * @param text a Lighthouse report as JSON
 * @throws LabError `LighthouseFailed` when it tells of a failure, or lacks one of them
 */
export function readReport(text: string): PageScores {
  const { runtimeError, categories, audits } = JSON.parse(text) as Report;
  const failed = (what: string): LabError =>
    new LabError(
      'LighthouseFailed',
      what,
      'Open the page in Chromium: what it shows there is what Lighthouse has seen.',
    );
  if (runtimeError) throw failed(`${runtimeError.code}: ${runtimeError.message}`);
  const scoreOf = (name: string): number => {
    const score = categories[name]?.score;
    if (typeof score !== 'number') throw failed(`The report has no score for ${name}.`);
    return Math.round(score * 100);
  };
  const numberOf = (name: string): number => {
    const value = audits[name]?.numericValue;
    if (value === undefined) throw failed(`The report has no ${name}.`);
    return value;
  };
  return {
    scores: {
      performance: scoreOf('performance'),
      accessibility: scoreOf('accessibility'),
      'best-practices': scoreOf('best-practices'),
      seo: scoreOf('seo'),
    },
    largestMs: numberOf(AUDITS.largestMs),
    blockedMs: numberOf(AUDITS.blockedMs),
    shift: numberOf(AUDITS.shift),
  };
}
