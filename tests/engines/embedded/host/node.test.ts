import { after, describe, test } from 'node:test';
import type { LabContainer } from '#container';
import { createEmbeddedEngine } from '#engines';
import { CONTRACT } from '../../../container/contract.ts';

describe('the embedded engine in Node keeps the contract', () => {
  const engine = createEmbeddedEngine();
  after(() => {
    engine.dispose();
  });
  for (const { title, run } of CONTRACT) {
    test(title, { timeout: 60_000 }, async () => {
      const containers: LabContainer[] = [];
      try {
        await run(async () => {
          const container = await engine.boot();
          containers.push(container);
          return container;
        });
      } finally {
        for (const container of containers) container.teardown();
      }
    });
  }
});
