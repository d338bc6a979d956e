import { headerOf } from '#container';
import { withoutNestedPages } from './no-nested-pages.ts';
import type { ShownResponse } from './preview-protocol.ts';

/** Asks the lab's server for what a page needs. @throws Error when there is no answer, or the address is not the server's. */
export type FetchAsset = (url: URL) => Promise<ShownResponse>;

const decoder = new TextDecoder();
const URL_IN_CSS = /url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"'\s]+))\s*\)/g;
const IMPORT_IN_CSS = /@import\s+(?:url\(\s*)?["']?([^"')\s;]+)["']?\s*\)?([^;]*);/g;
const DEEPEST_IMPORT = 4;

/** Attributes that load something into the page, by element. */
const LOADED: readonly (readonly [selector: string, attribute: string])[] = [
  ['script[src]', 'src'],
  ['img[src]', 'src'],
  ['source[src]', 'src'],
  ['audio[src]', 'src'],
  ['video[src]', 'src'],
  ['video[poster]', 'poster'],
  ['input[type=image][src]', 'src'],
];

/**
 * What a server answered, as one HTML page that needs nothing more: styles, scripts and images stand in it. What is not
 * HTML is shown as text or as an image.
 *
 * It is called in the preview's sandbox: a document that is parsed stands under the policy of the one that parses it, and
 * the site's refuses the styles and the base address of a learner's page.
 */
export async function wholePage(fetchAsset: FetchAsset, response: ShownResponse): Promise<string> {
  const type = mediaTypeOf(response);
  if (type === 'text/html' || type === 'application/xhtml+xml') {
    return withAssets(fetchAsset, decoder.decode(response.body), new URL(response.url));
  }
  if (type.startsWith('image/')) {
    return `<!doctype html><title>Image</title><img alt="" src="${dataUrl(type, response.body)}">`;
  }
  const isText = /^text\/|json|xml|javascript|yaml/.test(type) || response.body.length === 0;
  const words = isText
    ? decoder.decode(response.body)
    : `${response.body.length} bytes of ${type}, which cannot be shown here.`;
  return `<!doctype html><title>Answer</title><pre style="white-space:pre-wrap">${escaped(words)}</pre>`;
}

async function withAssets(fetchAsset: FetchAsset, html: string, url: URL): Promise<string> {
  // A parsed document that is shown nowhere loads and runs nothing.
  const page = new DOMParser().parseFromString(withoutNestedPages(html), 'text/html');
  const base = new URL(page.querySelector('base[href]')?.getAttribute('href') ?? '', url);
  for (const base of page.querySelectorAll('base')) base.remove();
  const unwanted =
    'meta[http-equiv], link[rel~=preload], link[rel~=prefetch], link[rel~=dns-prefetch], link[rel~=preconnect], link[rel~=modulepreload], link[rel~=icon]';
  for (const element of page.querySelectorAll(unwanted)) element.remove();
  const work: Promise<void>[] = [];
  for (const [selector, attribute] of LOADED) {
    for (const element of page.querySelectorAll(selector)) {
      const address = element.getAttribute(attribute) ?? '';
      work.push(
        asData(fetchAsset, address, base).then((data) => {
          if (data !== undefined) element.setAttribute(attribute, data);
        }),
      );
    }
  }
  for (const link of page.querySelectorAll('link[rel~=stylesheet][href]')) {
    work.push(
      styleOf(fetchAsset, link.getAttribute('href') ?? '', base, 0).then((css) => {
        if (css === undefined) return;
        const style = page.createElement('style');
        const media = link.getAttribute('media');
        if (media !== null) style.setAttribute('media', media);
        style.textContent = css;
        link.replaceWith(style);
      }),
    );
  }
  for (const style of page.querySelectorAll('style')) {
    work.push(
      withCssAssets(fetchAsset, style.textContent, base, 0).then((css) => {
        style.textContent = css;
      }),
    );
  }
  await Promise.all(work);
  const element = page.createElement('base');
  element.href = base.href;
  page.head.prepend(element);
  return `<!doctype html>${page.documentElement.outerHTML}`;
}

/** What stands at an address of the server, or `undefined`: then the address stays, and the sandbox refuses it. */
async function assetAt(
  fetchAsset: FetchAsset,
  address: string,
  base: URL,
): Promise<ShownResponse | undefined> {
  const url = URL.canParse(address, base) ? new URL(address, base) : undefined;
  if (!url) return undefined;
  try {
    const response = await fetchAsset(url);
    return response.status < 400 ? response : undefined;
  } catch {
    // A missing image is missing, as in any browser; the page is shown all the same.
    return undefined;
  }
}

async function asData(
  fetchAsset: FetchAsset,
  address: string,
  base: URL,
): Promise<string | undefined> {
  if (/^(?:data|blob):/i.test(address)) return undefined;
  const response = await assetAt(fetchAsset, address, base);
  return response && dataUrl(mediaTypeOf(response), response.body);
}

async function styleOf(
  fetchAsset: FetchAsset,
  address: string,
  base: URL,
  depth: number,
): Promise<string | undefined> {
  if (depth > DEEPEST_IMPORT) return undefined;
  const response = await assetAt(fetchAsset, address, base);
  return (
    response &&
    withCssAssets(fetchAsset, decoder.decode(response.body), new URL(response.url), depth)
  );
}

async function withCssAssets(
  fetchAsset: FetchAsset,
  css: string,
  base: URL,
  depth: number,
): Promise<string> {
  const imported = await replaced(css, IMPORT_IN_CSS, async (found) => {
    const style = await styleOf(fetchAsset, found[1] ?? '', base, depth + 1);
    const media = (found[2] ?? '').trim();
    if (style === undefined) return '';
    return media === '' ? style : `@media ${media} {${style}}`;
  });
  return replaced(imported, URL_IN_CSS, async (found) => {
    const data = await asData(fetchAsset, found[1] ?? found[2] ?? found[3] ?? '', base);
    return data === undefined ? found[0] : `url("${data}")`;
  });
}

async function replaced(
  text: string,
  pattern: RegExp,
  replace: (found: RegExpMatchArray) => Promise<string>,
): Promise<string> {
  const found = [...text.matchAll(pattern)];
  const parts = await Promise.all(found.map(replace));
  let result = '';
  let at = 0;
  for (const [index, match] of found.entries()) {
    result += text.slice(at, match.index) + (parts[index] ?? '');
    at = match.index + match[0].length;
  }
  return result + text.slice(at);
}

/** The type of what came back, without its parameters, lower case. */
function mediaTypeOf({ headers }: ShownResponse): string {
  const type = headerOf(headers, 'Content-Type') ?? 'application/octet-stream';
  return (type.split(';')[0] ?? '').trim().toLowerCase();
}

/** Bytes as a `data:` address. */
function dataUrl(type: string, bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return `data:${type};base64,${btoa(binary)}`;
}

/** Text as it can stand in HTML. */
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
