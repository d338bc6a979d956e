import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { wireBytes } from '../../src/cli/wire-bytes.ts';
import { fileAt, islandParts, withImports } from './built-site.ts';

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
  for (const path of paths) sum += wireBytes(readFileSync(fileAt(path) ?? ''));
  return sum;
};

/**
 * The island's own part with its imports; what comes behind it without being asked for; and what checking a signature
 * fetches beyond both.
 */
function weightOf(island: string): Readonly<Record<'page' | 'behind' | 'checking', number>> {
  const own = new Set<string>();
  for (const part of islandParts(island)) withImports(part, own);
  const behind = new Set<string>();
  const late = new Set<string>();
  const follow = (path: string): void => {
    for (const part of /wake-island/.test(path) ? [] : lateParts(path)) {
      if (!/\/(?:batch|FoundVerdict|ShownCertificate|Camera)\./.test(part)) withImports(part, late);
      else for (const one of withImports(part, new Set())) behind.add(one);
    }
  };
  own.forEach(follow);
  [...behind].forEach(follow);
  return {
    page: bytesOf(own),
    behind: bytesOf([...behind].filter((path) => !own.has(path))),
    checking: bytesOf([...late].filter((path) => !own.has(path) && !behind.has(path))),
  };
}

for (const [island, most] of [
  ['credentials/verify', 43],
  ['credentials/certificate', 48],
  ['credentials/issue', 38],
] as const) {
  test(`${island}: what checking a signature needs is at most 45 kB, and comes with the first check`, () => {
    const { page, behind, checking } = weightOf(island);
    assert.ok(checking > 20 * KB, `jsonld is among the late parts: ${checking} bytes`);
    assert.ok(checking <= 45 * KB, `${checking} bytes`);
    assert.ok(page <= most * KB, `the page's own script: ${page} bytes`);
    assert.ok(behind <= 40 * KB, `behind it: ${behind} bytes`);
  });
}
