/** Where a page of the site goes when it becomes a page of a package. */
export interface Rewriting {
  /** Path of the page from the site's root: `labs/pin-the-data/index.html`. */
  readonly page: string;
  /** Path of the site's root on its host, with a slash at its end. */
  readonly base: string;
  /** True for paths, from the site's root, of files that are in the package. */
  readonly isPacked: (path: string) => boolean;
  /** Absolute address of the site, where what is not in the package can be read; without it such links become text. */
  readonly site?: string;
}

const ATTRIBUTE = /\s(href|src|component-url|renderer-url|data-base)=(?:"([^"]*)"|([^\s>"']+))/g;
/** Parts of a page that lead about the whole site, which a package does not have. */
const ABOUT_THE_SITE = [
  /<header class="?topbar"?[^]*?<\/header>/g,
  /<footer class="?foot"?[^]*?<\/footer>/g,
  /<button(?=[^>]*\sdata-search[\s=>])[^]*?<\/button>/g,
  /<link rel="?manifest"?[^>]*>/g,
];

/**
 * Makes a page of the site a page of a package that may lie anywhere: addresses become relative, what leads about the whole
 * site goes, and the page says how far above itself the package begins. Its policy stays: no script or style of it changes.
 */
export function rewritePage(html: string, rewriting: Rewriting): string {
  const up = '../'.repeat(rewriting.page.split('/').length - 1) || './';
  let page = html.replace(/<html(?=[\s>])/, `<html data-package="${up}"`);
  for (const part of ABOUT_THE_SITE) page = page.replace(part, '');
  return page
    .replace(ATTRIBUTE, (whole, name: string, quoted?: string, bare?: string) => {
      const address = moved(decode(quoted ?? bare ?? ''), up, rewriting);
      if (address === undefined) return whole;
      return address === '' ? '' : ` ${name}="${encode(address)}"`;
    })
    .replace(/(?:data-props|props)="[^"]*"/g, (props) =>
      // JSON in an attribute: whole texts that are addresses of the site's pages and files.
      props.replace(/&quot;(\/(?:(?!&quot;).)*)&quot;/g, (whole, text: string) => {
        const address = moved(decode(text), up, rewriting);
        return address === undefined ? whole : `&quot;${encode(address)}&quot;`;
      }),
    );
}

/**
 * Where an address leads in the package: relative when it is there, on the site when it is not and the site is known,
 * `''` when it leads nowhere, and `undefined` when it is none of the site's.
 */
function moved(
  address: string,
  up: string,
  { base, isPacked, site }: Rewriting,
): string | undefined {
  if (!address.startsWith(base) || address.startsWith('//')) return undefined;
  const [, path = '', rest = ''] = /^([^?#]*)(.*)$/.exec(address.slice(base.length)) ?? [];
  const file = path === '' || path.endsWith('/') ? `${path}index.html` : path;
  if (isPacked(file)) return `${up}${file}${rest}`;
  if (!SITE_PATH.test(path)) return undefined;
  return site === undefined ? '' : `${site.replace(/\/$/, '')}/${path}${rest}`;
}

/** What a path of the site looks like: other texts in a page that begin with a slash are left alone. */
const SITE_PATH =
  /^$|^(?:about|certificate|competencies|courses|diagnostic|exams|glossary|issue|labs|offline|packages|record|search|teach|verify)\/|^[\w-]+\.(?:svg|webmanifest)$/;

const decode = (text: string): string =>
  text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');
const encode = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
