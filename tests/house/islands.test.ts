import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sourceFiles } from './source-files.ts';

test('what is tried on a page comes late: no part of Astro’s island runtime, and no style sheet of it, with the page', () => {
  const faults = sourceFiles(/^src\/components\/(?:assessment|lesson|site)\/.*\.astro$/).flatMap(
    ({ path, text }) => [
      ...(/\sclient:\w+/.test(text)
        ? [
            `${path}: write <Late island="${path.split('/').at(2) ?? ''}/…" props={…}> and an island.ts; see src/components/site/Late.astro`,
          ]
        : []),
      ...(/^import '.*\.css';$/m.test(text)
        ? [`${path}: a style sheet of an island belongs to the sheets of its island.ts`]
        : []),
    ],
  );
  assert.deepEqual(faults, []);
});
