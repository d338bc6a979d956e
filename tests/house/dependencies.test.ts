import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

interface Manifest {
  readonly dependencies: Record<string, string>;
  readonly devDependencies: Record<string, string>;
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const direct = { ...manifest.dependencies, ...manifest.devDependencies };

test('every direct dependency is pinned to one exact version', () => {
  const loose = Object.entries(direct).filter(
    ([, version]) => !/^\d+\.\d+\.\d+(?:-(?:build|beta\.)\d+)?$/.test(version),
  );
  assert.deepEqual(loose, []);
});

test('docs/dependencies.md says in one line why each direct dependency is there, and names no other', () => {
  const text = readFileSync('docs/dependencies.md', 'utf8');
  const named = [...text.matchAll(/^\| `([^`]+)`\s*\| *\S.*\|$/gm)].map((match) => match[1] ?? '');
  assert.deepEqual(named.sort(), Object.keys(direct).sort());
});
