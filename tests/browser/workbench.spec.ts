import type { Page } from 'playwright/test';
import { unzipSync } from 'fflate';
import { readFile } from 'node:fs/promises';
import { LAB, LabScreen, touch } from './lab-screen.ts';
import { expect, test } from './own-origin.ts';
import { refuseWhenFull } from './refuse-when-full.ts';

const URL = `/labs/${LAB}/`;

const openFiles = (page: Page): Promise<LabScreen> => LabScreen.openFiles(page);

async function textOfEditor(page: Page): Promise<string> {
  const lines = await page.locator('#editor .cm-line').allTextContents();
  return lines.join('\n');
}

/** Things of the browser that are missing or refused, taken away before any script of the page. */
const without = {
  webAssembly: () => Reflect.deleteProperty(globalThis, 'WebAssembly'),
  storage: () => {
    const denied = () => {
      throw new DOMException('denied', 'SecurityError');
    };
    Object.defineProperty(globalThis, 'indexedDB', { get: denied });
    Object.defineProperty(globalThis, 'localStorage', { get: denied });
  },
};

test('the lab can be read before any script has run', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${baseURL ?? ''}${URL}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Fingerprint the data');
  await expect(page.locator('.story')).toContainText('One digest is enough');
  await expect(page.locator('.tasks > li')).toHaveCount(3);
  await expect(page.locator('.tasks')).toContainText('40 points');
  await expect(page.locator('.checks .v')).toHaveCount(8);
  await expect(page.locator('#editor pre')).toContainText('Usage: python3 fingerprint.py FOLDER');
  await context.close();
});

test('reload in the middle of typing loses nothing, and the cursor is where it was', async ({
  page,
}) => {
  await openFiles(page);
  await page.locator('#editor .cm-content').click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('# a line that is just being ty', { delay: 5 });
  await page.reload();
  await touch(page);
  await expect(page.locator('#editor .cm-line').first()).toHaveText(
    '# a line that is just being ty"""Print the manifest of a folder: every file with its digest, and one digest for all of it.',
  );
  await page.locator('#editor .cm-content').focus();
  await page.keyboard.type('ped');
  await expect(page.locator('#editor .cm-line').first()).toContainText('being typed"""Print');
});

test('open tabs, the shown file and Windows line ends survive a reload', async ({ page }) => {
  const lab = await openFiles(page);
  await lab.ready();
  await lab.run(String.raw`printf 'a\r\nb\r\n' > windows.csv`);
  await page.getByRole('treeitem', { name: 'windows.csv' }).click();
  await page.locator('#editor .cm-content').click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('c');
  await page.keyboard.press('Enter');
  await lab.saved();
  await page.reload();
  await expect(page.getByRole('tab', { name: 'windows.csv', selected: true })).toBeVisible();
  await expect(page.getByRole('tab')).toHaveText([
    'fingerprint.py',
    'which.py',
    'README.md',
    'windows.csv',
  ]);
  await lab.ready();
  expect(await lab.shown()).toContain('Your files are as you left them.');
  expect(await lab.run('wc -c < windows.csv')).toMatch(/^9$/m);
});

test('a second tab is told, can take the lab over, and the first becomes read-only with nothing lost', async ({
  page,
  context,
}) => {
  await openFiles(page);
  await page.locator('#editor .cm-content').click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('# from the first tab');

  const second = await context.newPage();
  await openFiles(second);
  await expect(second.locator('.wb-safe')).toContainText('Also open in another tab');
  await expect(second.locator('.check-why')).toContainText('Another tab has this lab');
  await second.locator('#editor .cm-content').focus();
  await second.keyboard.type('not taken');
  expect(await textOfEditor(second)).not.toContain('not taken');

  await second.getByRole('button', { name: 'Work here instead' }).click();
  await expect(second.locator('.wb-safe')).toHaveAttribute('data-state', 'saved');
  await expect(second.locator('#editor .cm-line').first()).toContainText('# from the first tab');
  await expect(page.locator('.wb-safe')).toContainText('This one is read-only');

  await second.locator('#editor .cm-content').click();
  await second.keyboard.press('Control+Home');
  await second.keyboard.type('# and the second. ');
  await new LabScreen(second).saved();
  await second.close();
  await expect(page.locator('.wb-safe')).toHaveAttribute('data-state', 'saved');
  await expect(page.locator('#editor .cm-line').first()).toContainText(
    '# and the second. # from the first tab',
  );
});

