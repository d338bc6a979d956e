import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { DEMO_LABS } from '#authoring';
import type { Engine, FileTree } from '#container';
import { createEmbeddedEngine } from '#engines';
import { buildAnswer, buildAnswers } from '#grading';
import { readProvableLab } from '../../src/cli/provable-lab.ts';

const engine = createEmbeddedEngine();
after(() => {
  engine.dispose();
});

/** Without the index, in which Git notes when and where it saw each file. */
const told = (tree: FileTree | undefined) =>
  Object.entries(tree ?? {})
    .filter(([path]) => path !== '.git/index')
    .sort(([a], [b]) => (a < b ? -1 : 1));

for (const id of DEMO_LABS) {
  test(`works of ${id} that are made together are those that are made one by one`, async () => {
    const lab = await readProvableLab(id);
    const [wrong] = lab.mutants.filter(({ script }) => script !== undefined);
    const [other] = lab.accepted;
    assert.ok(wrong && other);
    const asked = [
      { layers: [], seed: 'one' },
      { layers: [lab.solution], seed: 'two' },
      { layers: [lab.solution, wrong], seed: 'three' },
      { layers: [lab.solution, other], seed: 'one' },
    ];
    const together = await buildAnswers(lab, asked, engine);
    assert.equal(together.length, asked.length);
    for (const [index, { layers, seed }] of asked.entries()) {
      const alone = await buildAnswer(lab, layers, seed, engine);
      assert.deepEqual(told(together[index]), told(alone), `the work ${index}`);
    }
  });
}

test('a script that fails is told with what it printed, and its "set -e" holds', async () => {
  const lab = { starter: {}, setup: 'set -e\necho before\nfalse\necho "not reached"\n' };
  await assert.rejects(
    buildAnswers(lab, [{ layers: [], seed: 'a' }], engine),
    ({ message }: Error) => {
      assert.match(message, /setup\.sh ended with exit code 1/);
      assert.match(message, /before/);
      assert.doesNotMatch(message, /not reached/);
      return true;
    },
  );
});

test('a lab without scripts needs no container', async () => {
  const none = { boot: () => assert.fail('a container was booted') } as unknown as Engine;
  const works = await buildAnswers({ starter: {} }, [{ layers: [], seed: 'a' }], none);
  assert.deepEqual(works, [{}]);
});
