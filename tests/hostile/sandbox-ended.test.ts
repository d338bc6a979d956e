import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { chromium, type Browser } from 'playwright';
import { CHROMIUM_ARGS, findChromium } from '../../src/cli/find-chromium.mjs';
import { startStrictSite } from '../engines/embedded/host/strict-site.ts';

/** Ends the process of the sandbox, as Chromium does when a program in it takes more memory than it allows. */
async function endSandbox(browser: Browser): Promise<void> {
  const cdp = await browser.newBrowserCDPSession();
  const { targetInfos } = await cdp.send('Target.getTargets');
  const frame = targetInfos.find(({ type }) => type === 'iframe');
  assert.ok(frame, 'the sandbox has no process of its own');
  const { targetId } = frame;
  const { sessionId } = await cdp.send('Target.attachToTarget', { targetId, flatten: false });
  const message = JSON.stringify({ id: 1, method: 'Page.crash' });
  await cdp.send('Target.sendMessageToTarget', { sessionId, message });
}

test('when the browser ends the sandbox, the page is told, nothing waits for ever, and the next lab runs', async (context) => {
  const site = await startStrictSite(join(import.meta.dirname, 'hostile-page.ts'));
  const executablePath = await findChromium();
  const browser = await chromium.launch({
    args: CHROMIUM_ARGS,
    ...(executablePath ? { executablePath } : {}),
  });
  context.after(async () => {
    await browser.close();
    site.close();
  });
  const page = await browser.newPage();
  await page.goto(site.url);
  // Playwright takes a page for crashed when one of its frames is; the protocol itself does not.
  const cdp = await page.context().newCDPSession(page);
  const evaluate = async (expression: string): Promise<unknown> => {
    const { result, exceptionDetails } = await cdp.send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    assert.equal(exceptionDetails, undefined);
    return result.value;
  };
  await evaluate('window.page.outliveSandbox().then((lab) => void (window.lab = lab))');
  await endSandbox(browser);
  const said =
    'the browser ended all that ran in it, as it does when a program takes more memory than there is.';
  assert.deepEqual(await evaluate('window.lab.rest()'), {
    message: said,
    code: 137,
    refused: `ContainerStopped: The lab stopped: ${said}`,
    printed: 'usable\n',
  });
});
