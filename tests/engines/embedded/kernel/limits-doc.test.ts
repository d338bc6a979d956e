import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { DEFAULT_LIMITS } from '../../../../src/engines/embedded/kernel/limits.ts';

test('docs/limits.md shows every limit with its default', async () => {
  const page = await readFile('docs/limits.md', 'utf8');
  const shown = [...page.matchAll(/^\| `(\w+)` +\| ([\d,]+) +\|/gm)].map(([, name, value]) => [
    name,
    Number(value?.replaceAll(',', '')),
  ]);
  assert.deepEqual(Object.fromEntries(shown), DEFAULT_LIMITS);
});
