import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LabError } from '#container';
import { lendEngine, lentEngine } from '#engines';
import { lendPlatform } from '../../../../src/engines/embedded/host/lent-engine.ts';

const NO_SPARES = { kernel: 0, shell: 0, python: 0, node: 0, tools: 0, sqlite: 0 };

test('an engine that is lent through a port runs programs, and its containers end with it', async () => {
  const { port1, port2 } = new MessageChannel();
  const end = lendEngine(port1, { spares: NO_SPARES });
  const engine = lentEngine(port2);
  try {
    await engine.warm(['shell']);
    const container = await engine.boot();
    await container.fs.writeFile('word.txt', 'lent');
    const process = await container.spawn('cat', ['word.txt']);
    let printed = '';
    for await (const text of process.output) printed += text;
    assert.equal(printed, 'lent');
    const endless = await container.spawn('sleep', ['1000']);
    engine.dispose();
    assert.equal(await endless.exit, 137);
  } finally {
    end();
  }
});

test('what the lender cannot do is told to the borrower in the same words', async () => {
  const { port1, port2 } = new MessageChannel();
  const end = lendPlatform(
    {
      boot: () =>
        Promise.reject(new LabError('EngineCannotStart', 'No frame comes up.', 'Allow frames.')),
      warm: () => Promise.reject(new Error('no Python')),
      onProgress: () => () => undefined,
      hold: () => () => undefined,
      portOpened: () => undefined,
      dispose: () => undefined,
    },
    port1,
  );
  const engine = lentEngine(port2);
  try {
    await assert.rejects(engine.boot(), {
      name: 'EngineCannotStart',
      message: 'No frame comes up.',
      hint: 'Allow frames.',
    });
    await assert.rejects(engine.warm(['python']), { name: 'Error', message: 'no Python' });
  } finally {
    end();
  }
});
