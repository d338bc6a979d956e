import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { BrowserMissing, type DrivenPage } from './driven-page.ts';
import { onPath } from './firefox.ts';

const MISSING =
  'WebKitGTK is not installed (Debian: apt-get install webkit2gtk-driver libgtk-3-bin).';
/** How long the driver may take to answer its first question, in ms. */
const START_MS = 60_000;

/** A page in WebKitGTK's MiniBrowser, driven by its WebDriver over HTTP. @throws BrowserMissing */
export async function openWebKit(url: string): Promise<DrivenPage> {
  const driver = onPath(['WebKitWebDriver']);
  const binary = miniBrowser();
  if (driver === undefined || binary === undefined) throw new BrowserMissing(MISSING);
  const screen = await startScreen();
  const port = await freePort();
  const running = spawn(driver, [`--port=${port}`], {
    stdio: 'ignore',
    detached: true,
    env: { ...process.env, ...screen.env, WEBKIT_DISABLE_COMPOSITING_MODE: '1' },
  });
  const end = () => {
    // Also the browser, which is in the driver's group.
    if (running.pid !== undefined && running.exitCode === null) process.kill(-running.pid);
    screen.end();
  };
  const ask = driverAt(`http://127.0.0.1:${port}`);
  try {
    await answers(() => ask('GET', '/status'));
    const { sessionId, capabilities } = (await ask('POST', '/session', {
      capabilities: {
        alwaysMatch: { 'webkitgtk:browserOptions': { binary, args: ['--automation'] } },
      },
    })) as { sessionId: string; capabilities: { browserName: string; browserVersion: string } };
    const session = `/session/${sessionId}`;
    await ask('POST', `${session}/timeouts`, { script: 300_000 });
    await ask('POST', `${session}/url`, { url });
    return {
      browser: `WebKitGTK ${capabilities.browserName} ${capabilities.browserVersion}`,
      run: (body, given) =>
        ask('POST', `${session}/execute/async`, {
          script: `const [args, done] = arguments; (async () => { ${body} })().then(done, (error) => done('it threw ' + error));`,
          args: [given],
        }),
      close: async () => {
        await ask('DELETE', session).finally(end);
      },
    };
  } catch (error) {
    end();
    throw error;
  }
}

/**
 * A screen for GTK: the one that is there, else GTK's own server of screens for web pages, at which nobody looks.
 *
 * @throws BrowserMissing
 */
async function startScreen(): Promise<{ env: Record<string, string>; end(): void }> {
  if (process.env['DISPLAY'] !== undefined || process.env['WAYLAND_DISPLAY'] !== undefined) {
    return { env: {}, end: () => undefined };
  }
  const broadway = onPath(['broadwayd']);
  if (broadway === undefined) {
    throw new BrowserMissing(
      'WebKitGTK needs a screen, and there is none (Debian: apt-get install libgtk-3-bin).',
    );
  }
  const port = await freePort();
  const display = `:${port}`;
  const server = spawn(broadway, ['--address=127.0.0.1', `--port=${port}`, display], {
    stdio: 'ignore',
  });
  return {
    env: { GDK_BACKEND: 'broadway', BROADWAY_DISPLAY: display },
    end: () => {
      server.kill();
    },
  };
}

/** WebKitGTK keeps its browser beside its libraries. */
function miniBrowser(): string | undefined {
  for (const base of ['/usr/lib', '/usr/libexec']) {
    for (const entry of listed(base)) {
      for (const folder of [entry, ...listed(join(base, entry)).map((name) => join(entry, name))]) {
        if (!folder.includes('webkit2gtk') && !folder.includes('webkitgtk')) continue;
        const path = join(base, folder);
        if (listed(path).includes('MiniBrowser')) return join(path, 'MiniBrowser');
      }
    }
  }
  return undefined;
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    // Not a folder, or not there: nothing is in it.
    return [];
  }
}

function driverAt(base: string) {
  return async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(base + path, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const { value } = (await response.json()) as { value: unknown };
    if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(value)}`);
    return value;
  };
}

/** Asks again until the driver listens: it says nothing of itself. */
async function answers(question: () => Promise<unknown>): Promise<void> {
  for (const end = Date.now() + START_MS; ;) {
    try {
      await question();
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
