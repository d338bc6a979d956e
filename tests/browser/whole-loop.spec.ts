import { unzipSync } from 'fflate';
import { readFile } from 'node:fs/promises';
import type { Download, Page } from 'playwright/test';
import { csvRecords, readCsv } from '#formats';
import { axeFindings } from './axe-findings.ts';
import { examRecordsOfFive, FORMULA, handInsOfFive, ROSTER_OF_FIVE } from './class-of-five.ts';
import { expect, test, workerReady } from './stoppable-site.ts';
import { untoldStores } from './stored-names.ts';
import { touchPage } from './touch-page.ts';

// What does not appear while nothing is graded will not appear later.
test.use({ actionTimeout: 30_000 });

const PASSPHRASE = 'plumb lines hang straight';
const text = new TextDecoder();

const given = (name: string, content: string | Uint8Array) => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(content),
});
const tab = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Parts of the cohort' }).getByRole('link', { name });

/** The bytes of the file that a press makes the page save. */
async function saved(page: Page, button: string): Promise<Uint8Array> {
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: button, exact: true }).click();
  return bytesOf(await coming);
}

async function bytesOf(download: Download): Promise<Uint8Array> {
  return new Uint8Array(await readFile(await download.path()));
}

async function accessible(page: Page): Promise<void> {
  expect(await axeFindings(page, 'main')).toEqual([]);
}

