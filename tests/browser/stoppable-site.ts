import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { expect, test as base, type Page } from 'playwright/test';

export interface Site {
  readonly url: string;
  /** Ends the server: no request of any kind is answered afterwards. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

/** `test` with a server of its own, which can be taken away: more than a browser's "offline" ever cuts. */
export const test = base.extend<{ site: Site }>({
  site: async ({}, use) => {
    const port = await freePort();
    let server: ChildProcess | undefined;
    const start = async (): Promise<void> => {
      server = spawn(process.execPath, ['src/cli/serve.ts'], {
        env: { ...process.env, PORT: String(port) },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      if (server.stdout) await once(server.stdout, 'data');
    };
    const stop = async (): Promise<void> => {
      if (!server || server.exitCode !== null) return;
      const ended = once(server, 'exit');
      server.kill();
      await ended;
    };
    await start();
    await use({ url: `http://127.0.0.1:${port}`, start, stop });
    await stop();
  },
});

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Waits until the worker has laid down the page that was opened before there was one. */
export async function workerReady(page: Page): Promise<void> {
  await page.evaluate(async () => navigator.serviceWorker.ready);
}

export { expect };
