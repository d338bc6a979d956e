import { readFile } from 'node:fs/promises';
import { readExamPapers } from '#authoring';
import {
  makeExamPacks,
  packKey,
  readExamPack,
  regradeExam,
  softwareKey,
  writeRevealedDraw,
  type ExamDraw,
} from '#cohort';
import { axeFindings } from './axe-findings.ts';
import { expect, test } from './own-origin.ts';

const PAPER = readExamPapers().find(({ exam }) => exam === 'foundations');
if (!PAPER) throw new Error('The exam of the first level is not open.');
const WINDOW = { opensAt: '2027-03-01T09:00:00Z', closesAt: '2027-03-01T10:00:00Z' };
const DRAW: ExamDraw = {
  sitting: 'spring-2027',
  exam: PAPER.exam,
  slots: PAPER.slots,
  minutes: PAPER.minutes,
  pass: PAPER.pass,
  bank: PAPER.items,
  last: [[], []],
  secret: new Uint8Array(32).fill(5),
};
const ORDER = {
  title: PAPER.title,
  window: WINDOW,
  issuer: 'Harborlight Academy',
  createdAt: '2027-02-01T09:00:00Z',
  learners: [
    { learner: 'lina', extraPercent: 50 },
    { learner: 'ole', extraPercent: 0 },
  ],
};
const KEY = packKey(DRAW.secret, DRAW.sitting);

const file = (name: string, bytes: Uint8Array | string) => ({
  name,
  mimeType: 'application/json',
  buffer: Buffer.from(bytes),
});

