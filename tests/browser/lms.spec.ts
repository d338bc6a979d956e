import type { Frame, FrameLocator, Page } from 'playwright/test';
import { readResumeState } from '#interop';
import { LAB, solutionFile } from './lab-screen.ts';
import { LmsServer } from './lms-server.ts';
import { expect, test as base } from './own-origin.ts';

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

  constructor(page: Page, lms: LmsServer, version: 'scorm12' | 'scorm2004', unit: string) {
    this.page = page;
    this.#lms = lms;
    this.#address = `/lms/${version}.html?unit=/content/${unit}.html`;
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

test('a lab in SCORM 1.2: begun, partial, left, resumed, refused by the LMS, passed, and begun anew in a second attempt', async ({
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
});