test('where storage is forbidden the lab works in memory and says so', async ({ page }) => {
  await page.addInitScript(without.storage);
  await openFiles(page);
  await expect(page.locator('.wb-safe')).toContainText('In memory only');
  await expect(page.locator('.wb-safe')).toContainText('private window or blocked site data');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save to file now' }).click();
  const files = unzipSync(await readFile(await (await download).path()));
  expect(Object.keys(files)).toContain(`${LAB}/fingerprint.py`);
});

test('where storage is full it says since when nothing was saved, and saves when there is room', async ({
  page,
}) => {
  await page.addInitScript(refuseWhenFull);
  const lab = await openFiles(page);
  await lab.ready();
  await lab.saved();
  await page.evaluate(() => Object.assign(globalThis, { storageIsFull: true }));
  await lab.run('echo more > more.txt');
  await expect(page.locator('.wb-safe')).toHaveAttribute('data-state', 'unsaved');
  await expect(page.locator('.wb-safe')).toContainText('The browser’s storage is full.');
  await expect(page.locator('.wb-safe')).toContainText(/Not saved since \d\d:\d\d:\d\d/);
  await page.evaluate(() => Object.assign(globalThis, { storageIsFull: false }));
  await page.locator('#editor .cm-content').focus();
  await page.keyboard.type(' ');
  await lab.saved();
});

test('a browser without WebAssembly can read and edit, and is told why nothing runs', async ({
  page,
}) => {
  await page.addInitScript(without.webAssembly);
  await openFiles(page);
  await expect(page.locator('#terminal')).toContainText('This browser has no WebAssembly');
  await expect(page.locator('.story')).toContainText('One digest is enough');
  const check = page.getByRole('button', { name: 'Check', exact: true });
  await expect(check).toHaveAttribute('aria-disabled', 'true');
  await expect(page.locator('.check-why')).toContainText('To run the lab, use a current browser.');
});

test('bad file names are refused in words, and good ones are made, renamed and deleted by keys', async ({
  page,
}) => {
  const lab = await openFiles(page);
  await lab.ready();
  const name = page.getByLabel('Name of the new file');
  await page.getByRole('button', { name: 'New file' }).click();
  for (const [typed, words] of [
    ['../outside.py', 'it has the part ".."'],
    ['a\tb', 'control character'],
    ['which.py', 'is there already'],
    ['.git/config', 'belongs to Git'],
  ] as const) {
    await name.fill(typed);
    await name.press('Enter');
    await expect(page.locator('.tree-name [role=alert]')).toContainText(words);
  }
  await name.fill('notes/plan.md');
  await name.press('Enter');
  await expect(page.getByRole('tab', { name: 'plan.md', selected: true })).toBeVisible();

  const folder = page.getByRole('treeitem', { name: 'notes' });
  await folder.focus();
  await page.keyboard.press('F2');
  await page.getByLabel('New name of notes').fill('papers');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('treeitem', { name: 'papers' })).toBeVisible();
  expect(await lab.run('ls papers')).toMatch(/^plan\.md$/m);

  await page.getByRole('treeitem', { name: 'papers' }).focus();
  await page.keyboard.press('Delete');
  await page.getByRole('button', { name: 'Delete', exact: true }).last().click();
  await expect(page.getByRole('treeitem', { name: 'papers' })).toHaveCount(0);
  await lab.run('clear');
  expect(await lab.run('ls')).not.toMatch(/papers/);
});

