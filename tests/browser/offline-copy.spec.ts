import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test as base } from 'playwright/test';
import { LAB, LabScreen } from './lab-screen.ts';

interface Site {
  readonly url: string;
  /** Ends the server: no request of any kind is answered afterwards. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

/** A server of its own for each test, which can be taken away: more than a browser's "offline" ever cuts. */
const test = base.extend<{ site: Site }>({
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

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

test('after the first visit every page opens without a network', async ({ page, site }) => {
  await page.goto(site.url);
  await page.evaluate(async () => navigator.serviceWorker.ready);
  await site.stop();

  const course = '/courses/versioning-and-reproducibility/';
  for (const [path, heading] of [
    [course, 'Versioning and reproducibility'],
    [`${course}content-addressing/`, 'Content addressing'],
    ['/glossary/', 'Glossary'],
    ['/about/', 'About Plumbline'],
    ['/', 'Machine learning in production is a craft. It can be measured.'],
  ] as const) {
    await page.goto(site.url + path);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading);
    const styled = await page.evaluate(() => getComputedStyle(document.body).marginTop);
    expect(styled, `${path} has its style`).toBe('0px');
  }
  // Scripts and islands come from the copy too.
  await page.goto(`${site.url}${course}content-addressing/`);
  await page.getByRole('button', { name: 'Mark as read' }).click();
  await expect(page.getByText('Kept in this browser, under My record.')).toBeVisible();
  await page.goto(`${site.url}/record/`);
  await expect(page.getByText(/^1 of \d+ lessons read/)).toBeVisible();
});

test('a lab that was opened once opens and runs without a network', async ({ page, site }) => {
  test.setTimeout(300_000);
  await page.goto(site.url);
  await page.evaluate(async () => navigator.serviceWorker.ready);
  const lab = new LabScreen(page);
  await page.goto(`${site.url}/labs/${LAB}/`);
  await lab.ready();
  expect(await lab.run('python3 -c "print(6 * 7)"')).toMatch(/^42$/m);
  await site.stop();

  await page.goto(`${site.url}/labs/${LAB}/`);
  await lab.ready();
  expect(await lab.run('python3 -c "print(6 * 9)"')).toMatch(/^54$/m);
});

test('a page that was never kept says so without a network', async ({ page, site }) => {
  await page.goto(site.url);
  await page.evaluate(async () => navigator.serviceWorker.ready);
  await site.stop();
  await page.goto(`${site.url}/courses/no-such-course/`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'This page is not on this device yet.',
  );
});

test('an error of the server is shown and never kept', async ({ page, site }) => {
  await page.goto(site.url);
  await page.evaluate(async () => navigator.serviceWorker.ready);
  const answer = await page.goto(`${site.url}/courses/no-such-course/`);
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'There is no page at this address.',
  );
  const kept = await page.evaluate(async () => {
    const response = await caches.match(location.href);
    return response?.status;
  });
  expect(kept).toBeUndefined();
});

test('what an older version of the site kept is dropped, and only that', async ({ page, site }) => {
  // A file of the site that starts no service worker.
  await page.goto(`${site.url}/robots.txt`);
  await page.evaluate(async () => {
    const named = await caches.open('plumbline-named');
    await named.put(`${location.origin}/_astro/gone.0123456789.js`, new Response('old'));
    const pages = await caches.open('plumbline-pages-older');
    await pages.put(`${location.origin}/gone/`, new Response('old'));
    await caches.open('of-somebody-else');
  });
  await page.goto(site.url);
  const kept = await page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    if (active && active.state !== 'activated') {
      await new Promise((resolve) => active.addEventListener('statechange', resolve));
    }
    const named = await (await caches.open('plumbline-named')).keys();
    return { stores: await caches.keys(), named: named.map(({ url }) => new URL(url).pathname) };
  });
  expect(kept.named).not.toContain('/_astro/gone.0123456789.js');
  expect(kept.named.length).toBeGreaterThan(5);
  expect(kept.stores).toContain('of-somebody-else');
  expect(kept.stores.filter((name) => name.startsWith('plumbline-pages-'))).toHaveLength(1);
});

test('an update of the site breaks no page that is open: it goes on with its own version until it is left', async ({
  page,
}) => {
  // A copy of the site without its engine, in which a new version can be put in the place of the old one.
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-update-'));
  await cp('dist', folder, {
    recursive: true,
    filter: (path) => !/[\\/]engine(?:[\\/]|$)/.test(path),
  });
  const port = await freePort();
  const server = spawn(process.execPath, ['src/cli/serve.ts', folder], {
    env: { ...process.env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(server.stdout, 'data');
  try {
    await page.goto(
      `http://127.0.0.1:${port}/courses/versioning-and-reproducibility/data-pointers/`,
    );
    await page.evaluate(async () => navigator.serviceWorker.ready);

    // The new version has no part of the old one's scripts, and a worker of its own.
    await rm(join(folder, '_astro'), { recursive: true });
    const worker = join(folder, 'service-worker.js');
    await writeFile(worker, `${await readFile(worker, 'utf8')}\n// A later version.`);
    await rm(`${worker}.br`, { force: true });
    await rm(`${worker}.gz`, { force: true });
    await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      await registration.update().catch(() => undefined);
    });

    // What the open page fetches only now is there all the same, and the work is kept.
    await page.getByRole('button', { name: 'Mark as read' }).click();
    await expect(page.getByText('Kept in this browser, under My record.')).toBeVisible();
    await page.keyboard.press('/');
    await expect(page.getByRole('combobox')).toBeVisible();
  } finally {
    server.kill();
    await rm(folder, { recursive: true, force: true });
  }
});
