import type { Browser } from 'playwright';
import { visit } from './browser-visit.ts';
import { LAB, LabPage } from './lab-page.ts';
import { countElements } from './page-watch.ts';
import type { Row } from './row.ts';
import { charactersRun } from './script-use.ts';
import { bytesOf, type WireEntry } from './wire-ledger.ts';

export const LESSON = '/courses/versioning-and-reproducibility/content-addressing/';

/** Without its service worker, whose own fetches are counted apart. */
const NO_WORKER = { serviceWorkers: 'block' } as const;

/** Bytes, requests and DOM nodes of the site's pages. They are the same in every run, so each is taken once. */
export async function weighPages(browser: Browser, origin: string): Promise<readonly Row[]> {
  return [
    ...(await weighReading(browser, 'Lesson page', `${origin}${LESSON}`)),
    ...(await weighReading(browser, 'Home', `${origin}/`)),
    ...(await weighLab(browser, origin)),
    ...(await weighOfflineCopy(browser, origin)),
  ];
}

/** A page that is read: all that it fetches until it is quiet, and the script that has run by then. */
async function weighReading(browser: Browser, group: string, url: string): Promise<Row[]> {
  return visit(browser, NO_WORKER, async ({ page, wire }) => {
    await page.coverage.startJSCoverage();
    await page.goto(url, { waitUntil: 'networkidle' });
    const scripts = await page.coverage.stopJSCoverage();
    const entries = await wire.entries();
    const html = htmlOf(entries);
    const ofType = (type: string): WireEntry[] => entries.filter((entry) => entry.type === type);
    const ran = scripts.reduce((sum, script) => sum + charactersRun(script), 0);
    const shipped = scripts.reduce((sum, { source = '' }) => sum + source.length, 0);
    return [
      { group, name: 'HTML', unit: 'bytes', values: [html.value] },
      {
        group,
        name: 'CSS',
        unit: 'bytes',
        values: [bytesOf(ofType('stylesheet'))],
        baseline: html,
      },
      { group, name: 'JS', unit: 'bytes', values: [bytesOf(ofType('script'))], baseline: html },
      { group, name: 'all', unit: 'bytes', values: [bytesOf(entries)], baseline: html },
      requests(group, 'requests', entries),
      { group, name: 'DOM nodes', unit: 'nodes', values: [await page.evaluate(countElements)] },
      {
        group,
        name: 'JS that runs before the first interaction, unpacked, inline script included',
        unit: 'bytes',
        values: [ran],
        baseline: { name: 'JS that is there, unpacked', value: shipped },
      },
    ];
  });
}

/** The lab's page, stage by stage: what each adds is told by kind, so that it does not hang on who is quicker. */
async function weighLab(browser: Browser, origin: string): Promise<Row[]> {
  const group = 'Lab page, bytes so far at each stage';
  const read = await visit(
    browser,
    { ...NO_WORKER, javaScriptEnabled: false },
    async ({ page, wire }) => {
      await page.goto(`${origin}/labs/${LAB}/`, { waitUntil: 'networkidle' });
      // Without script nothing can be asked of the page but what its tree says.
      const nodes = await page.locator('*').count();
      return { entries: await wire.entries(), nodes };
    },
  );
  const rested = await visit(browser, NO_WORKER, async ({ page, wire }) => {
    await page.goto(`${origin}/labs/${LAB}/`, { waitUntil: 'networkidle' });
    return wire.entries();
  });
  const worked = await visit(browser, NO_WORKER, async ({ page, wire }) => {
    const lab = new LabPage(page, origin);
    await lab.open();
    const nodes = await page.evaluate(countElements);
    await lab.run('python3 -c "print(6 * 7)"', '^42$');
    return { entries: await wire.entries(), nodes };
  });
  const html = htmlOf(read.entries);
  const isShell = ({ url }: WireEntry): boolean =>
    /\/engine\/(?:frame|manifest|kernel|shell)/.test(url);
  const bench = worked.entries.filter(({ url }) => !url.includes('/engine/'));
  const stages: readonly (readonly [string, readonly WireEntry[]])[] = [
    ['first paint (no script has run)', read.entries],
    ['read, and nobody has touched it', rested],
    ['interactive (workbench, editor, terminal)', bench],
    ['shell ready', [...bench, ...worked.entries.filter(isShell)]],
    ['Python ready', worked.entries],
  ];
  const nodes = { name: 'the HTML as served', value: read.nodes };
  return [
    { group, name: 'HTML', unit: 'bytes', values: [html.value] },
    ...stages.flatMap(([name, entries]): Row[] => [
      { group, name, unit: 'bytes', values: [bytesOf(entries)], baseline: html },
      requests(group, name, entries),
    ]),
    { group, name: 'DOM nodes as served', unit: 'nodes', values: [read.nodes] },
    {
      group,
      name: 'DOM nodes at the first prompt',
      unit: 'nodes',
      values: [worked.nodes],
      baseline: nodes,
    },
  ];
}

/** What the service worker lays down at the first visit, beside what the page itself asked for. */
async function weighOfflineCopy(browser: Browser, origin: string): Promise<Row[]> {
  const group = 'Offline copy, laid down at the first visit of Home';
  return visit(browser, {}, async ({ page, wire }) => {
    await page.goto(`${origin}/`, { waitUntil: 'load' });
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
    const entries = await wire.entries();
    const laidDown = entries.filter(({ isOfServiceWorker }) => isOfServiceWorker);
    return [
      { group, name: 'all', unit: 'bytes', values: [bytesOf(laidDown)], baseline: htmlOf(entries) },
      requests(group, 'requests', laidDown),
    ];
  });
}

function requests(group: string, name: string, entries: readonly WireEntry[]): Row {
  const baseline = { name: 'the HTML alone', value: 1 };
  return { group, name, unit: 'requests', values: [entries.length], baseline };
}

function htmlOf(entries: readonly WireEntry[]): { name: string; value: number } {
  const html = entries.find(({ type }) => type === 'document');
  return { name: 'its HTML', value: html?.bytes ?? 0 };
}
