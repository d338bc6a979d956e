import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  fromFileSystemTree,
  LabError,
  layAnswerOver,
  pathFault,
  textFile,
  toFileSystemTree,
  type FileTree,
} from '#container';

const WORK: FileTree = {
  'a.txt': textFile('a'),
  'run.sh': { kind: 'file', bytes: new TextEncoder().encode('#!'), executable: true },
  'deep/er/b.bin': { kind: 'file', bytes: Uint8Array.of(0, 255) },
  'deep/link': { kind: 'symlink', target: 'er/b.bin' },
  empty: { kind: 'folder' },
};

test('a tree is the same after it was nested and flattened again', () => {
  assert.deepEqual({ ...fromFileSystemTree(toFileSystemTree(WORK)) }, WORK);
});

test('names that JavaScript knows are names like any other', () => {
  const tree = Object.fromEntries(
    ['__proto__', 'constructor', 'toString/valueOf', '__proto__x/__proto__'].map((path) => [
      path,
      textFile(path),
    ]),
  );
  assert.deepEqual(
    Object.keys(fromFileSystemTree(toFileSystemTree(tree))).sort(),
    Object.keys(tree).sort(),
  );
});

test('a path that is a file and a folder at once is refused by name', () => {
  assert.throws(
    () => toFileSystemTree({ a: textFile(''), 'a/b': textFile('') }),
    (error: unknown) =>
      error instanceof LabError &&
      error.name === 'PathNotAllowed' &&
      error.message === 'The path "a/b" goes through a file: "a" is both a file and a folder.',
  );
});

test('a path says what is wrong with it', () => {
  assert.equal(pathFault('a/b c/ü.txt'), undefined);
  assert.equal(pathFault(''), 'it is empty');
  assert.equal(pathFault('/etc/passwd'), 'it begins with "/"');
  assert.equal(pathFault('a/../../b'), 'it has the part ".."');
  assert.equal(pathFault('a//b'), 'it has an empty part ("//" or a "/" at the end)');
  assert.equal(pathFault('a\nb'), 'it has a control character');
  assert.equal(pathFault(`a/${'ü'.repeat(128)}`), 'a part of it is longer than 255 bytes');
  assert.equal(pathFault('a'.repeat(1025)), 'it is 1025 characters long; 1,024 is the limit');
});

test('an answer replaces, adds and removes, and changes neither input', () => {
  const before = { ...WORK };
  const answer: FileTree = {
    'a.txt': textFile('changed'),
    'new/c.txt': textFile('c'),
    'deep.removed': textFile(''),
  };
  const result = layAnswerOver(WORK, answer);
  assert.deepEqual(Object.keys(result).sort(), ['a.txt', 'empty', 'new/c.txt', 'run.sh']);
  assert.deepEqual(result['a.txt'], textFile('changed'));
  assert.deepEqual(WORK, before);
});

test('an answer may not leave the lab', () => {
  assert.throws(() => layAnswerOver({}, { '../outside': textFile('') }), {
    name: 'PathNotAllowed',
  });
});
