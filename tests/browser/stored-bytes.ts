import type { Page } from 'playwright/test';

/** A place of the browser's storage for this origin, with what lies there as bytes, each as one character. */
export interface StoredPlace {
  /** `IndexedDB plumbline-cohorts/handIns`, `localStorage`, `OPFS`, `Cache plumbline-engine`, … */
  readonly place: string;
  readonly bytes: string;
}

/**
 * All that the page's origin has stored in this browser, past the site's own code: every shelf of every IndexedDB with its keys,
 * local and session storage, the origin's own files, cookies, and the addresses of what lies in caches.
 */
export async function storedBytes(page: Page): Promise<readonly StoredPlace[]> {
  return page.evaluate(readAll);
}

/** The places in which a text stands, as UTF-8 or as it is in memory. */
export function placesOf(
  stored: readonly StoredPlace[],
  wanted: string | Uint8Array,
): readonly string[] {
  const bytes = Buffer.from(typeof wanted === 'string' ? new TextEncoder().encode(wanted) : wanted);
  const text = bytes.toString('latin1');
  return stored.filter((one) => one.bytes.includes(text)).map(({ place }) => place);
}

/** Runs in the page. */
async function readAll(): Promise<readonly StoredPlace[]> {
  const asText = (bytes: Uint8Array): string => {
    let text = '';
    for (let at = 0; at < bytes.length; at += 8192)
      text += String.fromCharCode(...bytes.subarray(at, at + 8192));
    return text;
  };
  const utf8 = (text: string): string => asText(new TextEncoder().encode(text));
  const written = async (value: unknown): Promise<string> => {
    if (typeof value === 'string') return utf8(value);
    if (value instanceof Blob) return asText(new Uint8Array(await value.arrayBuffer()));
    if (value instanceof ArrayBuffer) return asText(new Uint8Array(value));
    if (ArrayBuffer.isView(value))
      return asText(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
    if (value instanceof FileSystemHandle) return utf8(value.name);
    if (value instanceof CryptoKey) return utf8(`${value.type} ${value.algorithm.name}`);
    if (Array.isArray(value)) return (await Promise.all(value.map(written))).join('\n');
    if (typeof value !== 'object' || value === null) return String(value);
    const parts = Object.entries(value).map(
      async ([key, one]) => `${utf8(key)}=${await written(one)}`,
    );
    return (await Promise.all(parts)).join('\n');
  };
  const asked = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error('IndexedDB does not answer.'));
    });
  const found: StoredPlace[] = [];
  for (const { name = '' } of await indexedDB.databases()) {
    const database = await asked(indexedDB.open(name));
    for (const shelf of database.objectStoreNames) {
      const store = database.transaction(shelf).objectStore(shelf);
      const [keys, values] = await Promise.all([asked(store.getAllKeys()), asked(store.getAll())]);
      const bytes = `${await written(keys)}\n${await written(values)}`;
      found.push({ place: `IndexedDB ${name}/${shelf}`, bytes });
    }
    database.close();
  }
  found.push({ place: 'localStorage', bytes: await written(Object.entries(localStorage)) });
  found.push({ place: 'sessionStorage', bytes: await written(Object.entries(sessionStorage)) });
  found.push({ place: 'cookies', bytes: utf8(document.cookie) });
  const files = async (folder: FileSystemDirectoryHandle): Promise<string> => {
    const parts: string[] = [];
    for await (const entry of (
      folder as unknown as { values(): AsyncIterable<FileSystemHandle> }
    ).values()) {
      parts.push(utf8(entry.name));
      if (entry.kind === 'directory') parts.push(await files(entry as FileSystemDirectoryHandle));
      else parts.push(await written(await (entry as FileSystemFileHandle).getFile()));
    }
    return parts.join('\n');
  };
  found.push({ place: 'OPFS', bytes: await files(await navigator.storage.getDirectory()) });
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    const requests = await cache.keys();
    found.push({ place: `Cache ${name}`, bytes: requests.map(({ url }) => utf8(url)).join('\n') });
  }
  return found;
}
