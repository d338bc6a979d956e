import { LabError } from '#container';
import {
  KEPT_STORE,
  NAMED_FILE,
  NAMED_STORE,
  neededHere,
  PAGES_STORES,
  type CourseList,
  type ListedFile,
} from '../offline/course-list.ts';

/** How many files are fetched at a time: enough to fill a line, few enough to leave it usable. */
const AT_A_TIME = 4;

/** A course, or what an instructor's page needs, as it lies on this device, whole or in part. */
export interface CourseCopy {
  /** Absolute address of the site's root, with a slash at its end. */
  readonly base: string;
  /** Absolute address of its list. */
  readonly listUrl: string;
  readonly list: CourseList;
  /** What this browser needs of it. */
  readonly files: readonly ListedFile[];
  /** Of all files, as they lie on a device. */
  readonly bytes: number;
  /** Of those that are here. */
  readonly keptBytes: number;
}

/**
 * Reads what a list consists of, and how much of it is on this device.
 *
 * @param base path of the site's root
 * @param listPath where the list is, from there: `courses/<course>/offline.json`
 * @throws LabError `StorageDenied`, `CourseListMissing`
 */
export async function readCopy(base: string, listPath: string): Promise<CourseCopy> {
  const root = new URL(base, location.href).href;
  const listUrl = root + listPath;
  const list = await readList(listUrl);
  const files = neededHere(list);
  const here = await keptAddresses();
  const sum = (some: readonly ListedFile[]): number =>
    some.reduce((total, { bytes }) => total + bytes, 0);
  return {
    base: root,
    listUrl,
    list,
    files,
    bytes: sum(files),
    keptBytes: sum(files.filter(({ path }) => here.has(root + path))),
  };
}

/**
 * Fetches what is missing of a course. What was fetched stays when it is stopped or fails, so that the next time goes on
 * from there.
 *
 * @param onBytes how many bytes more are here
 * @throws LabError `StorageDenied`, `StorageFull`, `NetworkGone`, `FileRefused`, `WorkerRefused`; or the signal's reason
 */
export async function keepCopy(
  { base, listUrl, list, files }: CourseCopy,
  onBytes: (more: number) => void,
  signal: AbortSignal,
): Promise<void> {
  await startWorker(base);
  const here = await keptAddresses();
  const missing = files.filter(({ path }) => !here.has(base + path)).values();
  const failed = new AbortController();
  const one = async (): Promise<void> => {
    for (const { path, bytes } of missing) {
      const both = AbortSignal.any([signal, failed.signal]);
      both.throwIfAborted();
      if (NAMED_FILE.test(path)) await keepNamed(base + path, onBytes, both);
      else {
        await keepPage(base + path, both);
        onBytes(bytes);
      }
    }
  };
  // The first failure ends the others, and is the one that is told.
  await Promise.all(
    Array.from({ length: AT_A_TIME }, () =>
      one().catch((error: unknown) => {
        failed.abort(error);
        throw error;
      }),
    ),
  );
  await put(KEPT_STORE, listUrl, new Response(JSON.stringify(list)));
}

/** Takes a course off this device, without what other courses that are kept need too. */
export async function removeCopy({ base, listUrl, files }: CourseCopy): Promise<void> {
  const lists = await openStore(KEPT_STORE);
  await lists.delete(listUrl);
  const needed = new Set<string>();
  for (const request of await lists.keys()) {
    const list = (await (await lists.match(request))?.json()) as CourseList | undefined;
    for (const { path } of list?.files ?? []) needed.add(path);
  }
  const gone = files.filter(({ path }) => !needed.has(path));
  for (const name of await storeNames()) {
    const store = await openStore(name);
    for (const { path } of gone) await store.delete(base + path);
  }
}

