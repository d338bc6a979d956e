import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { chromium, type Browser, type Page } from 'playwright';
import { CHROMIUM_ARGS, findChromium } from '../../../src/cli/find-chromium.mjs';
import { CONTRACT } from '../../container/contract.ts';
import { DIFFERENCES } from '../../container/differences.ts';
import { machinePrograms, startBridge, type Bridge } from '#webcontainer-bridge';
import type { ContractPage } from './contract-page.ts';
import { startIsolatedSite, type IsolatedSite } from './isolated-site.ts';

declare const window: { page: ContractPage };

const programs = machinePrograms();
const absent = programs ? false : 'there is no python3 on this machine for the bridge to run';

describe('the WebContainer engine, with the unmodified client', { skip: absent }, () => {
  let bridge: Bridge;
  let site: IsolatedSite;
  let browser: Browser;
  let page: Page;
  const foreign: string[] = [];
  const complaints: string[] = [];

  before(async () => {
    assert.ok(programs);
    bridge = await startBridge(programs);
    site = await startIsolatedSite([bridge.origin]);
    const executablePath = await findChromium();
    browser = await chromium.launch({
      args: CHROMIUM_ARGS,
      ...(executablePath ? { executablePath } : {}),
    });
    page = await browser.newPage();
    page.on('request', (request) => {
      const { protocol, origin } = new URL(request.url());
      if (protocol !== 'blob:' && `${origin}/` !== site.url && origin !== bridge.origin) {
        foreign.push(request.url());
      }
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(site.url);
    const options = { origin: bridge.origin, apiKey: bridge.token };
    await page.evaluate((given) => {
      window.page.start(given);
    }, options);
  });
  after(async () => {
    await browser.close();
    site.close();
    await bridge.close();
  });

  const differences = DIFFERENCES['webcontainer'] ?? {};
  for (const { title } of CONTRACT) {
    const difference = differences[title];
    if (difference === undefined) {
      test(title, { timeout: 120_000 }, async () => {
        assert.equal(await page.evaluate((name) => window.page.run(name), title), undefined);
      });
    } else {
      test(`differs: ${title}`, { timeout: 120_000 }, async (context) => {
        context.diagnostic(difference.reason);
        const seen = await page.evaluate((name) => window.page.run(name, 3_000), title);
        assert.ok(
          seen?.includes(difference.seen ?? ''),
          `it is otherwise than tests/container/differences.ts says: ${seen ?? 'it holds'}`,
        );
      });
    }
  }

  test('progress of the lab’s own programs is told up to the whole', async () => {
    const progress = await page.evaluate(() => window.page.progress);
    const last = progress.at(-1);
    assert.ok(last && last.totalBytes > 300_000);
    assert.deepEqual([last.part, last.loadedBytes], ['Shell', last.totalBytes]);
  });

  test('a container boots again after the real one was torn down', async () => {
    await page.evaluate(() => {
      window.page.stop();
    });
    const title = 'a new container has an empty working directory';
    assert.equal(await page.evaluate((name) => window.page.run(name), title), undefined);
  });

  test('nothing was asked for but the site and the host that it names', () => {
    assert.deepEqual(foreign, []);
    assert.deepEqual(complaints, []);
    assert.deepEqual(bridge.refused, []);
  });

  test('without the two headers it says so, and loads nothing', async () => {
    const other = await browser.newPage();
    const asked: string[] = [];
    other.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await other.goto(site.plainUrl);
    asked.length = 0;
    assert.equal(
      await other.evaluate((options) => window.page.boot(options), { origin: bridge.origin }),
      'WebContainerNotIsolated: WebContainers do not run on this site: its pages are not cross-origin isolated.',
    );
    assert.deepEqual(asked, []);
    await other.close();
  });

  test('a host that does not answer is given up after the time that is set', async () => {
    const other = await browser.newPage();
    await other.goto(site.url);
    const options = { origin: bridge.origin, apiKey: 'a wrong key', bootTimeoutMs: 500 };
    assert.equal(
      await other.evaluate((given) => window.page.boot(given), options),
      'WebContainerCannotStart: The WebContainer did not start: it has not answered after 1 seconds.',
    );
    assert.deepEqual(bridge.refused, ['/headless']);
    await other.close();
  });
});
