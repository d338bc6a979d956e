import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { chromium, type Browser, type Page } from 'playwright';
import { CHROMIUM_ARGS, findChromium } from '../../../../src/cli/find-chromium.mjs';
import { startStrictSite, type StrictSite } from '../host/strict-site.ts';
import { assertSame, recordedFiles } from './recorded-sessions.ts';
import type { SessionsPage } from './sessions-page.ts';

declare const window: { page: SessionsPage };

describe('recorded sessions, replayed in one page of Chromium', () => {
  let site: StrictSite;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];

  before(async () => {
    site = await startStrictSite(join(import.meta.dirname, 'sessions-page.ts'));
    const executablePath = await findChromium();
    browser = await chromium.launch({
      args: CHROMIUM_ARGS,
      ...(executablePath ? { executablePath } : {}),
    });
    page = await browser.newPage();
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
  });

  test('nothing of the tools is loaded before one is used', async () => {
    const shell = { title: '', head: [], masks: [], steps: [stepOf('echo hi')] };
    await page.evaluate((session) => window.page.replay(session), shell);
    assert.deepEqual(
      site.asked.filter((path) => /tools|sqlite|python|node-worker/.test(path)),
      [],
    );
  });

  for (const { name, sessions } of recordedFiles()) {
    for (const session of sessions) {
      test(`${name}: ${session.title}`, { timeout: 180_000 }, async () => {
        assertSame(session, await page.evaluate((one) => window.page.replay(one), session));
      });
    }
  }

  test('the policy of the page refused nothing', () => {
    assert.deepEqual(complaints, []);
  });
});

const stepOf = (command: string) => ({ command, stdin: '', stdout: '', stderr: '', exitCode: 0 });
