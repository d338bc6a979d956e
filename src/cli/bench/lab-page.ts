import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright';
import { armCheck, armLine, startWatching, type WatchedWindow } from './page-watch.ts';

/** The lab that is measured. */
export const LAB = 'fingerprint-the-data';

/** The lab's page in a browser, driven as a learner drives it. */
export class LabPage {
  readonly page: Page;
  readonly #origin: string;

  constructor(page: Page, origin: string) {
    this.page = page;
    this.#origin = origin;
  }

  /**
   * Opens the lab and touches it at once, as somebody does whose hand is on the mouse; resolves when the shell shows its
   * prompt, with the marks of the page.
   */
  async open(): Promise<{ touchMs: number; editorMs: number; promptMs: number }> {
    await this.page.addInitScript(startWatching);
    await this.page.goto(`${this.#origin}/labs/${LAB}/`, { waitUntil: 'commit' });
    await this.page.locator('#terminal').waitFor();
    await this.page.mouse.move(4, 4);
    const handle = await this.page.waitForFunction(() => {
      const { marks } = (globalThis as unknown as WatchedWindow).plumblineWatch;
      return 'prompt' in marks && 'editor' in marks ? marks : undefined;
    });
    const { touch = NaN, editor = NaN, prompt = NaN } = (await handle.jsonValue()) ?? {};
    return { touchMs: touch, editorMs: editor, promptMs: prompt };
  }

  /** Types a line; resolves when what it prints and the next prompt are on the screen. */
  async run(line: string, pattern: string): Promise<{ outputMs: number; promptMs: number }> {
    await this.page.evaluate(armLine, { key: 'Enter', pattern });
    await this.type(line);
    return this.#awaited();
  }

  /** Types a line that does not end by itself, waits for its first word, and stops it with Ctrl-C. */
  async stop(line: string, pattern: string): Promise<number> {
    await this.type(line);
    await this.page.waitForFunction(
      (wanted) =>
        new RegExp(wanted, 'm').test(
          [...document.querySelectorAll('#terminal .xterm-rows > div')]
            .map((row) => row.textContent.replaceAll('\u00a0', ' ').trimEnd())
            .join('\n'),
        ),
      pattern,
    );
    await this.page.evaluate(armLine, { key: 'c', pattern: '\\^C' });
    await this.page.keyboard.press('Control+c');
    return (await this.#awaited()).promptMs;
  }

  async clear(): Promise<void> {
    // Nothing is left above the prompt that a pattern could be found in.
    await this.run('clear', '^[^\\n]*\\$$');
  }

  async type(line: string): Promise<void> {
    await this.page.locator('#terminal .xterm-helper-textarea').focus();
    await this.page.keyboard.insertText(line);
    await this.page.keyboard.press('Enter');
  }

  /** Presses Check. Milliseconds to the first word, to the first verdict and to the last, and how many of them hold. */
  async check(): Promise<CheckTimes> {
    await this.page.evaluate(armCheck);
    await this.#checks.getByRole('button', { name: 'Check', exact: true }).click();
    return (await this.#awaited()) as unknown as CheckTimes;
  }

  /** Puts the reference solution in place: its programs by the editor, the rest by the shell. */
  async solve(): Promise<void> {
    for (const name of ['fingerprint.py', 'which.py']) {
      await this.page.getByRole('treeitem', { name, exact: true }).click();
      await this.page.getByRole('tab', { name, selected: true }).waitFor();
      await this.page.locator('#editor .cm-content').focus();
      await this.page.keyboard.press('ControlOrMeta+a');
      await this.page.keyboard.insertText(solutionFile(name));
      await this.page.locator('.wb-safe[data-state="saved"]').waitFor();
    }
    await this.clear();
    await this.run(
      `${oneLine(solutionFile('answer.sh'))}; printf '%s-%s\\n' all done`,
      '^all-done',
    );
  }

  get #checks(): Locator {
    return this.page.getByRole('region', { name: 'Checks' });
  }

  async #awaited(): Promise<{ outputMs: number; promptMs: number }> {
    const times = await this.page.evaluate(
      () => (globalThis as unknown as WatchedWindow).plumblineWatch.awaited,
    );
    return times as unknown as { outputMs: number; promptMs: number };
  }
}

export interface CheckTimes {
  readonly progressMs: number;
  readonly firstMs: number;
  readonly lastMs: number;
  readonly holding: number;
  readonly verdicts: number;
}

function solutionFile(name: string): string {
  return readFileSync(join('labs', LAB, 'solution', name), 'utf8');
}

/** A script as one line to type. */
export function oneLine(script: string): string {
  const lines = script.split('\n').map((line) => line.trim());
  // `set -e` would end the learner's own shell.
  const kept = lines.filter((line) => line !== '' && line !== 'set -e' && !line.startsWith('#'));
  return kept.join('; ').replace(/\b(do|then|else); /g, '$1 ');
}
