import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { axeFindings } from './axe-findings.ts';
import { LAB, LabScreen } from './lab-screen.ts';
import { expect, freePort, test, workerReady } from './stoppable-site.ts';

const COURSE = '/courses/versioning-and-reproducibility/';

test('after the first visit the page that was opened is there without a network, with what is tried in it, and so are the site’s own pages', async ({
  page,
  site,
}) => {
  await page.goto(`${site.url}${COURSE}content-addressing/`);
  await workerReady(page);
  await site.stop();

  for (const [path, heading] of [
    ['/glossary/', 'Glossary'],
    ['/about/', 'About Plumbline'],
    ['/', 'Machine learning in production is a craft. It can be measured.'],
    [`${COURSE}data-pointers/`, 'This page is not on this device yet.'],
    [`${COURSE}content-addressing/`, 'Content addressing'],
  ] as const) {
    await page.goto(site.url + path);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading);
    const styled = await page.evaluate(() => getComputedStyle(document.body).marginTop);
    expect(styled, `${path} has its style`).toBe('0px');
  }
  // Scripts and islands come from the copy too.
  await page.locator('[data-island="lesson/hash-playground"]').scrollIntoViewIfNeeded();
  await expect(page.locator('[data-island="lesson/hash-playground"][data-live]')).toBeVisible();
  await page.getByRole('button', { name: 'Mark as read' }).click();
  await expect(page.getByText('Kept in this browser, under My record.')).toBeVisible();
  await page.goto(`${site.url}/record/`);
  await expect(page.getByText(/^1 of \d+ lessons read/)).toBeVisible();
  // The search is there too, and what it finds.
  await page.keyboard.press('/');
  await page.getByRole('combobox', { name: /^Search/ }).pressSequentially('content addressing');
  const found = page.getByRole('dialog', { name: 'Search' }).getByRole('option');
  await expect(found.first()).toContainText('content addressing', { ignoreCase: true });
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    /^(?:Content addressing|Glossary)$/,
  );
});

test('the site can be installed as an app of its own', async ({ page, site }) => {
  await page.goto(site.url);
  await workerReady(page);
  const browser = await page.context().newCDPSession(page);
  const { installabilityErrors } = await browser.send('Page.getInstallabilityErrors');
  // A browser of tests has no profile to install into.
  expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
  const { data = '' } = await browser.send('Page.getAppManifest');
  const manifest = JSON.parse(data) as Record<string, unknown>;
  expect(manifest).toMatchObject({ name: 'Plumbline', display: 'standalone', start_url: './' });
});

