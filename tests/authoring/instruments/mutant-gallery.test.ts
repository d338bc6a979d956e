import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLab } from '#authoring';
import {
  CHECKS,
  GALLERY_LAB,
  MUTANT_CARDS,
} from '../../../src/components/lesson/mutant-gallery/mutant-cards.ts';

const lab = readLab(GALLERY_LAB);

/** What a mutant's script replaces in one file, as the labs' mutants write it. */
function editsOf(script: string) {
  const unescaped = (text: string): string =>
    text.replace(/\\(.)/g, (_, letter: string) => (letter === 'n' ? '\n' : letter));
  const changes = [...script.matchAll(/^ {4}\('((?:[^'\\]|\\.)*)', '((?:[^'\\]|\\.)*)'\),$/gm)];
  return {
    path: /^path = '([^']+)'$/m.exec(script)?.[1],
    changes: changes.map(([, before = '', after = '']) => ({
      before: unescaped(before),
      after: unescaped(after),
    })),
  };
}

test('each of the six mutants is one of the lab, is filed under the check that is right, and changes what its card says', () => {
  assert.equal(MUTANT_CARDS.length, 6);
  for (const { id, right, path, changes } of MUTANT_CARDS) {
    const mutant = lab.mutants.find((one) => one.check === right && one.mistake === id);
    assert.deepEqual(editsOf(mutant?.script ?? ''), { path, changes }, `${right}/${id}`);
  }
});

test('each is shown with the check that catches it and three others of the lab, in no fixed place', () => {
  const ids = lab.manifest.tasks.flatMap(({ checks }) => checks.map(({ id }) => id));
  for (const id of Object.keys(CHECKS)) assert.ok(ids.includes(id), id);
  for (const { among, right } of MUTANT_CARDS) {
    assert.equal(new Set(among).size, 4);
    assert.ok(among.includes(right), right);
  }
  assert.deepEqual(
    MUTANT_CARDS.map(({ among, right }) => among.indexOf(right)),
    [3, 1, 2, 0, 2, 3],
  );
});

test('what a card says goes from the solution does stand in it', () => {
  for (const { path, changes, mistake } of MUTANT_CARDS) {
    // The starter has the lines that the answer leaves as they are.
    const text = [lab.starter[path], lab.solution.tree[path]]
      .map((file) => (file?.kind === 'file' ? new TextDecoder().decode(file.bytes) : ''))
      .concat(lab.solution.script ?? '')
      .join('\n');
    for (const { before } of changes) assert.ok(text.includes(before), `${mistake}: ${before}`);
  }
});
