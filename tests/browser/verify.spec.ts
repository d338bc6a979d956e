import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, test as bare, type Page } from 'playwright/test';
import { badgePng, badgeSvg, bakePng, bakeSvg, packBadge, packForCode } from '#credentials';
import { CHROMIUM_ARGS, findChromium } from '../../src/cli/find-chromium.mjs';
import { codeSquares } from '../../src/components/credentials/certificate/code-squares.ts';
import { badge, keys, LIST, statusListWith } from '../credentials/example-badge.ts';
import { axeFindings } from './axe-findings.ts';
import { codeVideo } from './code-video.ts';
import { expect, test } from './own-origin.ts';
import { touchPage } from './touch-page.ts';

const text = JSON.stringify(badge);
const KEPT_FILE = pathToFileURL('dist/verify/plumbline-verify.html').href;
const design = { design: 'professional', rings: 1 } as const;

/** The four lines as their words and whether they hold. */
async function lines(page: Page): Promise<readonly string[]> {
  const all = await page.locator('[data-line]').all();
  return await Promise.all(
    all.map(async (line) => {
      const state = ((await line.getAttribute('class')) ?? '').replace('v is-', '');
      return `${state}: ${await line.locator('span').first().innerText()}`;
    }),
  );
}

async function bring(page: Page, name: string, content: string | Uint8Array): Promise<void> {
  await page.locator('input[type=file]').setInputFiles({
    name,
    mimeType: 'application/octet-stream',
    buffer: Buffer.from(content),
  });
}

const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const CRUMB = (name: string) => `Verify / ${name}`;

// That file is no part of any origin, so the requests are counted here.
bare(
  'the kept file opens from a disk and checks certificates in every form, with the network off',
  async ({ page, context }) => {
    await context.setOffline(true);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(KEPT_FILE);
    await expect(heading(page)).toHaveText('Is this certificate genuine?');

    // The issuer's keys are not at hand: the page says so, and where they are.
    await bring(page, 'mine.json', text);
    await expect(heading(page)).toHaveText('This certificate could not be checked.');
    expect(await lines(page)).toEqual(Array(4).fill('blocked: Unknown.'));
    await expect(
      page.getByRole('link', { name: 'https://academy.example/.well-known/did.json' }),
    ).toBeVisible();

    // With the keys the signature holds; who holds them is the reader's to say.
    await bring(page, 'did.json', JSON.stringify(keys));
    await expect(heading(page)).toHaveText(
      'Unchanged since it was signed; two questions are open.',
    );
    await page.getByLabel('Name of the issuer').fill('Example Academy');
    await page.getByRole('button', { name: 'Add to my issuers' }).click();
    await expect(page.locator('[data-line=issuer]')).toContainText(
      'Yes. The issuer is Example Academy, whom you trust.',
    );
    await expect(page.locator('[data-line=status]')).toContainText('Unknown – offline');
    await expect(page.getByRole('link', { name: LIST })).toBeVisible();
    await bring(page, '1.json', JSON.stringify(await statusListWith([])));
    await expect(heading(page)).toHaveText('This certificate holds.');
    expect(await lines(page)).toEqual(['pass: Yes.', 'pass: Yes.', 'pass: Yes.', 'pass: No.']);
    await expect(page.getByText('Watch the drift')).toBeVisible();
    await expect(page.getByText('Authorship was not supervised.').first()).toBeVisible();
    expect(await axeFindings(page)).toEqual([]);

    // Baked, pasted, linked; then one that was changed, one that is no certificate, and a newer list.
    for (const [name, content] of [
      ['badge.png', bakePng(badgePng(design, 120), text)],
      ['badge.svg', bakeSvg(badgeSvg(design), text)],
    ] as const) {
      await bring(page, name, content);
      await expect(page.locator('.crumb')).toHaveText(CRUMB(name));
      await expect(heading(page)).toHaveText('This certificate holds.');
    }
    await bring(page, 'changed.json', text.replace('"92"', '"93"'));
    await expect(heading(page)).toHaveText('This certificate does not hold.');
    expect(await lines(page)).toEqual([
      'fail: No.',
      'fail: No.',
      'blocked: Unknown.',
      'blocked: Unknown.',
    ]);
    await page.getByText('Paste it').click();
    await page
      .getByLabel('The text of the JSON file')
      .fill(`https://academy.example/verify/#${packForCode(text)}`);
    await page.getByRole('button', { name: 'Check this text' }).click();
    await expect(page.locator('.crumb')).toHaveText(CRUMB('certificate from a link'));
    await expect(heading(page)).toHaveText('This certificate holds.');
    await bring(page, 'plain.png', badgePng(design, 16));
    await expect(page.getByRole('alert')).toContainText('a picture of a badge proves nothing');
    await bring(page, '1.json', JSON.stringify(await statusListWith([42])));
    await expect(heading(page)).toHaveText('This certificate does not hold.');
    await expect(page.locator('[data-line=status]')).toContainText('Yes. The issuer has revoked');

    // The list of issuers is kept on the device, and taken off again.
    await page.reload();
    await page.getByRole('button', { name: 'Take Example Academy off the list' }).click();
    expect(await page.evaluate(() => localStorage.getItem('plumbline-issuers'))).toBeNull();
    expect([...new Set(asked)]).toEqual([KEPT_FILE]);
  },
);

