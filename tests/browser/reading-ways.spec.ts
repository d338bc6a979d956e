import type { Page } from 'playwright/test';
import { stopOf } from './keyboard-walk.ts';
import { expect, test } from './own-origin.ts';
import { TEMPLATE_PAGES } from '../../src/cli/bench/template-pages.ts';

const COURSE = '/courses/versioning-and-reproducibility/';
const LESSON = `${COURSE}content-addressing/`;

/** Runs in the page: what is wider than the window and cannot be scrolled to by itself, and text that is cut off. */
function whatIsCut(): readonly string[] {
  const root = document.documentElement;
  const found: string[] = [];
  if (root.scrollWidth > root.clientWidth)
    found.push(`the page is ${root.scrollWidth - root.clientWidth} px too wide`);
  for (const element of document.querySelectorAll<HTMLElement>('body *')) {
    if (!element.checkVisibility({ visibilityProperty: true })) continue;
    const { right, width, height } = element.getBoundingClientRect();
    if (width < 2 || height < 2) continue;
    let scrolls = false;
    for (let above: Element | null = element; above; above = above.parentElement)
      if (
        /auto|scroll|hidden|clip/.test(getComputedStyle(above).overflowX) &&
        above !== document.body
      )
        scrolls = true;
    const name = `${element.localName}.${element.getAttribute('class') ?? ''}`;
    if (right > root.clientWidth + 1 && !scrolls) found.push(`${name} leaves the window`);
    const { overflowY, overflowX } = getComputedStyle(element);
    const isCut =
      (/hidden|clip/.test(overflowX) && element.scrollWidth > element.clientWidth + 1) ||
      (/hidden|clip/.test(overflowY) && element.scrollHeight > element.clientHeight + 1);
    if (
      isCut &&
      element.textContent.trim() !== '' &&
      element.clientWidth > 2 &&
      !element.closest('svg')
    )
      found.push(`${name} cuts “${element.textContent.trim().slice(0, 30)}”`);
  }
  return found;
}

/** Runs in the page: what would still move although less of it was asked for. */
function whatMoves(): readonly string[] {
  const seconds = (times: string): number =>
    Math.max(
      ...times.split(',').map((time) => parseFloat(time) * (/ms$/.test(time.trim()) ? 1e-3 : 1)),
    );
  return [...document.querySelectorAll('*')].flatMap((element) =>
    ['', '::before', '::after'].flatMap((part) => {
      const { animationName, animationDuration, transitionDuration, scrollBehavior } =
        getComputedStyle(element, part);
      const moves =
        (animationName !== 'none' && seconds(animationDuration) > 0.01) ||
        seconds(transitionDuration) > 0.01 ||
        scrollBehavior === 'smooth';
      return moves ? [`${element.localName}.${element.getAttribute('class') ?? ''}${part}`] : [];
    }),
  );
}

test('every template fits a window of 320 pixels and text of twice the size, and stands still for whom motion disturbs', async ({
  page,
}) => {
  test.slow();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const browser = await page.context().newCDPSession(page);
  const textSize = (standard: number) =>
    browser.send('Page.setFontSizes', {
      fontSizes: { standard, fixed: Math.round((standard * 13) / 16) },
    });
  for (const path of TEMPLATE_PAGES) {
    await textSize(16);
    await page.setViewportSize({ width: 320, height: 640 });
    await page.goto(path, { waitUntil: 'networkidle' });
    expect.soft(await page.evaluate(whatIsCut), `${path}, 320 px wide`).toEqual([]);
    expect.soft(await page.evaluate(whatMoves), `${path}, less motion`).toEqual([]);
    await page.setViewportSize({ width: 1280, height: 900 });
    const usual = await sizeOfText(page);
    await textSize(32);
    expect
      .soft(await sizeOfText(page), `${path} follows the reader's size`)
      .toBeCloseTo(2 * usual, 0);
    expect.soft(await page.evaluate(whatIsCut), `${path}, text of 200 %`).toEqual([]);
  }
});

const sizeOfText = (page: Page): Promise<number> =>
  page.evaluate(() =>
    parseFloat(getComputedStyle(document.querySelector('main') ?? document.body).fontSize),
  );

