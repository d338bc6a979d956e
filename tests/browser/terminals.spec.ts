import { axeFindings } from './axe-findings.ts';
import { LAB, LabScreen } from './lab-screen.ts';
import { expect, test } from './own-origin.ts';

/** A lab of which more than one terminal may be open: what is shown is what is meant. */
class ManyTerminals extends LabScreen {
  override async shown(): Promise<string> {
    const rows = this.page.locator('#terminal .term-host:not([hidden]) .xterm-rows > div');
    const texts = await rows.allTextContents();
    return texts
      .map((row) => row.replaceAll('\u00a0', ' ').trimEnd())
      .join('\n')
      .trimEnd();
  }

  override async type(line: string): Promise<void> {
    await this.page.locator('#terminal .term-host:not([hidden]) .xterm-helper-textarea').focus();
    await this.page.keyboard.insertText(line);
    await this.page.keyboard.press('Enter');
  }
}

test('terminals have a shell each, names, keys and an end, and open files in the editor', async ({
  page,
}) => {
  test.setTimeout(480_000);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(`/labs/${LAB}/`);
  const lab = new ManyTerminals(page);
  const tabs = page.getByRole('tablist', { name: 'Terminals' });
  const tab = (name: string) => tabs.getByRole('tab', { name: `Terminal ${name}`, exact: true });
  const open = page.getByRole('button', { name: 'New terminal' });
  await lab.ready();
  await expect(tabs).toHaveCount(0);

  // Each has its own folder, functions, options and jobs; files are the same.
  await lab.run('mkdir -p deep; cd deep; hi() { echo hi from one; }; set -u; sleep 600 & true');
  await open.click();
  await expect(tab('2')).toHaveAttribute('aria-selected', 'true');
  await lab.ready();
  const second = await lab.run('pwd; ls -d deep; hi; echo "[$nothing]"; jobs');
  expect(second).toMatch(/^\/home\/\S+$/m);
  expect(second).not.toMatch(/^\/home\/\S+\/deep$/m);
  expect(second).toContain('hi: command not found');
  expect(second).toContain('[]');
  expect(second).not.toContain('sleep 600 &\n');
  await tab('1').click();
  const first = await lab.run('pwd; hi; jobs');
  expect(first).toMatch(/\/deep$/m);
  expect(first).toContain('hi from one');
  expect(first).toMatch(/\[1\]\+? +Running +sleep 600/);

  // The tabs pattern: arrows, F2, Delete.
  await tab('1').focus();
  await page.keyboard.press('ArrowRight');
  await expect(tab('2')).toBeFocused();
  await page.keyboard.press('F2');
  const name = page.getByLabel('Name of the terminal');
  await name.fill('1');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toHaveText('Another terminal is called “1”.');
  await name.fill('server');
  await page.keyboard.press('Enter');
  await expect(tab('server')).toBeFocused();
  expect(await axeFindings(page, '#terminal')).toEqual([]);

  // Stop ends what runs in the terminal that is seen, and only there.
  const stop = page.getByRole('button', { name: 'Stop', exact: true });
  await expect(stop).toBeDisabled();
  await lab.type('while true; do :; done');
  await expect(stop).toBeEnabled();
  await tab('1').click();
  await expect(stop).toBeDisabled();
  await tab('server').click();
  await stop.click();
  await expect.poll(() => lab.shown()).toMatch(/\^C[\s\S]*\$\s*$/);
  await expect(stop).toBeDisabled();

  // A file opens in the editor, at a line, and is made when it is not there.
  await lab.type('edit which.py notes.md');
  await expect(page.getByRole('tab', { name: 'notes.md', selected: true })).toBeVisible();
  // The editor takes the focus in a frame that was asked for by now: one that is asked for later comes after it.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  await expect(lab.editor).toBeFocused();
  await expect(page.getByRole('tab', { name: 'which.py' })).toBeVisible();
  expect(await lab.run('ls notes.md; edit /etc/nothing; edit deep; nano notes.md')).toMatch(
    /notes\.md[\s\S]*No such file or directory[\s\S]*is a folder[\s\S]*Type edit FILE/,
  );

  // The limit says so; `exit` closes a terminal as Delete does, and the one beside it is seen.
  for (let more = 3; more <= 6; more += 1) await open.click();
  await open.click();
  await expect(page.getByText('6 terminals are open, the most that a lab has.')).toBeVisible();
  await expect(tabs.getByRole('tab')).toHaveCount(6);
  await lab.ready();
  await lab.type('exit');
  await expect(tabs.getByRole('tab')).toHaveCount(5);
  for (let left = 4; left >= 1; left -= 1) {
    await tabs.locator('[aria-selected=true]').focus();
    await page.keyboard.press('Delete');
    if (left > 1) await expect(tabs.getByRole('tab')).toHaveCount(left);
  }
  await expect(tabs).toHaveCount(0);
  expect(await lab.run('echo still; hi')).toContain('hi from one');

  // Reload: the work is there, with one fresh terminal.
  await lab.saved();
  await page.reload();
  await lab.ready();
  expect(await lab.run('ls -d deep notes.md')).toMatch(/^deep\s+notes\.md$|^deep\nnotes\.md$/m);
  expect(complaints).toEqual([]);
});
