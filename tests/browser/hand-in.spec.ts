import { readFile } from 'node:fs/promises';
import type { Download, Page } from 'playwright/test';
import { unzipSync } from 'fflate';
import { axeFindings } from './axe-findings.ts';
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
  context,
}) => {
  test.setTimeout(240_000);
  await page.addInitScript(offerFolder);
  const dialog = await openDialog(page);
  await dialog.getByLabel('Your id in this file').fill('lina-42');
  expect(await axeFindings(page, 'dialog[open]')).toEqual([]);
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
  await expect(again.getByRole('status')).toContainText('Saved as');

  // Without a network: into a folder that is shared, or into none when the choice is called off.
  await context.setOffline(true);
  const toFolder = again.getByRole('button', { name: 'Write to a folder' });
  await toFolder.click();
  await expect(again.getByRole('status')).toContainText('Written to “shared” as');
  const receipts = again.getByRole('region', { name: 'Receipts of this lab' });
  await expect(receipts.getByRole('listitem')).toHaveCount(3);
  const [written] = await page.evaluate(filesInShared);
  expect(written?.name).toMatch(/\.lina-42\.\d{4}-\d\d-\d\d-\d{6}(-\d+)?\.submission\.zip$/);
  await expect(receipts.locator(`code[title="${written?.sha256 ?? ''}"]`)).toBeVisible();
  await page.evaluate(() => Object.assign(globalThis, { callsOff: true }));
  await toFolder.click();
  await expect(again.getByText('No folder was chosen, so nothing was saved.')).toBeVisible();
  expect(await page.evaluate(filesInShared)).toHaveLength(1);
  await context.setOffline(false);

  await page.goto('/record/');
  const kept = page.getByRole('region', { name: 'Receipts' });
  await expect(kept.getByRole('row')).toHaveCount(4);
  // Two hand-ins within a second have one name: the digest tells which is which.
  const digest = page.getByText(written?.sha256 ?? 'no file', { exact: true });
  await kept.locator('details').filter({ has: digest }).locator('summary').click();
  await expect(digest).toBeVisible();
});

/** Runs before the page's own scripts: a folder of this origin stands in for one that somebody chooses. */
function offerFolder(): void {
  Object.assign(globalThis, {
    showDirectoryPicker: async () => {
      if ('callsOff' in globalThis)
        throw new DOMException('The choice was called off.', 'AbortError');
      const root = await navigator.storage.getDirectory();
      return root.getDirectoryHandle('shared', { create: true });
    },
  });
}

/** Runs in the page: what lies in that folder. */
async function filesInShared(): Promise<readonly { name: string; sha256: string }[]> {
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle('shared');
  const found: { name: string; sha256: string }[] = [];
  for await (const handle of (
    folder as unknown as { values(): AsyncIterable<FileSystemFileHandle> }
  ).values()) {
    const file = await handle.getFile();
    const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
    const hex = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0'));
    found.push({ name: handle.name, sha256: hex.join('') });
  }
  return found;
}
