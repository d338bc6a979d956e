import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { chromium, type Browser, type Page } from 'playwright';
import { CHROMIUM_ARGS, findChromium } from '../../src/cli/find-chromium.mjs';
import { FRAME_HEARS } from '../../src/engines/embedded/kernel/frame-protocol.ts';
import { startStrictSite, type StrictSite } from '../engines/embedded/host/strict-site.ts';
import { ATTACKS } from './attempt.ts';
import { GRADED_ATTACKS } from './graded-attacks.ts';
import type { HostilePage } from './hostile-page.ts';
import { startOutside, type Outside } from './outside.ts';

declare const window: { page: HostilePage };

describe('hostile programs in Chromium', () => {
  let site: StrictSite;
  let outside: Outside;
  let browser: Browser;
  let page: Page;

  before(async () => {
    outside = await startOutside();
    site = await startStrictSite(join(import.meta.dirname, 'hostile-page.ts'));
    const executablePath = await findChromium();
    browser = await chromium.launch({
      args: CHROMIUM_ARGS,
      ...(executablePath ? { executablePath } : {}),
    });
    page = await browser.newPage();
    await page.goto(site.url);
  });
  after(async () => {
    await browser.close();
    site.close();
    outside.close();
  });

  test('there are at least sixty', () => {
    assert.ok(ATTACKS.length >= 60, `${ATTACKS.length}`);
    assert.equal(new Set(ATTACKS.map(({ tries }) => tries)).size, ATTACKS.length);
  });

  for (const { tries } of ATTACKS) {
    test(tries, { timeout: 240_000 }, async () => {
      assert.equal(
        await page.evaluate(([name, url]) => window.page.attempt(name, url), [
          tries,
          outside.url,
        ] as const),
        undefined,
      );
      assert.deepEqual(outside.seen, []);
    });
  }

  for (const { tries } of GRADED_ATTACKS) {
    test(`work that is graded ${tries}`, { timeout: 240_000 }, async () => {
      assert.deepEqual(await page.evaluate((name) => window.page.grade(name), tries), []);
      assert.deepEqual(outside.seen, []);
    });
  }

  test('nothing but the frame’s first word spoke to the page past its port, and the site’s storage is as it was', async () => {
    const forged = await page.evaluate(() => window.page.forged);
    // It says that the frame may be greeted, and carries nothing.
    assert.deepEqual(
      forged.filter((said) => said !== `message: ${FRAME_HEARS}`),
      [],
    );
    assert.deepEqual(await page.evaluate(() => window.page.storage()), ['Strict']);
  });
});
