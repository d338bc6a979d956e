import type { Page } from 'playwright/test';
import { tabTo } from './keyboard-walk.ts';
import { expect, test } from './own-origin.ts';
import { LAB, LabScreen, solutionFile } from './lab-screen.ts';

/** The pane that has the focus once the frame that moves it has been drawn. */
async function focusedPane(page: Page): Promise<string> {
  return page.evaluate(async () => {
    for (let frames = 0; frames < 2; frames += 1) await new Promise(requestAnimationFrame);
    return document.activeElement?.closest('[data-pane]')?.getAttribute('data-pane') ?? '';
  });
}

/** Presses F6 until the focus is in this pane. */
async function cycleTo(page: Page, pane: string): Promise<void> {
  for (let presses = 0; presses < 8; presses += 1) {
    await page.keyboard.press('F6');
    if ((await focusedPane(page)) === pane) return;
  }
  throw new Error(`F6 did not reach the pane "${pane}".`);
}

test('the whole job is done by keyboard alone', async ({ page }) => {
  test.setTimeout(480_000);
  await page.goto('/');
  await tabTo(page, /^Read the first lesson$/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'The five things that make a model',
  );
  await page.goto(`/labs/${LAB}/`);
  const lab = new LabScreen(page);
  await page.keyboard.press('F6');
  await lab.prompted();

  // Skip link, then a file of the tree, then the editor.
  for (const name of ['fingerprint.py', 'which.py']) {
    await cycleTo(page, 'files');
    await page.keyboard.press('Home');
    await page.keyboard.type(name.slice(0, 5));
    await page.keyboard.press('Enter');
    await expect(page.getByRole('tab', { name, selected: true })).toBeVisible();
    await cycleTo(page, 'editor');
    await expect(lab.editor).toBeFocused();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.insertText(solutionFile(name));
    await lab.saved();
  }

  // Tab indents in the editor; Esc, then Tab leaves it.
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(lab.editor).not.toBeFocused();

  await cycleTo(page, 'terminal');
  await page.keyboard.insertText('python3 which.py handover/january.json lake/*; echo done-$?');
  await page.keyboard.press('Enter');
  await expect.poll(() => lab.shown()).toContain('done-2');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(page.locator('#terminal .xterm-helper-textarea')).not.toBeFocused();

  await page.keyboard.press('ControlOrMeta+Enter');
  await lab.verdictsIn();
  const { pass, error } = await lab.verdicts();
  expect(error).toBe(0);
  expect(pass).toBeGreaterThanOrEqual(6);

  // From a verdict that does not hold to the place to look at.
  await cycleTo(page, 'checks');
  await tabTo(page, /lesson|Content addressing|\.json|\.py|Fingerprint|Commit/);
});

test('text that is not typed key by key reaches the terminal after F6 was held through it', async ({
  page,
}) => {
  const lab = new LabScreen(page);
  await lab.open();
  await cycleTo(page, 'terminal');
  // As a slow finger does: the focus has left the terminal before the key comes up.
  await page.keyboard.down('F6');
  expect(await focusedPane(page)).not.toBe('terminal');
  await page.keyboard.up('F6');
  await cycleTo(page, 'terminal');
  await page.keyboard.insertText('echo $((6 * 7))');
  await page.keyboard.press('Enter');
  await expect.poll(() => lab.shown()).toMatch(/^42$/m);
});
