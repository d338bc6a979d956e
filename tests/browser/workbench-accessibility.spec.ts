import { axeFindings } from './axe-findings.ts';
import { LAB, LabScreen } from './lab-screen.ts';
import { expect, test } from './own-origin.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on the lab screen and its states (${colorScheme})`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const faults: string[] = [];
    const look = async (state: string) => {
      faults.push(...(await axeFindings(page)).map((found) => `${state}: ${found}`));
    };
    await page.goto(`/labs/${LAB}/`);
    await look('loading');
    const lab = new LabScreen(page);
    await lab.ready();
    await lab.run('ls --color=always; git status');
    await look('working');
    await page.locator('.hints summary').first().click();
    await page.locator('.hints .btn').first().click();
    await page.getByRole('button', { name: 'Reset', exact: true }).click();
    await look('menu and hint');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'New file' }).click();
    await page.getByLabel('Name of the new file').fill('which.py');
    await page.keyboard.press('Enter');
    await look('bad name');
    await page.keyboard.press('Escape');
    await lab.check();
    await page.locator('.why .linklike').first().click();
    await look('failed');
    await page.getByRole('button', { name: 'Screen reader text: off' }).click();
    await look('screen reader text');
    for (const pane of ['Brief', 'Files', 'Editor', 'Terminal', 'Checks']) {
      await page.setViewportSize({ width: 390, height: 844 });
      await page
        .getByRole('navigation', { name: 'Panes' })
        .getByRole('button', { name: pane })
        .click();
      await look(`narrow ${pane}`);
    }
    await page.setViewportSize({ width: 1000, height: 800 });
    await look('middle width');
    expect(faults).toEqual([]);
  });
}

test('a verdict can be read without being seen: what was looked at, whether it holds, what came and what was expected', async ({
  page,
}) => {
  const lab = new LabScreen(page);
  await lab.open();
  await lab.check();
  await expect(lab.checks.getByRole('progressbar', { name: 'Checks looked at' })).toHaveAttribute(
    'aria-valuetext',
    '8 of 8',
  );
  const verdicts = lab.checks.getByRole('listitem');
  const failed = verdicts.filter({ hasText: 'does not hold' });
  expect(await failed.count()).toBe(7);
  for (const verdict of await failed.all()) {
    await expect(verdict).toMatchAriaSnapshot(`
      - listitem:
        - text: /[a-z0-9-]+ does not hold/
        - paragraph: /\\w/
        - term: Ran
        - definition
        - term: Came back
        - definition
        - term: Expected
        - definition
    `);
    for (const part of await verdict.getByRole('definition').allInnerTexts())
      expect(part).toMatch(/\w/);
  }
  const held = lab.checks.locator('.v.is-pass');
  await held.locator('xpath=ancestor::details').evaluate((task: HTMLDetailsElement) => {
    task.open = true;
  });
  await expect(held).toMatchAriaSnapshot(`
    - listitem:
      - text: /[a-z0-9-]+ holds/
      - paragraph: /\\w/
  `);
  // What is told while one works elsewhere: how far it is, and the first thing that does not hold.
  const told = lab.checks.getByRole('status');
  await expect(told.first()).toContainText(/\d of 8/);
  await expect(told.last()).toContainText(/^[a-z0-9-]+ does not hold\. \w/);
});