test('names that programs make are shown so that they cannot lie', async ({ page }) => {
  const lab = await openFiles(page);
  await lab.ready();
  await lab.run(String.raw`touch "$(printf 'cod\u202efdp.exe')"`);
  await expect(page.getByRole('treeitem', { name: String.raw`cod\u{202e}fdp.exe` })).toBeVisible();
});

test('an upload is added; one of 200 MB is refused with both sizes', async ({ page }) => {
  await openFiles(page);
  const input = page.locator('#files input[type=file]');
  await input.setInputFiles({
    name: 'mine.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('mine\n'),
  });
  await expect(page.getByRole('treeitem', { name: 'mine.txt' })).toBeVisible();
  await page.evaluate(() => {
    const big = new File([new Uint8Array(1)], 'big.bin');
    Object.defineProperty(big, 'size', { value: 200_000_000 });
    const transfer = new DataTransfer();
    const field = document.querySelector<HTMLInputElement>('#files input[type=file]');
    Object.defineProperty(field, 'files', { value: [big], configurable: true });
    field?.dispatchEvent(new Event('change', { bubbles: true }));
    return transfer.files.length;
  });
  await expect(page.locator('.wb-notes')).toContainText(
    '“big.bin” has 200 MB; a lab takes files up to 67 MB. It was not added.',
  );
});

test('binary and very large files are not opened for editing, and can be downloaded', async ({
  page,
}) => {
  const lab = await openFiles(page);
  await lab.ready();
  await lab.run(String.raw`printf 'a\0b' > x.bin; seq 1 200000 > long.txt`);
  await page.getByRole('treeitem', { name: 'x.bin' }).click();
  await expect(page.locator('#editor')).toContainText('is not text (3 bytes)');
  const download = page.waitForEvent('download');
  await page.locator('#editor').getByRole('button', { name: 'Download' }).click();
  expect(await readFile(await (await download).path())).toEqual(Buffer.from('a\0b'));
  await page.getByRole('treeitem', { name: 'long.txt' }).click();
  await expect(page.locator('#editor')).toContainText('has 1.3 MB');
});

test('reset and load keep a copy of the work first, and the copy can be restored', async ({
  page,
}) => {
  const lab = await openFiles(page);
  await lab.ready();
  await page.locator('#editor .cm-content').click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('# mine');
  await lab.run('git commit -qam mine');

  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'File', exact: true }).click();
  await page.getByRole('menuitem', { name: /Save to file/ }).click();
  const file = await (await saved).path();

  const reset = async (item: RegExp) => {
    await page.getByRole('button', { name: 'Reset', exact: true }).first().click();
    await page.getByRole('menuitem', { name: item }).click();
  };
  await reset(/Reset lab/);
  await page.getByRole('dialog').getByRole('button', { name: 'Reset', exact: true }).click();
  await expect(page.locator('#editor .cm-line').first()).toHaveText(/^"""Print/);
  await expect(page.locator('.wb-notes')).toContainText('Your work is in the kept copies');
  expect(await lab.run('git log --oneline | wc -l')).toMatch(/^1$/m);

  await reset(/Kept copies/);
  await page.getByRole('dialog').getByRole('button', { name: 'Restore' }).first().click();
  await expect(page.locator('#editor .cm-line').first()).toHaveText(/^# mine"""Print/);
  await lab.run('clear');
  expect(await lab.run('git log --oneline | wc -l')).toMatch(/^2$/m);

  await reset(/Reset fingerprint\.py/);
  await page.getByRole('dialog').getByRole('button', { name: 'Reset', exact: true }).click();
  await expect(page.locator('#editor .cm-line').first()).toHaveText(/^"""Print/);

  await page.locator('.wb-acts input[type=file]').setInputFiles(file);
  await expect(page.locator('#editor .cm-line').first()).toHaveText(/^# mine"""Print/);
  await page.locator('.wb-acts input[type=file]').setInputFiles({
    name: 'x.zip',
    mimeType: 'application/zip',
    buffer: Buffer.from('no zip'),
  });
  await expect(page.locator('.wb-notes')).toContainText(
    'This file cannot be read: it is not a ZIP',
  );
  await reset(/Kept copies/);
  await expect(page.getByRole('dialog').getByRole('listitem')).toHaveCount(4);
});