test('a pack is brought, waits for its window, opens with its key, is sat, handed in, and its draw is audited', async ({
  page,
}) => {
  test.setTimeout(180_000);
  const [lina = new Uint8Array(), ole = new Uint8Array()] = await makeExamPacks(
    DRAW,
    ORDER,
    softwareKey(new Uint8Array(32).fill(9)),
  );
  await page.clock.install({ time: new Date('2027-03-01T08:30:00Z') });
  await page.goto('/exams/');
  await page.getByRole('link', { name: 'Sit a pack of an issuer' }).click();
  const chooser = page.getByLabel('An exam pack, or what its issuer has revealed');
  await expect(page.getByRole('button', { name: 'Choose a file' })).toBeVisible();

  // What is no pack, or is one no longer, is refused in words; nothing of it is kept.
  const text = new TextDecoder().decode(lina);
  for (const [name, content, words] of [
    ['notes.json', '{"a":1}', 'Found the exam pack of the format none.'],
    ['cut.exam-pack.json', text.slice(0, -9), 'that is not JSON in UTF-8'],
    ['mine.exam-pack.json', text.replace('"lina"', '"mina"'), 'Expected'],
    [
      'newer.exam-pack.json',
      text.replace('"formatVersion":1', '"formatVersion":2'),
      'Open it with a newer edition of Plumbline.',
    ],
  ] as const) {
    await chooser.setInputFiles(file(name, content));
    await expect(page.getByText(`${name}: Found`)).toContainText(words);
    await expect(page.getByText(`${name}: Found`)).toContainText('Nothing was changed.');
    await expect(page.getByRole('heading', { name: PAPER.title })).toHaveCount(0);
  }

  // Before its window a pack waits, also over a reload.
  await chooser.setInputFiles(file('lina.exam-pack.json', lina));
  await expect(page.getByText('The pack of lina is kept in this browser.')).toBeVisible();
  await page.reload();
  await expect(page.getByText(/^It opens on 1 Mar 2027, .* in (30|2\d) min by this/)).toBeVisible();
  await expect(page.getByLabel('Key of the sitting')).toHaveCount(0);
  expect(await axeFindings(page)).toEqual([]);

  // In the window it asks for the key; a wrong one changes nothing.
  await page.clock.setSystemTime(new Date('2027-03-01T09:05:00Z'));
  const field = page.getByLabel('Key of the sitting');
  const open = page.getByRole('button', { name: 'Open the pack' });
  await field.fill('abc');
  await open.click();
  await expect(page.getByText('Found a key of 3 characters.')).toBeVisible();
  await field.fill('f'.repeat(64));
  await open.click();
  await expect(page.getByText('Found a key that does not fit.')).toBeVisible();
  await expect(field).toBeFocused();

  // The key may come by a link. Opening does not start the time.
  await page.goto(`/exams/pack/#key=${KEY}`);
  await page.reload();
  await expect(field).toHaveValue(KEY);
  await open.click();
  await expect(page.getByRole('heading', { name: 'The pack is open' })).toBeFocused();
  await expect(page.getByText('40 questions in 1 h 15 min, of them 50 % extra time')).toBeVisible();
  await expect(page.getByText(/if you begin now you have [45]\d min/)).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  const begin = page.getByRole('button', { name: 'Begin: the time runs from here' });
  await begin.click();
  await expect(page.getByText('Read the pledge and tick it first.')).toBeVisible();
  await page.getByRole('checkbox', { name: /I answer by myself/ }).check();
  await begin.click();
  await expect(page.locator('.exam-item h2')).toBeFocused();
  await expect(page.getByRole('timer', { name: 'Time left' })).toHaveText(/^[45]\d:\d\d$/);

  // It survives a reload, and ends by a second word.
  await page.reload();
  await expect(page.locator('.exam-item .crumb')).toContainText('Question 1 of 40');
  await page.getByRole('button', { name: 'Review and end' }).click();
  await page.getByRole('button', { name: 'End the exam' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'End the exam' }).click();
  await expect(page.getByRole('heading', { name: 'You have ended it' })).toBeFocused();

  // The hand-in is under the id of the pack, and its issuer can judge it.
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the hand-in file' }).click();
  const handIn = await saved;
  expect(handIn.suggestedFilename()).toBe('foundations-1-lina.exam.json');
  await expect(page.getByText('Its receipt is in My record.')).toBeVisible();
  const read = readExamPack(lina).value;
  if (!read) throw new Error('The pack is none.');
  const judged = await regradeExam(new Uint8Array(await readFile(await handIn.path())), {
    examOf: () => undefined,
    sittings: [{ draw: DRAW, title: PAPER.title, packs: new Map([[read.sha256, read]]) }],
    grader: { name: 'test', version: '1.0.0', sha256: 'a'.repeat(64) },
    receivedAt: '2027-03-01T09:30:00Z',
    gradedAt: '2027-03-01T11:00:00Z',
    gradedBy: 'Harborlight Academy',
  });
  expect(judged.faults).toBeUndefined();
  expect(judged.value?.record).toMatchObject({
    drawnBy: 'issuer',
    learner: 'lina',
    isLate: false,
    notes: ['It took 50 % extra time.'],
  });

  // The audit: an honest draw holds in three sentences, another secret is found.
  const audit = page.getByRole('region', { name: 'Audit of the draw' });
  const revealed = (draw: ExamDraw) =>
    file('sitting.json', writeRevealedDraw({ title: ORDER.title, draw }));
  await audit.locator('input').setInputFiles(revealed(DRAW));
  await expect(audit.locator('.pack-lines b')).toHaveText([
    'What was revealed is what was promised',
    'Your questions follow from it',
    'They are the questions of the bank',
  ]);
  expect(await axeFindings(page)).toEqual([]);
  await chooser.setInputFiles(revealed({ ...DRAW, secret: new Uint8Array(32).fill(6) }));
  await expect(audit.locator('.pack-lines b')).toHaveText([
    'What was revealed is not what was promised',
    'Your questions cannot be compared',
  ]);

  // The record keeps pack, result and receipt.
  await page.goto('/record/');
  const receipts = page.getByRole('region', { name: 'Receipts' });
  await expect(receipts.getByText('MLOps Foundations, sitting 1, as lina')).toBeVisible();
  await expect(receipts.getByText('foundations-1-lina.exam.json')).toBeVisible();
  await page.goto('/exams/pack/');

  // After the window another pack is no longer begun.
  await page.clock.setSystemTime(new Date('2027-03-01T10:05:00Z'));
  await chooser.setInputFiles(file('ole.exam-pack.json', ole));
  await expect(page.getByText(/^It closed on 1 Mar 2027/)).toBeVisible();
  await expect(page.getByLabel('Key of the sitting')).toHaveCount(0);
});
