import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEmbeddedEngine } from '#engines';
import { createIsolatedEngine } from '#isolated-engine';
import { run } from '../../../container/terminal.ts';

const BOMB =
  'const kept = []; console.log("begins"); for (;;) kept.push(new Array(100_000).fill(Math.random()));';

const ENGINES = {
  'the engine in Node': () => createEmbeddedEngine({ limits: { heapBytes: 64 * 2 ** 20 } }),
  'the engine in a child without rights': () =>
    createIsolatedEngine({ isolation: { heapBytes: 64 * 2 ** 20 } }),
};

for (const [name, create] of Object.entries(ENGINES)) {
  test(`${name} stops a Node program that fills its heap, with words, and the lab goes on`, async () => {
    const engine = create();
    try {
      const container = await engine.boot();
      await container.fs.writeFile('kept.txt', 'kept');
      assert.deepEqual(await run(container, 'node', ['-e', BOMB]), {
        exitCode: 137,
        output: 'begins\nnode: stopped: it used more than 64 MB of memory\n',
      });
      const script = 'cat kept.txt; node -p 6*7';
      assert.deepEqual(await run(container, 'bash', ['-c', script]), {
        exitCode: 0,
        output: 'kept42\n',
      });
    } finally {
      engine.dispose();
    }
  });
}