test('a cohort of five without a network after the first load, from the roster to badges that are verified, renewed and revoked', async ({
  page,
  context,
  site,
}) => {
  test.setTimeout(600_000);
  await page.goto(`${site.url}/teach/`);
  await workerReady(page);
  await expect(page.getByText('This page works without a network:')).toBeVisible();
  // A learner opens what the course offers once, too.
  await openLab(await context.newPage(), `${site.url}/labs/speak-the-protocol/`);
  await site.stop();
  await context.setOffline(true);

  await page.reload();
  await page.getByLabel('Name', { exact: true }).fill('Five');
  await page.getByLabel('Issuer').fill('Ines Instructor');
  await page.keyboard.press('Enter');
  await page.getByLabel('A roster as CSV').setInputFiles(given('five.csv', ROSTER_OF_FIVE));
  await page.getByRole('button', { name: 'Take 5 of 5' }).click();
  await expect(
    page.getByRole('region', { name: 'Learners' }).getByRole('rowheader', { name: FORMULA }),
  ).toBeVisible();

  await tab(page, 'Assign').click();
  await page.getByRole('button', { name: 'New assignment' }).click();
  await page.getByLabel('Title').fill('Week 1');
  await page.getByRole('checkbox', { name: 'Sign the contract' }).check();
  await page.getByRole('checkbox', { name: 'Speak the protocol' }).check();
  await page.getByRole('button', { name: 'Keep the assignment' }).click();
  await page.getByRole('button', { name: 'Make the links' }).click();
  const links = text.decode(await saved(page, 'Save all as CSV')).replace(/^\ufeff/, '');

  // What one of them hands in comes from the learner's own pages, without a network as all of it.
  const noors = await handedIn(await context.newPage(), linkOf(links, 'نور حداد'));
  const others = (await handInsOfFive(links)).filter(({ name }) => !name.startsWith('noor.'));
  await tab(page, 'Collect').click();
  await page.getByLabel('Hand-ins', { exact: true }).setInputFiles([...others, noors]);
  await expect(page.getByText('6 hand-ins were taken. 2 files were set aside')).toBeVisible();
  await expect(page.locator('.co-why')).toHaveText([/escaped\.txt/, /odcs\.yaml/]);

  await tab(page, 'Re-grade').click();
  await page.getByRole('button', { name: 'Begin: 6' }).click();
  await expect(page.getByText('6 graded.', { exact: true })).toBeVisible({ timeout: 180_000 });

  await tab(page, 'Review').click();
  await looksAtWorks(page);
  await tab(page, 'Gradebook').click();
  await readsTheGradebook(page);
  await takesGradesElsewhere(page);
  await tab(page, 'Insight').click();
  await looksIn(page);

  await tab(page, 'Certify').click();
  // The labs alone are half of it: the exam was judged by a grader next door.
  await expect(page.getByText('0 of 5 have met the rule')).toBeVisible();
  await page
    .getByLabel('Records of exams (*.exam-regrade.json)')
    .setInputFiles([...(await examRecordsOfFive(links))]);
  await expect(page.getByText('2 of 5 have met the rule')).toBeVisible();
  const why = page.getByRole('region', { name: 'Learners, with reasons' });
  await expect(why.getByRole('row', { name: /^Zoe Zimmer/ })).toContainText(
    '1 of 2 passed. Sign the contract: Nothing handed in.',
  );
  await accessible(page);
  const batch = await saved(page, 'Save the batch of 2');

  // The issuer's page, in a tab of its own: no learner's work comes there.
  const opening = context.waitForEvent('page');
  await page.getByRole('link', { name: 'Open the issuer’s page' }).click();
  const issuer = await opening;
  await makesAKey(issuer);
  await issuer.getByLabel('Choose the records').setInputFiles(given('five.batch.json', batch));
  const accept = issuer.getByRole('button', { name: 'That is our grader: accept it' });
  await expect(accept).toHaveCount(2);
  await accept.first().click();
  await expect(accept).toHaveCount(1);
  await accept.click();
  const certificates = await saved(issuer, 'Sign 2 certificates');
  const files = unzipSync(certificates);
  const fileOf = (end: RegExp): Uint8Array => {
    const name = Object.keys(files).find((one) => end.test(one));
    return (name === undefined ? undefined : files[name]) ?? new Uint8Array();
  };
  const badgeOf = (name: string, ending: string): Uint8Array =>
    fileOf(new RegExp(`^issued/${idIn(links, name)}-.*\\.${ending}$`));

  await page
    .getByLabel('The ZIP, issued.json or register.json of the issuer’s page')
    .setInputFiles(given('certificates.zip', certificates));
  await expect(page.getByText('2 new certificates, 0 newly revoked.')).toBeVisible();
  await expect(page.getByText('0 of 5 have met the rule')).toBeVisible();

  // One is revoked: asked for here, done there, and known here again.
  const held = page.getByRole('region', { name: 'Certificates that were issued' });
  const asking = context.waitForEvent('page');
  await held
    .getByRole('row', { name: /^Bodil/ })
    .getByRole('link', { name: /^Revoke/ })
    .click();
  const revoking = await asking;
  await revoking.getByRole('button', { name: 'Revoke it' }).click();
  await expect(revoking.getByText('It is revoked here.')).toBeVisible();
  const published = unzipSync(await saved(revoking, 'Save the files to publish'));
  await page
    .getByLabel('The ZIP, issued.json or register.json of the issuer’s page')
    .setInputFiles(given('register.json', await saved(revoking, 'Save the register')));
  await expect(page.getByText('0 new certificates, 1 newly revoked.')).toBeVisible();
  await expect(held.getByRole('row', { name: /^Bodil/ })).toContainText('revoked');
  await expect(why.getByRole('row').filter({ hasText: 'Bodil' })).toContainText('has met the rule');

  // One that Zoe has had for nearly two years is to be renewed.
  await page
    .getByLabel('The ZIP, issued.json or register.json of the issuer’s page')
    .setInputFiles(given('issued.json', nearlyOver(text.decode(fileOf(/^issued\.json$/)), links)));
  await expect(page.getByText('3 issued, 1 due for renewal')).toBeVisible();
  await expect(held.getByRole('row', { name: /^Zoe/ })).toContainText('renewal due');
  await accessible(page);

  // Anybody verifies, by the certificate and what the issuer has published.
  await page.goto(`${site.url}/verify/`);
  await touchPage(page);
  const [status] = Object.keys(published).filter((name) => name.endsWith('status/1.json'));
  const verifying = page.locator('input[type=file]');
  await verifying.setInputFiles([
    given('did.json', fileOf(/did\.json$/)),
    given('1.json', published[status ?? ''] ?? new Uint8Array()),
    given('ada.png', badgeOf('Ada Lovelace', 'png')),
  ]);
  await expect(page.locator('[data-line=signature]')).toContainText('Yes');
  await expect(page.locator('[data-line=status]')).toContainText('No. The issuer’s status list');
  await expect(page.getByRole('status').first()).toContainText('Ada Lovelace');
  await verifying.setInputFiles([given('bodil.svg', badgeOf('Bodil Ström', 'svg'))]);
  await expect(page.locator('[data-line=status]')).toContainText('Yes. The issuer has revoked');
  expect(await page.title(), 'no name of a file has run as a script').toMatch(/^Verify/);
  expect(await untoldStores(page), 'what operators are told is kept, and nothing else').toEqual([]);
});

