import { readFileSync } from 'node:fs';
import type { Frame, FrameLocator, Page } from 'playwright/test';
import type { QuizBank } from '#assessment';
import { readResumeState } from '#interop';
import { axeFindings } from './axe-findings.ts';
import { FakeCmi5 } from './fake-cmi5.ts';
import { LAB, solutionFile } from './lab-screen.ts';
import { LmsServer } from './lms-server.ts';
import { expect, test as base } from './own-origin.ts';
import { answer, goOn } from './quiz-screen.ts';

const test = base.extend<{ lms: LmsServer }>({
  lms: async ({}, use) => {
    const lms = new LmsServer();
    await lms.start();
    await use(lms);
    lms.stop();
  },
  // The LMS is the origin here: whatever leaves it fails the test.
  baseURL: async ({ lms }, use) => {
    await use(lms.origin);
  },
});

/** The window in which the LMS plays a unit. */
class Player {
  readonly page: Page;
  readonly #lms: LmsServer;
  readonly #address: string;

  constructor(
    page: Page,
    lms: LmsServer,
    version: 'scorm12' | 'scorm2004',
    unit: string,
    origin = '',
  ) {
    this.page = page;
    this.#lms = lms;
    this.#address = `${origin}/lms/${version}.html?unit=/content/${unit}.html`;
  }

