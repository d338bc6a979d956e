import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import type { Engine, LabContainer } from '#container';
import { createIsolatedEngine } from '#isolated-engine';
import { CONTRACT } from '../../../container/contract.ts';

describe('the embedded engine in a child process keeps the contract', () => {
  const engine = createIsolatedEngine();
  after(() => {
    engine.dispose();
  });
  for (const { title, run } of CONTRACT) {
    test(title, { timeout: 120_000 }, async () => {
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

describe('the child process of an isolated engine', { timeout: 240_000 }, () => {
  test('is ended when it uses too much memory, and another takes its place', async () => {
    const engine = createIsolatedEngine({ isolation: { memoryBytes: 600 * 2 ** 20 } });
    try {
      const container = await engine.boot();
      const told = new Promise<string>((resolve) => {
        container.on('error', ({ message }) => {
          resolve(message);
        });
      });
      const program = await container.spawn('python3', [
        '-c',
        'import time\nfull = [b"x" * 2**20 for _ in range(450)]\ntime.sleep(1000)',
      ]);
      assert.equal(await told, 'its programs used more than 600 MB of memory');
      assert.equal(await program.exit, 137);
      await assert.rejects(container.fs.readdir('.'), { name: 'ContainerStopped' });
      assert.equal(await printed(engine, 'echo again'), 'again\n');
    } finally {
      engine.dispose();
    }
  });

  test('is ended when the time is up, and no other takes its place', async () => {
    // Long enough for a busy machine to boot in.
    const engine = createIsolatedEngine({ isolation: { timeMs: 10_000 } });
    try {
      const container = await engine.boot();
      const program = await container.spawn('sleep', ['1000']);
      assert.equal(await program.exit, 137);
      await assert.rejects(engine.boot(), { name: 'GradingTookTooLong' });
    } finally {
      engine.dispose();
    }
  });

  test('has nothing of this process’s environment', async () => {
    process.env['PLUMBLINE_SECRET'] = 'a secret';
    const engine = createIsolatedEngine();
    try {
      assert.doesNotMatch(await printed(engine, 'env; node -p process.env; pwd'), /a secret/);
    } finally {
      engine.dispose();
      delete process.env['PLUMBLINE_SECRET'];
    }
  });

  test('tells whoever still waits for it when it is disposed, so that nothing keeps a command alive', async () => {
    const engine = createIsolatedEngine();
    const container = await engine.boot();
    container.teardown();
    const booting = engine.boot();
    // It has been asked once the loop has turned.
    await new Promise((resolve) => setImmediate(resolve));
    engine.dispose();
    await assert.rejects(booting, { name: 'EngineEnded' });
  });
});

async function printed(engine: Engine, line: string): Promise<string> {
  const container = await engine.boot();
  const { output } = await container.spawn('bash', ['-c', line]);
  let text = '';
  const reader = output.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) text += part.value;
  container.teardown();
  return text;
}