/** Looks at a work of a lab that was never opened here, and compares all of them. */
async function looksAtWorks(page: Page): Promise<void> {
  await page.getByLabel('Lab', { exact: true }).selectOption({ label: 'Sign the contract' });
  await page.getByRole('button', { name: 'Compare all works' }).click();
  await expect(page.getByText('Ada Lovelace and Bodil Ström')).toBeVisible();
  await page
    .getByRole('navigation', { name: 'Hand-ins' })
    .getByRole('button', { name: /Sign the contract/ })
    .first()
    .click();
  await expect(page.getByRole('heading', { name: /^Files, against the starter: / })).toBeVisible();
  await accessible(page);
}

/** Opens a lab, and waits until it can be handed in. */
async function openLab(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect(page.getByRole('button', { name: 'Hand in' })).toHaveAttribute(
    'aria-disabled',
    'false',
    { timeout: 60_000 },
  );
  await page.close();
}

/** Opens the link of an assignment, then its second lab, and hands in what one begins with. */
async function handedIn(page: Page, link: string): Promise<ReturnType<typeof given>> {
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'Week 1' })).toBeVisible();
  await page.getByRole('link', { name: /Speak the protocol/ }).click();
  const button = page.getByRole('button', { name: 'Hand in' });
  await expect(button).toHaveAttribute('aria-disabled', 'false', { timeout: 60_000 });
  await button.click();
  const dialog = page.getByRole('dialog', { name: 'Hand in your work' });
  await expect(dialog.getByText('As “Week 1” names you.')).toBeVisible();
  const coming = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save the hand-in' }).click();
  const download = await coming;
  await expect(dialog.getByText('its receipt is below and in My record.')).toBeVisible();
  const file = given(download.suggestedFilename(), await bytesOf(download));
  await page.close();
  return file;
}

/** Sorts, filters, goes by keys, and looks at the heads while the table is scrolled. */
async function readsTheGradebook(page: Page): Promise<void> {
  const grid = page.getByRole('grid', { name: 'Grades' });
  const names = grid.getByRole('rowheader');
  await expect(names).toHaveText([
    FORMULA,
    'Ada Lovelace',
    'Bodil Ström',
    'Zoe Zimmer',
    'نور حداد',
  ]);
  const ada = grid.getByRole('row', { name: /^Ada/ });
  await expect(ada.getByRole('gridcell')).toHaveText(['100✓', '100✓', '100', '2 of 2']);
  await accessible(page);
  await keepsItsHeads(page);

  const total = grid.getByRole('columnheader', { name: 'Total' });
  await total.getByRole('button').click();
  await expect(total).toHaveAttribute('aria-sort', 'descending');
  await expect(names.first()).toHaveText('Ada Lovelace');
  await page.getByLabel('Show').selectOption('who has handed in nothing of something');
  await expect(page.getByText('3 of 5 learners')).toBeVisible();
  await page.getByLabel('Find a learner').fill('حداد');
  await expect(names).toHaveText(['نور حداد']);
  await page.getByLabel('Find a learner').fill('');
  await page.getByLabel('Show').selectOption('everybody');

  await grid.getByRole('columnheader', { name: 'Learner' }).getByRole('button').focus();
  await page.keyboard.press('ArrowDown');
  await expect(names.first()).toBeFocused();
  await page.keyboard.press('Control+End');
  await expect(grid.getByRole('row').last().getByRole('gridcell').last()).toBeFocused();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Enter');
  await expect(tab(page, 'Review')).toHaveAttribute('aria-current', 'page');
  await tab(page, 'Gradebook').click();
}

/** In a small window: neither titles nor names leave it while the grades are scrolled, both ways. */
async function keepsItsHeads(page: Page): Promise<void> {
  const size = page.viewportSize() ?? { width: 1280, height: 720 };
  await page.setViewportSize({ width: 390, height: 240 });
  const box = page.locator('.grade-scroll');
  await box.evaluate((scroller) => scroller.scrollTo(120, 40));
  const heads = () =>
    box.evaluate((scroller) => {
      const edge = scroller.getBoundingClientRect();
      const from = (cell: string): readonly [right: number, down: number] => {
        const { left, top } = scroller.querySelector(cell)?.getBoundingClientRect() ?? edge;
        const [right, down] = [left - edge.left, top - edge.top];
        return [Math.round(right - scroller.clientLeft), Math.round(down - scroller.clientTop)];
      };
      return {
        scrolled: [scroller.scrollLeft, scroller.scrollTop],
        corner: from('thead th:first-child'),
        title: from('thead th:last-child')[1],
        name: from('tbody [role=rowheader]')[0],
      };
    });
  await expect.poll(heads).toEqual({ scrolled: [120, 40], corner: [0, 0], title: 0, name: 0 });
  await page.setViewportSize(size);
}

