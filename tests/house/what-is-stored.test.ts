import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { sourceFiles } from './source-files.ts';

/** Each file that opens a storage of the browser, and the names under which it keeps something there. */
const STORES: Readonly<Record<string, readonly string[]>> = {
  'src/cohort/store/indexed-db-cohort-store.ts': ['plumbline-cohorts'],
  'src/components/credentials/issue/issuer-store.ts': ['plumbline-issuer'],
  'src/components/credentials/verify/known-issuers.ts': ['plumbline-issuers'],
  'src/components/lms/bar.ts': ['plumbline-theme'],
  'src/components/site/before-paint.ts': ['plumbline-theme'],
  // It asks whether anything is kept.
  'src/components/site/before-touch.ts': [],
  'src/components/site/keep-course/course-copy.ts': [
    'plumbline-named',
    'plumbline-pages-…',
    'plumbline-kept-courses',
  ],
  'src/components/site/offer-themes.ts': ['plumbline-theme'],
  // It takes away what others keep.
  'src/components/site/record/forget-typing.ts': [],
  'src/components/teach/folder/kept-folder.ts': ['plumbline-teach-folder'],
  // In no built site: for authors, while they work on a lab.
  'src/components/workbench/author/AuthorBar.tsx': [],
  'src/components/workbench/kept-choice.ts': ['plumbline-choice-…'],
  'src/components/workbench/safe-storage.ts': [],
  'src/components/workbench/stored-work.ts': ['plumbline-typing-…'],
  'src/engines/embedded/host/asset-loader.ts': ['plumbline-engine'],
  // Lists of what programs may not reach.
  'src/engines/embedded/node/scope.ts': [],
  'src/engines/embedded/python/lock-down.ts': [],
  'src/progress/indexed-db-store.ts': ['plumbline', 'plumbline-lms-…'],
  'src/service-worker.ts': ['plumbline-named', 'plumbline-pages-…', 'plumbline-kept-courses'],
};

const OPENS =
  /\bindexedDB\b|\bopenDB[(<]|\bdeleteDB\(|\bcaches\.|\b(?:local|session)Storage\b|\bsafeStorage\(|\bdocument\.cookie\b|\bcookieStore\b|\bgetDirectory\(\)/;
const COMMENT = /^\s*(?:\*|\/[/*])/;

test('what the site keeps in a browser stands in docs/operators/what-is-stored.md, by its very names, and nothing else does', () => {
  const opening = sourceFiles(/^src\/.*\.(?:ts|tsx|astro|mjs)$/).filter(({ path, text }) => {
    const lines = text.split('\n').filter((line) => !COMMENT.test(line));
    return !path.startsWith('src/cli/') && lines.some((line) => OPENS.test(line));
  });
  assert.deepEqual(
    opening.map(({ path }) => path),
    Object.keys(STORES).sort(),
    'a file that opens a storage has its line in this test, and its names on that page',
  );
  const kept = new Set(Object.values(STORES).flat());
  const page = readFileSync('docs/operators/what-is-stored.md', 'utf8');
  const told = new Set(
    Array.from(page.matchAll(/`(plumbline(?:-[a-z-]+…?)?)`/g), ([, name = '']) => name),
  );
  assert.deepEqual([...told].sort(), [...kept].sort());
});
