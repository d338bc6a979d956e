import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { chromium, type Browser, type Page } from 'playwright';
import { CHROMIUM_ARGS, findChromium } from '../../../../src/cli/find-chromium.mjs';
import { CONTRACT } from '../../../container/contract.ts';
import type { ContractPage } from './contract-page.ts';
import { startRefusingProxy, startStrictSite, type StrictSite } from './strict-site.ts';

declare const window: { page: ContractPage };

describe('the embedded engine in a page with a strict policy', () => {
  let site: StrictSite;
  let proxy: Awaited<ReturnType<typeof startRefusingProxy>>;
  let browser: Browser;
  let page: Page;
  const foreign: string[] = [];
  const complaints: string[] = [];

  before(async () => {
    site = await startStrictSite();
    proxy = await startRefusingProxy();
    const executablePath = await findChromium();
    browser = await chromium.launch({
      args: [...CHROMIUM_ARGS, `--proxy-server=${proxy.url}`],
      ...(executablePath ? { executablePath } : {}),
    });
    page = await browser.newPage();
    page.on('request', (request) => {
      const { protocol, origin } = new URL(request.url());
      if (protocol !== 'blob:' && `${origin}/` !== site.url) foreign.push(request.url());
    });
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => {
      complaints.push(String(error));
    });
    await page.goto(site.url);
  });
  after(async () => {
    await browser.close();
    site.close();
    proxy.close();
  });

  for (const { title } of CONTRACT) {
    test(title, { timeout: 120_000 }, async () => {
      assert.equal(await page.evaluate((name) => window.page.run(name), title), undefined);
    });
  }

  test('progress is told in bytes of the wire, part by part, up to the whole', async () => {
    const progress = await page.evaluate(() => window.page.progress);
    for (const part of ['Shell', 'Python']) {
      const steps = progress.filter((step) => step.part === part);
      const last = steps.at(-1);
      assert.ok(last && last.totalBytes > 300_000, `${part} was told`);
      assert.equal(last.loadedBytes, last.totalBytes);
      for (const [index, step] of steps.entries()) {
        assert.ok(step.loadedBytes >= (steps[index - 1]?.loadedBytes ?? 0), 'it only grows');
      }
    }
  });

  test('a second visit loads nothing but the list and the frame', async () => {
    await page.reload();
    site.asked.length = 0;
    await page.evaluate(() => window.page.warm(['shell', 'python']));
    assert.deepEqual([...site.asked].sort(), ['/engine/frame.html', '/engine/manifest.json']);
  });

  test('a container boots from a spare, and a program starts from one', async (context) => {
    const first = await page.evaluate(() => window.page.time('echo', ['hi']));
    const python = await page.evaluate(() => window.page.time('python3', ['-c', 'print(1)']));
    context.diagnostic(JSON.stringify({ first, python }));
    assert.ok(first.bootMs > 0 && python.programMs > 0);
  });

  test('an engine whose files are not there says so', async () => {
    assert.equal(
      await page.evaluate(() => window.page.bootFrom('/nowhere/')),
      'EngineNotLoaded: A part of the lab could not be loaded: /nowhere/manifest.json could not be fetched: the site answered 404.',
    );
  });

  test('nothing left the site, and nothing but the missing frame was complained about', () => {
    assert.deepEqual([...foreign, ...proxy.refused], []);
    assert.deepEqual(
      complaints.filter((text) => !text.includes('404')),
      [],
    );
  });
});
