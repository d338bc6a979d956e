import { launchRawChromium, type RawChromium } from '../hostile/raw-chromium.ts';
import { LAB } from './lab-screen.ts';
import { expect, test } from './own-origin.ts';

interface Target {
  readonly targetId: string;
  readonly type: string;
}

/** A lab's page, spoken to in the protocol alone: Playwright takes a page for crashed when one of its frames is. */
class RawLab {
  readonly #browser: RawChromium;
  readonly #session: string;

  private constructor(browser: RawChromium, session: string) {
    this.#browser = browser;
    this.#session = session;
  }

  static async open(browser: RawChromium, url: string): Promise<RawLab> {
    const lab = new RawLab(browser, await attach(browser, 'page'));
    await lab.#send('Page.enable');
    // Wide enough for all panes to be seen.
    const size = { width: 1440, height: 900, deviceScaleFactor: 1, mobile: false };
    await lab.#send('Emulation.setDeviceMetricsOverride', size);
    // What nobody handles is kept from the first script on.
    await lab.#send('Page.addScriptToEvaluateOnNewDocument', {
      source: `window.unhandled = []; addEventListener('unhandledrejection', ({ reason }) => window.unhandled.push(String(reason)))`,
    });
    await lab.#send('Page.navigate', { url });
    // The engine begins at the first touch.
    await expect.poll(() => lab.text('#terminal')).toContain('The shell');
    await lab.#send('Input.dispatchMouseEvent', { type: 'mouseMoved', x: 4, y: 4 });
    return lab;
  }

  #send(method: string, params: object = {}) {
    return this.#browser.send(method, params, this.#session);
  }

  async evaluate(expression: string): Promise<unknown> {
    const { result, exceptionDetails } = await this.#send('Runtime.evaluate', {
      expression,
      returnByValue: true,
    });
    expect(exceptionDetails).toBeUndefined();
    return (result as { value?: unknown }).value;
  }

  /** The text of the first element that the selector finds; empty when there is none yet. */
  text(selector: string): Promise<unknown> {
    const node = `document.querySelector(${JSON.stringify(selector)})`;
    return this.evaluate(`(${node}?.textContent ?? '').replaceAll('\\u00a0', ' ').trimEnd()`);
  }

  async type(line: string): Promise<void> {
    await this.evaluate(`document.querySelector('#terminal .xterm-helper-textarea').focus()`);
    await this.#send('Input.insertText', { text: line });
    const key = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13, text: '\r' };
    await this.#send('Input.dispatchKeyEvent', { type: 'keyDown', ...key });
    await this.#send('Input.dispatchKeyEvent', { type: 'keyUp', ...key });
  }
}

async function attach(browser: RawChromium, type: string): Promise<string> {
  const { targetInfos } = await browser.send('Target.getTargets');
  const target = (targetInfos as readonly Target[]).find((one) => one.type === type);
  if (!target) throw new Error(`no target of the type ${type}: ${JSON.stringify(targetInfos)}`);
  const { targetId } = target;
  const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: true });
  return String(sessionId);
}

const SCREEN = '#terminal .xterm-rows';

test('when the browser ends the sandbox, the lab says so, keeps the files and opens a new shell', async ({
  baseURL,
}) => {
  const browser = await launchRawChromium();
  try {
    const lab = await RawLab.open(browser, `${baseURL}/labs/${LAB}/`);
    await expect.poll(() => lab.text(SCREEN)).toMatch(/\$$/);
    await lab.type('echo kept words >kept.txt; here=only');
    // The list of changes knows it first, from the sandbox itself.
    await expect.poll(() => lab.text('#files [role=tree]')).toContain('kept.txt');
    const sandbox = await attach(browser, 'iframe');
    // A process that ends answers nothing.
    void browser.send('Page.crash', {}, sandbox);
    await expect
      .poll(() => lab.text('body'))
      .toContain(
        'the browser ended all that ran in it, as it does when a program takes more memory than there is. Your files are here, and a new shell begins.',
      );
    await expect.poll(() => lab.text(SCREEN)).toMatch(/^(?!.*only).*\$$/s);
    await lab.type('cat kept.txt; echo "[$here]"');
    await expect.poll(() => lab.text(SCREEN)).toMatch(/kept words.*\[\]/s);
    // A server of the new container is heard as one of the first would have been.
    await lab.type(`node -e "require('http').createServer((q, r) => r.end()).listen(8000)"`);
    await expect.poll(() => lab.text('body')).toContain('Port 8000 is open');
    expect(await lab.evaluate('window.unhandled')).toEqual([]);
  } finally {
    await browser.close();
  }
});
