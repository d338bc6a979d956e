import { KeyboardWalk } from './keyboard-walk.ts';
import { expect, test } from './own-origin.ts';

test('a cohort is made, given something to do and cleared away by keyboard alone, and the focus is never lost', async ({
  page,
}) => {
  const walk = new KeyboardWalk(page);
  await page.goto('/teach/');
  await page.getByRole('heading', { name: 'A new cohort' }).waitFor();
  await walk.fill(/^Name$/, 'By keys');
  await walk.fill(/^Issuer/, 'Ada Instructor');
  await walk.press('Enter');
  await walk.arrives(/^By keys$/);

  await walk.activate(/^Add a learner$/);
  await walk.arrives(/^Name$/);
  await page.keyboard.insertText('Lina Müller');
  await walk.press('Enter');
  await walk.arrives(/^Add a learner$/);

  await walk.to(/^Assign$/, 'Shift+Tab');
  await walk.press('Enter');
  await walk.activate(/^New assignment$/);
  await walk.arrives(/^New assignment$/);
  await walk.fill(/^Find in courses/, 'fingerprint');
  await walk.activate(/Fingerprint the data/, 'Space');
  await walk.fill(/^Title$/, 'Week 1');
  await walk.press('Enter');
  await walk.arrives(/^Links to “Week 1”$/);
  await walk.activate(/^Make the links$/);
  await walk.arrives(/^Links to “Week 1”$/);
  await walk.activate(/^Letter for Lina/);
  await page.getByRole('dialog').waitFor();
  await walk.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await walk.arrives(/^Letter for Lina/);
  await walk.to(/^All assignments$/, 'Shift+Tab');
  await walk.press('Enter');
  await walk.arrives(/^Assignments$/);
  await walk.activate(/^Change Week 1$/);
  await walk.arrives(/^Change “Week 1”$/);

  await walk.to(/^Cohort$/, 'Shift+Tab');
  await walk.press('Enter');
  await walk.activate(/^Delete Lina Müller$/);
  await walk.arrives(/^Keep$/);
  await walk.press('Shift+Tab');
  await walk.press('Enter');
  await walk.arrives(/^Roster$/);
  await walk.activate(/^Delete the cohort$/);
  await walk.to(/^Delete the cohort for good$/, 'Shift+Tab');
  await walk.press('Enter');
  await walk.arrives(/^Cohorts$/);
  await expect(page.getByText('There is no cohort yet.')).toBeVisible();
});
