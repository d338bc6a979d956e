import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { startStrictSite } from '../engines/embedded/host/strict-site.ts';
import { launchRawChromium, type RawChromium } from './raw-chromium.ts';

interface Target {
  readonly targetId: string;
  readonly type: string;
  readonly url: string;
}

async function sessionOf(browser: RawChromium, is: (target: Target) => boolean): Promise<string> {
  const { targetInfos } = await browser.send('Target.getTargets');
  const target = (targetInfos as readonly Target[]).find(is);
  assert.ok(target, `no such target in ${JSON.stringify(targetInfos)}`);
  const { targetId } = target;
  const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: true });
  return String(sessionId);
}

/** Ends the process of the sandbox, as Chromium does when a program in it takes more memory than it allows. */
async function endSandbox(browser: RawChromium): Promise<void> {
  const sandbox = await sessionOf(browser, ({ type }) => type === 'iframe');
  // A process that ends answers nothing.
  void browser.send('Page.crash', {}, sandbox);
}

test('when the browser ends the sandbox, the page is told, nothing waits for ever, and the next lab runs', async (context) => {
  const site = await startStrictSite(join(import.meta.dirname, 'hostile-page.ts'));
  const browser = await launchRawChromium();
  context.after(async () => {
    await browser.close();
    site.close();
  });
  const page = await sessionOf(browser, ({ type }) => type === 'page');
  const evaluate = async (expression: string): Promise<unknown> => {
    const { result, exceptionDetails } = await browser.send(
      'Runtime.evaluate',
      { expression, awaitPromise: true, returnByValue: true },
      page,
    );
    assert.equal(exceptionDetails, undefined);
    return (result as { value?: unknown }).value;
  };
  await browser.send('Page.enable', {}, page);
  await browser.send('Page.navigate', { url: site.url }, page);
  // The page's script is a module: it has run when it has put its tools on the window.
  await evaluate(
    `new Promise((resolve) => { const look = () => window.page ? resolve() : setTimeout(look, 20); look(); })`,
  );
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
