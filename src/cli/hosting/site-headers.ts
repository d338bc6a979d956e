/** What a server is to say with each file of the site. `serve`, every preset and their tests read it here. */

/** Files with a digest before their ending: such a name never changes its bytes. As the site's service worker has it. */
export const NAMED_PATTERN = String.raw`(?:_astro|engine)/.*\.[\w-]{8,}\.\w+$`;
const NAMED = new RegExp(`^${NAMED_PATTERN}`);

export const KEEP_FOREVER = 'public, max-age=31536000, immutable';
export const ASK_AGAIN = 'no-cache';

/** The types of all files that the site has; servers do not know each of them. */
export const TYPES: Readonly<Record<string, string>> = {
  bin: 'application/octet-stream',
  css: 'text/css',
  gz: 'application/octet-stream',
  html: 'text/html',
  js: 'text/javascript',
  json: 'application/json',
  jsonld: 'application/ld+json',
  mjs: 'text/javascript',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain',
  webmanifest: 'application/manifest+json',
};

/**
 * Headers of every answer, errors too.
 *
 * The policy for scripts and styles stands in each page, with the digests of that page, so that it holds on hosts that
 * send no headers. What a page cannot say of itself is who may frame it.
 *
 * @param isIsolated true for a site on which WebContainers are switched on: they need pages that are cross-origin isolated
 */
export function everyAnswer(isIsolated: boolean): Readonly<Record<string, string>> {
  return {
    'Content-Security-Policy': "frame-ancestors 'self'",
    'Permissions-Policy': 'camera=(self), geolocation=(), microphone=(), payment=(), usb=()',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    ...(isIsolated
      ? {
          'Cross-Origin-Embedder-Policy': 'require-corp',
          'Cross-Origin-Opener-Policy': 'same-origin',
        }
      : {}),
  };
}

/** @param path of a file, from the site's root, without a slash before it */
export function isNamed(path: string): boolean {
  return NAMED.test(path);
}

/** @param path of a file, from the site's root, without a slash before it */
export function cacheControlOf(path: string): string {
  return isNamed(path) ? KEEP_FOREVER : ASK_AGAIN;
}
