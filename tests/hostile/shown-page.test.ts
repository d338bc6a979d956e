import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { chromium, type Browser, type FrameLocator, type Page } from 'playwright';
import { CHROMIUM_ARGS, findChromium } from '../../src/cli/find-chromium.mjs';
import { startStrictSite, type StrictSite } from '../engines/embedded/host/strict-site.ts';
import { startOutside, type Outside } from './outside.ts';
import type { ShowingPage } from './shown-page.ts';

declare const window: { page: ShowingPage };

/** What a document loads by its markup; `{outside}` is a second server, which must see nothing. */
const MARKUP = `<!doctype html><meta http-equiv="refresh" content="0;url={outside}/refresh"><title>Hostile</title>
<link rel="dns-prefetch" href="{outside}/dns"><link rel="preconnect" href="{outside}"><link rel="prefetch" href="{outside}/prefetch">
<link rel="icon" href="{outside}/icon"><link rel="manifest" href="{outside}/manifest"><link rel="stylesheet" href="{outside}/sheet">
<style>@import "{outside}/import"; h1 { background: url({outside}/background) }</style>
<h1>Hostile</h1><img src="{outside}/img" srcset="{outside}/srcset 2x" alt=""><picture><source srcset="{outside}/source"><img alt=""></picture>
<object data="{outside}/object"></object><embed src="{outside}/embed">
<video src="{outside}/video" poster="{outside}/poster" autoplay></video><audio src="{outside}/audio" autoplay></audio>
<svg><image href="{outside}/svg"/><use href="{outside}/use#a"/></svg><input type="image" src="{outside}/input" alt="">
<table background="{outside}/table"></table><body background="{outside}/body"><script src="{outside}/script"></script>`;

/** What a script of the page asks for. Each may throw. */
const ASKS: readonly (readonly [what: string, code: string])[] = [
  ['an image', `new Image().src = '{outside}/image'`],
  ['a beacon', `navigator.sendBeacon('{outside}/beacon', 'x')`],
  ['fetch', `await fetch('{outside}/fetch')`],
  [
    'the fetch of another frame',
    `await document.body.appendChild(document.createElement('iframe')).contentWindow.fetch('{outside}/inner')`,
  ],
  [
    'XMLHttpRequest',
    `const x = new XMLHttpRequest(); x.open('POST', '{outside}/xhr', false); x.send('x')`,
  ],
  ['WebSocket', `new WebSocket('{outside}/ws'.replace('http', 'ws'))`],
  ['EventSource', `new EventSource('{outside}/events')`],
  ['WebTransport', `new WebTransport('{outside}/'.replace('http', 'https'))`],
  ['a worker', `new Worker('{outside}/worker')`],
  ['a worker of text', `new Worker(URL.createObjectURL(new Blob(["fetch('{outside}/blob')"])))`],
  ['a shared worker', `new SharedWorker('{outside}/shared')`],
  ['a service worker', `await navigator.serviceWorker.register('{outside}/service')`],
  ['a module', `await import('{outside}/module')`],
  ['a font', `await new FontFace('x', 'url({outside}/font)').load()`],
  ...[
    'prefetch',
    'preload',
    'modulepreload',
    'stylesheet',
    'dns-prefetch',
    'icon',
    'prerender',
  ].map(
    (rel) =>
      [
        `a link to ${rel}`,
        `document.head.append(Object.assign(document.createElement('link'), { rel: '${rel}', href: '{outside}/link', as: 'script' }))`,
      ] as const,
  ),
  [
    'speculation rules',
    `const s = document.createElement('script'); s.type = 'speculationrules'; s.textContent = '{"prefetch":[{"source":"list","urls":["{outside}/rules"]}]}'; document.head.append(s)`,
  ],
  ['a window', `open('{outside}/window')`],
  ['the page around it', `parent.location = '{outside}/parent'`],
  ['the site', `top.location = '{outside}/top'`],
  [
    'WebRTC',
    `new RTCPeerConnection({ iceServers: [{ urls: 'stun:' + new URL('{outside}').host }] }).createDataChannel('x')`,
  ],
];