async function readList(url: string): Promise<CourseList> {
  const response = await fetch(url).catch(() => undefined);
  if (response?.ok) return (await response.json()) as CourseList;
  const kept = await (await openStore(KEPT_STORE)).match(url);
  if (kept) return (await kept.json()) as CourseList;
  throw new LabError(
    'CourseListMissing',
    response ? `${url} answers ${response.status}.` : 'There is no network now.',
    'What you have opened is here. To keep the whole course, come back with a network.',
  );
}

/** A page goes through the service worker, which knows in which version's store it belongs. */
async function keepPage(url: string, signal: AbortSignal): Promise<void> {
  const response = await fetched(url, { cache: 'no-cache', signal });
  await response.arrayBuffer();
  const kept = await caches.match(url);
  if (!kept) throw noRoom(undefined);
}

/** A large file comes here itself, to be counted as it comes. */
async function keepNamed(
  url: string,
  onBytes: (more: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const response = await fetched(url, { cache: 'no-store', signal });
  const counted = response.body?.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        onBytes(chunk.byteLength);
        controller.enqueue(chunk);
      },
    }),
  );
  const type = response.headers.get('Content-Type') ?? 'application/octet-stream';
  await put(NAMED_STORE, url, new Response(counted, { headers: { 'Content-Type': type } }));
}

async function fetched(url: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, init);
  } catch (cause) {
    init.signal?.throwIfAborted();
    throw networkGone(cause);
  }
  if (response.status === 200) return response;
  throw new LabError(
    'FileRefused',
    `The server answers ${response.status} for ${new URL(url).pathname}.`,
    'The site may have been changed just now. Reload the page and press again; what was fetched stays.',
  );
}

async function put(store: string, url: string, response: Response): Promise<void> {
  try {
    await (await openStore(store)).put(url, response);
  } catch (error) {
    if (error instanceof LabError) throw error;
    if (error instanceof DOMException && error.name === 'QuotaExceededError') throw noRoom(error);
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw networkGone(error);
  }
}

/** Registering again is without effect; where it is refused, the reason comes. */
async function startWorker(base: string): Promise<void> {
  const workers = 'serviceWorker' in navigator ? navigator.serviceWorker : undefined;
  try {
    if (!workers) throw new Error('This browser, or this window of it, has no service workers.');
    await workers.register(`${base}service-worker.js`);
  } catch (cause) {
    throw new LabError(
      'WorkerRefused',
      'This browser does not let a site work without a network here.',
      'Private windows forbid it, and so do addresses that are not https. Everything can be read as long as there is a network, and the course can be downloaded as one page.',
      { cause },
    );
  }
  await workers.ready;
  if (workers.controller) return;
  await new Promise((resolve) =>
    workers.addEventListener('controllerchange', resolve, { once: true }),
  );
}

async function keptAddresses(): Promise<ReadonlySet<string>> {
  const all = new Set<string>();
  for (const name of await storeNames())
    for (const { url } of await (await openStore(name)).keys()) all.add(url);
  return all;
}

async function storeNames(): Promise<readonly string[]> {
  try {
    const names = await caches.keys();
    return names.filter((name) => name === NAMED_STORE || name.startsWith(PAGES_STORES));
  } catch (cause) {
    throw denied(cause);
  }
}

async function openStore(name: string): Promise<Cache> {
  try {
    return await caches.open(name);
  } catch (cause) {
    throw denied(cause);
  }
}

const denied = (cause: unknown): LabError =>
  new LabError(
    'StorageDenied',
    'This browser lets the site keep nothing.',
    'A private window, or a setting that forbids sites to store data, does that. Allow it for this site, or download the course as one page.',
    { cause },
  );

const noRoom = (cause: unknown): LabError =>
  new LabError(
    'StorageFull',
    'The browser gives this site no more room.',
    'Free some space on this device, or remove another course, and press again; what was fetched stays.',
    { cause },
  );

const networkGone = (cause: unknown): LabError =>
  new LabError(
    'NetworkGone',
    'The network went away.',
    'Press again once it is back; what was fetched stays.',
    { cause },
  );
