/**
 * Keeps the site on the learner's device. Pages and their parts are laid down at the first visit; what carries a digest in
 * its name is kept once it was used and never asked for again; pages come from the network while there is one.
 */

/** What the build knows of itself; filled in by `offline-copy.ts`. */
declare const BUILD: {
  /** Digest over all that follows. */
  readonly version: string;
  /** Laid down at the first visit, relative to the worker. */
  readonly first: readonly string[];
  /** Every file with a digest in its name, relative to the worker. */
  readonly named: readonly string[];
};
declare const self: ServiceWorkerGlobalScope;
export {};

const PAGES = `plumbline-pages-${BUILD.version}`;
const NAMED = 'plumbline-named';
const scope = new URL('./', self.location.href);
const named = new Set(BUILD.named.map((path) => new URL(path, scope).href));

self.addEventListener('install', (event) => {
  event.waitUntil(layDown());
});

self.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([dropOld(), self.clients.claim()]));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || !url.href.startsWith(scope.href)) return;
  url.search = '';
  url.hash = '';
  if (named.has(url.href)) event.respondWith(keptFirst(url.href, request));
  else event.respondWith(networkFirst(url, request));
});

async function layDown(): Promise<void> {
  const pages = await caches.open(PAGES);
  const store = await caches.open(NAMED);
  await Promise.all(
    BUILD.first.map(async (path) => {
      const url = new URL(path, scope).href;
      const into = named.has(url) ? store : pages;
      if (await into.match(url)) return;
      // Pages have no digest in their names: the browser's own cache may hold an older one.
      const response = await fetch(url, { cache: named.has(url) ? 'default' : 'no-cache' });
      if (!isWhole(response)) throw new Error(`${url} answers ${response.status}`);
      await into.put(url, response);
    }),
  );
}

async function dropOld(): Promise<void> {
  for (const name of await caches.keys()) {
    if (name.startsWith('plumbline-pages-') && name !== PAGES) await caches.delete(name);
  }
  const store = await caches.open(NAMED);
  for (const { url } of await store.keys()) {
    if (!named.has(url)) await store.delete(url);
  }
}

/** Its name changes with its bytes, so a kept copy is always the right one. */
async function keptFirst(url: string, request: Request): Promise<Response> {
  const store = await caches.open(NAMED);
  const kept = await store.match(url);
  if (kept) return kept;
  const response = await fetch(request);
  if (isWhole(response)) await keep(store, url, response.clone());
  return response;
}

async function networkFirst(url: URL, request: Request): Promise<Response> {
  const pages = await caches.open(PAGES);
  try {
    const response = await fetch(request);
    if (isWhole(response)) await keep(pages, url.href, response.clone());
    return response;
  } catch (error) {
    const kept = (await pages.match(url.href)) ?? (await pages.match(`${url.href}/`));
    if (kept) return kept;
    const note = request.mode === 'navigate' && (await pages.match(new URL('offline/', scope)));
    if (note) return note;
    throw error;
  }
}

/** A full device is no reason to fail: the page is shown all the same. */
async function keep(store: Cache, url: string, response: Response): Promise<void> {
  try {
    await store.put(url, response);
  } catch (error) {
    console.warn(`Not kept for use without a network: ${url}`, error);
  }
}

/** Errors, parts and redirects are never kept. */
function isWhole(response: Response): boolean {
  return response.status === 200 && response.type === 'basic' && !response.redirected;
}
