const BASE = import.meta.env.BASE_URL.replace(/\/$/, '');

/** A path from the site's root, as it is written in a page of a site that may stand below a path of its host. */
export function siteLink(path: string): string {
  return `${packageRoot() ?? BASE}${path}`;
}

/**
 * Absolute address of the package that this page belongs to, without a slash at its end, or `undefined` on the site.
 *
 * A package lies wherever an LMS unpacks it; each of its pages says how far above itself the package begins.
 */
export function packageRoot(): string | undefined {
  if (typeof document === 'undefined') return undefined;
  const up = document.documentElement.dataset['package'];
  return up === undefined ? undefined : new URL(up, document.baseURI).href.replace(/\/$/, '');
}
