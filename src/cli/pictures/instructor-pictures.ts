import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';

const ROSTER = `name,email
Ines Duarte,ines@harborlight.example
Tomasz Zieliński,tomasz@harborlight.example
Lina Haddad,lina@harborlight.example
Freja Sørensen,freja@harborlight.example
山田 花子,hanako@harborlight.example
محمد العلي,mohammed@harborlight.example
`;

/**
 * Goes an instructor's way through the site, and keeps what is seen at each step. Returns the names of the files.
 *
 * @param demo path of a demo cohort's `*.cohort.zip`
 * @param pack path of an exam pack whose window has not opened
 */
export async function takePictures(
  page: Page,
  origin: string,
  folder: string,
  demo: string,
  pack: string,
): Promise<readonly string[]> {
  const taken: string[] = [];
  const take = async (name: string): Promise<void> => {
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
    taken.push(`${name}.png`);
  };
  await page.goto(`${origin.replace(/\/$/, '')}/teach/`);
  await page.getByRole('button', { name: 'Make the demo cohort' }).waitFor();
  await page.getByText('This page works without a network').waitFor();
  await take('cohorts');

  await page.getByLabel('Name', { exact: true }).fill('MLOps, autumn');
  await page.getByLabel('Issuer', { exact: true }).fill('Harborlight Academy');
  await page.getByRole('button', { name: 'Make the cohort' }).click();
  await page.getByLabel('A roster as CSV').setInputFiles({
    name: 'roster.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(ROSTER),
  });
  await page.getByRole('button', { name: /^Take 6 of 6$/ }).click();
  await page
    .getByRole('cell', { name: 'Lina Haddad' })
    .or(page.getByText('Lina Haddad'))
    .first()
    .waitFor();
  await page.evaluate(() => {
    scrollTo(0, 0);
  });
  await take('roster');

  await page
    .getByRole('link', { name: 'Assign' })
    .or(page.getByRole('tab', { name: 'Assign' }))
    .first()
    .click();
  await page.getByRole('button', { name: 'New assignment' }).click();
  await page.getByLabel('Title', { exact: true }).fill('Week 1: sign the contract');
  await page
    .getByRole('checkbox', { name: /Sign the contract/ })
    .first()
    .check();
  await take('assignment');
  await page.locator('form button[type=submit]').click();
  await page.getByRole('button', { name: 'Make the links' }).click();
  await page.getByRole('button', { name: /^Code for Ines Duarte/ }).waitFor();
  await take('links');

  await page.goto(`${origin.replace(/\/$/, '')}/labs/sign-the-contract/`);
  await page.mouse.move(4, 4);
  const handIn = page.getByRole('button', { name: 'Hand in' });
  await handIn.waitFor();
  await handIn.click();
  await page.getByRole('dialog').waitFor();
  await take('hand-in');

  // What came back is that of a small demo cohort.
  await page.goto(`${origin.replace(/\/$/, '')}/teach/`);
  await page.getByLabel('A cohort that was exported').setInputFiles(demo);
  await page.getByRole('heading', { level: 1, name: /^Demo cohort/ }).waitFor();
  await page.getByRole('link', { name: 'Collect' }).click();
  await page.getByRole('heading', { name: 'Drop hand-ins here' }).waitFor();
  await page.getByText('Ines Duarte').first().waitFor();
  await take('collect');
  await page.getByRole('link', { name: 'Re-grade' }).click();
  await page.getByRole('button', { name: /^Begin/ }).click();
  await page.getByRole('link', { name: 'Review' }).click();
  await page
    .getByRole('button', { name: / of 100/ })
    .first()
    .click({ timeout: 600_000 });
  await page.getByRole('heading', { name: 'Graded again' }).waitFor();
  await page.getByRole('heading', { name: /^Files, against the starter/ }).waitFor();
  await take('review');
  await page.getByRole('link', { name: 'Re-grade' }).click();
  await page.getByRole('button', { name: 'Open the gradebook' }).waitFor({ timeout: 600_000 });
  await page.getByRole('link', { name: 'Gradebook' }).click();
  await page.getByRole('grid', { name: 'Grades' }).waitFor();
  await take('gradebook');
  await page.getByRole('link', { name: 'Insight' }).click();
  await page.getByRole('heading', { name: 'What holds people up' }).waitFor();
  await take('insight');
  await page.getByRole('link', { name: 'Certify' }).click();
  await page.getByRole('heading', { name: 'Who may have it' }).waitFor();
  await take('certify');

  // A pack as its learner holds it, whose sitting is yet to come.
  await page.goto(`${origin.replace(/\/$/, '')}/exams/pack/`);
  await page.getByLabel('An exam pack, or what its issuer has revealed').setInputFiles({
    name: 'autumn.exam-pack.json',
    mimeType: 'application/json',
    buffer: await readFile(pack),
  });
  await page.getByText(/^It opens on /).evaluate((line) => {
    line.scrollIntoView({ block: 'center' });
  });
  await take('exam-pack');

  await page.goto(`${origin.replace(/\/$/, '')}/issue/`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await take('issue');
  return taken;
}
