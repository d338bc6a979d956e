import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright/test';
import { expect } from './own-origin.ts';

export const LAB = 'fingerprint-the-data';

/** A file of the lab's reference solution, as text. */
export function solutionFile(name: string): string {
  return readFileSync(join('labs', LAB, 'solution', name), 'utf8');
}

/** Does what begins a lab's editor and engine: somebody moves the mouse over its page. */
export async function touch(page: Page): Promise<void> {
  await page.mouse.move(4, 4);
}

/** What a learner can see and do on a lab's page. */
export class LabScreen {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get checks(): Locator {
    return this.page.getByRole('region', { name: 'Checks' });
  }

  get terminal(): Locator {
    return this.page.locator('#terminal .xterm');
  }

  /** Opens the lab and waits for its files and editor; the engine may still be on its way. */
  static async openFiles(page: Page): Promise<LabScreen> {
    await page.goto(`/labs/${LAB}/`);
    await touch(page);
    await expect(page.getByRole('treeitem').first()).toBeVisible();
    await expect(page.locator('#editor .cm-content')).toBeVisible();
    return new LabScreen(page);
  }

  async open(): Promise<void> {
    await this.page.goto(`/labs/${LAB}/`);
    await this.ready();
  }

  /** Touches the page and waits for the shell. */
  async ready(): Promise<void> {
    await touch(this.page);
    await this.prompted();
  }

  /** The shell shows its prompt and takes keys. */
  async prompted(): Promise<void> {
    await expect.poll(() => this.shown()).toMatch(/\$\s*$/);
  }

  /** The text on the terminal's screen, lines joined by "\n", without the blank lines at its end. */
  async shown(): Promise<string> {
    const rows = await this.page.locator('#terminal .xterm-rows > div').allTextContents();
    return rows
      .map((row) => row.replaceAll('\u00a0', ' ').trimEnd())
      .join('\n')
      .trimEnd();
  }

  async type(line: string): Promise<void> {
    await this.page.locator('#terminal .xterm-helper-textarea').focus();
    await this.page.keyboard.insertText(line);
    await this.page.keyboard.press('Enter');
  }

  /** Types a line and waits until its end mark is on the screen; returns what the screen shows then. */
  async run(line: string): Promise<string> {
    const mark = `end-${Math.random().toString(36).slice(2, 8)}`;
    // The mark is put together by the shell, so that the echo of the line is not mistaken for it.
    await this.type(`${line}; printf '%s-%s\\n' end ${mark.slice(4)}`);
    await expect
      .poll(() => this.shown(), { timeout: 120_000 })
      .toMatch(new RegExp(`^${mark}$`, 'm'));
    return this.shown();
  }

  async openFile(name: string): Promise<void> {
    await this.page.getByRole('treeitem', { name, exact: true }).click();
    await expect(this.page.getByRole('tab', { name, selected: true })).toBeVisible();
  }

  get editor(): Locator {
    return this.page.locator('#editor .cm-content');
  }

  /** Replaces all text of the open file, as a paste would. */
  async replaceText(text: string): Promise<void> {
    await this.editor.focus();
    await this.page.keyboard.press('ControlOrMeta+a');
    await this.page.keyboard.insertText(text);
  }

  async saved(): Promise<void> {
    await expect(this.page.locator('.wb-safe')).toHaveAttribute('data-state', 'saved');
  }

  /** Presses Check and waits for the last verdict. */
  async check(): Promise<void> {
    await this.checks.getByRole('button', { name: 'Check', exact: true }).click();
    await this.verdictsIn();
  }

  async verdictsIn(): Promise<void> {
    await expect(this.checks.getByRole('heading', { name: 'Checking' })).toBeVisible();
    await expect(this.checks.getByRole('heading', { name: 'Checks' })).toBeVisible({
      timeout: 150_000,
    });
  }

  /** How many verdicts of each kind the panel shows. */
  async verdicts(): Promise<Record<'pass' | 'fail' | 'blocked' | 'error', number>> {
    const count = (kind: string): Promise<number> => this.checks.locator(`.v.is-${kind}`).count();
    return {
      pass: await count('pass'),
      fail: await count('fail'),
      blocked: await count('blocked'),
      error: await count('error'),
    };
  }

  /** Puts the reference solution in place the way a learner would: two files by the editor, the rest by the shell. */
  async solve(): Promise<void> {
    for (const name of ['fingerprint.py', 'which.py']) {
      await this.openFile(name);
      await this.replaceText(solutionFile(name));
      await this.saved();
    }
    await this.run('clear');
    const script = solutionFile('answer.sh')
      .split('\n')
      .filter((line) => line !== 'set -e' && line !== '');
    for (const line of statementsOf(script)) await this.run(line);
  }
}

/** Joins the lines of each `for … done`, so that every entry is one thing to type. */
function statementsOf(lines: readonly string[]): string[] {
  const statements: string[] = [];
  let open: string[] | undefined;
  for (const line of lines) {
    const text = line.trim();
    if (/^for /.test(text)) open = [text];
    else if (open) {
      open.push(text);
      if (text === 'done') {
        statements.push(open.join('; ').replaceAll('do; ', 'do '));
        open = undefined;
      }
    } else statements.push(text);
  }
  return statements;
}