test('work from an older version of the lab can be kept, compared and updated', async ({
  page,
}) => {
  const lab = await openFiles(page);
  await lab.ready();
  await page.locator('#editor .cm-content').click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('# mine');
  await lab.saved();
  // From a page that does not have the lab: leaving the lab saves it once more.
  await page.goto('/about/');
  await page.evaluate(makeOlder, LAB);
  await openFiles(page);
  const notice = page.locator('.wb-notes');
  await expect(notice).toContainText('The lab was updated to');
  await expect(notice).toContainText('Your work is on 0.9.0 and stays valid');
  await notice.getByRole('button', { name: 'Compare' }).click();
  await expect(page.getByRole('dialog')).toContainText('fingerprint.py');
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await notice.getByRole('button', { name: 'Update' }).click();
  await expect(notice).toContainText('Files kept as you have them:');
  await expect(page.locator('#editor .cm-line').first()).toHaveText(/^# mine"""Print/);
});

/** Makes the saved work say that it began from version 0.9.0. Runs in the page. */
async function makeOlder(lab: string): Promise<void> {
  const ask = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error(String(request.error)));
    });
  const database = await ask(indexedDB.open('plumbline'));
  const works = database.transaction('works', 'readwrite').objectStore('works');
  const work = (await ask(works.get(lab))) as Record<string, unknown>;
  await ask(works.put({ ...work, labVersion: '0.9.0', labDigest: 'older' }, lab));
  await new Promise((resolve) => (works.transaction.oncomplete = resolve));
  database.close();
}

for (const [name, line] of [
  ['the shell', 'seq 1 750000'],
  ['Python', 'python3 -c "for i in range(65536): print(str(i).zfill(79))"'],
] as const) {
  test(`5 MB of output of ${name} do not freeze the page`, async ({ page }) => {
    const lab = await openFiles(page);
    await lab.ready();
    await page.evaluate(() => {
      const state = { longest: 0 };
      Object.assign(globalThis, { longTasks: state });
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) {
          state.longest = Math.max(state.longest, duration);
        }
      }).observe({ entryTypes: ['longtask'] });
    });
    const began = Date.now();
    await lab.run(line);
    const floodMs = Date.now() - began;
    const longest = await page.evaluate(
      () => (globalThis as unknown as { longTasks: { longest: number } }).longTasks.longest,
    );
    // A ratio, because machines differ: a frozen page would stand still for all of the flood.
    expect(longest).toBeLessThan(Math.max(300, floodMs / 5));
    expect(await lab.run('echo still here')).toMatch(/^still here$/m);
  });
}

test('programs cannot set the title, the clipboard or links with hidden targets', async ({
  page,
}) => {
  const lab = await openFiles(page);
  await lab.ready();
  const title = await page.title();
  await lab.run(
    String.raw`printf '\033]0;owned\007\033]52;c;b3duZWQ=\007\033]8;;https://example.org\007text\033]8;;\007\n'`,
  );
  expect(await page.title()).toBe(title);
  await expect(page.locator('#terminal .xterm-rows')).toContainText('text');
  const box = await page.getByText('text', { exact: true }).last().boundingBox();
  await page.mouse.move((box?.x ?? 0) + 8, (box?.y ?? 0) + 4);
  await expect(page.locator('#terminal .xterm-cursor-pointer')).toHaveCount(0);
});

test('borders move by keys and are remembered', async ({ page }) => {
  await openFiles(page);
  const border = page.getByRole('separator', { name: 'Width of the brief' });
  await border.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(border).toHaveAttribute('aria-valuenow', '344');
  await expect.poll(async () => (await page.locator('#brief').boundingBox())?.width).toBe(344);
  await page.reload();
  await expect.poll(async () => (await page.locator('#brief').boundingBox())?.width).toBe(344);
});