test('on the site a link shows its certificate, offline after the first visit, and nothing of it is sent', async ({
  page,
  foreign,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (/^http/.test(request.url())) asked.push(`${request.method()} ${request.url()}`);
  });
  await page.goto('/verify/');
  await page.getByRole('link', { name: 'Check a sample' }).click();
  await expect(heading(page)).toHaveText('Unchanged since it was signed; two questions are open.');
  await expect(page.locator('[data-line=issuer]')).toContainText('identity not proven');
  await expect(page.getByText('Noor Sample')).toBeVisible();
  await expect(page.getByText('a part that this page does not have')).toHaveCount(0);
  expect(await axeFindings(page)).toEqual([]);

  await page.evaluate(() => {
    location.hash = location.hash.slice(0, -60);
  });
  await expect(page.getByRole('alert')).toContainText('a link that is');

  const payload = packBadge(text);
  await page.goto(`/verify/#${payload}`);
  await page.reload();
  await expect(heading(page)).toHaveText('This certificate could not be checked.');
  expect(asked.filter((one) => !one.startsWith('GET '))).toEqual([]);
  expect(asked.filter((one) => one.includes(payload.slice(0, 40)) || one.includes('?'))).toEqual(
    [],
  );
  expect(foreign).toEqual([]);
});

// A camera is a matter of how the browser is started: this one sees a film of a printed code.
bare(
  'the camera reads a printed code and is let go of; refused, the page says what helps',
  async ({ baseURL }) => {
    const folder = mkdtempSync(join(tmpdir(), 'camera-'));
    const film = join(folder, 'code.y4m');
    const squares = codeSquares(text, 'https://academy.example/verify/');
    if (!squares) throw new Error('the certificate has no code');
    writeFileSync(film, codeVideo(squares));
    const executablePath = await findChromium();
    const browser = await chromium.launch({
      ...(executablePath ? { executablePath } : {}),
      args: [
        ...CHROMIUM_ARGS,
        '--use-fake-device-for-media-stream',
        `--use-file-for-fake-video-capture=${film}`,
      ],
    });
    try {
      const context = await browser.newContext({ baseURL: baseURL ?? '' });
      const page = await context.newPage();
      const asked: string[] = [];
      page.on('request', (request) => asked.push(`${request.method()} ${request.url()}`));
      const says = page.locator('details', { hasText: 'Scan the code' }).getByRole('status');
      await page.goto('/verify/');
      await touchPage(page);
      const scan = page.getByText('Scan the code of a printed certificate');
      await scan.focus();

      // To grant something is to refuse all else.
      await context.grantPermissions(['clipboard-read']);
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Open the camera' }).press('Enter');
      await expect(says).toHaveText(
        /^This page may not use the camera\. Allow it in the browser’s/,
      );

      await context.grantPermissions(['camera']);
      // The tracks that the page is given, to see them end.
      await page.evaluate(() => {
        const { mediaDevices } = navigator;
        const open = mediaDevices.getUserMedia.bind(mediaDevices);
        mediaDevices.getUserMedia = async (wishes) => {
          const stream = await open(wishes);
          Object.assign(globalThis, { tracks: stream.getTracks() });
          return stream;
        };
      });
      await page.getByRole('button', { name: 'Open the camera' }).press('Enter');
      await expect(page.locator('.crumb')).toHaveText(CRUMB('certificate from a link'));
      await expect(heading(page)).toHaveText('This certificate could not be checked.');
      await bring(page, 'did.json', JSON.stringify(keys));
      await expect(page.getByText('Watch the drift')).toBeVisible();
      await expect(page.getByLabel('What the camera sees')).toHaveCount(0);
      const states = await page.evaluate(() =>
        (globalThis as unknown as { readonly tracks: readonly MediaStreamTrack[] }).tracks.map(
          ({ readyState }) => readyState,
        ),
      );
      expect(states).toEqual(['ended']);
      // Nothing of what it saw left the page.
      expect(asked.filter((one) => !one.startsWith('GET ') || /[?#]/.test(one))).toEqual([]);
    } finally {
      await browser.close();
      rmSync(folder, { recursive: true });
    }
  },
);
