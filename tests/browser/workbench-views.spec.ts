import { axeFindings } from './axe-findings.ts';
import { LabScreen } from './lab-screen.ts';
import { expect, test } from './own-origin.ts';

test('files are searched, compared with the last commit, laid out as table and chart, and held to their format', async ({
  page,
}) => {
  const workers: string[] = [];
  page.on('worker', (worker) => workers.push(worker.url()));
  const lab = new LabScreen(page);
  await lab.open();
  // The lab's data is made beside the page.
  expect(workers.filter((url) => url.includes('/generate-worker'))).toHaveLength(1);
  await lab.run(
    `(echo id,amount; seq 1 3000 | sed 's|.*|A-&,&|') > rows.csv; echo '{"auc": 0.82, "rows": 300}' > metrics.json; printf 'a: 1\\na: 2\\n' > params.yaml; echo '# more' >> README.md`,
  );

  // What changed: the list follows, and an entry opens the comparison with the commit.
  const changes = page.locator('.changes');
  await expect(changes.locator('summary .num')).not.toHaveText('0');
  await changes.locator('summary').click();
  await changes.getByRole('button', { name: /README\.md, changed/ }).click();
  const dialog = page.getByRole('dialog', { name: 'What changed since the last commit' });
  await expect(dialog.getByText('# more').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  // Page: what a colleague wrote is read laid out, and edited as text.
  await lab.openFile('README.md');
  const laidOut = page.getByRole('region', { name: 'README.md, laid out' });
  await expect(laidOut.getByRole('heading').first()).toBeVisible();
  await page.getByRole('button', { name: 'Text', exact: true }).press('Enter');
  await expect(lab.editor).toContainText('# more');

  // Table: filter and sort by keys alone, and only the rows in sight are there.
  await lab.openFile('rows.csv');
  await page.getByRole('button', { name: 'Table', exact: true }).press('Enter');
  const table = page.getByRole('region', { name: 'Table of rows.csv' });
  await expect(page.locator('.tv-said')).toHaveText(/3,000 rows, 2 columns\./);
  expect(await table.locator('tbody tr').count()).toBeLessThan(80);
  await table.getByLabel('Filter amount').fill('>=2998');
  await expect(page.locator('.tv-said')).toHaveText(/3 of 3,000 rows\./);
  await table.getByRole('button', { name: 'amount' }).press('Enter');
  await table.getByRole('button', { name: 'amount' }).press('Enter');
  await expect(table.locator('tbody tr').first()).toContainText('A-3000');

  // Chart: its table is its text.
  await lab.openFile('metrics.json');
  await page.getByRole('button', { name: 'Chart', exact: true }).press('Enter');
  await expect(page.getByRole('row', { name: /^auc 0\.82/ })).toBeVisible();

  // Format: the place is marked while one reads it.
  await lab.openFile('params.yaml');
  await expect(page.locator('#editor .cm-lint-marker-error')).toHaveCount(1);

  // Search: an entry leads to its line, in the text.
  await page.getByRole('button', { name: 'Search in files' }).press('Enter');
  await page.keyboard.type('A-2999,');
  await expect(page.locator('.find-said')).toHaveText('1 line in 1 file.');
  expect(await axeFindings(page, '#files', '#editor')).toEqual([]);
  await page.getByRole('button', { name: /^rows\.csv, line 3000/ }).press('Enter');
  await expect(page.getByRole('tab', { name: 'rows.csv', selected: true })).toBeVisible();
  await expect(lab.editor).toBeFocused();
  await expect(page.locator('#editor .cm-activeLine')).toHaveText('A-2999,2999');
});
