import type { Page } from 'playwright/test';
import { expect } from './own-origin.ts';

/** Where the keyboard stands. */
export interface Stop {
  /** What a screen reader calls it: its label or its text. */
  readonly name: string;
  readonly tag: string;
  /** Something of it, or of the line that it belongs to, is drawn only while it has the focus. */
  readonly isShown: boolean;
  /** A part of it is on the screen, and nothing lies over that part. */
  readonly isInSight: boolean;
}

/** Runs in the page: the element that has the focus; `undefined` when that is the page as a whole. */
function stopNow(): Stop | undefined {
  const element = document.activeElement;
  if (!element || element === document.body) return undefined;
  const labels = Array.from((element as HTMLInputElement).labels ?? []);
  const referred = (element.getAttribute('aria-labelledby') ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent);
  const own = element.getAttribute('aria-label') ?? referred.join(' ');
  const words =
    own.trim() === ''
      ? [...labels.map(({ textContent }) => textContent), element.textContent]
      : [own];
  const near = [element, ...labels, element.closest('label') ?? element];
  const isShown = near.some((one) =>
    ['', '::before', '::after'].some((part) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(one, part);
      return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
    }),
  );
  const { left, top, right, bottom } = element.getBoundingClientRect();
  const across = [0.1, 0.5, 0.9].map((part) => left + (right - left) * part);
  const down = [0.1, 0.5, 0.9].map((part) => top + (bottom - top) * part);
  const isInSight = across.some((x) =>
    down.some((y) => {
      const hit = document.elementFromPoint(x, y);
      return hit !== null && near.some((one) => one === hit || one.contains(hit));
    }),
  );
  return {
    name: words.join(' ').replace(/\s+/g, ' ').trim(),
    tag: element.localName,
    isShown,
    isInSight,
  };
}

/** Where the keyboard stands; `undefined` when nothing has the focus. */
export async function stopOf(page: Page): Promise<Stop | undefined> {
  return page.evaluate(stopNow);
}

/** Presses Tab until what has the focus is called so; says what it passed when it does not come. */
export async function tabTo(
  page: Page,
  name: RegExp,
  {
    key = 'Tab',
    limit = 120,
  }: { readonly key?: 'Tab' | 'Shift+Tab'; readonly limit?: number } = {},
): Promise<Stop> {
  const passed: string[] = [];
  for (let presses = 0; presses < limit; presses += 1) {
    await page.keyboard.press(key);
    const stop = await stopOf(page);
    if (stop && name.test(stop.name)) return stop;
    passed.push(stop?.name.slice(0, 40) ?? 'nothing');
  }
  throw new Error(`${key} did not reach ${name.source}. It passed: ${passed.join(' | ')}`);
}

/** Goes through a page by keys alone. Each stop is held to what a keyboard needs: it is drawn, in sight, and never lost. */
export class KeyboardWalk {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Hears what the page's live regions say, from its next load on. To be called once, before it is opened. */
  async listen(): Promise<void> {
    await this.page.addInitScript(() => {
      const heard: string[] = [];
      Object.assign(globalThis, { heardOnPage: heard });
      const before = new WeakMap<Element, string>();
      const regions = '[role=status], [role=alert], [role=log], [aria-live]';
      new MutationObserver(() => {
        for (const region of document.querySelectorAll(regions)) {
          const text = region.textContent.replace(/\s+/g, ' ').trim();
          // A region that comes with its words is announced only when it is an alert.
          const known = before.get(region) ?? (region.matches('[role=alert]') ? '' : undefined);
          if (known !== undefined && text !== '' && text !== known) heard.push(text);
          before.set(region, text);
        }
      }).observe(document, { subtree: true, childList: true, characterData: true });
    });
  }

  /** What was said since the page was loaded. */
  async heard(): Promise<readonly string[]> {
    return this.page.evaluate(
      () => (globalThis as unknown as { heardOnPage: string[] }).heardOnPage,
    );
  }

  async expectHeard(words: RegExp): Promise<void> {
    await expect
      .poll(async () => (await this.heard()).some((one) => words.test(one)), {
        message: `said: ${words.source}`,
      })
      .toBe(true);
  }

  /** Goes on by Tab, or back, to what is called so. */
  async to(name: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    const stop = await tabTo(this.page, name, { key });
    expect(stop, `${stop.name} is drawn and in sight`).toMatchObject({
      isShown: true,
      isInSight: true,
    });
  }

  async press(key: string, times = 1): Promise<void> {
    for (let press = 0; press < times; press += 1) await this.page.keyboard.press(key);
  }

  /** Goes to what is called so, and presses it. */
  async activate(name: RegExp, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
    await this.to(name);
    await this.press(key);
  }

  /** Goes to a field, and types into it instead of what stands there. */
  async fill(name: RegExp, text: string): Promise<void> {
    await this.to(name);
    await this.press('ControlOrMeta+a');
    await this.page.keyboard.insertText(text);
  }

  /** Waits until the focus has come to what is called so, and is in sight there. */
  async arrives(name: RegExp): Promise<void> {
    await expect
      .poll(async () => (await stopOf(this.page))?.name ?? 'nothing has the focus')
      .toMatch(name);
    expect((await stopOf(this.page))?.isInSight, `${name.source} is in sight`).toBe(true);
  }
}
