import { readFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import type { Page } from 'playwright/test';
import { softwareKey, writeExamRecord, writeRegradeRecord } from '#cohort';
import { EXAM_RECORD, RECORD } from '../cohort/example-record.ts';
import { badge, keys, statusListWith } from '../credentials/example-badge.ts';
import { axeFindings } from './axe-findings.ts';
import { KeyboardWalk } from './keyboard-walk.ts';
import { expect, test } from './own-origin.ts';
import { touchPage } from './touch-page.ts';

const PASSPHRASE = 'plumb lines hang straight';
const text = JSON.stringify(badge);

async function axe(page: Page, state: string): Promise<void> {
  expect(await axeFindings(page), state).toEqual([]);
}

const file = (name: string, content: string | Uint8Array) => ({
  name,
  mimeType: 'application/json',
  buffer: Buffer.from(content),
});

/** Goes to what opens the browser's choice of files, presses it, and chooses. */
async function choose(
  walk: KeyboardWalk,
  name: RegExp,
  files: ReturnType<typeof file> | ReturnType<typeof file>[],
): Promise<void> {
  await walk.to(name);
  const asked = walk.page.waitForEvent('filechooser');
  await walk.press('Enter');
  await (await asked).setFiles(files);
}

/** Goes to a button, presses it, and gives the bytes of the file that the page offers. */
async function saved(walk: KeyboardWalk, name: RegExp): Promise<Uint8Array> {
  await walk.to(name);
  const download = walk.page.waitForEvent('download');
  await walk.press('Enter');
  return new Uint8Array(await readFile(await (await download).path()));
}

test('a certificate is verified by keyboard alone: pasted, its issuer named, its list brought, shown and saved', async ({
  page,
}) => {
  const walk = new KeyboardWalk(page);
  await walk.listen();
  await page.goto('/verify/');
  await touchPage(page);
  await walk.activate(/^Paste it$/);
  // With nothing in it the field is asked for; what is no certificate is told, and the focus stays.
  await walk.activate(/^Check this text$/);
  await walk.arrives(/^The text of the JSON file/);
  await page.keyboard.insertText('no certificate');
  await walk.activate(/^Check this text$/);
  await walk.expectHeard(/^pasted text: /);
  await walk.arrives(/^Check this text$/);
  await axe(page, 'refused');
  await walk.to(/^The text of the JSON file/, 'Shift+Tab');
  await page.keyboard.insertText(text);
  await walk.activate(/^Check this text$/);
  await walk.arrives(/^This certificate could not be checked\.$/);
  await expect(page.getByText('The keys of its issuer are not at hand;')).toBeVisible();
  await axe(page, 'not checked');

  await choose(walk, /^Choose a file$/, file('did.json', JSON.stringify(keys)));
  await walk.expectHeard(/^Unchanged since it was signed; two questions are open\.$/);
  await expect(page.getByRole('button', { name: 'Choose a file' })).toBeFocused();
  await walk.fill(/^Name of the issuer/, 'Example Academy');
  await walk.press('Enter');
  await walk.arrives(/^Whom you know$/);
  await axe(page, 'the issuer is named');
  await walk.to(/^Take Example Academy off the list$/);
  await walk.to(/^Choose a file$/, 'Shift+Tab');
  const asked = page.waitForEvent('filechooser');
  await walk.press('Enter');
  await (await asked).setFiles(file('1.json', JSON.stringify(await statusListWith([]))));
  await walk.expectHeard(/^This certificate holds\.$/);
  await axe(page, 'it holds');

  // From the verdict to the holder's page, and a file of it.
  await walk.to(/^Print this verdict$/, 'Shift+Tab');
  await walk.activate(/^Show the certificate$/);
  await page.waitForURL(/\/certificate\/#/);
  await walk.arrives(/^the holder of this file$/);
  await axe(page, 'the certificate');
  await walk.to(/^Print$/, 'Shift+Tab');
  expect(JSON.parse(new TextDecoder().decode(await saved(walk, /^JSON file$/)))).toEqual(
    JSON.parse(text),
  );
  await walk.activate(/^Copy Credential ID$/);
  await walk.expectHeard(/^(Credential ID is copied|The browser did not let the page copy)/);
});

test('an issuer works by keyboard alone: makes a key, accepts a grader, signs, revokes, puts a new key in its place, leaves and comes back', async ({
  page,
}) => {
  test.setTimeout(240_000);
  const walk = new KeyboardWalk(page);
  await walk.listen();
  await page.goto('/issue/');
  await touchPage(page);
  await walk.fill(/^Name, as certificates print it/, 'Example Academy');
  await walk.fill(/^Address of your site/, 'https://academy.example/');
  await walk.fill(/^Passphrase of the backup/, PASSPHRASE);
  await walk.fill(/^The same again/, 'another');
  await walk.press('Enter');
  await walk.expectHeard(/^The two passphrases differ/);
  await walk.arrives(/^The same again/);
  await walk.press('ControlOrMeta+a');
  await page.keyboard.insertText(PASSPHRASE);
  await saved(walk, /^Make the key and save its backup$/);
  await walk.arrives(/^The key is made, and its encrypted backup is saved/);

  const grader = softwareKey(new Uint8Array(32).fill(3));
  await choose(walk, /^Choose the records/, [
    file('lina.regrade.json', await writeRegradeRecord(RECORD, grader)),
    file('lina.exam-regrade.json', await writeExamRecord(EXAM_RECORD, grader)),
  ]);
  await walk.activate(/^That is our grader: accept it$/);
  await walk.arrives(/^Records of this grader are accepted from now on\.$/);
  await walk.to(/^Certificate\s?MLOps/);
  for (let press = 0; press < 9; press += 1) {
    if ((await page.locator('select:focus').inputValue()) === 'professional') break;
    await walk.press('ArrowDown');
  }
  await walk.fill(/^Name to print/, 'Lina Example');
  await axe(page, 'before signing');
  const zip = unzipSync(await saved(walk, /^Sign one certificate$/));
  expect(Object.keys(zip).filter((name) => name.startsWith('issued/'))).toHaveLength(3);
  await walk.arrives(/^1 signed and saved as certificates\.zip/);

  // The question before a revocation: Escape leaves it, and the second time it is done.
  await walk.activate(/^Revoke urn:uuid:/);
  await walk.arrives(/^Reason, for your register only/);
  await axe(page, 'the question before a revocation');
  await walk.press('Escape');
  await walk.arrives(/^Revoke urn:uuid:/);
  await walk.press('Enter');
  await walk.activate(/^Revoke it$/);
  await walk.arrives(/^It is revoked here\./);

  // A new key in the place of the old one, which is kept as ended.
  await walk.activate(/^Put a new key in its place$/);
  await walk.fill(/^Passphrase of the new backup/, PASSPHRASE);
  const key = await saved(walk, /^Make the new key and save its backup$/);
  await walk.expectHeard(/^The new key is in use and its backup saved\./);
  const states = page.locator('.issuers li');
  await expect(states).toHaveText([/ended$/, /in use$/]);
  const register = await saved(walk, /^Save the register$/);
  await walk.activate(/^Take the issuer out of this browser$/);
  await walk.activate(/^Take it out$/);
  await walk.arrives(/^The issuer is taken out of this browser\.$/);

  // Back from the two files and the passphrase.
  await choose(walk, /^key\.json/, file('key.json', key));
  await choose(walk, /^register\.json/, file('register.json', register));
  await walk.fill(/^Passphrase$/, 'not this one');
  await walk.press('Enter');
  await walk.expectHeard(/passphrase/);
  await walk.arrives(/^Passphrase$/);
  await walk.press('ControlOrMeta+a');
  await page.keyboard.insertText(PASSPHRASE);
  await walk.press('Enter');
  await walk.arrives(/^Example Academy is here, with 1 certificates? issued\.$/);
  await expect(states).toHaveText([/ended$/, /in use$/]);
  await axe(page, 'the issuer is back');
});
