const BASE = import.meta.env.BASE_URL.replace(/\/$/, '');

/** A path from the site's root, as it is written in a page of a site that may stand below a path of its host. */
export function siteLink(path: string): string {
  return `${BASE}${path}`;
}
