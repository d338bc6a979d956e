import { expect, type Locator, type Page } from 'playwright/test';
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

/** What axe finds in the instrument as it stands, and whether the page still fits a window of 320 pixels. */
export async function expectSound(page: Page, instrument: Locator): Promise<void> {
  const name = (await instrument.getAttribute('aria-label')) ?? '';
  expect(await axeFindings(page, `section[aria-label="${name}"]`), name).toEqual([]);
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
