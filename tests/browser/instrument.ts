import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from 'playwright/test';
import {
  resultMarkdown,
  type KeptResult,
} from '../../src/components/lesson/instrument/kept-result.ts';
import { axeFindings } from './axe-findings.ts';

/** Opens a lesson and waits until its instrument, named by its heading, answers. */
export async function openInstrument(page: Page, path: string, name: string): Promise<Locator> {
  await page.goto(path);
  // A late part is fetched when it is about to be seen, and a page has a few: the wanted one comes with them.
  for (const island of await page.locator('[data-island]').all()) {
    await island.evaluate((element) => element.scrollIntoView());
    await expect(island).toHaveAttribute('data-live');
  }
  const instrument = page.getByRole('region', { name, exact: true });
  await instrument.scrollIntoViewIfNeeded();
  return instrument;
}

/** Presses a key on the control of this role and name, as somebody without a mouse does. */
export async function press(
  instrument: Locator,
  role: 'button' | 'radio' | 'checkbox' | 'slider',
  name: string | RegExp,
  key = role === 'button' ? 'Enter' : 'Space',
): Promise<void> {
  const control = instrument.getByRole(role, {
    name,
    ...(typeof name === 'string' ? { exact: true } : {}),
  });
  await expect(control).toBeEnabled();
  await control.focus();
  await expect(control).toBeFocused();
  await control.press(key);
}

/** Saves what came of an instrument, as JSON and as Markdown, which must say the same. Returns what the file holds. */
export async function savedResult(page: Page, instrument: Locator): Promise<KeptResult> {
  const saved = async (name: string): Promise<readonly [name: string, text: string]> => {
    const coming = page.waitForEvent('download');
    await press(instrument, 'button', name);
    const download = await coming;
    return [download.suggestedFilename(), await readFile(await download.path(), 'utf8')];
  };
  const [jsonName, json] = await saved('Save as JSON');
  const [noteName, note] = await saved('Save as Markdown');
  const result = JSON.parse(json) as KeptResult;
  expect(result.instrument).toBe(await instrument.getAttribute('aria-label'));
  expect(result.lesson).toBe(new URL(page.url()).pathname);
  expect(note).toBe(resultMarkdown(result));
  expect([jsonName, noteName]).toEqual([
    jsonName.replace(/\.\w+$/, '.json'),
    jsonName.replace(/\.\w+$/, '.md'),
  ]);
  return result;
}

/** What a screen reader is given of each chart: its name, its key, a summary with numbers, and its numbers as a table. */
async function expectReadable(instrument: Locator): Promise<void> {
  for (const chart of await instrument.locator('figure.ins-chart').all()) {
    await chart.locator('details').evaluate((numbers: HTMLDetailsElement) => {
      numbers.open = false;
    });
    await expect(chart).toMatchAriaSnapshot(`
      - figure:
        - img /\\w+ .+/
        - list:
          - listitem: /\\w+/
        - paragraph: /\\d/
        - group: The numbers as a table
    `);
    const picture = chart.getByRole('img');
    const summary = (await chart.locator('figcaption p').textContent()) ?? '';
    await expect(picture).toHaveAccessibleDescription(summary.replace(/\s+/g, ' ').trim());
    await chart.locator('details').evaluate((numbers: HTMLDetailsElement) => {
      numbers.open = true;
    });
    const name = (await picture.getAttribute('aria-label')) ?? '';
    const table = chart.getByRole('table', { name, exact: true });
    const heads = await table.getByRole('columnheader').allTextContents();
    expect(heads.length, name).toBeGreaterThan(1);
    const rows = await table
      .getByRole('row')
      .filter({ has: instrument.page().getByRole('cell') })
      .all();
    expect(rows.length, name).toBeGreaterThan(2);
    for (const row of rows) {
      expect(await row.getByRole('rowheader').innerText(), name).not.toBe('');
      await expect(row.getByRole('cell')).toHaveCount(heads.length - 1);
    }
  }
  // A picture of another kind is named in words; what is left is drawn beside words that say it.
  const nameless = await instrument
    .locator('svg:not([aria-hidden="true"])')
    .evaluateAll((pictures) =>
      pictures
        .filter(
          (one) =>
            one.getAttribute('role') !== 'img' ||
            (one.getAttribute('aria-label') ?? '').split(' ').length < 3,
        )
        .map((one) => one.outerHTML.slice(0, 120)),
    );
  expect(nameless).toEqual([]);
}

