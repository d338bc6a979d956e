import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { labIds } from '#authoring';
import { assertTreePath, type FileTree } from '#container';
import { treeDigest } from '#progress';
import type { Generate } from '#grading';

async function generatorOf(lab: string): Promise<Generate | undefined> {
  const file = resolve('labs', lab, 'generate.ts');
  if (!existsSync(file)) return undefined;
  return ((await import(pathToFileURL(file).href)) as { generate: Generate }).generate;
}

const sizeOf = (tree: FileTree): number =>
  Object.values(tree).reduce((sum, one) => sum + (one.kind === 'file' ? one.bytes.length : 0), 0);

for (const lab of labIds()) {
  test(`${lab}: one seed gives the same files each time, and another gives other ones at the same paths`, async (t) => {
    const generate = await generatorOf(lab);
    if (!generate) {
      t.diagnostic('its data is the same for everybody');
      return;
    }
    const [ada, again, bo] = await Promise.all(
      ['ada', 'ada', 'bo'].map(async (learner) => generate(`${lab}-${learner}`)),
    );
    assert.ok(ada && again && bo);
    for (const path of Object.keys(ada)) assertTreePath(path);
    assert.equal(treeDigest(ada), treeDigest(again));
    assert.notEqual(treeDigest(ada), treeDigest(bo));
    // A page fetches nothing of it, but a learner's work is saved with it at every pause.
    assert.ok(sizeOf(ada) < 5_000_000, `${sizeOf(ada)} bytes`);
  });
}
