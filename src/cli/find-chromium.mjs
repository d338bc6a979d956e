// Plain JavaScript so that both the test starter (any Node) and the tests use one answer.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Flags that keep a headless Chromium quiet: nothing of its own goes to a network. */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * The path of a Chromium: `PLUMBLINE_CHROMIUM`, one on the PATH, or Playwright's own download.
 *
 * @returns {Promise<string | undefined>}
 */
export async function findChromium() {
  const told = process.env.PLUMBLINE_CHROMIUM;
  if (told) {
    if (existsSync(told)) return told;
    throw new Error(`PLUMBLINE_CHROMIUM is "${told}", and there is no such file.`);
  }
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of NAMES) {
      const path = join(folder, name);
      if (folder && existsSync(path)) return path;
    }
  }
  const { chromium } = await import('playwright');
  const own = chromium.executablePath();
  return own && existsSync(own) ? own : undefined;
}

/**
 * A Chromium, installed when there is none: by Playwright's download, else by Debian's package when root.
 *
 * @returns {Promise<string>}
 * @throws {Error} that names the three ways
 */
export async function ensureChromium() {
  const found = await findChromium();
  if (found) return found;
  console.log('No Chromium found: trying Playwright’s download …');
  const options = { stdio: 'inherit', timeout: 10 * 60_000 };
  spawnSync('npx', ['playwright', 'install', 'chromium-headless-shell', 'chromium'], options);
  const downloaded = await findChromium();
  if (downloaded) return downloaded;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('The download did not work: trying Debian’s package …');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    spawnSync('apt-get', ['update', '-qq'], { ...options, env });
    spawnSync('apt-get', ['install', '-y', '-qq', 'chromium'], { ...options, env });
    const packaged = await findChromium();
    if (packaged) return packaged;
  }
  throw new Error(
    [
      'The browser tests need a Chromium, and none could be had. Any of these three ways will do:',
      '  1. install Chromium or Chrome so that it is on the PATH (or set PLUMBLINE_CHROMIUM to its path);',
      '  2. run "npx playwright install chromium" where its download can be reached;',
      '  3. on Debian, as root: "apt-get install chromium".',
    ].join('\n'),
  );
}