test('in forced colours each stop of the keyboard is drawn, and a button has an edge', async ({
  page,
}) => {
  await page.emulateMedia({ forcedColors: 'active' });
  for (const path of ['/', LESSON, `${COURSE}quizzes/models/`, '/record/']) {
    await page.goto(path, { waitUntil: 'networkidle' });
    if (path === LESSON) {
      await page.mouse.move(200, 300);
      await expect(page.getByRole('tab')).toHaveCount(3);
    }
    const bare = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('button.btn')]
        .filter((button) => button.checkVisibility())
        .filter((button) => parseFloat(getComputedStyle(button).borderTopWidth) < 1)
        .map((button) => button.textContent),
    );
    expect(bare, path).toEqual([]);
    const alike = await page.evaluate(() => {
      const colour = (button: HTMLElement): string => getComputedStyle(button).color;
      const all = [...document.querySelectorAll<HTMLElement>('button.btn')];
      const isOff = (button: HTMLElement): boolean =>
        button.matches(':disabled, [aria-disabled=true]');
      const able = new Set(all.filter((button) => !isOff(button)).map(colour));
      return all
        .filter((button) => isOff(button) && able.has(colour(button)))
        .map((button) => button.textContent);
    });
    expect(alike, `${path}: a button that hears no press looks so`).toEqual([]);
    const chosen = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('button:is([aria-pressed], [aria-selected])')].map(
        (button) => [
          button.matches('[aria-pressed=true], [aria-selected=true]'),
          getComputedStyle(button).backgroundColor,
        ],
      ),
    );
    const grounds = (isChosen: boolean) =>
      new Set(chosen.filter(([one]) => one === isChosen).map(([, ground]) => ground));
    for (const ground of grounds(true))
      expect([...grounds(false)], `${path}: what is chosen looks so`).not.toContain(ground);
    if (path === LESSON) expect(grounds(true).size).toBe(1);
    for (let press = 0; press < 25; press += 1) {
      await page.keyboard.press('Tab');
      const stop = await stopOf(page);
      if (!stop) break;
      expect(stop.isShown, `${path}: ${stop.name}`).toBe(true);
    }
  }
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a lesson is whole: its ways, its answers, its drawings and its notes; what needs a script says so', async ({
    page,
  }) => {
    // Chromium runs no script here and still reads a page as if it could: what is for pages without one is unwrapped.
    await page.route('**/*', async (route) => {
      if (route.request().resourceType() !== 'document') return route.continue();
      const response = await route.fetch();
      const body = (await response.text()).replaceAll(/<\/?noscript>/g, '');
      return route.fulfill({ response, body });
    });
    await page.goto(LESSON);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Content addressing');
    for (const way of ['md5sum applications.csv', 'md5 applications.csv', 'Get-FileHash'])
      await expect(page.getByText(way).first()).toBeVisible();
    await expect(page.getByText('The playground needs JavaScript')).toBeVisible();
    const question = page.locator('form.q').first();
    await question.getByText('Show the answer').click();
    await expect(question.getByText('Right.')).toBeVisible();
    for (const button of ['Search', 'Light or dark', 'Mark as read'])
      await expect(page.getByRole('button', { name: button })).toHaveCount(0);
    await page.getByRole('link', { name: 'Lesson 2 of 7' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(
      'Versioning and reproducibility',
    );
    await page.getByRole('link', { name: 'Content addressing' }).click();
    await page.getByRole('link', { name: 'digest', exact: true }).first().click();
    await expect(page).toHaveURL(/\/glossary\/#digest$/);

    await page.goto('/courses/deploy-test-monitor/slos-for-models/');
    await page.locator('sup a').first().click();
    await expect(page.getByText('30 days are 720 hours')).toBeInViewport();

    for (const path of [`${COURSE}quizzes/models/`, '/diagnostic/', '/record/']) {
      await page.goto(path);
      await expect(page.getByText(/script, which is off/).first(), path).toBeVisible();
    }
  });
});

test('on paper a lesson is its text: every way, every address, and nothing to press', async ({
  page,
}) => {
  await page.setViewportSize({ width: 794, height: 1123 });
  await page.goto(LESSON);
  // It is touched once its script is there, which brings the tab's mark along.
  const mark = page.locator('head > link[rel=icon]').first();
  await expect(mark).toHaveAttribute('href', /mark\.svg$/);
  await page.getByText('md5sum applications.csv').scrollIntoViewIfNeeded();
  await expect(page.getByRole('tab')).toHaveCount(3);
  const island = page.locator('[data-island]');
  await island.scrollIntoViewIfNeeded();
  await expect(island).toHaveAttribute('data-live');
  await page.emulateMedia({ media: 'print' });
  for (const gone of ['.topbar', '.toc', '.prevnext', '.code-tools', '[role=tablist]'])
    await expect(page.locator(gone).first(), gone).toBeHidden();
  for (const way of ['md5sum applications.csv', 'md5 applications.csv', 'Get-FileHash'])
    await expect(page.getByText(way).first()).toBeVisible();
  expect(await page.locator('main button:visible').allTextContents()).toEqual([]);
  const source = page.locator('.prose a[href^="https://dvc.org/"]').first();
  expect(await source.evaluate((link) => getComputedStyle(link, '::after').content)).toContain(
    'https://dvc.org/doc',
  );
  expect(await page.evaluate(whatIsCut)).toEqual([]);
  const paper = await page.pdf({ format: 'A4' });
  expect(paper.subarray(0, 5).toString()).toBe('%PDF-');
});

/** Width of A4 less the margins that `print.css` sets, in CSS pixels. */
const PAPER = Math.round(((210 - 2 * 16) / 25.4) * 96);

