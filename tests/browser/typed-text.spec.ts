import type { Page } from 'playwright/test';
import { LAB, LabScreen, touch } from './lab-screen.ts';
import { expect, test } from './own-origin.ts';
import { refuseWhenFull } from './refuse-when-full.ts';

// What a test puts in the place of a file is not to be had past it.
test.use({ serviceWorkers: 'block' });

/** Types at the beginning of the file that is open. */
async function typeFirst(page: Page, text: string): Promise<void> {
  await page.locator('#editor .cm-content').click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.insertText(text);
}

const firstLine = (page: Page) => page.locator('#editor .cm-line').first();

test('what is typed while a lab is prepared is no part of what it prepares, also when the page is loaded again meanwhile', async ({
  page,
}) => {
  await page.route(`**/labs/${LAB}/starter.json`, async (route) => {
    const response = await route.fetch();
    const starter = (await response.json()) as { setup: string };
    // It stands still between its repository and its commits.
    const setup = starter.setup.replace(/^git init.*$/m, '$&\necho half > half-made.txt\nsleep 6');
    await route.fulfill({ response, json: { ...starter, setup: `${setup}\nrm half-made.txt\n` } });
  });
  const lab = await LabScreen.openFiles(page);
  await expect(page.locator('#terminal')).toContainText('Preparing the lab');
  await typeFirst(page, '# mine ');
  await lab.saved();
  await page.reload();
  await touch(page);
  await expect(firstLine(page)).toContainText('# mine """Print');
  await expect(page.locator('#terminal')).toContainText('Preparing the lab');
  await typeFirst(page, '# and more ');
  await lab.ready();
  await expect(firstLine(page)).toContainText('# and more # mine """Print');
  expect(await lab.run('clear; git status --short')).toMatch(/^ M fingerprint\.py$/m);
  const shown = await lab.run('clear; git diff --stat | tail -n 1; ls half-made.txt');
  expect(shown).toContain('1 file changed, 1 insertion(+), 1 deletion(-)');
  expect(shown).toContain('No such file or directory');
});

test('a tab that may only read leaves what was typed in another one to whoever has the lab next', async ({
  page,
  context,
}) => {
  await page.addInitScript(refuseWhenFull);
  const lab = await LabScreen.openFiles(page);
  await lab.ready();
  await lab.saved();
  await page.evaluate(() => Object.assign(globalThis, { storageIsFull: true }));
  await typeFirst(page, '# typed and saved nowhere ');
  await expect(page.locator('.wb-safe')).toHaveAttribute('data-state', 'unsaved');
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide')));

  const second = await context.newPage();
  await LabScreen.openFiles(second);
  await expect(second.locator('.wb-safe')).toContainText('Also open in another tab');
  await expect(firstLine(second)).toContainText('# typed and saved nowhere """Print');
  // Without a last word: one that goes in peace writes it down again.
  const protocol = await context.newCDPSession(page);
  protocol.send('Page.crash').catch(() => undefined);
  await expect(second.locator('.wb-safe')).toHaveAttribute('data-state', 'saved');
  await expect(firstLine(second)).toContainText('# typed and saved nowhere """Print');
  await second.reload();
  await touch(second);
  await expect(firstLine(second)).toContainText('# typed and saved nowhere """Print');
});