/** A connection without a byte: Chromium opens one for a navigation before it asks the policy, which then refuses. */
const BARE = 'a connection';

/** Ways to go away, alone or with a frame of its own: each is a navigation. */
const LEAVES: readonly (readonly [how: string, code: string])[] = [
  [
    'by a frame in it',
    `document.body.insertAdjacentHTML('beforeend', '<iframe src={outside}/frame></iframe>')`,
  ],
  ['by its address', `location.href = '{outside}/away'`],
  ['by replacing its address', `location.replace('{outside}/replace')`],
  [
    'by a form',
    `document.body.insertAdjacentHTML('beforeend', '<form method=post action={outside}/form><input name=a value=b></form>'); HTMLFormElement.prototype.submit.call(document.querySelector('form'))`,
  ],
  [
    'by a refresh',
    `document.head.insertAdjacentHTML('beforeend', '<meta http-equiv=refresh content="0;url={outside}/meta">')`,
  ],
  [
    'by a link to the top',
    `window.addEventListener('click', (event) => event.stopImmediatePropagation(), true); document.body.insertAdjacentHTML('beforeend', '<a href={outside}/link target=_top ping={outside}/ping>a</a>'); document.querySelector('a').click()`,
  ],
];

describe('a hostile page of the lab, shown in Chromium', () => {
  let site: StrictSite;
  let outside: Outside;
  let browser: Browser;
  let page: Page;
  let shown: FrameLocator;

  const show = (html: string): Promise<void> =>
    page.evaluate((text) => window.page.show(text), html.replaceAll('{outside}', outside.url));

  before(async () => {
    outside = await startOutside();
    site = await startStrictSite(join(import.meta.dirname, 'shown-page.ts'));
    const executablePath = await findChromium();
    browser = await chromium.launch({
      args: CHROMIUM_ARGS,
      ...(executablePath ? { executablePath } : {}),
    });
    page = await browser.newPage();
    await page.goto(site.url);
    shown = page.frameLocator('iframe').frameLocator('iframe[title="Page of the lab"]');
  });
  after(async () => {
    await browser.close();
    site.close();
    outside.close();
  });

  test('loads nothing from outside by its markup', { timeout: 120_000 }, async () => {
    await show(
      `${MARKUP}<p id="said"></p><script>onload = () => { said.textContent = 'loaded' }</script>`,
    );
    await shown.locator('#said', { hasText: 'loaded' }).waitFor({ timeout: 60_000 });
    assert.deepEqual(outside.seen, []);
  });

  test(
    `reaches nothing outside by ${ASKS.length} ways of its scripts`,
    { timeout: 120_000 },
    async () => {
      const ways = ASKS.map(([what, code]) => `[${JSON.stringify(what)}, async () => { ${code} }]`);
      await show(
        `<!doctype html><p id="said"></p><script>Promise.allSettled([${ways.join(',\n')}].map(([, way]) => way())).then((all) => { said.textContent = 'tried ' + all.length })</script>`,
      );
      await shown
        .locator('#said', { hasText: `tried ${ASKS.length}` })
        .waitFor({ timeout: 60_000 });
      assert.deepEqual(outside.seen, []);
      assert.equal(new URL(page.url()).origin, new URL(site.url).origin);
    },
  );

  for (const [how, code] of LEAVES) {
    test(
      `does not get outside ${how}, and the next page is shown`,
      { timeout: 120_000 },
      async () => {
        await show(`<!doctype html><p id="said">here</p><script>${code}</script>`);
        await show('<!doctype html><p id="said">next</p>');
        await shown.locator('#said', { hasText: 'next' }).waitFor({ timeout: 60_000 });
        assert.deepEqual(
          outside.seen.filter((said) => said !== BARE),
          [],
        );
        assert.equal(new URL(page.url()).origin, new URL(site.url).origin);
      },
    );
  }

  test('the second server does see who is not held back', async () => {
    const other = await browser.newPage();
    await other.goto(outside.url);
    assert.ok(outside.seen.some((said) => said.startsWith('GET / ')));
    await other.close();
  });
});
