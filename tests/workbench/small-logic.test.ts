import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textFile } from '#container';
import { hintLadder } from '../../src/components/workbench/hint-ladder.ts';
import {
  heldToRange,
  nextPane,
  PANES,
  sizeAfterKey,
} from '../../src/components/workbench/layout.ts';
import {
  loadInWords,
  unfinished,
  withProgress,
} from '../../src/components/workbench/load-words.ts';
import { differences } from '../../src/components/workbench/tree-difference.ts';

test('of the hints one can be opened next, the later ones are named', () => {
  const states = hintLadder(['a', 'b', 'c', 'd'], 1).map(({ name, state }) => `${name}: ${state}`);
  assert.deepEqual(states, [
    'Orientation: open',
    'Where to look: next',
    'The method: later',
    'Nearly the solution: later',
  ]);
});

test('loading is said in megabytes as they come over the wire', () => {
  const python = { part: 'Python', loadedBytes: 6_100_000, totalBytes: 12_700_000 };
  const shell = { part: 'Shell', loadedBytes: 512_000, totalBytes: 512_000 };
  assert.equal(loadInWords(python), 'Python 6.1 of 12.7 MB');
  const parts = withProgress(withProgress([], python), shell);
  assert.deepEqual(unfinished(parts), [python]);
  const done = { ...python, loadedBytes: 12_700_000 };
  assert.deepEqual(withProgress(parts, done), [done, shell]);
});

test('a border moves by 16 pixels, to its ends, and back to where it began; never past its range', () => {
  assert.equal(sizeAfterKey('brief', 300, 'ArrowRight'), 316);
  assert.equal(sizeAfterKey('checks', 400, 'ArrowRight'), 384);
  assert.equal(sizeAfterKey('terminal', 260, 'ArrowUp'), 276);
  assert.equal(sizeAfterKey('terminal', 100, 'ArrowDown'), 96);
  assert.equal(sizeAfterKey('files', 300, 'Home'), 120);
  assert.equal(sizeAfterKey('files', 300, 'End'), 420);
  assert.equal(sizeAfterKey('files', 300, 'Enter'), 220);
  assert.equal(sizeAfterKey('brief', 300, 'ArrowUp'), undefined);
  assert.equal(heldToRange('brief', 10_000.4), 560);
});

test('F6 goes round the panes that are shown, both ways', () => {
  assert.equal(nextPane('checks', 1, PANES), 'brief');
  assert.equal(nextPane('brief', -1, PANES), 'checks');
  assert.equal(nextPane(undefined, 1, PANES), 'brief');
  assert.equal(nextPane('brief', 1, ['brief', 'editor']), 'editor');
  assert.equal(nextPane('brief', 1, []), undefined);
});

test('trees differ by path, contents and kind; Git’s own and folders are left out', () => {
  const mine = {
    'same.py': textFile('a'),
    'changed.py': textFile('a'),
    'mine.py': textFile('a'),
    '.git/HEAD': textFile('a'),
    empty: { kind: 'folder' as const },
  };
  const theirs = {
    'same.py': textFile('a'),
    'changed.py': { kind: 'symlink' as const, target: 'a' },
    'theirs.py': textFile('a'),
    '.git/HEAD': textFile('b'),
    empty: { kind: 'folder' as const },
  };
  assert.deepEqual(differences(mine, theirs), [
    { path: 'changed.py', kind: 'changed' },
    { path: 'mine.py', kind: 'only-mine' },
    { path: 'theirs.py', kind: 'only-theirs' },
  ]);
});