  async launch(): Promise<void> {
    await this.page.goto(this.#address);
  }

  /** The page that the LMS launched. */
  get bar(): FrameLocator {
    return this.page.frameLocator('iframe[title="Unit"]');
  }

  /** The unit's own page in it. */
  get unit(): FrameLocator {
    return this.bar.frameLocator('.lms-frame');
  }

  /** The bar says this; the LMS's answer to it may take as long as a check. */
  async says(words: string | RegExp): Promise<void> {
    await expect(this.bar.getByRole('status').first()).toContainText(words, { timeout: 150_000 });
  }

  /** The window is left as learners leave it; resolves when the LMS has the last word. */
  async leave(): Promise<void> {
    const before = this.#lms.asked;
    await this.page.goto('about:blank');
    await expect.poll(() => this.#lms.asked).toBeGreaterThan(before);
  }

  async check(): Promise<void> {
    await this.unit.getByRole('button', { name: 'Check', exact: true }).click();
  }

  /** Replaces the text of a file in the editor, and waits until it is saved. */
  async write(name: string, text: string): Promise<void> {
    await this.unit.getByRole('treeitem', { name, exact: true }).click();
    await expect(this.unit.getByRole('tab', { name, selected: true })).toBeVisible();
    await this.unit.locator('#editor .cm-content').focus();
    await this.page.keyboard.press('ControlOrMeta+a');
    await this.page.keyboard.insertText(text);
    await expect(this.unit.locator('.wb-safe')).toHaveAttribute('data-state', 'saved');
  }

  /** The engine takes a check. */
  async ready(): Promise<void> {
    const button = this.unit.getByRole('button', { name: 'Check', exact: true });
    await expect(button).toHaveAttribute('aria-disabled', 'false', { timeout: 150_000 });
    // The engine begins at the first touch.
    await button.hover();
    await expect(this.unit.locator('#terminal .term-wait')).toHaveCount(0, { timeout: 150_000 });
  }
}

/** True when a page that learner code runs in can reach the LMS: looked at from the engine's sandbox itself. */
const reachesLms = (frame: Frame): Promise<string> =>
  frame.evaluate(() => {
    try {
      return typeof (window.top as unknown as Record<string, unknown>)['API'];
    } catch (error) {
      return (error as Error).name;
    }
  });

test('a lab in SCORM 1.2: begun, partial, left, resumed, refused by the LMS, passed, and failed in a second attempt after a lost connection', async ({
  page,
  lms,
}) => {
  test.setTimeout(600_000);
  lms.upload('scorm12', LAB, 'lab');
  const player = new Player(page, lms, 'scorm12', `lab/lab-${LAB}`);
  const stored = (name: string): unknown => lms.stored?.[`cmi.${name}`];
  const state = () => readResumeState(String(stored('suspend_data')), `lab-${LAB}`);

  // Begun: opened is not tried, and the LMS is told so.
  await player.launch();
  await player.says('The LMS has: begun, nothing checked yet');
  await expect(player.bar.getByText('Self-reported: your own browser counts')).toBeVisible();
  expect([stored('core.lesson_status'), stored('core.score.raw')]).toEqual(['incomplete', '']);
  await player.ready();
  const sandbox = page.frames().find((frame) => frame.url() === 'about:srcdoc') as Frame;
  expect(await reachesLms(sandbox)).toBe('SecurityError');

  // Partial: one of three tasks is done. It is no failure, for the learner goes on.
  await player.write('fingerprint.py', solutionFile('fingerprint.py'));
  await player.check();
  await player.says('The LMS has: 40 of 100 points, not passed yet; 70 pass');
  expect([stored('core.lesson_status'), stored('core.score.raw')]).toEqual(['incomplete', '40']);

  // Left without a word: what was typed last, and the session's time, are not lost.
  await player.write('which.py', solutionFile('which.py'));
  await player.leave();
  expect(stored('core.exit')).toBe('suspend');
  expect(String(stored('core.session_time'))).toMatch(/^\d{2,4}:\d{2}:\d{2}(?:\.\d+)?$/);
  const first = state()?.attempt;

  // Resumed: the files are as they were; the LMS refuses the pass, is told again, and takes it.
  await player.launch();
  await player.says('The LMS has: 40 of 100 points');
  await player.ready();
  await expect(player.unit.getByText('Last checked on')).toBeVisible();
  lms.mood = 'refuses';
  await player.check();
  await player.says('The LMS has not taken it yet: 70 of 100 points, passed');
  await player.says(/It answers LMSCommit with error \d+: .+\. Nothing is lost/);
  expect(stored('core.lesson_status')).toBe('incomplete');
  lms.mood = 'well';
  await player.bar.getByRole('button', { name: 'Tell it now' }).click();
  await player.says('The LMS has: 70 of 100 points, passed');
  expect([stored('core.lesson_status'), stored('core.score.raw')]).toEqual(['passed', '70']);
  expect(String(stored('suspend_data')).length).toBeLessThanOrEqual(4096);
  expect(state()?.attempt).toBe(first);
  expect(state()?.receipt).toMatchObject({
    standing: 'passed',
    score: { points: 70, max: 100 },
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
  });

  // The attempt is ended; the LMS begins another one, which has nothing of the first.
  await player.bar.getByRole('button', { name: 'End attempt' }).click();
  await expect(player.bar.getByRole('dialog')).toContainText('70 of 100 points, passed');
  await player.bar.getByRole('dialog').getByRole('button', { name: 'End attempt' }).click();
  await expect(
    player.bar.getByText('This attempt is over: 70 of 100 points, passed.'),
  ).toBeFocused();
  expect(stored('core.exit')).toBe('');
  lms.stored = undefined;
  await player.launch();
  await player.says('The LMS has: begun, nothing checked yet');
  await player.unit.getByRole('treeitem', { name: 'which.py', exact: true }).click();
  await expect(player.unit.locator('#editor .cm-content')).toContainText('is not written yet');
  expect(stored('core.lesson_status')).toBe('incomplete');
  expect(state()?.attempt).not.toBe(first);

  // Ended without a pass it is failed. A connection that is lost meanwhile only delays it: the next launch tells it.
  lms.mood = 'lost';
  await player.bar.getByRole('button', { name: 'End attempt' }).click();
  await player.bar.getByRole('dialog').getByRole('button', { name: 'End attempt' }).click();
  await player.says('The session with the LMS has ended, and it did not take: not passed');
  expect(stored('core.lesson_status')).toBe('incomplete');
  lms.mood = 'well';
  await player.launch();
  await expect(player.bar.getByText('This attempt is over: not passed.')).toBeFocused();
  await expect.poll(() => stored('core.lesson_status')).toBe('failed');
  expect(stored('core.exit')).toBe('');
});

const QUIZ = 'versioning-and-reproducibility/what-to-version';
const QUIZ_UNIT = `quiz-${QUIZ.replace('/', '.')}`;

function bankOf(): QuizBank {
  const dist = process.env['PLUMBLINE_DIST'] ?? 'dist';
  const [course = '', quiz = ''] = QUIZ.split('/');
  const file = `${dist}/courses/${course}/quizzes/${quiz}/bank.json`;
  return JSON.parse(readFileSync(file, 'utf8')) as QuizBank;
}

/** Answers what is left of the open try: so many wrongly, all others rightly. */
async function answerAll(unit: FrameLocator, wrong: number, upTo = Infinity): Promise<void> {
  const bank = bankOf();
  const { draw } = bank;
  const first = Number(
    /Question (\d+)/.exec(await unit.locator('.quiz-item .crumb').innerText())?.[1] ?? '1',
  );
  for (let number = first; number <= Math.min(draw, upTo); number += 1) {
    await expect(unit.locator('.quiz-item .crumb')).toContainText(`Question ${number} of ${draw}`);
    await answer(unit, bank.items, number > wrong);
    await goOn(unit);
  }
}

test('a quiz in SCORM 2004: left half way, gone on with in another browser, refused by the LMS, failed, and passed in a second attempt after a lost connection', async ({
  page,
  lms,
  browser,
}) => {
  test.setTimeout(300_000);
  const { draw } = bankOf();
  lms.upload('scorm2004', QUIZ, 'quiz');
  const player = new Player(page, lms, 'scorm2004', `quiz/${QUIZ_UNIT}`);
  const stored = (name: string): unknown => lms.stored?.[`cmi.${name}`];

  await player.launch();
  await player.unit.getByRole('button', { name: 'Begin' }).press('Enter');
  await answerAll(player.unit, draw, 2);
  await player.says('The LMS has: not finished yet');
  expect([stored('completion_status'), stored('success_status')]).toEqual([
    'incomplete',
    'unknown',
  ]);
  await player.leave();

  // Another browser has nothing of the try but what the LMS kept: it goes on at the third question.
  const elsewhere = await browser.newContext();
  const other = new Player(
    await elsewhere.newPage(),
    lms,
    'scorm2004',
    `quiz/${QUIZ_UNIT}`,
    lms.origin,
  );
  await other.launch();
  await expect(other.unit.getByText(`2 of ${draw} questions are answered`)).toBeVisible();
  await other.unit.getByRole('button', { name: 'Go on' }).press('Enter');
  lms.mood = 'refuses';
  await answerAll(other.unit, draw);
  await other.says(`The LMS has not taken it yet: 0 of ${draw} right, not passed`);
  await other.says(/It answers Commit with error \d+: .+\. Nothing is lost/);
  lms.mood = 'well';
  await other.bar.getByRole('button', { name: 'Tell it now' }).click();
  await other.says(`The LMS has: 0 of ${draw} right, not passed`);
  expect([stored('completion_status'), stored('success_status'), stored('score.raw')]).toEqual([
    'completed',
    'failed',
    '0',
  ]);
  // What a unit tells when it is left reaches the LMS before the LMS gives the next attempt.
  await other.leave();
  await elsewhere.close();

  // The LMS gives a second attempt: nothing of the first is in it. A connection that is lost meanwhile loses nothing.
  lms.stored = undefined;
  await player.launch();
  await player.says('The LMS has: begun, nothing checked yet');
  await player.unit.getByRole('button', { name: 'Begin' }).press('Enter');
  lms.mood = 'lost';
  await answerAll(player.unit, 0);
  await player.says(`The LMS has not taken it yet: ${draw} of ${draw} right, passed`);
  lms.mood = 'well';
  await player.bar.getByRole('button', { name: 'Tell it now' }).click();
  await player.says(`The LMS has: ${draw} of ${draw} right, passed`);
  expect([stored('success_status'), stored('score.scaled')]).toEqual(['passed', '1']);
  expect(String(stored('suspend_data')).length).toBeLessThanOrEqual(4096);
  expect(await axeFindings(page, 'iframe')).toEqual([]);
});

test('a course in SCORM 1.2: a lesson is recorded as read, and its way to the next unit leads through the LMS', async ({
  page,
  lms,
}) => {
  lms.upload('scorm12', 'versioning-and-reproducibility', 'course');
  const lesson = 'versioning-and-reproducibility.content-addressing';
  const player = new Player(page, lms, 'scorm12', `course/lesson-${lesson}`);
  await player.launch();
  await player.says('The LMS has: not marked as read yet');
  await expect(player.unit.locator('a[rel="next"]')).toBeVisible();
  const address = page.frames().at(-1)?.url();
  await player.unit.locator('a[rel="next"]').click();
  await expect(player.bar.locator('[data-part="elsewhere"]')).toContainText(
    / is a unit of its own: open it from the LMS’s list of units, so that the LMS records it\.$/,
  );
  expect(page.frames().at(-1)?.url(), 'the frame shows its own unit').toBe(address);
  await player.unit.getByRole('button', { name: 'Mark as read' }).click();
  await player.says('The LMS has: read');
  expect(lms.stored?.['cmi.core.lesson_status']).toBe('completed');
});

test('a quiz in cmi5: the statements come in the order of the profile, marked as self-reported, and a pass is told once', async ({
  page,
  lms,
}) => {
  test.setTimeout(300_000);
  const { draw } = bankOf();
  lms.upload('cmi5', QUIZ, 'quiz', ['--activities', 'https://academy.example/activities']);
  const cmi5 = new FakeCmi5(lms, 0.9);
  const bar = page.getByRole('status').first();
  const unit = page.frameLocator('.lms-frame');
  await page.goto(cmi5.launchAddress(`/content/quiz/${QUIZ_UNIT}.html`));
  await unit.getByRole('button', { name: 'Begin' }).press('Enter');
  await answerAll(unit, 0);
  await expect(bar).toContainText(`The LMS has: ${draw} of ${draw} right, passed`);
  await page.goto('about:blank');
  await expect.poll(() => cmi5.verbs.at(-1)).toBe('terminated');
  expect(cmi5.verbs).toEqual(['initialized', 'passed', 'completed', 'terminated']);
  const passed = cmi5.statements[1] as unknown as {
    readonly actor: unknown;
    readonly object: { readonly id: string };
    readonly result: { readonly score: unknown; readonly success: boolean };
    readonly context: {
      readonly registration: string;
      readonly extensions: Readonly<Record<string, unknown>>;
      readonly contextActivities: { readonly category: readonly { readonly id: string }[] };
    };
  };
  expect(passed.actor).toEqual(cmi5.actor);
  expect(passed.object.id).toBe(cmi5.activityId);
  expect(passed.result).toMatchObject({
    success: true,
    score: { scaled: 1, raw: draw, min: 0, max: draw },
  });
  expect(passed.context.registration).toBe(cmi5.registration);
  expect(passed.context.extensions).toMatchObject({
    'urn:plumbline:xapi:basis': 'self-reported',
    'https://w3id.org/xapi/cmi5/context/extensions/sessionid': 'session-1',
    'https://w3id.org/xapi/cmi5/context/extensions/masteryscore': 0.9,
  });
  expect(passed.context.contextActivities.category.map(({ id }) => id).sort()).toEqual([
    'https://w3id.org/xapi/cmi5/context/categories/cmi5',
    'https://w3id.org/xapi/cmi5/context/categories/moveon',
  ]);

  // A second launch of the registration: the pass stands, and is not told again.
  await page.goto(cmi5.launchAddress(`/content/quiz/${QUIZ_UNIT}.html`));
  await expect(bar).toContainText(`The LMS has: ${draw} of ${draw} right, passed`);
  // When the attempt is ended the window goes where the LMS wants it.
  await page.getByRole('button', { name: 'End attempt' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'End attempt' }).click();
  await page.waitForURL(cmi5.returnAddress);
  await expect.poll(() => cmi5.verbs.length).toBe(6);
  expect(cmi5.verbs.slice(4)).toEqual(['initialized', 'terminated']);
  expect(cmi5.refused, 'statements that an LMS must refuse, with the rules of cmi5').toEqual([]);
  // A launch that was used cannot be used again: the learner is told.
  await page.goto(cmi5.usedAddress);
  await expect(bar).toContainText('a launch can be used once, so open the unit from the LMS again');
});
