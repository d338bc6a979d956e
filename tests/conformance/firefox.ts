import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { launch } from 'puppeteer-core';
import { BrowserMissing, type DrivenPage } from './driven-page.ts';

const NAMES = ['firefox-esr', 'firefox'];

/** A page in a headless Firefox, driven over WebDriver BiDi. @throws BrowserMissing */
export async function openFirefox(url: string): Promise<DrivenPage> {
  const executablePath = onPath(NAMES);
  if (executablePath === undefined) {
    throw new BrowserMissing('Firefox is not installed (Debian: apt-get install firefox-esr).');
  }
  const browser = await launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    protocolTimeout: 300_000,
    // Nothing of the browser's own goes to a network.
    extraPrefsFirefox: {
      'app.update.auto': false,
      'browser.safebrowsing.update.enabled': false,
      'network.captive-portal-service.enabled': false,
      'network.connectivity-service.enabled': false,
      'services.settings.server': '',
    },
  });
  try {
    const page = await browser.newPage();
    await page.goto(url);
    return {
      browser: await browser.version(),
      run: (body, args) => page.evaluate(`(async (args) => { ${body} })(${JSON.stringify(args)})`),
      close: () => browser.close(),
    };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/** The first of these programs that is on the PATH. */
export function onPath(names: readonly string[]): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(existsSync);
}
