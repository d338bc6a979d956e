import { readFileSync } from 'node:fs';
import type { Page } from 'playwright/test';

/** Names that docs/operators/what-is-stored.md tells; `…` stands for a part that varies. */
const TOLD = Array.from(
  readFileSync('docs/operators/what-is-stored.md', 'utf8').matchAll(
    /`(plumbline(?:-[a-z-]+…?)?)`/g,
  ),
  ([, name = '']) => name,
);

/**
 * What a browser keeps for a site and that page does not tell of, each as `<storage>: <name>`. The site keeps nothing in
 * cookies, session storage or a file system of its own.
 */
export async function untoldStores(page: Page): Promise<readonly string[]> {
  const kept = await page.evaluate(async () => {
    const files: string[] = [];
    const root = await navigator.storage.getDirectory();
    for await (const name of (root as unknown as { keys(): AsyncIterable<string> }).keys()) {
      files.push(name);
    }
    return {
      IndexedDB: (await indexedDB.databases()).map(({ name = '' }) => name),
      'cache storage': await caches.keys(),
      localStorage: Object.keys(localStorage),
      sessionStorage: Object.keys(sessionStorage),
      'file system': files,
    };
  });
  const cookies = (await page.context().cookies()).map(({ name }) => `cookies: ${name}`);
  const isTold = (name: string): boolean =>
    TOLD.some((told) => (told.endsWith('…') ? name.startsWith(told.slice(0, -1)) : told === name));
  return [
    ...cookies,
    ...Object.entries(kept).flatMap(([storage, names]) =>
      names.filter((name) => !isTold(name)).map((name) => `${storage}: ${name}`),
    ),
  ];
}
