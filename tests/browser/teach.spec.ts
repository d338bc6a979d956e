import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright/test';
import type { QuizBank } from '#assessment';
import { readLearnedSubmission, readSubmission } from '#cohort';
import { axeFindings } from './axe-findings.ts';
import { LAB } from './lab-screen.ts';
import { expect, test } from './own-origin.ts';
import { answer, goOn } from './quiz-screen.ts';

const COURSE = '/courses/versioning-and-reproducibility';

const ROSTER = `\ufefffirstname;lastname;email
Lina;Müller;lina@example.org
نور;حداد;noor@example.org
=1+1;Formula;eve@example.org
;;nobody@example.org
`;

async function findings(page: Page): Promise<readonly string[]> {
  return axeFindings(page);
}

/** Runs in the page: a folder of the browser's own in the place of one that a person chooses, asked for again at each visit. */
function ownFolder(): void {
  let isAllowed = false;
  const ask = (): Promise<PermissionState> => {
    isAllowed = true;
    return Promise.resolve('granted');
  };
  Object.assign(globalThis, {
    showDirectoryPicker: async () => {
      await ask();
      const root = await navigator.storage.getDirectory();
      return root.getDirectoryHandle('Grades', { create: true });
    },
  });
  Object.assign(FileSystemHandle.prototype, {
    queryPermission: () => Promise.resolve(isAllowed ? 'granted' : 'prompt'),
    requestPermission: ask,
  });
}

