import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import config from '../../astro.config.mjs';
import {
  bundleWorkers,
  COHORT_WORKERS,
  type WorkerBundle,
} from '../../src/components/site/shared-workers.ts';
import { fileAt, filesOf, withImports } from './built-site.ts';

const ROOT = join(import.meta.dirname, '../..');
const own = config.vite?.worker?.rolldownOptions?.experimental ?? {};
const scripts = filesOf('dist/_astro').filter((file) => file.endsWith('.js'));

const keptBy = ({ chunks }: WorkerBundle): number =>
  new Set(chunks.flatMap(({ moduleIds }) => moduleIds)).size;

test('a worker reads what it takes something from, and not all that an index file names beside it', async () => {
  const items = COHORT_WORKERS.filter((path) => path.endsWith('/items-worker.ts'));
  const [asBuilt, whole] = [
    await bundleWorkers(ROOT, items, own),
    await bundleWorkers(ROOT, items, { ...own, lazyBarrel: false }),
  ];
  assert.equal(keptBy(asBuilt), keptBy(whole), 'the same comes of both');
  assert.ok(
    asBuilt.read.size <= whole.read.size / 2,
    `${asBuilt.read.size} modules, of ${whole.read.size} that its index files name`,
  );
  assert.deepEqual(config.vite?.build?.rolldownOptions?.experimental, own, 'so do the pages');
});

test('workers that share their modules are bundled together, which reads each module once', async () => {
  const bundle = await bundleWorkers(ROOT, COHORT_WORKERS, own);
  const kept = keptBy(bundle);
  assert.ok(
    bundle.read.size <= 1.55 * kept,
    `${bundle.read.size} modules are read for ${kept} that are kept`,
  );
  assert.equal(bundle.starts.size, COHORT_WORKERS.length);
});

test('every worker that takes something from the cohort is among them', () => {
  const workers = readdirSync('src/components', { recursive: true, encoding: 'utf8' })
    .map((file) => `src/components/${file.replaceAll('\\', '/')}`)
    .filter((file) => file.endsWith('-worker.ts'))
    .filter((file) => /addEventListener\('message'/.test(readFileSync(file, 'utf8')))
    .filter((file) => readFileSync(file, 'utf8').includes("from '#cohort'"));
  assert.deepEqual(workers.sort(), [...COHORT_WORKERS].sort());
});

test('each of them is started by a page, with every script that it imports beside it', () => {
  for (const path of COHORT_WORKERS) {
    const name = path.replace(/^.*\/|\.ts$/g, '');
    const [start = '', ...others] = scripts.filter((file) => file.startsWith(`${name}.`));
    assert.ok(start !== '' && others.length === 0, `${name}: one script`);
    const page = scripts.filter((file) =>
      readFileSync(`dist/_astro/${file}`, 'utf8').includes(
        `new Worker(new URL(\`./${start}\`,\`\`+import.meta.url),{type:\`module\`})`,
      ),
    );
    assert.ok(page.length > 0, `${name} is started`);
    for (const script of withImports(`/_astro/${start}`))
      assert.ok(fileAt(script) !== undefined, `${name}: ${script}`);
  }
});
