import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sourceFiles } from './source-files.ts';

const KEBAB = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.(?:test|spec|config|d))?\.[a-z]+$/;
const PASCAL = /^[A-Z][A-Za-z0-9]*\.(?:astro|tsx)$/;
const ROUTE =
  /^(?:\[(?:\.\.\.)?[a-z]+\]|[a-z0-9-]+)(?:\.(?:bin|json|xml|txt|webmanifest|js))?\.(?:astro|ts)$/;

test('files are kebab-case, components PascalCase', () => {
  const faults = sourceFiles(/^(?:src|tests|labs|content)\/.*\.(?:ts|tsx|mjs|astro|css|mdx|yaml)$/)
    .filter(({ path }) => {
      const name = path.split('/').at(-1) ?? '';
      if (path.startsWith('src/pages/')) return !ROUTE.test(name);
      if (path.startsWith('src/components/')) return !KEBAB.test(name) && !PASCAL.test(name);
      return !KEBAB.test(name);
    })
    .map(({ path }) => path);
  assert.deepEqual(faults, []);
});

test('no folder is a drawer for everything', () => {
  const faults = sourceFiles(
    /^(?:src|tests)\/(?:.*\/)?(?:lib|libs|util|utils|helpers|common|misc)\//,
  );
  assert.deepEqual(
    faults.map(({ path }) => path),
    [],
  );
});
