import { readFile } from 'node:fs/promises';
import { beginSitting, type BankItem, type ExamPaper } from '#assessment';
import { readExamPapers } from '#authoring';
import { bankDigest } from '#cohort';
import type { Page } from 'playwright/test';
import { axeFindings } from './axe-findings.ts';
import { KeyboardWalk, stopOf } from './keyboard-walk.ts';
import { expect, test } from './own-origin.ts';
import { plain, shownItem } from './quiz-screen.ts';
import { putOnShelf } from './record-shelf.ts';
import { touchPage } from './touch-page.ts';

const EXAM = 'foundations';
const KINDS = ['choice', 'multiple', 'number', 'short', 'order', 'match', 'mark'] as const;

function paperOf(exam: string): ExamPaper {
  const known = readExamPapers().find((one) => one.exam === exam);
  if (!known) throw new Error(`The exam ${exam} is not open.`);
  return { ...known, bankSha256: bankDigest(known.items) };
}
const PAPER = paperOf(EXAM);

/** A learner whose first form asks in every way that there is: what is drawn follows from the id alone. */
function learnerWithAllKinds(): { readonly learner: string; readonly count: number } {
  for (let number = 0; number < 10_000; number += 1) {
    const learner = `keyboard${String(number).padStart(8, '0')}`;
    const { items } = beginSitting(PAPER, learner, [], 0, new Date());
    const kinds = new Set(items.map((id) => PAPER.items.find((item) => item.id === id)?.kind));
    if (KINDS.every((kind) => kinds.has(kind))) return { learner, count: items.length };
  }
  throw new Error('No form has all kinds.');
}

async function axe(page: Page, state: string): Promise<void> {
  expect(await axeFindings(page), state).toEqual([]);
}

const named = (text: string): RegExp => new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));

/** Gives the right answer to the question that is shown, from its heading on, by keys alone. */
async function answerRight(walk: KeyboardWalk, item: BankItem): Promise<void> {
  const { page } = walk;
  switch (item.kind) {
    case 'choice': {
      const right = plain(item.options.find((option) => option.right)?.text ?? '');
      while ((await page.locator('.exam-item [type=radio]:focus').count()) === 0) {
        await walk.press('Tab');
      }
      for (let at = 0; at < item.options.length; at += 1) {
        await walk.press(at === 0 ? 'Space' : 'ArrowDown');
        const chosen = await page.locator('.exam-item .choice:has(:checked)').innerText();
        if (plain(chosen).trim() === right.trim()) return;
      }
      throw new Error(`No arrow leads to “${right}”.`);
    }
    case 'multiple':
      for (const input of await page.locator('.exam-item [data-digit]').all()) {
        // Before the first option what the question shows may be stopped at.
        await walk.to(named((await input.locator('xpath=..').innerText()).trim()));
        await expect(input).toBeFocused();
        const { name = '' } = (await stopOf(page)) ?? {};
        const option = item.options.find(({ text }) => name.startsWith(plain(text).trim()));
        expect(option, `${name} is an option`).toBeDefined();
        if (option?.right) await walk.press('Space');
      }
      return;
    case 'number':
      return walk.fill(/^Your number/, String(item.answer));
    case 'short':
      return walk.fill(/^Your answer/, item.accept[0] ?? '');
    case 'order':
      for (const [place, text] of item.steps.entries()) {
        const row = page.locator('.steps li').filter({ hasText: plain(text) });
        const steps = Number(await row.locator('.num').innerText()) - 1 - place;
        if (steps === 0) continue;
        // From the top of the list, wherever the last step was left.
        await page.locator('.exam-item h2').evaluate((heading: HTMLElement) => heading.focus());
        await walk.to(named(`Move up: ${plain(text)}`));
        for (let step = 1; step <= steps; step += 1) {
          await walk.press('Enter');
          await walk.arrives(named(`Move up: ${plain(text)}`));
        }
        await walk.expectHeard(named(`${plain(text)}: now ${place + 1} of ${item.steps.length}.`));
      }
      return;
    case 'match':
      for (const { left, right } of item.pairs) {
        await walk.to(named(plain(left)));
        const select = page.locator('select:focus');
        for (let at = 0; at <= item.pairs.length * 2; at += 1) {
          if ((await select.inputValue()) === right) break;
          await walk.press('ArrowDown');
        }
        expect(await select.inputValue()).toBe(right);
      }
      return;
    case 'mark':
      for (const line of item.lines) {
        await walk.to(named(`Line ${line}: `));
        await walk.press('Space');
      }
  }
}

