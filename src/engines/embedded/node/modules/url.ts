import { fileUrl, pathOfUrl } from '../loader/file-url.ts';
import { invalidType } from '../core/node-error.ts';
import { absolute } from '../core/process-state.ts';
import { parse as parseQuery, stringify } from './querystring.ts';

/** The parts of an address as `url.parse` gives them. */
class Url {
  protocol: string | null = null;
  slashes: boolean | null = null;
  auth: string | null = null;
  host: string | null = null;
  port: string | null = null;
  hostname: string | null = null;
  hash: string | null = null;
  search: string | null = null;
  query: unknown = null;
  pathname: string | null = null;
  path: string | null = null;
  href = '';
}

const WITH_SLASHES = /^(?:https?|ftp|file|wss?|gopher):$/;

function parse(address: unknown, withQuery = false, slashesDenoteHost = false): Url {
  if (address instanceof Url) return address;
  if (typeof address !== 'string') throw invalidType('url', 'string', address);
  const url = new Url();
  let rest = address.trim();
  const protocol = /^([a-z0-9.+-]+:)/i.exec(rest)?.[1]?.toLowerCase();
  if (protocol !== undefined) {
    url.protocol = protocol;
    rest = rest.slice(protocol.length);
  }
  if (rest.startsWith('//') && (protocol !== undefined || slashesDenoteHost)) {
    url.slashes = true;
    const authority = /^\/\/([^/?#]*)/.exec(rest)?.[1] ?? '';
    rest = rest.slice(authority.length + 2);
    const at = authority.lastIndexOf('@');
    if (at >= 0) url.auth = decodeURIComponent(authority.slice(0, at));
    const host = authority.slice(at + 1).toLowerCase();
    const port = /:(\d*)$/.exec(host)?.[1];
    url.port = port === undefined || port === '' ? null : port;
    url.hostname = (port === undefined ? host : host.slice(0, -port.length - 1)).replace(
      /^\[|\]$/g,
      '',
    );
    url.host = url.port === null ? host.replace(/:$/, '') : host;
  }
  const hashAt = rest.indexOf('#');
  if (hashAt >= 0) {
    url.hash = rest.slice(hashAt);
    rest = rest.slice(0, hashAt);
  }
  const queryAt = rest.indexOf('?');
  if (queryAt >= 0) {
    url.search = rest.slice(queryAt);
    url.query = withQuery ? parseQuery(rest.slice(queryAt + 1)) : rest.slice(queryAt + 1);
    rest = rest.slice(0, queryAt);
  } else if (withQuery) {
    url.search = '';
    url.query = parseQuery('');
  }
  const pathname = rest.replace(/[ "<>^`{|}]/g, (char) => encodeURIComponent(char));
  if (pathname !== '') url.pathname = pathname;
  else if (url.slashes && WITH_SLASHES.test(url.protocol ?? '')) url.pathname = '/';
  if (url.pathname !== null || url.search) url.path = (url.pathname ?? '') + (url.search ?? '');
  url.href = format(url);
  return url;
}

function format(
  given: unknown,
  options: { fragment?: boolean; search?: boolean; auth?: boolean } = {},
): string {
  if (typeof given === 'string') return parse(given).href;
  if (given instanceof URL) {
    const copy = new URL(given.href);
    if (options.fragment === false) copy.hash = '';
    if (options.search === false) copy.search = '';
    if (options.auth === false) copy.username = copy.password = '';
    return copy.href;
  }
  const url = given as Partial<Omit<Url, 'query'>> & { query?: unknown };
  const protocol = url.protocol
    ? url.protocol.endsWith(':')
      ? url.protocol
      : `${url.protocol}:`
    : '';
  const auth = url.auth ? `${encodeURIComponent(url.auth).replace('%3A', ':')}@` : '';
  const host =
    url.host ??
    (url.hostname
      ? `${url.hostname.includes(':') ? `[${url.hostname}]` : url.hostname}${url.port ? `:${url.port}` : ''}`
      : undefined);
  const slashes =
    url.slashes === true ||
    ((protocol === '' || WITH_SLASHES.test(protocol)) && host !== undefined);
  let pathname = url.pathname ?? '';
  const authority =
    host === undefined
      ? slashes && protocol === 'file:'
        ? '//'
        : ''
      : `${slashes ? '//' : ''}${auth}${host}`;
  if (authority !== '' && pathname !== '' && !pathname.startsWith('/')) pathname = `/${pathname}`;
  const fromQuery = typeof url.query === 'object' && url.query !== null ? stringify(url.query) : '';
  const search = url.search ?? (fromQuery === '' ? '' : `?${fromQuery}`);
  const hash = url.hash ?? '';
  return `${protocol}${authority}${pathname.replace(/[?#]/g, encodeURIComponent)}${search === '' || search.startsWith('?') ? search : `?${search}`}${hash === '' || hash.startsWith('#') ? hash : `#${hash}`}`;
}

function resolve(from: string, to: string): string {
  const base = new URL(from, 'resolve://');
  const resolved = new URL(to, base);
  if (resolved.protocol === 'resolve:') return resolved.pathname + resolved.search + resolved.hash;
  return resolved.href;
}

function urlToHttpOptions(url: URL): object {
  return {
    protocol: url.protocol,
    hostname: url.hostname.replace(/^\[|\]$/g, ''),
    hash: url.hash,
    search: url.search,
    pathname: url.pathname,
    path: `${url.pathname}${url.search}`,
    href: url.href,
    ...(url.port === '' ? {} : { port: Number(url.port) }),
    ...(url.username === ''
      ? {}
      : { auth: `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}` }),
  };
}

export const url = {
  URL: globalThis.URL,
  URLSearchParams: globalThis.URLSearchParams,
  Url,
  parse,
  format,
  resolve,
  fileURLToPath: (given: unknown): string => {
    if (typeof given !== 'string' && !(given instanceof URL))
      throw invalidType('path', 'of type string or an instance of URL', given);
    return pathOfUrl(given);
  },
  pathToFileURL: (path: unknown): URL => {
    if (typeof path !== 'string') throw invalidType('path', 'string', path);
    const full = absolute(path);
    return new URL(fileUrl(path.endsWith('/') && full !== '/' ? `${full}/` : full));
  },
  urlToHttpOptions,
  domainToASCII: (domain: string): string => new URL(`http://${domain}`).hostname,
  domainToUnicode: (domain: string): string => domain,
};
