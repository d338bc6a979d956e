import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Engine } from '#container';
import { createEmbeddedEngine } from '#host';
import { runInLab } from './lab-run.ts';
import { fixtures, fixtureTree, programNames, runInRealNode } from './side-by-side.ts';

describe('a Node program does in a lab what it does under the real Node', () => {
  let engine: Engine;
  before(() => {
    engine = createEmbeddedEngine();
  });
  after(() => {
    engine.dispose();
  });

  for (const program of programNames) {
    test(program, { timeout: 120_000 }, async () => {
      const container = await engine.boot();
      try {
        await container.mount(fixtureTree());
        const [ours, real] = await Promise.all([
          runInLab(container, program, fixtures),
          runInRealNode(program),
        ]);
        assert.deepEqual(ours, real);
      } finally {
        container.teardown();
      }
    });
  }
});
