/**
 * Keeps on the learner's device what was visited, and the courses that are to be kept whole.
 *
 * At the first visit come the pages that belong to no course, and the scripts and styles that every page calls for. Each
 * page that is opened is kept, with all that it can ever call for: after an update of the site it goes on with its own
 * version until it is left, and only then does the next version take over. What carries a digest in its name is never asked
 * for again; pages come from the network while there is one.
 */
import {
  KEPT_STORE,
  NAMED_FILE,
  NAMED_STORE,
  neededHere,
  PAGES_STORES,
  type CourseList,
} from './components/site/offline/course-list.ts';

/** What the build knows of itself; filled in by `offline-copy.ts`. */
declare const BUILD: {
  /** Digest over the site's pages and data. */
  readonly version: string;
  /** Laid down at the first visit, relative to the worker. */
  readonly first: readonly string[];
  /** Every file with a digest in its name, relative to the worker. */
  readonly named: readonly string[];
  /** What each island of a page can call for, by place in `named`; `labs` is what the pages of labs can. */
  readonly parts: Readonly<Record<string, readonly number[]>>;
};
declare const self: ServiceWorkerGlobalScope;

const PAGES = `${PAGES_STORES}${BUILD.version}`;
const scope = new URL('./', self.location.href);
const inScope = (path: string): string => new URL(path, scope).href;
const named = new Set(BUILD.named.map(inScope));

self.addEventListener('install', (event) => {
  event.waitUntil(layDown());
});

self.addEventListener('activate', (event) => {
  event.waitUntil(takeOver());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || !url.href.startsWith(scope.href)) return;
  // A page that keeps a course fetches large files by itself, to tell how far it is.
  if (request.cache === 'no-store') return;
  url.search = '';
  url.hash = '';
  if (NAMED_FILE.test(url.pathname)) event.respondWith(keptFirst(url.href, request));
  else event.respondWith(networkFirst(url, request, event));
});

/** The first visit, or the next version of the site beside the one that runs. */
async function layDown(): Promise<void> {
  await Promise.all(
    BUILD.first.map(async (path) => {
      // A site of which a part is missing is not whole yet: the older version stays.
      if (!(await lay(inScope(path)))) throw new Error(`${path} is not on the server`);
    }),
  );
  await carryOver();
  const open = await self.clients.matchAll({ includeUncontrolled: true, type: 'window' });
  for (const client of open) {
    const url = new URL(client.url);
    url.search = '';
    url.hash = '';
    await lay(url.href).catch(forgoing(url.href));
  }
}

/** Pages that an older version kept are kept by this one; whole courses stay whole. */
async function carryOver(): Promise<void> {
  for (const name of await oldStores()) {
    const old = await caches.open(name);
    for (const { url } of await old.keys()) await lay(url);
  }
  const lists = await caches.open(KEPT_STORE);
  for (const { url } of await lists.keys()) {
    const response = await fetch(url, { cache: 'no-cache' });
    if (response.status === 404) await lists.delete(url);
    if (!isWhole(response)) continue;
    const list = (await response.clone().json()) as CourseList;
    try {
      for (const { path } of neededHere(list)) await lay(inScope(path));
      await lists.put(url, response);
    } catch (error) {
      // No room for all of it: its page says what is missing, and offers to fetch it.
      if (!isOfStorage(error)) throw error;
      await lists.delete(url);
    }
  }
}

async function takeOver(): Promise<void> {
  // What was visited between the laying down and now.
  await carryOver().catch(forgoing('pages of the older version'));
  for (const name of await oldStores()) await caches.delete(name);
  const store = await caches.open(NAMED_STORE);
  for (const { url } of await store.keys()) if (!named.has(url)) await store.delete(url);
  await self.clients.claim();
}

async function oldStores(): Promise<readonly string[]> {
  return (await caches.keys()).filter((name) => name.startsWith(PAGES_STORES) && name !== PAGES);
}

/**
 * Fetches one file unless it is there, and of a page all that it can call for.
 *
 * @returns false when the site does not have it
 * @throws when it cannot be fetched
 */
async function lay(url: string): Promise<boolean> {
  const isNamed = NAMED_FILE.test(new URL(url).pathname);
  const store = await caches.open(isNamed ? NAMED_STORE : PAGES);
  const there = await store.match(url);
  if (there) return true;
  // Pages have no digest in their names: the browser's own cache may hold an older one.
  const response = await fetch(url, { cache: isNamed ? 'default' : 'no-cache' });
  if (response.status === 404) return false;
  if (!isWhole(response, url)) throw new Error(`${url} answers ${response.status}`);
  const page = isHtml(response) ? await response.clone().text() : '';
  await store.put(url, asAsked(response));
  await layParts(url, page);
  return true;
}

async function layParts(url: string, page: string): Promise<void> {
  const parts = [...page.matchAll(/data-island="([^"]+)"/g)].map(([, island = '']) => island);
  if (url.startsWith(inScope('labs/'))) parts.push('labs');
  for (const part of parts)
    for (const place of BUILD.parts[part] ?? []) await lay(inScope(BUILD.named[place] ?? ''));
}

/** Its name changes with its bytes, so a kept copy is always the right one. */
async function keptFirst(url: string, request: Request): Promise<Response> {
  const store = await caches.open(NAMED_STORE);
  const kept = await store.match(url);
  if (kept) return kept;
  const response = await fetch(request);
  if (isWhole(response)) await store.put(url, response.clone()).catch(forgoing(url));
  return response;
}

async function networkFirst(url: URL, request: Request, event: FetchEvent): Promise<Response> {
  const pages = await caches.open(PAGES);
  try {
    const response = await fetch(request);
    if (isWhole(response, url.href)) {
      const page = isHtml(response) ? response.clone().text() : '';
      await pages.put(url.href, asAsked(response.clone())).catch(forgoing(url.href));
      const laying = Promise.resolve(page).then((text) => layParts(url.href, text));
      event.waitUntil(laying.catch(forgoing(url.href)));
    }
    return response;
  } catch (error) {
    for (const name of namesOf(url.href)) {
      const kept = await pages.match(name);
      if (kept) return kept;
    }
    const note = request.mode === 'navigate' && (await pages.match(inScope('offline/')));
    if (note) return note;
    throw error;
  }
}

/** A full device is no reason to fail: the page is shown all the same. */
function forgoing(what: string): (error: unknown) => void {
  return (error) => {
    console.warn(`Not kept for use without a network: ${what}`, error);
  };
}

function isOfStorage(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'QuotaExceededError';
}

const isHtml = (response: Response): boolean =>
  (response.headers.get('Content-Type') ?? '').startsWith('text/html');

/** The addresses of one page: with its slash, and, on hosts that drop endings, without its `.html`. */
const namesOf = (url: string): readonly string[] => [
  url,
  `${url}/`,
  url.replace(/\.html$/, ''),
  `${url}.html`,
];

/**
 * Errors, parts and redirects are never kept, for a redirect may lead to a page that asks for a password.
 *
 * @param url what was asked for: a host that sends on to the same page's other address is followed
 */
function isWhole(response: Response, url?: string): boolean {
  const isSame = !response.redirected || (url !== undefined && namesOf(url).includes(response.url));
  return response.status === 200 && response.type === 'basic' && isSame;
}

/** A browser takes no answer for a page that has come by a redirect: a copy has not. */
function asAsked(response: Response): Response {
  return response.redirected ? new Response(response.body, response) : response;
}