/** Takes the grades out: for Moodle, plain, in an export of Canvas, and as feedback. */
async function takesGradesElsewhere(page: Page): Promise<void> {
  const rowsOf = (csv: Uint8Array) =>
    csvRecords(readCsv(text.decode(csv))).map((row) => Object.values(row));
  const moodle = rowsOf(await saved(page, 'Save for Moodle'));
  expect(moodle.find(([key]) => key === 'ada@academy.example')).toEqual([
    'ada@academy.example',
    '100',
    '',
    '100',
    '',
  ]);
  expect(moodle.find(([key]) => key === 'mallory@academy.example')?.[1]).toBe('');
  const plain = await saved(page, 'Save as CSV');
  expect([...plain.slice(0, 3)], 'the mark by which Excel knows UTF-8').toEqual([0xef, 0xbb, 0xbf]);
  expect(rowsOf(plain).map((row) => row[1])).toContain(`'${FORMULA}`);

  await page.getByLabel('The gradebook that Canvas exported').setInputFiles(
    given(
      'canvas.csv',
      `Student,ID,SIS User ID,SIS Login ID,Section,Sign the contract (11),Speak the protocol (12)
    Points Possible,,,,,100,10
"Lovelace, Ada",1,,ada@academy.example,S1,,
"Somebody, Else",2,,else@academy.example,S1,7,7
`,
    ),
  );
  const filled = page.getByRole('dialog', { name: 'What is filled in' });
  await expect(filled).toContainText('2 cells are filled in.');
  const canvas = text.decode(await saved(page, 'Save the filled export'));
  expect(canvas.split('\n').slice(2, 4)).toEqual([
    '"Lovelace, Ada",1,,ada@academy.example,S1,100,10',
    '"Somebody, Else",2,,else@academy.example,S1,7,7',
  ]);

  const feedback = unzipSync(await saved(page, 'Save all as a ZIP'));
  const pages = Object.values(feedback).map((bytes) => text.decode(bytes));
  expect(pages).toHaveLength(5);
  expect(pages.filter((one) => /<script|<img/i.test(one))).toEqual([]);
  expect(pages.filter((one) => one.includes('Ada Lovelace'))).toHaveLength(1);
}

/** What holds people up, and the report that names nobody. */
async function looksIn(page: Page): Promise<void> {
  const blocking = page.getByRole('region', { name: 'What holds people up' });
  await expect(blocking.getByRole('listitem').first()).toContainText('1 of 4');
  await expect(
    page.getByRole('region', { name: 'Days by piece' }).getByRole('row', { name: /^Speak/ }),
  ).toContainText('3 of 5');
  await accessible(page);
  const report = text.decode(await saved(page, 'Save the report'));
  const numbers = text.decode(await saved(page, 'Save its numbers as CSV'));
  for (const written of [report, numbers]) {
    expect(written).toContain('Speak the protocol');
    for (const name of ['Lovelace', 'Ström', 'حداد', 'Zimmer', 'Mallory', '@academy.example'])
      expect(written).not.toContain(name);
  }
}

async function makesAKey(page: Page): Promise<void> {
  await page.getByLabel('Name, as certificates print it').fill('Example Academy');
  await page.getByLabel('Address of your site').fill('https://academy.example/');
  await page.getByLabel('Passphrase of the backup').fill(PASSPHRASE);
  await page.getByLabel('The same again').fill(PASSPHRASE);
  await saved(page, 'Make the key and save its backup');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Example Academy');
}

const ofLearner = (links: string, name: string) =>
  csvRecords(readCsv(links)).find((one) => one['name'] === name);
const idIn = (links: string, name: string): string => ofLearner(links, name)?.['id'] ?? '';
const linkOf = (links: string, name: string): string => ofLearner(links, name)?.['link'] ?? '';

/** What an issuer's page told of Zoe nearly two years ago: valid for 20 more days. */
function nearlyOver(receipt: string, links: string): string {
  const told = JSON.parse(receipt) as Record<string, unknown>;
  const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();
  return JSON.stringify({
    ...told,
    issued: [
      {
        learner: idIn(links, 'Zoe Zimmer'),
        program: 'professional',
        statusIndex: 7,
        credentialId: 'urn:uuid:2b1f5c1e-1d4f-4a53-9a63-0c3a5f0f6a11',
        issuedAt: day(-710),
        validUntil: day(20),
      },
    ],
  });
}
