import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Page } from 'playwright/test';
import { readLessons } from '#authoring';
import { serveSite } from '../../src/cli/bench/site-server.ts';
import { buildBelow } from './built-below-path.ts';
import { dropEndings } from './ending-dropper.ts';
import { LAB, LabScreen } from './lab-screen.ts';

const BASE = '/academy/';
const SOURCE = 'https://git.example.org/training/src/branch/main/{path}';
const COURSE = `${BASE}courses/versioning-and-reproducibility/`;

/** Addresses in pages and style sheets that leave the site's path, or lead to nothing in it. */
function strayAddresses(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(?:html|css)$/.test(file))
    .flatMap((file) => {
      const text = readFileSync(join(folder, file), 'utf8');
      const found = text.matchAll(/(?:\s(?:href|src|action)="|url\(["']?)(\/[^"')?#]*)/g);
      return [...found].flatMap(([, address = '']) => {
        const at = join(folder, decodeURIComponent(address.slice(BASE.length)));
        const isThere = existsSync(address.endsWith('/') ? join(at, 'index.html') : at);
        return address.startsWith(BASE) && isThere ? [] : [`${file}: ${address}`];
      });
    });
}

/** Lessons whose page does not lead to the very file that it is written in. */
function lessonsWithoutSource(folder: string): readonly string[] {
  return readLessons()
    .map(({ course, slug }) => ({ page: `courses/${course}/${slug}/index.html`, course, slug }))
    .filter(({ page, course, slug }) => {
      const file = `content/courses/${course}/lessons/${slug}.mdx`;
      const html = readFileSync(join(folder, page), 'utf8');
      return !existsSync(file) || !html.includes(`href="${SOURCE.replace('{path}', file)}"`);
    })
    .map(({ page }) => page);
}

async function opened(page: Page, address: string, heading: string): Promise<void> {
  await page.goto(address);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading);
  expect(await page.evaluate(() => getComputedStyle(document.body).marginTop)).toBe('0px');
}

test('a site below a path, on a host that drops .html, does all that it does at the root, and again without the host', async ({
  page,
}) => {
  test.setTimeout(480_000);
  const folder = await buildBelow(BASE, `source: ${SOURCE}\n`);
  expect(strayAddresses(folder)).toEqual([]);
  expect(lessonsWithoutSource(folder)).toEqual([]);

  const site = await serveSite(folder);
  const host = await dropEndings(new URL(site.origin).origin);
  const outside: string[] = [];
  const missing: string[] = [];
  page.on('request', (request) => {
    const { origin, pathname, protocol } = new URL(request.url());
    if (/^https?:$/.test(protocol) && !(origin === host.origin && pathname.startsWith(BASE)))
      outside.push(request.url());
  });
  page.on('response', (response) => {
    if (response.status() >= 400) missing.push(response.url());
  });
  const lab = new LabScreen(page);
  try {
    await opened(page, `${host.origin}${COURSE}content-addressing/`, 'Content addressing');
    await page.evaluate(async () => navigator.serviceWorker.ready);
    expect(await page.evaluate(async () => (await navigator.serviceWorker.ready).scope)).toBe(
      host.origin + BASE,
    );
    await page.locator('[data-island="lesson/hash-playground"]').scrollIntoViewIfNeeded();
    await expect(page.locator('[data-island="lesson/hash-playground"][data-live]')).toBeVisible();

    await page.keyboard.press('Control+k');
    const box = page.getByRole('combobox', { name: /^Search/ });
    await box.pressSequentially('data pointers');
    await expect(page.getByRole('option').first()).toContainText('Data pointers');
    await box.press('ArrowDown');
    await box.press('Enter');
    await expect(page).toHaveURL(new RegExp(`${COURSE}data-pointers/`));

    await page.goto(host.origin + COURSE);
    await page.getByRole('heading', { name: 'Take it along' }).scrollIntoViewIfNeeded();
    await page.getByRole('button', { name: 'Keep this course offline' }).press('Enter');
    await expect(page.getByText(/^Kept on this device: 7 lessons, 3 labs/)).toBeVisible();
    expect(missing).toEqual([]);
  } finally {
    await host.stop();
    site.stop();
  }

  await opened(page, `${host.origin}${COURSE}pipelines-as-locks/`, 'Pipelines as locks');
  await page.goto(`${host.origin}${COURSE}quizzes/models/`);
  await page.getByRole('button', { name: 'Begin' }).click();
  await expect(page.locator('.quiz-item h2')).toBeVisible();
  await page.goto(`${host.origin}${BASE}labs/${LAB}/`);
  await lab.ready();
  await lab.check();
  expect(await lab.verdicts()).toEqual({ pass: 1, fail: 7, blocked: 0, error: 0 });
  expect(outside).toEqual([]);
});
