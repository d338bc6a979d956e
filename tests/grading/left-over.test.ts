import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textFile } from '#container';
import { createEmbeddedEngine } from '#engines';
import { holds, runChecks, type Asked, type Check } from '#grading';

const SERVER = "require('http').createServer((_, answer) => answer.end('here')).listen(4000)";
/** Leaves a server in the background, and ends when it serves. */
const SCRIPT =
  'node serve.js & until curl -s localhost:4000 >answer.txt; do sleep 0.05; done; cat answer.txt';

test('a program that one check leaves in the background is gone when the next one begins', async () => {
  const engine = createEmbeddedEngine();
  const seen: string[] = [];
  const asked: Asked[] = [];
  const checks: Check[] = [
    {
      id: 'leaves',
      run: async (probe) => {
        seen.push((await probe.run(['bash', '-c', SCRIPT])).stdoutText);
        return holds;
      },
    },
    {
      id: 'finds-nothing',
      run: async (probe) => {
        seen.push((await probe.run(['bash', '-c', 'ps | grep -c serve.js'])).stdoutText);
        asked.push(await probe.ask(4000, { path: '/' }));
        return holds;
      },
    },
  ];
  const lab = {
    id: 'tiny',
    version: '1.0.0',
    needs: [],
    passPoints: 1,
    tasks: [],
    checks,
  } as const;
  try {
    const work = { 'serve.js': textFile(SERVER) };
    const verdicts = await runChecks(lab, work, { engine, seed: 'tiny-ada' });
    assert.deepEqual(
      verdicts.map(({ status }) => status),
      ['pass', 'pass'],
    );
    assert.deepEqual(seen, ['here', '0\n']);
    assert.equal(asked[0]?.failure, 'Nothing listens on port 4000.');
  } finally {
    engine.dispose();
  }
});
