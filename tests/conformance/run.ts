// npm run conformance -- firefox|webkit: runs the suite of the contract against the embedded engine in that browser.
// Exit code: 0 all holds (but for the listed differences), 1 something does not, 2 bad input, 77 the browser is not here.
import { DIFFERENCES } from '../container/differences.ts';
import { CONTRACT } from '../container/contract.ts';
import { startStrictSite } from '../engines/embedded/host/strict-site.ts';
import { BrowserMissing, type DrivenPage } from './driven-page.ts';
import { openFirefox } from './firefox.ts';
import { openWebKit } from './webkit.ts';

const OPENERS: Readonly<Record<string, (url: string) => Promise<DrivenPage>>> = {
  firefox: openFirefox,
  webkit: openWebKit,
};
const NOT_RUN = 77;

const given = process.argv.slice(2);
const at = given.indexOf('--only');
/** Part of a sentence: only the sentences that have it are run. */
const [only = ''] = at < 0 ? [] : given.splice(at, 2).slice(1);
const names = given;
const cases = CONTRACT.filter(({ title }) => title.includes(only));
const unknown = names.filter((name) => !(name in OPENERS));
if (names.length === 0 || unknown.length > 0) {
  console.error(
    `npm run conformance -- ${Object.keys(OPENERS).join('|')} [--only <part of a sentence>]`,
  );
  process.exit(2);
}
const codes: number[] = [];
for (const name of names) codes.push(await conformance(name));
process.exit(codes.includes(1) ? 1 : codes.includes(NOT_RUN) ? NOT_RUN : 0);

async function conformance(name: string): Promise<number> {
  const site = await startStrictSite();
  let page: DrivenPage | undefined;
  try {
    page = await OPENERS[name]?.(site.url);
    if (!page) return NOT_RUN;
    console.log(page.browser);
    const differences = DIFFERENCES[name] ?? {};
    let wrong = 0;
    for (const { title } of cases) {
      const startedAt = performance.now();
      const seen = (await page.run('return (await window.page.run(args[0])) ?? null;', [title])) as
        string | null;
      const ms = String(Math.round(performance.now() - startedAt)).padStart(6);
      const reason = differences[title]?.reason;
      // A listed difference that has gone must leave the list.
      const isWrong = (seen === null) !== (reason === undefined);
      if (isWrong) wrong += 1;
      const word = seen === null ? (isWrong ? 'HOLDS NOW' : '✔') : isWrong ? '✖' : 'differs';
      console.log(`${word.padEnd(9)} ${ms} ms  ${title}${reason ? `: ${reason}` : ''}`);
      if (isWrong && seen !== null) console.log(`    ${seen.replaceAll('\n', '\n    ')}`);
    }
    console.log(`ℹ pass ${cases.length - wrong}\nℹ fail ${wrong}`);
    return wrong === 0 ? 0 : 1;
  } catch (error) {
    if (!(error instanceof BrowserMissing)) throw error;
    console.log(`${name}: NOT RUN. ${error.message}`);
    return NOT_RUN;
  } finally {
    await page?.close();
    site.close();
  }
}
