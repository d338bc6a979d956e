import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textFile, type FileTree } from '#container';
import { digestsOf, updateWork } from '#progress';

const OLD: FileTree = {
  'same.py': textFile('same'),
  'lab-changed.py': textFile('old'),
  'both-changed.py': textFile('old'),
  'learner-deleted.py': textFile('old'),
  'lab-dropped.py': textFile('old'),
  'lab-dropped-learner-changed.py': textFile('old'),
};
const NEXT: FileTree = {
  'same.py': textFile('same'),
  'lab-changed.py': textFile('new'),
  'both-changed.py': textFile('new'),
  'learner-deleted.py': textFile('new'),
  'lab-added.py': textFile('new'),
};
const WORK: FileTree = {
  'same.py': textFile('mine'),
  'lab-changed.py': textFile('old'),
  'both-changed.py': textFile('mine'),
  'lab-dropped.py': textFile('old'),
  'lab-dropped-learner-changed.py': textFile('mine'),
  'learner-added.py': textFile('mine'),
};

test('an update follows the lab where the learner changed nothing and keeps the learner’s elsewhere', () => {
  assert.deepEqual(updateWork(digestsOf(OLD), WORK, NEXT), {
    tree: {
      'same.py': textFile('mine'),
      'lab-changed.py': textFile('new'),
      'both-changed.py': textFile('mine'),
      'lab-dropped-learner-changed.py': textFile('mine'),
      'learner-added.py': textFile('mine'),
      'lab-added.py': textFile('new'),
    },
    laid: ['lab-changed.py', 'lab-added.py'],
    removed: ['lab-dropped.py'],
    kept: ['both-changed.py', 'learner-deleted.py'],
  });
});

test('a new file of the lab never replaces one that the learner made under the same name', () => {
  const update = updateWork({}, { 'notes.md': textFile('mine') }, { 'notes.md': textFile('lab') });
  assert.deepEqual(update.tree, { 'notes.md': textFile('mine') });
  assert.deepEqual(update.kept, ['notes.md']);
});

test('a new file does not go through a file of the learner’s', () => {
  const update = updateWork({}, { data: textFile('mine') }, { 'data/a.csv': textFile('lab') });
  assert.deepEqual(update.tree, { data: textFile('mine') });
  assert.deepEqual(update.kept, ['data/a.csv']);
});
