import { createServer, type Server } from 'node:http';
import { test as base, expect } from 'playwright/test';

/**
 * A proxy that refuses and remembers. Chromium never sends loopback addresses to a proxy, so whatever arrives here is
 * a request that left the site's own origin, from a page, a frame, a worker or a service worker.
 */
class RefusingProxy {
  readonly asked: string[] = [];
  address = '';
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => {
      this.asked.push(request.url ?? '');
      response.writeHead(403).end();
    });
    this.#server.on('connect', (request, socket) => {
      this.asked.push(request.url ?? '');
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    });
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
    this.address = `http://127.0.0.1:${address.port}`;
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

/** Hosts that Chromium itself calls (updates, sign-in, form hints), whatever page is open. No page of ours names them. */
const CHROMIUMS_OWN = new Set([
  'accounts.google.com',
  'android.clients.google.com',
  'clients2.google.com',
  'content-autofill.googleapis.com',
  'optimizationguide-pa.googleapis.com',
  'redirector.gvt1.com',
  'safebrowsing.googleapis.com',
  'update.googleapis.com',
  'www.google.com',
]);

/** The host of a proxy request line: `host:port` of a CONNECT, or an absolute URL. */
function hostOf(asked: string): string {
  return new URL(asked.includes('://') ? asked : `https://${asked}`).hostname;
}

interface Fixtures {
  /** Every request outside the site's own origin, of any part of the browser. Must stay empty. */
  readonly foreign: string[];
}

/** `test` whose every page may talk to the site's own origin only: anything else is refused, counted and fails the test. */
export const test = base.extend<Fixtures, { refusing: RefusingProxy }>({
  refusing: [
    async ({}, use) => {
      const refusing = new RefusingProxy();
      await refusing.start();
      await use(refusing);
      refusing.stop();
    },
    { scope: 'worker' },
  ],
  // As an argument: Playwright's own `proxy` option would send loopback addresses to the proxy too.
  launchOptions: [
    async ({ refusing, launchOptions }, use) => {
      const args = [...(launchOptions.args ?? []), `--proxy-server=${refusing.address}`];
      await use({ ...launchOptions, args });
    },
    { scope: 'worker' },
  ],
  foreign: [
    async ({ context, baseURL, refusing }, use) => {
      const foreign: string[] = [];
      refusing.asked.length = 0;
      const origin = new URL(baseURL ?? '').origin;
      const own = (address: string): boolean => {
        const url = new URL(address);
        return url.protocol === 'data:' || url.protocol === 'blob:' || url.origin === origin;
      };
      await context.route(
        (url) => !own(url.href),
        async (route) => {
          foreign.push(route.request().url());
          await route.abort();
        },
      );
      context.on('request', (request) => {
        if (!own(request.url())) foreign.push(request.url());
      });
      await use(foreign);
      const asked = refusing.asked.filter((line) => !CHROMIUMS_OWN.has(hostOf(line)));
      expect([...foreign, ...asked]).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