test('a course that is kept is whole without a network, its labs too; it says what is kept, and can be removed', async ({
  page,
  site,
}) => {
  test.setTimeout(300_000);
  await page.goto(site.url + COURSE);
  const keep = page.getByRole('button', { name: 'Keep this course offline' });
  const kept = page.getByText(
    /^Kept on this device: 7 lessons, 3 labs and 4 quizzes, and the engine of the labs, \d+\.\d MB\./,
  );
  // Its part is fetched when it is about to be seen.
  await page.getByRole('heading', { name: 'Take it along' }).scrollIntoViewIfNeeded();
  await keep.press('Enter');
  await expect(page.getByRole('progressbar', { name: 'Kept so far' })).toBeVisible();
  await expect(kept).toBeFocused();
  await expect(page.locator('.keep > [role="status"]')).toHaveText(
    'The course is kept on this device.',
  );
  expect(await axeFindings(page, '.keep')).toEqual([]);
  await site.stop();

  await page.reload();
  await page.getByRole('heading', { name: 'Take it along' }).scrollIntoViewIfNeeded();
  await expect(kept).toBeVisible();
  await page.goto(`${site.url}${COURSE}pipelines-as-locks/`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Pipelines as locks');
  await page.goto(`${site.url}${COURSE}quizzes/models/`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Models: the quiz');
  await page.getByRole('button', { name: 'Begin' }).click();
  await expect(page.locator('.quiz-item h2')).toBeVisible();
  const lab = new LabScreen(page);
  await page.goto(`${site.url}/labs/${LAB}/`);
  await lab.ready();
  expect(await lab.run('python3 -c "print(6 * 7)"')).toMatch(/^42$/m);

  await page.goto(site.url + COURSE);
  await page.getByRole('heading', { name: 'Take it along' }).scrollIntoViewIfNeeded();
  await page.getByRole('button', { name: 'Remove it from this device' }).press('Enter');
  await expect(keep).toBeVisible();
  await page.goto(`${site.url}${COURSE}pipelines-as-locks/`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'This page is not on this device yet.',
  );
});

test('a course is handed over as one page that asks for nothing: lessons, drawings, answers, terms', async ({
  page,
  site,
}) => {
  await page.goto(site.url + COURSE);
  await page.getByRole('heading', { name: 'Take it along' }).scrollIntoViewIfNeeded();
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download the course as one page' }).press('Enter');
  const download = await coming;
  expect(download.suggestedFilename()).toBe('versioning-and-reproducibility.html');
  await expect(
    page.getByText(/^Written: versioning-and-reproducibility\.html, \d+ kB\.$/),
  ).toBeVisible();
  const file = `${await download.path()}.html`;
  await copyFile(await download.path(), file);
  await site.stop();

  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(`file://${file}`);
  expect(asked).toEqual([`file://${file}`]);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'Versioning and reproducibility',
  );
  await expect(page.locator('article > h3')).toHaveCount(7);
  expect(await page.locator('.diagram svg').count()).toBeGreaterThan(6);
  await expect(page.locator('.op-a')).toHaveCount(14);
  await expect(page.locator('script, form, input, .island, noscript')).toHaveCount(0);
  // Every link within it arrives, and no id stands twice.
  const broken = await page.evaluate(() => {
    const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
    const links = [...document.querySelectorAll('a[href^="#"]')].map(
      (link) => link.getAttribute('href')?.slice(1) ?? '',
    );
    return [
      ...ids.filter((id, index) => ids.indexOf(id) !== index),
      ...links.filter((to) => !ids.includes(to)),
    ];
  });
  expect(broken).toEqual([]);
  expect(await page.evaluate(() => getComputedStyle(document.body).marginTop)).toBe('0px');
  expect(await axeFindings(page)).toEqual([]);
});

test('a full device, and a browser that keeps nothing, are said in words; what was fetched stays', async ({
  page,
  site,
}) => {
  await page.goto(site.url + COURSE);
  await workerReady(page);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Storage.overrideQuotaForOrigin', { origin: site.url, quotaSize: 6_000_000 });
  await page.getByRole('heading', { name: 'Take it along' }).scrollIntoViewIfNeeded();
  await page.getByRole('button', { name: 'Keep this course offline' }).click();
  await expect(page.getByRole('alert')).toHaveText(
    'The browser gives this site no more room. Free some space on this device, or remove another course, and press again; what was fetched stays.',
  );
  await expect(
    page.getByText(/ MB on this device, of which \d+\.\d MB are here already/),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: 'Keep this course offline' })).toBeVisible();

  await page.addInitScript(() => {
    const refuse = (): Promise<never> =>
      Promise.reject(new DOMException('The operation is insecure.', 'SecurityError'));
    Object.defineProperty(window, 'caches', { value: { open: refuse, keys: refuse } });
  });
  await page.reload();
  await page.getByRole('heading', { name: 'Take it along' }).scrollIntoViewIfNeeded();
  await expect(page.getByRole('alert')).toHaveText(
    /^This browser lets the site keep nothing\. A private window, .* download the course as one page\.$/,
  );
});

test('a lab that was opened once opens and runs without a network, with programs that it has not run before', async ({
  page,
  site,
}) => {
  test.setTimeout(300_000);
  await page.goto(site.url);
  await page.evaluate(async () => navigator.serviceWorker.ready);
  const lab = new LabScreen(page);
  await page.goto(`${site.url}/labs/${LAB}/`);
  await lab.ready();
  expect(await lab.run('python3 -c "print(6 * 7)"')).toMatch(/^42$/m);
  // The worker lays them down beside the lab; the tools come last.
  const areTools = () =>
    page.evaluate(async () => {
      const kept = await (await caches.open('plumbline-named')).keys();
      return kept.some(({ url }) => url.includes('/engine/tools-worker.js.'));
    });
  await expect.poll(areTools, { timeout: 60_000 }).toBe(true);
  await site.stop();

  await page.goto(`${site.url}/labs/${LAB}/`);
  await lab.ready();
  expect(await lab.run('python3 -c "print(6 * 9)"')).toMatch(/^54$/m);
  expect(await lab.run('sqlite3 :memory: "select 7 * 9"')).toMatch(/^63$/m);
  expect(await lab.run('echo a >a; tar -cf a.tar a; tar -tf a.tar; rm a')).toMatch(/^a$/m);
  expect(await lab.run('node -e "console.log(8 * 9)"')).toMatch(/^72$/m);
});

test('a page that was never kept says so without a network', async ({ page, site }) => {
  await page.goto(site.url);
  await workerReady(page);
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
