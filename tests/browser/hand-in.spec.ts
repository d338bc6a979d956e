import AxeBuilder from '@axe-core/playwright';
import { readFile } from 'node:fs/promises';
import type { Download, Page } from 'playwright/test';
import { unzipSync } from 'fflate';
import { LAB } from './lab-screen.ts';
import { expect, test } from './own-origin.ts';

/** What the file of a hand-in says of itself. */
interface Description {
  readonly learner: string;
  readonly lab: { readonly id: string };
  readonly files: readonly { readonly path: string }[];
  readonly proof: { readonly verificationMethod: string };
}

async function described(download: Download): Promise<Description> {
  const entries = unzipSync(new Uint8Array(await readFile(await download.path())));
  return JSON.parse(new TextDecoder().decode(entries['submission.json'])) as Description;
}

async function openDialog(page: Page) {
  await page.goto(`/labs/${LAB}/`);
  await expect(page.getByRole('treeitem').first()).toBeVisible();
  const button = page.getByRole('button', { name: 'Hand in' });
  await expect(button).toHaveAttribute('aria-disabled', 'false');
  await button.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Hand in your work' });
  await expect(dialog.getByText('that no Check was run')).toBeVisible();
  return dialog;
}

/** True when the page can read the secret of the key that it keeps. */
function canReadSecret(): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('plumbline');
    opening.onerror = () => reject(new Error('The record does not open.'));
    opening.onsuccess = () => {
      const asked = opening.result.transaction('keys').objectStore('keys').get('hand-in');
      asked.onsuccess = () => {
        const { privateKey } = asked.result as { privateKey: CryptoKey };
        crypto.subtle.exportKey('pkcs8', privateKey).then(
          () => resolve(true),
          () => resolve(false),
        );
      };
    };
  });
}

test('a learner hands in by keyboard, with an id of their own, and a later visit signs with the same key', async ({
  page,
}) => {
  test.setTimeout(240_000);
  const dialog = await openDialog(page);
  await dialog.getByLabel('Your id in this file').fill('lina-42');
  const { violations } = await new AxeBuilder({ page }).include('dialog[open]').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  const first = page.waitForEvent('download');
  await page.keyboard.press('Enter');
  const handIn = await first;
  const about = await described(handIn);
  expect([about.learner, about.lab.id]).toEqual(['lina-42', LAB]);
  expect(about.files.map(({ path }) => path)).toContain('fingerprint.py');
  await expect(dialog.getByRole('status')).toContainText(handIn.suggestedFilename());
  expect(await page.evaluate(canReadSecret)).toBe(false);

  // Another visit signs with the same key, and knows the id.
  const again = await openDialog(page);
  await expect(again.getByLabel('Your id in this file')).toHaveValue('lina-42');
  const second = page.waitForEvent('download');
  await again.getByRole('button', { name: 'Save the hand-in' }).click();
  const { proof } = await described(await second);
  expect(proof.verificationMethod).toBe(about.proof.verificationMethod);
});