/** Runs in the page: what paper cannot show, since nobody scrolls or presses there. */
function whatPaperLacks(): readonly string[] {
  const shown = [...document.querySelectorAll<HTMLElement>('body *')].filter((one) =>
    one.checkVisibility({ visibilityProperty: true }),
  );
  const name = (one: HTMLElement): string =>
    `${one.localName}.${one.getAttribute('class') ?? ''} “${one.textContent.trim().slice(0, 30)}”`;
  const cut = shown.filter((one) => {
    const { width, height } = one.getBoundingClientRect();
    // What is for screen readers alone has no size.
    return width > 2 && height > 2 && !one.closest('svg') && one.scrollWidth > one.clientWidth + 2;
  });
  const controls = shown.filter((one) =>
    one.matches('button, select:not(.ins *), input:not(.q *, .field), [role="tab"]'),
  );
  return [
    ...cut
      .filter((one) => getComputedStyle(one).display !== 'inline')
      .map((one) => `${name(one)} is ${one.scrollWidth - one.clientWidth} px too wide`),
    ...controls.map((one) => `${name(one)} is to be pressed`),
  ];
}

test('on paper nothing is cut and nothing waits to be pressed, and the ground is white in any theme', async ({
  page,
}) => {
  test.slow();
  await page.addInitScript(() => localStorage.setItem('plumbline-theme', 'dark'));
  await page.setViewportSize({ width: PAPER, height: 1000 });
  for (const path of [
    LESSON,
    `${COURSE}the-five-things-that-make-a-model/`,
    '/courses/data-governance-that-survives-an-audit/lineage-you-can-query/',
    '/courses/data-governance-that-survives-an-audit/records-a-regulator-can-read/',
    '/courses/deploy-test-monitor/gates-that-say-no/',
    COURSE,
    '/glossary/',
    '/competencies/',
  ]) {
    await page.goto(path, { waitUntil: 'networkidle' });
    // What comes with the first touch is not there yet.
    await expectOnPaper(page, `${path}, untouched`);
    for (const island of await page.locator('[data-island]').all()) {
      await island.scrollIntoViewIfNeeded();
      await expect(island).toHaveAttribute('data-live');
    }
    await page.mouse.move(200, 300);
    await expectOnPaper(page, path);
  }
});

async function expectOnPaper(page: Page, path: string): Promise<void> {
  await page.emulateMedia({ media: 'print' });
  expect.soft(await page.evaluate(whatPaperLacks), path).toEqual([]);
  const room = page.locator('.island > svg, .topbar, .foot').filter({ visible: true });
  expect.soft(await room.count(), `${path}: what is for a screen`).toBe(0);
  // A short word in the head of a table stays whole.
  const heads = page.locator('th abbr').filter({ visible: true });
  for (const head of await heads.all())
    expect.soft(await head.evaluate((word) => word.getClientRects().length), path).toBe(1);
  const [ink, ground] = await page.evaluate(() => {
    const { color, backgroundColor } = getComputedStyle(document.body);
    const canvas = document.createElement('canvas').getContext('2d', {
      willReadFrequently: true,
    }) as CanvasRenderingContext2D;
    return [color, backgroundColor].map((one) => {
      canvas.fillStyle = one;
      canvas.fillRect(0, 0, 1, 1);
      return Math.max(...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3));
    });
  });
  expect.soft(ink, `${path}: its ink is dark`).toBeLessThan(64);
  expect.soft(ground, `${path}: its ground is white`).toBe(255);
  await page.emulateMedia({ media: null });
}

test('where the browser refuses to keep anything, a lesson, the record and the diagnostic work and say how long', async ({
  page,
}) => {
  const faults: string[] = [];
  page.on('pageerror', ({ message }) => faults.push(message));
  await page.addInitScript(() => {
    const denied = (): never => {
      throw new DOMException('denied', 'SecurityError');
    };
    Object.defineProperty(globalThis, 'indexedDB', { get: denied });
    Object.defineProperty(globalThis, 'localStorage', { get: denied });
  });
  await page.goto(LESSON);
  await page.getByRole('button', { name: 'Mark as read' }).click();
  await expect(
    page.getByText('This browser keeps nothing for the site, so the mark goes when you leave.'),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Light or dark' }).click();
  await page.getByRole('radio', { name: 'Dark' }).check();
  await page.goto('/record/');
  await expect(page.getByText(/keeps nothing for the site/)).toBeVisible();
  await page.goto('/diagnostic/');
  await expect(
    page.getByText(
      'This browser keeps nothing for the site: the answers last until you leave the page.',
    ),
  ).toBeVisible();
  await page.locator('.choice input').first().press('Space');
  await page.getByRole('button', { name: 'Next' }).press('Enter');
  await expect(page.locator('.quiz-item .crumb')).toContainText('Question 2 of 24');
  expect(faults).toEqual([]);
});
