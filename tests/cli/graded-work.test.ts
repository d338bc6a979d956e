import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { LabError } from '#container';
import { textFile, type FileTree } from '#container';
import type { ProvableLab } from '#grading';
import { buildWork, findWork } from '../../src/cli/graded-work.ts';
import { fakeEngine } from '../grading/fake-engine.ts';

const LAB: ProvableLab = {
  lab: { id: 'small', version: '1.0.0', needs: [], passPoints: 70, tasks: [], checks: [] },
  starter: { 'a.txt': textFile('start') },
  solution: { tree: { 'a.txt': textFile('solved') } },
  mutants: [
    { check: 'it-holds', mistake: 'half', tree: { 'b.txt': textFile('half') }, alsoFails: [] },
  ],
  accepted: [{ difference: 'other', tree: { 'a.txt': textFile('other') } }],
};
const textsOf = (tree: FileTree) =>
  Object.fromEntries(
    Object.entries(tree).map(([path, entry]) => [
      path,
      entry.kind === 'file' ? new TextDecoder().decode(entry.bytes) : entry.kind,
    ]),
  );
const work = async (word: string) =>
  textsOf(await buildWork(LAB, findWork(LAB, word), 'small-local', fakeEngine({})));

test('an answer of the lab is built over the layers below it', async () => {
  assert.deepEqual(await work('starter'), { 'a.txt': 'start' });
  assert.deepEqual(await work('solution'), { 'a.txt': 'solved' });
  assert.deepEqual(await work('labs/small/mutants/it-holds/half/'), {
    'a.txt': 'solved',
    'b.txt': 'half',
  });
  assert.deepEqual(await work('accepted/other'), { 'a.txt': 'other' });
});

test('a folder is taken as it stands', async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-'));
  context.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'mine.txt'), 'mine');
  assert.deepEqual(await work(folder), { 'mine.txt': 'mine' });
});

test('a word that means nothing is refused with the nearest answer', async () => {
  await assert.rejects(work('mutants/it-holds/halve'), (error: LabError) => {
    assert.equal(
      error.message,
      '"mutants/it-holds/halve" is neither a folder nor an answer of labs/small.',
    );
    assert.equal(
      error.hint,
      'Did you mean "mutants/it-holds/half"? Its answers are: starter, solution, mutants/it-holds/half, accepted/other.',
    );
    return true;
  });
});