test('a whole exam is sat by keyboard alone: pledged, with more time, every kind of question, flags, grid, review, end and hand-in', async ({
  page,
}) => {
  test.setTimeout(300_000);
  const { learner, count } = learnerWithAllKinds();
  const walk = new KeyboardWalk(page);
  await walk.listen();
  await page.goto(`/exams/${EXAM}/`);
  // The record is made when it is first read, which the page does at its first touch.
  await touchPage(page);
  await expect(page.locator('[data-until-read]')).toHaveCount(0);
  await putOnShelf(page, 'settings', 'learner-id', learner);

  // Without the pledge nothing begins, and it says why; the time is chosen by arrows.
  await walk.to(/^50 min, no extra time/);
  await walk.press('ArrowDown');
  await expect(page.getByRole('radio', { name: /half as much again/ })).toBeChecked();
  await walk.activate(/^Begin: the time/);
  await walk.expectHeard(/^Read the pledge and tick it first\.$/);
  await walk.to(/I answer by myself/, 'Shift+Tab');
  await walk.press('Space');
  await axe(page, 'before the beginning');
  await walk.activate(/^Begin: the time/);
  await expect(page.locator('.exam-item h2')).toBeFocused();
  await expect(page.getByRole('timer')).toHaveText(/^1:1[45]:\d\d$/);

  // Every question from its heading to "Next question", which leads to the next heading.
  const met = new Set<string>();
  let open = 0;
  for (let number = 1; number <= count; number += 1) {
    await expect(page.locator('.exam-item .crumb')).toContainText(`Question ${number} of ${count}`);
    await expect(page.locator('.exam-item h2')).toBeFocused();
    expect((await stopOf(page))?.isInSight, `question ${number} is in sight`).toBe(true);
    const item = (await shownItem(page, PAPER.items)) as BankItem;
    const isFirst = !met.has(item.kind);
    met.add(item.kind);
    if (item.kind === 'choice' && !isFirst && open === 0) {
      // One is left open, and flagged by its key.
      open = number;
      await walk.press('f');
      await expect(
        page.getByRole('button', { name: `Question ${open}, open, flagged` }),
      ).toBeVisible();
      await walk.activate(/^Next question/);
      continue;
    }
    await answerRight(walk, item);
    if (isFirst) await axe(page, `a question of the kind ${item.kind}`);
    await walk.activate(number === count ? /^Review$/ : /^Next question$/);
  }
  expect([...met].sort()).toEqual([...KINDS].sort());
  await walk.expectHeard(/^Every answer is saved$/);

  // The review names what is open; from it to the question, which is answered, cleared, and answered again.
  await walk.arrives(/^Before you end$/);
  await axe(page, 'the review');
  const asked = PAPER.items.find(
    ({ id }) => id === beginSitting(PAPER, learner, [], 50, new Date()).items[open - 1],
  );
  if (!asked) throw new Error('No question is open.');
  await walk.activate(named(plain(asked.ask)));
  await walk.arrives(named(plain(asked.ask)));
  await walk.press('1');
  await expect(page.locator('.exam-item [data-digit="1"]')).toBeFocused();
  await walk.activate(/^Clear the answer$/);
  await walk.arrives(named(plain(asked.ask)));
  await answerRight(walk, asked);
  await walk.activate(/^Flagged: take it back$/, 'Space');
  await walk.arrives(/^Flag to come back$/);

  // The grid and the bar, before the question in the order of Tab.
  await walk.to(/^Question 3, answered$/, 'Shift+Tab');
  await walk.press('Enter');
  await expect(page.locator('.exam-item .crumb')).toContainText(`Question 3 of ${count}`);
  await expect(page.locator('.exam-item h2')).toBeFocused();
  await walk.to(/^Hide time$/, 'Shift+Tab');
  await walk.press('Enter');
  await expect(page.getByRole('timer')).toHaveCount(0);
  await walk.arrives(/^Show time$/);
  await walk.activate(/^Review and end$/);
  await walk.arrives(/^Before you end$/);
  await expect(page.getByText('Every question is answered.').first()).toBeVisible();

  // The end asks once more: Escape goes back to where it was asked.
  await walk.activate(/^End the exam$/);
  await walk.arrives(/^Go on with it$/);
  await axe(page, 'the question before the end');
  await walk.press('Escape');
  await walk.arrives(/^End the exam$/);
  await walk.press('Enter');
  await walk.to(/^End the exam$/, 'Shift+Tab');
  await walk.press('Enter');
  await walk.arrives(/^Sitting 1: part K holds$/);
  await expect(page.getByText(`${count} of ${count} right`)).toBeVisible();
  await axe(page, 'the result');

  await walk.fill(/^Your id in the file/, 'p-keys');
  const saved = page.waitForEvent('download');
  await walk.activate(/^Save the hand-in file$/);
  const file = await saved;
  expect(file.suggestedFilename()).toBe(`${EXAM}-1-p-keys.exam.json`);
  await walk.expectHeard(/Its receipt is in My record\./);
  await walk.arrives(/^Save the hand-in file$/);
  const handIn = JSON.parse(await readFile(await file.path(), 'utf8')) as {
    readonly answers: readonly unknown[];
    readonly extraPercent: number;
  };
  expect([handIn.answers.length, handIn.extraPercent]).toEqual([count, 50]);
  await axe(page, 'the hand-in is saved');
});
