import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Capability, Engine } from '#container';
import { chooseEngine } from '#engines';

const engine = (name: string, ...offers: Capability[]): Engine => ({
  name,
  offers: new Set(offers),
  boot: () => Promise.reject(new Error('not booted in this test')),
  warm: () => Promise.resolve(),
  onProgress: () => () => undefined,
  dispose: () => undefined,
});

test('the first engine that offers all that is needed is chosen', () => {
  const small = engine('small', 'shell');
  const large = engine('large', 'shell', 'python');
  assert.equal(chooseEngine(['shell'], [small, large]), small);
  assert.equal(chooseEngine(['python', 'shell'], [small, large]), large);
});

test('what no engine offers is named', () => {
  assert.throws(() => chooseEngine(['shell', 'node'], [engine('small', 'shell')]), {
    name: 'NoEngineFits',
    message: 'This lab needs shell, node, and no engine here offers all of it: small lacks node.',
  });
});
