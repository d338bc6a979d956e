import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Engine } from '#container';
import { createIsolatedEngine } from '#isolated-engine';
import { attempt, ATTACKS } from './attempt.ts';
import { startOutside, type Outside } from './outside.ts';

describe('hostile programs on the command line', () => {
  let outside: Outside;
  let engine: Engine;

  before(async () => {
    process.env['PLUMBLINE_SECRET'] = 'a secret';
    outside = await startOutside();
    engine = createIsolatedEngine();
  });
  after(() => {
    engine.dispose();
    outside.close();
    delete process.env['PLUMBLINE_SECRET'];
  });

  for (const attack of ATTACKS) {
    test(attack.tries, { timeout: 240_000 }, async () => {
      assert.equal(await attempt(engine, attack, outside.url), undefined);
      assert.deepEqual(outside.seen, []);
    });
  }
});
