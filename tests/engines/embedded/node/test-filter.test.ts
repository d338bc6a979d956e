import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { createEmbeddedEngine } from '#engines';
import { run } from '../../../container/terminal.ts';

const engine = createEmbeddedEngine();
after(() => {
  engine.dispose();
});

const FILE = `import { describe, it, test, before } from 'node:test';
describe('math', () => {
  before(() => console.log('math before'));
  it('adds', () => console.log('adds ran'));
  it('subtracts', () => console.log('subtracts ran'));
  describe('deep', () => { it('adds deep', () => console.log('deep ran')); });
});
describe('text', () => {
  before(() => console.log('text before'));
  it('joins', () => console.log('joins ran'));
});
test('outer adds', async (t) => {
  await t.test('inner', () => console.log('inner ran'));
});
test('other', async (t) => {
  await t.test('adds in other', () => console.log('never'));
});
`;

const FLAGS: readonly (readonly string[])[] = [
  ['--test-name-pattern=adds'],
  ['--test-name-pattern=^math'],
  ['--test-name-pattern=/ADDS$/i'],
  ['--test-name-pattern', 'math adds'],
  ['--test-name-pattern=joins', '--test-name-pattern=inner|outer'],
  ['--test-skip-pattern=adds'],
  ['--test-name-pattern=math', '--test-skip-pattern=subtracts'],
];

const plain = (text: string): string =>
  text.replace(/duration_ms [\d.]+/g, 'duration_ms ?').replace(/\r\n/g, '\n');

test('node --test runs the tests whose names match, as the real Node does', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'test-filter-'));
  const container = await engine.boot();
  try {
    await writeFile(join(folder, 'a.test.mjs'), FILE);
    await container.fs.writeFile('a.test.mjs', FILE);
    for (const flags of FLAGS) {
      const args = ['--test', '--test-reporter=tap', ...flags, 'a.test.mjs'];
      const env = { PATH: process.env['PATH'] ?? '' };
      const real = await new Promise<string>((resolve) => {
        execFile(process.execPath, args, { cwd: folder, env }, (_error, stdout) => {
          resolve(stdout);
        });
      });
      const { output } = await run(container, 'node', args);
      assert.deepEqual(
        plain(output).split('\n').filter(isOfInterest).sort(),
        plain(real).split('\n').filter(isOfInterest).sort(),
        flags.join(' '),
      );
    }
  } finally {
    container.teardown();
    await rm(folder, { recursive: true, force: true });
  }
});

/** What the tests print and their results; the order of the two streams is chance. */
const isOfInterest = (line: string): boolean =>
  /ok \d|# (?:tests|suites|pass|fail) | ran$|before$/.test(line);
