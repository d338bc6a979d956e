import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { chromium, type Browser, type Page } from 'playwright';
import { CHROMIUM_ARGS, findChromium } from '../../../../src/cli/find-chromium.mjs';
import { startStrictSite, type StrictSite } from '../host/strict-site.ts';
import type { ProgramsPage } from './programs-page.ts';
import { fixtureTree, programNames, runInRealNode } from './side-by-side.ts';

declare const window: { page: ProgramsPage };

describe('a Node program does in Chromium what it does under the real Node', () => {
  let site: StrictSite;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];
  before(async () => {
    site = await startStrictSite(join(import.meta.dirname, 'programs-page.ts'));
    const executablePath = await findChromium();
    browser = await chromium.launch({
      args: CHROMIUM_ARGS,
      ...(executablePath ? { executablePath } : {}),
    });
    page = await browser.newPage();
    page.on('pageerror', (error) => {
      complaints.push(String(error));
    });
    await page.goto(site.url);
  });
  after(async () => {
    await browser.close();
    site.close();
  });

  for (const program of programNames) {
    test(program, { timeout: 120_000 }, async () => {
      const [ours, real] = await Promise.all([
        page.evaluate(([name, tree]) => window.page.run(name, tree), [
          program,
          fixtureTree(),
        ] as const),
        runInRealNode(program),
      ]);
      assert.deepEqual(ours, real);
    });
  }

  test('the page itself saw no error', () => {
    assert.deepEqual(complaints, []);
  });
});
