import { unzipSync, zipSync } from 'fflate';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright/test';
import { softwareKey, writeExamRecord, writeRegradeRecord } from '#cohort';
import { packBadge } from '#credentials';
import { EXAM_RECORD, RECORD } from '../cohort/example-record.ts';
import { axeFindings } from './axe-findings.ts';
import { expect, test } from './own-origin.ts';
import { touchPage } from './touch-page.ts';

const grader = softwareKey(new Uint8Array(32).fill(3));
const PASSPHRASE = 'plumb lines hang straight';

async function axe(page: Page): Promise<void> {
  expect(await axeFindings(page)).toEqual([]);
}

/** How dark each printed text, drawn line and square of the code is on white paper in shades of grey: WCAG's ratio knows no hue. */
async function shadesOnPaper(
  page: Page,
): Promise<Readonly<Record<'text' | 'lines' | 'code', number>>> {
  return page.locator('.cert').evaluate((certificate) => {
    const shadeOf = (colour: string): number => {
      const parts = colour.match(/[\d.]+/g)?.map(Number) ?? [];
      const [red = 0, green = 0, blue = 0] = parts.slice(0, 3).map((value) => {
        const part = value / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
    };
    const all = Array.from(certificate.querySelectorAll('*'));
    const hasText = (element: Element): boolean =>
      Array.from(element.childNodes).some(
        (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '',
      );
    const least = (elements: readonly Element[], property: 'color' | 'stroke' | 'fill'): number =>
      Math.min(...elements.map((element) => shadeOf(getComputedStyle(element)[property])));
    return {
      text: least(
        all.filter((element) => element instanceof HTMLElement && hasText(element)),
        'color',
      ),
      lines: least(Array.from(certificate.querySelectorAll('.engraving path')), 'stroke'),
      code: least(Array.from(certificate.querySelectorAll('.cert-code path')), 'fill'),
    };
  });
}

/** Presses a button and gives the bytes of the file that the page offers. */
async function saved(page: Page, button: string): Promise<Uint8Array> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: button }).click();
  return new Uint8Array(await readFile(await (await download).path()));
}

const bring = (name: string, content: Uint8Array) => ({
  name,
  mimeType: 'application/json',
  buffer: Buffer.from(content),
});

const pagesIn = (pdf: Buffer): number =>
  pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;

