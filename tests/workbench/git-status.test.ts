import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readGitStatus } from '../../src/components/workbench/changes/git-status.ts';

test('every kind of entry is read, with what of it is staged', () => {
  const entries = [
    '?? notes/',
    ' M train.py',
    'M  params.yaml',
    'MM dvc.yaml',
    'A  model.json',
    'AM new.py',
    ' D old.csv',
    'D  gone.csv',
    'R  after.py\0before.py',
    'UU both.txt',
  ];
  assert.deepEqual(readGitStatus(`${entries.join('\0')}\0`), [
    { path: 'notes/', kind: 'new', staged: 'none' },
    { path: 'train.py', kind: 'changed', staged: 'none' },
    { path: 'params.yaml', kind: 'changed', staged: 'all' },
    { path: 'dvc.yaml', kind: 'changed', staged: 'part' },
    { path: 'model.json', kind: 'new', staged: 'all' },
    { path: 'new.py', kind: 'new', staged: 'part' },
    { path: 'old.csv', kind: 'deleted', staged: 'none' },
    { path: 'gone.csv', kind: 'deleted', staged: 'all' },
    { path: 'after.py', from: 'before.py', kind: 'renamed', staged: 'all' },
    { path: 'both.txt', kind: 'in conflict', staged: 'part' },
  ]);
});

test('a path may hold spaces, quotes and line ends', () => {
  assert.deepEqual(readGitStatus('?? a "b"\nc\0'), [
    { path: 'a "b"\nc', kind: 'new', staged: 'none' },
  ]);
});

test('nothing changed is an empty list, and what is no status is an error', () => {
  assert.deepEqual(readGitStatus(''), []);
  assert.throws(() => readGitStatus('fatal: not a git repository\n'), /which is no entry/);
});
