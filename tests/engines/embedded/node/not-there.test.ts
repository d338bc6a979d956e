import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createEmbeddedEngine } from '#engines';
import { run, Terminal } from '../../../container/terminal.ts';

const engine = createEmbeddedEngine();
after(() => {
  engine.dispose();
});

test('what the Node of a lab has not says so', async () => {
  const container = await engine.boot();
  try {
    const words = async (program: string): Promise<string> => {
      const { exitCode, output } = await run(container, 'node', ['-e', program]);
      assert.equal(exitCode, 1);
      return output;
    };
    assert.match(await words("require('child_process').execSync('ls')"), /execSync[^\n]* lab/);
    assert.match(await words("require('child_process').spawnSync('ls')"), /spawnSync[^\n]* lab/);
    assert.match(await words("import('https://example.com/x.mjs')"), /a lab has no network/);
    assert.match(
      await words("fetch('http://example.com/').catch((e) => { throw e.cause ?? e; })"),
      /this lab has no network/,
    );
    const terminal = await Terminal.open(container, 'node');
    await terminal.until('node: there is no prompt of its own in a lab. Run a file: node FILE');
    terminal.process.kill();
  } finally {
    container.teardown();
  }
});