test('an issuer makes a key, signs certificates from records, publishes, revokes; a holder prints; all of it in the browser', async ({
  page,
}) => {
  // Make the issuer: the backup opens with its passphrase, and the key that stays cannot be read.
  await page.goto('/issue/');
  await page.getByLabel('Name, as certificates print it').fill('Example Academy');
  await page.getByLabel('Address of your site').fill('https://academy.example/');
  await page.getByLabel('Passphrase of the backup').fill(PASSPHRASE);
  await page.getByLabel('The same again').fill(PASSPHRASE);
  const backup = await saved(page, 'Make the key and save its backup');
  expect(JSON.parse(new TextDecoder().decode(backup))).toMatchObject({
    format: 'plumbline-key',
    kdf: { name: 'PBKDF2', hash: 'SHA-256', iterations: 600_000 },
    cipher: { name: 'AES-GCM', length: 256 },
  });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Example Academy');
  const extractable = await page.evaluate(
    () =>
      new Promise<boolean>((resolve, reject) => {
        const open = indexedDB.open('plumbline-issuer');
        open.onerror = () => reject(new Error('the store did not open'));
        open.onsuccess = () => {
          const asked = open.result.transaction('issuer').objectStore('issuer').get('only');
          asked.onsuccess = () => {
            open.result.close();
            const { key } = asked.result as { readonly key: { readonly privateKey: CryptoKey } };
            resolve(key.privateKey.extractable);
          };
        };
      }),
  );
  expect(extractable).toBe(false);
  await axe(page);

  // Records of a grader that the issuer does not know are left out until it says that it does.
  await page.getByLabel('Choose the records').setInputFiles([
    bring('lina.regrade.json', await writeRegradeRecord(RECORD, grader)),
    // As "Grade them again" saves several.
    bring(
      'regrades.zip',
      zipSync({
        'set-aside.json': new TextEncoder().encode('[]'),
        'nora.regrade.json': await writeRegradeRecord({ ...RECORD, learner: 'nora' }, grader),
        'lina.exam-regrade.json': await writeExamRecord(EXAM_RECORD, grader),
        'nora.exam-regrade.json': await writeExamRecord(
          { ...EXAM_RECORD, learner: 'nora' },
          grader,
        ),
      }),
    ),
    bring('hand-in.zip', zipSync({ 'submission.json': new Uint8Array([123, 125]) })),
    bring('work.zip', new Uint8Array([80, 75, 3, 4])),
  ]);
  await expect(page.getByRole('alert')).toHaveText([
    'hand-in.zip: This is a ZIP without re-grade records in it. Hand-ins are graded again first; bring what that has saved.',
    'work.zip: This is a ZIP that cannot be opened. Ask for it once more, exactly as it was saved.',
  ]);
  await page.getByRole('button', { name: 'That is our grader: accept it' }).click();
  await page.getByRole('combobox', { name: /^Certificate/ }).selectOption('professional');
  await page.getByLabel('Name to print').first().fill('Lina Example');
  await page.getByLabel('Name to print').last().fill('Nora Example');
  await axe(page);
  const zip = unzipSync(await saved(page, 'Sign 2 certificates'));
  const names = Object.keys(zip).sort();
  expect(names.map((name) => name.replace(/-[0-9a-f]{12}\./, '.'))).toEqual([
    'issued.json',
    'issued/lina.json',
    'issued/lina.png',
    'issued/lina.svg',
    'issued/nora.json',
    'issued/nora.png',
    'issued/nora.svg',
    'public/.well-known/did.json',
    'public/status/1.json',
    'register.json',
  ]);
  const fileOf = (start: string, end: string): Uint8Array =>
    zip[names.find((name) => name.startsWith(start) && name.endsWith(end)) ?? ''] ??
    new Uint8Array();

  // Revoke one of the two; the list that is published tells it.
  await page.reload();
  const json = new TextDecoder().decode(fileOf('issued/lina', '.json'));
  const { id } = JSON.parse(json) as { readonly id: string };
  await page.getByRole('button', { name: `Revoke ${id}` }).click();
  await page.getByRole('button', { name: 'Revoke it' }).click();
  await expect(
    page.getByRole('region', { name: 'What was issued' }).getByRole('status'),
  ).toContainText('It is revoked here.');
  const published = unzipSync(await saved(page, 'Save the files to publish'));

  // The verify page, with the issuer's published files.
  await page.goto('/verify/');
  await touchPage(page);
  const input = page.locator('input[type=file]');
  await input.setInputFiles([
    bring('did.json', zip['public/.well-known/did.json'] ?? new Uint8Array()),
    bring('1.json', published['public/status/1.json'] ?? new Uint8Array()),
    bring('nora.png', fileOf('issued/nora', '.png')),
  ]);
  await expect(page.locator('[data-line=status]')).toContainText('No. The issuer’s status list');
  await input.setInputFiles([bring('lina.svg', fileOf('issued/lina', '.svg'))]);
  await expect(page.locator('[data-line=status]')).toContainText('Yes. The issuer has revoked');
  await expect(page.getByRole('link', { name: 'Show the certificate' })).toHaveCount(0);

  // The holder's page: it prints on one sheet, and its files carry the certificate.
  await page.goto(`/certificate/#${packBadge(json)}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Lina Example');
  await expect(page.getByText('Not checked when this page was made')).toBeVisible();
  await expect(page.getByRole('img', { name: 'QR code' })).toBeVisible();
  await axe(page);
  for (const format of ['A4', 'Letter']) {
    const pdf = await page.pdf({ format, printBackground: true });
    expect(pagesIn(pdf), format).toBe(1);
    expect(pdf.toString('latin1'), 'its fonts are in it').toMatch(/\/FontFile[23]?\b/);
  }
  // A printer without colours, asked from a dark screen: it is read as well.
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ media: 'print', colorScheme });
    const { text, lines, code } = await shadesOnPaper(page);
    expect(text, 'text').toBeGreaterThanOrEqual(4.5);
    expect(lines, 'engraving').toBeGreaterThanOrEqual(3);
    expect(code, 'code').toBeCloseTo(21);
  }
  await page.emulateMedia({ media: null, colorScheme: null });
  const profile = page.getByRole('region', { name: 'What LinkedIn and others ask for' });
  await expect(profile.locator('dt')).toHaveText([
    'Name',
    'Issuing organization',
    'Issue date',
    'Expiration date',
    'Credential ID',
    'Credential URL',
  ]);
  // When it ends, and how one of this level is renewed.
  const ends = page.getByRole('region', { name: /^It ends on \d+ \w+ \d{4}$/ });
  await expect(ends).toContainText('A 25-minute lab and 12 questions on what changed');
  const again = new TextDecoder().decode(await saved(page, 'JSON file'));
  expect(JSON.parse(again)).toEqual(JSON.parse(json));

  // Leaving: nothing of the issuer stays in the browser.
  await page.goto('/issue/');
  await page.getByRole('button', { name: 'Take the issuer out of this browser' }).click();
  await page.getByRole('button', { name: 'Take it out' }).click();
  await expect(page.getByRole('heading', { name: 'A new issuer' })).toBeVisible();
  const databases = await page.evaluate(async () =>
    (await indexedDB.databases()).map(({ name }) => name),
  );
  expect(databases).not.toContain('plumbline-issuer');
});