interface Learned {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** On /assigned/: takes the quiz with one wrong answer, reads the lesson, and hands both in. */
async function learnsAndHandsIn(learner: Page): Promise<readonly Learned[]> {
  const saved = async (button: RegExp): Promise<Learned> => {
    const coming = learner.waitForEvent('download');
    await learner.getByRole('button', { name: button }).click();
    const download = await coming;
    const buffer = await readFile(await download.path());
    return { name: download.suggestedFilename(), mimeType: 'application/json', buffer };
  };
  await learner.getByRole('link', { name: /^Attempt 1: What to version/ }).click();
  await expect(learner.getByText('attempt 1 of 2')).toBeVisible();
  const response = await learner.request.get(`${COURSE}/quizzes/what-to-version/bank.json`);
  const { items, draw } = (await response.json()) as QuizBank;
  await learner.getByRole('button', { name: 'Begin' }).press('Enter');
  for (let nth = 1; nth <= draw; nth += 1) {
    await answer(learner, items, nth > 1);
    await goOn(learner);
  }
  await expect(learner.getByRole('button', { name: /Try again/ })).toHaveCount(0);
  expect(await findings(learner)).toEqual([]);
  const quiz = await saved(/^Hand in: /);
  expect(readLearnedSubmission(quiz.buffer).value?.submission).toMatchObject({
    kind: 'quiz',
    selfReported: { right: draw - 1, of: draw, passed: true },
  });
  await expect(learner.getByText('Its receipt is in My record.')).toBeVisible();
  await learner.getByRole('link', { name: 'Back to what is assigned' }).click();
  await learner.getByRole('link', { name: /^Read: / }).click();
  await learner.getByRole('button', { name: 'Mark as read' }).click();
  await expect(learner.getByText('Kept in this browser, under My record.')).toBeVisible();
  await learner.goto('/assigned/');
  await expect(learner.getByText('read, not handed in')).toBeVisible();
  expect(await findings(learner)).toEqual([]);
  return [quiz, await saved(/^Hand in: Data pointers$/)];
}

test('from a roster to hand-ins that name their assignment: the instructor assigns, the learner opens the link, and a quiz is marked again', async ({
  page,
  browser,
}) => {
  test.setTimeout(300_000);
  await page.addInitScript(ownFolder);
  // Light and wide for the instructor; the learner's phone is dark.
  await page.goto('/teach/');
  await page.getByLabel('Name', { exact: true }).fill('Platform, autumn 2026');
  await page.getByLabel('Issuer').fill('Ada Instructor');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Platform, autumn 2026');

  await page.getByLabel('A roster as CSV').setInputFiles({
    name: 'roster.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(ROSTER),
  });
  const preview = page.getByRole('dialog', { name: 'What this roster would change' });
  await expect(preview).toContainText('3 new, 0 changed, 0 as they are, 1 line with a fault');
  await expect(preview.getByRole('listitem').first()).toHaveText(
    'Line 5. It has nothing for the name.',
  );
  expect(await findings(page)).toEqual([]);
  await preview.getByRole('button', { name: 'Take 3 of 4' }).click();
  const roster = page.getByRole('region', { name: 'Learners' });
  await expect(roster.getByRole('row')).toHaveCount(4);
  expect(await findings(page)).toEqual([]);

  await page.getByRole('link', { name: 'Assign', exact: true }).click();
  await page.getByRole('button', { name: 'New assignment' }).click();
  await page.getByLabel('Title').fill('Week 1');
  await page.getByRole('searchbox', { name: 'Find in courses' }).fill('fingerprint');
  await page.getByRole('checkbox', { name: 'Fingerprint the data' }).check();
  await page.getByRole('searchbox', { name: 'Find in courses' }).fill('data pointers');
  await page.getByRole('checkbox', { name: /^lesson\s*Data pointers/ }).check();
  await page.getByRole('searchbox', { name: 'Find in courses' }).fill('what to version');
  await page.getByRole('checkbox', { name: /^quiz\s*What to version/ }).check();
  await page.getByLabel('Due').fill('2027-01-09T22:00');
  await page.getByLabel('Hand-ins of each item').fill('2');
  await page.getByRole('checkbox', { name: /hints/i }).uncheck();
  expect(await findings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Keep the assignment' }).click();
  await page.getByRole('button', { name: 'Make the links' }).click();
  await page.getByRole('button', { name: 'Letter for Lina Müller' }).click();
  const letter = page.getByRole('dialog', { name: 'Letter for Lina Müller' });
  const words = await letter.locator('pre').textContent();
  const [link = ''] = /^http\S+#a1=\S+$/m.exec(words ?? '') ?? [];
  const [, id = ''] = /Your id is (p-\w+)\./.exec(words ?? '') ?? [];
  expect(id).not.toBe('');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Code for Lina Müller' }).click();
  await expect(page.getByRole('img', { name: 'QR code of the link' })).toBeVisible();
  await page.keyboard.press('Escape');
  expect(await findings(page)).toEqual([]);

  // The learner, in a browser of their own.
  const theirs = await browser.newContext({
    viewport: { width: 390, height: 844 },
    colorScheme: 'dark',
    timezoneId: 'Asia/Tokyo',
  });
  const learner = await theirs.newPage();
  await learner.goto(link);
  await expect(learner.getByRole('heading', { name: 'Week 1' })).toBeVisible();
  await expect(learner.getByText(/GMT\+9/)).toBeVisible();
  expect(new URL(learner.url()).hash, 'the link is out of the address').toBe('');
  expect(await findings(learner)).toEqual([]);
  await learner.getByRole('link', { name: 'Attempt 2: Fingerprint the data' }).click();
  await expect(learner.getByText('attempt 2 of 2')).toBeVisible();
  // Hints stay closed, and the solution with them.
  await expect(learner.getByText('No hints in this assignment.').first()).toBeAttached();
  await expect(learner.locator('.hints')).toHaveCount(0);
  await expect(learner.getByRole('button', { name: 'Compare' })).toHaveAttribute(
    'title',
    'This assignment shows no solution',
  );
  await learner.setViewportSize({ width: 1440, height: 900 });
  const button = learner.getByRole('button', { name: 'Hand in' });
  await expect(button).toHaveAttribute('aria-disabled', 'false');
  await button.click();
  const dialog = learner.getByRole('dialog', { name: 'Hand in your work' });
  await expect(dialog.getByLabel('Your id in this file')).toHaveValue(id);
  const saved = learner.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save the hand-in' }).click();
  const bundle = new Uint8Array(await readFile(await (await saved).path()));
  const { manifest } = readSubmission(bundle).value ?? {};
  expect([manifest?.lab.id, manifest?.learner]).toEqual([LAB, id]);
  expect(manifest?.seed).toMatch(/^[0-9a-f]{64}$/);
  expect(manifest?.assignmentSha256).toMatch(/^[0-9a-f]{64}$/);
  await learner.goto('/assigned/');
  await expect(learner.getByText('handed in', { exact: false }).first()).toBeVisible();
  const learned = await learnsAndHandsIn(learner);
  await theirs.close();

  // Marked from the answers alone; that the lesson was read is the learner's own word.
  await page.getByRole('link', { name: 'Collect', exact: true }).click();
  await page.getByLabel('Hand-ins', { exact: true }).setInputFiles([...learned]);
  await expect(page.getByText('2 hand-ins were taken.')).toBeVisible();
  await page.getByRole('link', { name: 'Re-grade', exact: true }).click();
  await page.getByRole('button', { name: 'Begin: 2' }).click();
  await expect(page.getByText('2 graded.', { exact: true })).toBeVisible();
  await page.getByRole('link', { name: 'Gradebook', exact: true }).click();
  await expect(page.getByRole('row', { name: /Lina Müller/ })).toContainText('87.5');

  // Changed, closed for changes and opened again; handed over as one file, and deleted for good.
  await page.getByRole('link', { name: 'Cohort', exact: true }).click();
  const facts = page.getByRole('region', { name: 'What holds for it' });
  await facts.getByLabel('Keep personal data until').fill('2020-03-31');
  await facts.getByLabel('Whoever passed so many of them').check();
  await facts.getByLabel('How many').fill('2');
  await facts.getByRole('button', { name: 'Keep the changes' }).click();
  await expect(page.getByText('It is kept.')).toBeVisible();
  await expect(page.getByText('was to be kept until 31 March 2020. Export what')).toBeVisible();
  await page.getByRole('button', { name: 'Archive', exact: true }).click();
  await expect(page.getByText('This cohort is archived since')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Add a learner' })).toHaveCount(0);
  await expect(facts).toHaveCount(0);
  await page.getByRole('button', { name: 'Open it again' }).click();
  await expect(page.getByRole('button', { name: 'Add a learner' })).toBeVisible();
  const exported = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  const file = await (await exported).path();
  // Into a folder, for which one of the browser's own stands.
  await page.getByRole('link', { name: 'Cohorts', exact: true }).click();
  const folder = page.getByRole('region', { name: 'A folder of yours' });
  await folder.getByRole('button', { name: 'Choose a folder' }).click();
  await expect(folder.getByText('There is no cohort in it yet.')).toBeVisible();
  await folder.getByRole('button', { name: 'Save all cohorts into it' }).click();
  await expect(page.getByText('1 cohort is saved in “Grades”.')).toBeVisible();
  const there = folder.getByRole('button', {
    name: /^Open Platform-autumn-2026\.c-\w+\.cohort\.zip$/,
  });
  await expect(there).toBeVisible();
  expect(await findings(page)).toEqual([]);
  await page.getByRole('link', { name: 'Platform, autumn 2026' }).click();
  await page.getByRole('button', { name: 'Delete the cohort' }).click();
  await page.getByRole('button', { name: 'Delete the cohort for good' }).click();
  await expect(page.getByText('There is no cohort yet.')).toBeVisible();
  // A later visit has to ask for the folder again, and opens the cohort from it.
  await page.reload();
  await folder.getByRole('button', { name: 'Look into it' }).click();
  await there.click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Platform, autumn 2026');
  await page.getByRole('link', { name: 'Cohorts', exact: true }).click();
  await page.getByLabel('A cohort that was exported').setInputFiles({
    name: 'platform.cohort.zip',
    mimeType: 'application/zip',
    buffer: await readFile(file),
  });
  await page.getByRole('button', { name: 'Replace it' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Platform, autumn 2026');
  await expect(page.getByRole('region', { name: 'Learners' }).getByRole('row')).toHaveCount(4);
});
