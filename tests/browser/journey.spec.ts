import { expect, test } from './own-origin.ts';
import { LAB, LabScreen } from './lab-screen.ts';

const FIRST_LESSON = 'The five things that make a model';

test('a stranger reads two lessons, does the lab, is graded truly, reloads, and sees what is done', async ({
  page,
}) => {
  test.setTimeout(480_000);

  await page.goto('/');
  await page.getByRole('link', { name: 'Read the first lesson' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(FIRST_LESSON);
  await page
    .getByRole('link', { name: /Content addressing/ })
    .last()
    .click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Content addressing');
  await page.getByRole('button', { name: 'Mark as read' }).click();
  await expect(page.getByRole('button', { name: 'Read. Take the mark back' })).toBeVisible();
  const starters: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname === `/labs/${LAB}/starter.json`) starters.push(pathname);
  });
  await page.locator(`main a[href$="/labs/${LAB}/"]`).first().click();

  const lab = new LabScreen(page);
  await lab.ready();
  // Files and their preparation come in one answer.
  expect(starters).toHaveLength(1);

  // The shell, Git and Python are real.
  expect(await lab.run('git log --oneline | wc -l')).toMatch(/^1$/m);
  expect(await lab.run('ls lake | sort | tail -n 1')).toMatch(/^2026-02-02$/m);
  expect(await lab.run('python3 -c "print(6 * 7)"')).toMatch(/^42$/m);

  // The starter does not hold, and the verdict says why.
  await lab.check();
  const before = await lab.verdicts();
  expect(before.error).toBe(0);
  expect(before.fail + before.blocked).toBeGreaterThanOrEqual(6);
  const failure = lab.checks.locator('.v.is-fail').first();
  await expect(failure.getByText('Ran', { exact: true })).toBeVisible();
  await expect(failure.getByText('Came back', { exact: true })).toBeVisible();
  await expect(failure.getByText('Expected', { exact: true })).toBeVisible();
  await expect(failure.getByText('Look at', { exact: true })).toBeVisible();

  await lab.solve();
  await lab.check();
  expect(await lab.verdicts()).toEqual({ pass: 8, fail: 0, blocked: 0, error: 0 });
  await expect(lab.checks.getByText('100 of 100 points')).toBeVisible();

  // Nothing is lost by a reload: files, commits, tag.
  await lab.saved();
  await page.reload();
  await lab.ready();
  expect(await lab.run('git tag')).toMatch(/^data-january$/m);
  expect(await lab.run('git status --porcelain -- "*.py" | wc -l')).toMatch(/^0$/m);
  await lab.check();
  expect(await lab.verdicts()).toEqual({ pass: 8, fail: 0, blocked: 0, error: 0 });

  await page.goto('/record/');
  await expect(page.getByRole('main')).toContainText(
    /1 of \d+ lessons read, 1 of \d+ labs? passed/,
  );
  await expect(page.getByRole('main')).toContainText('Content addressing');
  await expect(page.getByRole('main')).toContainText('Fingerprint the data');
  await expect(page.getByRole('main')).toContainText('100 of 100');
});

test('what was opened once is read, done and graded with the network cut', async ({
  page,
  context,
}) => {
  test.setTimeout(480_000);

  await page.goto('/');
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await page.getByRole('link', { name: 'Read the first lesson' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(FIRST_LESSON);
  const lesson = page.url();
  // Opening the lab once brings the engine's parts, which are too large to be laid down unasked.
  const lab = new LabScreen(page);
  await lab.open();
  expect(await lab.run('python3 -c "print(6 * 7)"')).toMatch(/^42$/m);

  await context.setOffline(true);

  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Machine learning/);
  await page.goto(lesson);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(FIRST_LESSON);
  await page.goto(`/labs/${LAB}/`);
  await lab.ready();
  await lab.solve();
  await lab.check();
  expect(await lab.verdicts()).toEqual({ pass: 8, fail: 0, blocked: 0, error: 0 });
  await page.reload();
  await lab.ready();
  expect(await lab.run('git tag')).toMatch(/^data-january$/m);
  await page.goto('/record/');
  await expect(page.getByRole('main')).toContainText('100 of 100');
});