/** What axe finds in the instrument as it stands, that its charts can be read without being seen, and whether the page still fits a window of 320 pixels. */
export async function expectSound(page: Page, instrument: Locator): Promise<void> {
  const name = (await instrument.getAttribute('aria-label')) ?? '';
  expect(await axeFindings(page, `section[aria-label="${name}"]`), name).toEqual([]);
  await expectReadable(instrument);
  const before = page.viewportSize() ?? { width: 1440, height: 900 };
  await page.setViewportSize({ width: 320, height: 640 });
  const over = await instrument.evaluate((element) => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return Math.max(
      scrollWidth - clientWidth,
      Math.round(element.getBoundingClientRect().right) - clientWidth,
    );
  });
  expect(over, `${name} fits 320 pixels`).toBeLessThanOrEqual(0);
  expect(await instrument.evaluate(whatOverlaps), `${name}: words of its charts`).toEqual([]);
  // Text of twice the size, and its buttons: a row of their own each, apart, and large enough to hit.
  await page.setViewportSize({ width: 1280, height: 900 });
  const browser = await page.context().newCDPSession(page);
  await browser.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
  const wide = await instrument.evaluate((element) =>
    Math.round(element.getBoundingClientRect().right - document.documentElement.clientWidth),
  );
  expect(wide, `${name} fits with text of 200 %`).toBeLessThanOrEqual(0);
  await browser.send('Page.setFontSizes', { fontSizes: { standard: 16, fixed: 13 } });
  await browser.detach();
  expect(await instrument.evaluate(whatCrowds), `${name}: its buttons`).toEqual([]);
  await page.setViewportSize(before);
}

/** Runs in the page: words of a chart that lie on each other, once it is drawn at the width that there is. */
async function whatOverlaps(instrument: Element): Promise<readonly string[]> {
  for (let frame = 0; frame < 3; frame += 1)
    await new Promise((resolve) => requestAnimationFrame(resolve));
  return [...instrument.querySelectorAll('.ins-chart > svg')].flatMap((chart) => {
    const words = [...chart.querySelectorAll('text')];
    return words.flatMap((one, index) => {
      const a = one.getBoundingClientRect();
      return words.slice(index + 1).flatMap((other) => {
        const b = other.getBoundingClientRect();
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        // The box of a line of text is higher than its letters.
        return across > 1 && down > 3
          ? [`“${one.textContent}” lies on “${other.textContent}”`]
          : [];
      });
    });
  });
}

/** Runs in the page: buttons of an instrument that touch each other or are too small to hit. */
function whatCrowds(instrument: Element): readonly string[] {
  return [...instrument.querySelectorAll('.ins-btns')].flatMap((row) => {
    const boxes = [...row.children].filter((one) => one.checkVisibility());
    return boxes.flatMap((one, index) => {
      const { left, top, right, bottom, height } = one.getBoundingClientRect();
      const name = one.textContent.trim();
      const small =
        one.localName === 'button' && height < 24 ? [`“${name}” is ${height} px high`] : [];
      const crowded = boxes.slice(index + 1).filter((other) => {
        const box = other.getBoundingClientRect();
        const across = Math.max(box.left - right, left - box.right);
        const down = Math.max(box.top - bottom, top - box.bottom);
        return Math.max(across, down) < 4;
      });
      return [
        ...small,
        ...crowded.map((other) => `“${name}” touches “${other.textContent.trim()}”`),
      ];
    });
  });
}
