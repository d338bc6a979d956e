import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { brotliBytes, fileAt, islandParts, withImports } from './built-site.ts';

const KB = 1024;

/** What a script asks for only when it is called for: paths in its `import("./…")`. */
function lateParts(script: string): readonly string[] {
  const code = readFileSync(fileAt(script) ?? '', 'utf8');
  return Array.from(
    code.matchAll(/import\(\s*["'`](\.\/[^"'`]+\.js)["'`]\)/g),
    ([, path = '']) => new URL(path, `https://site.test${script}`).pathname,
  );
}

const bytesOf = (paths: Iterable<string>): number => {
  let sum = 0;
  for (const path of paths) sum += brotliBytes(readFileSync(fileAt(path) ?? ''));
  return sum;
};

/** The island's own part with its imports, and what checking a signature fetches beyond it. */
function weightOf(island: string): { readonly page: number; readonly checking: number } {
  const own = new Set<string>();
  for (const part of islandParts(island)) withImports(part, own);
  const late = new Set<string>();
  for (const part of [...own].filter((path) => !/wake-island/.test(path)).flatMap(lateParts)) {
    withImports(part, late);
  }
  return { page: bytesOf(own), checking: bytesOf([...late].filter((path) => !own.has(path))) };
}

for (const island of ['credentials/verify', 'credentials/certificate', 'credentials/issue']) {
  test(`${island}: what checking a signature needs is at most 45 kB, and comes with the first check`, () => {
    const { page, checking } = weightOf(island);
    assert.ok(checking > 20 * KB, `jsonld is among the late parts: ${checking} bytes`);
    assert.ok(checking <= 45 * KB, `${checking} bytes`);
    assert.ok(page <= 61 * KB, `the page's own script: ${page} bytes`);
  });
}
