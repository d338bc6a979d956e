import { expect, test } from './own-origin.ts';

test('one press has the engine make a demo cohort, work by work, while the page stays free', async ({
  page,
}) => {
  await page.goto('/teach/');
  await page.getByRole('button', { name: 'Make the demo cohort' }).click();
  // All of it takes a minute or two; what is kept of it is held by tests/cohort/demo/.
  await expect(page.getByText(/^[1-9]\d* of \d{2} works are made\.$/)).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Make the demo cohort' })).toBeDisabled();
  await page.getByLabel('Name', { exact: true }).fill('Written meanwhile');
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Written meanwhile');
});
