import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textFile, type FileTree } from '#container';
import { Workspace } from '../../src/components/workbench/workspace.ts';
import { MemoryContainer } from '../fixtures/memory-container.ts';

const encode = (text: string) => new TextEncoder().encode(text);
const TREE: FileTree = { 'a.py': textFile('one'), 'data/b.csv': textFile('b') };

function open(tree: FileTree = TREE) {
  const refused: string[] = [];
  let changes = 0;
  const waiting: (() => void)[] = [];
  const workspace = new Workspace(tree, {
    onChange: () => {
      changes += 1;
      for (const resolve of waiting.splice(0)) resolve();
    },
    onRefused: (message) => refused.push(message),
  });
  const nextChange = () => new Promise<void>((resolve) => waiting.push(resolve));
  return { workspace, refused, nextChange, changes: () => changes };
}

test('before there is an engine the page’s tree takes every change', async () => {
  const { workspace } = open();
  workspace.type('a.py', encode('two'));
  await workspace.write('new/c.txt', encode('c'));
  await workspace.rename('data', 'moved');
  await workspace.remove('new');
  assert.deepEqual(workspace.tree, { 'a.py': textFile('two'), 'moved/b.csv': textFile('b') });
});

test('the engine gets the files as they stand, with what was typed before it was there', async () => {
  const { workspace } = open();
  const container = new MemoryContainer();
  workspace.type('a.py', encode('typed'));
  await workspace.attach(container);
  await workspace.settle();
  assert.deepEqual(Object.fromEntries(container.files), {
    'a.py': textFile('typed'),
    'data/b.csv': textFile('b'),
  });
});

test('into an engine that holds files already only what differs from them is laid', async () => {
  const { workspace } = open();
  const container = new MemoryContainer();
  const there: FileTree = { ...TREE, 'a.py': textFile('zero'), 'gone/c.txt': textFile('c') };
  container.files = new Map(Object.entries(there));
  await workspace.attach(container, there);
  assert.deepEqual(Object.fromEntries(container.files), TREE);
  assert.equal(container.files.get('data/b.csv'), there['data/b.csv']);
  assert.deepEqual(await workspace.settle(), TREE);
});

test('a file that is made while the files are laid reaches the engine after them', async () => {
  const { workspace } = open();
  const container = new MemoryContainer();
  const attached = workspace.attach(container);
  const written = workspace.write('new.txt', encode('n'));
  await Promise.all([attached, written]);
  assert.deepEqual((await workspace.settle())['new.txt'], textFile('n'));
});

test('an engine that refuses the files is not followed', async () => {
  const { workspace, refused } = open();
  const container = new MemoryContainer();
  container.mount = () => Promise.reject(new Error('full'));
  await assert.rejects(workspace.attach(container), /full/);
  await workspace.write('new.txt', encode('n'));
  assert.deepEqual([[...container.files], refused], [[], []]);
});

test('what a lab’s preparation made takes the place of the files, and what was typed stays unsaved', async () => {
  const { workspace } = open();
  workspace.type('a.py', encode('typed'));
  const typed = workspace.tree['a.py'];
  const made: FileTree = { ...TREE, 'log.txt': textFile('made') };
  const container = new MemoryContainer();
  container.files = new Map(Object.entries(made));
  workspace.prepared({ ...made, ...(typed ? { 'a.py': typed } : {}) });
  await workspace.attach(container, made);
  assert.deepEqual([...workspace.unsavedTyping.keys()], ['a.py']);
  const expected = { ...made, 'a.py': textFile('typed') };
  assert.deepEqual(await workspace.settle(), expected);
  assert.deepEqual(Object.fromEntries(container.files), expected);
});

test('what is typed is in the tree at once and in the engine when settled', async () => {
  const { workspace } = open();
  const container = new MemoryContainer();
  await workspace.attach(container);
  workspace.type('a.py', encode('typed'));
  assert.deepEqual(workspace.bytesOf('a.py'), encode('typed'));
  assert.deepEqual(container.files.get('a.py'), textFile('one'));
  const tree = await workspace.settle();
  assert.deepEqual(tree['a.py'], textFile('typed'));
  assert.deepEqual(container.files.get('a.py'), textFile('typed'));
});

test('what is typed can be brought at once, for a command that is about to read it', async () => {
  const { workspace } = open();
  const container = new MemoryContainer();
  await workspace.attach(container);
  workspace.type('a.py', encode('typed'));
  await workspace.bringTyped();
  assert.deepEqual(container.files.get('a.py'), textFile('typed'));
});

test('what a program writes, adds and deletes is followed', async () => {
  const { workspace, nextChange } = open();
  const container = new MemoryContainer();
  await workspace.attach(container);
  const changed = nextChange();
  container.programWrites('out.json', '{}');
  container.files.delete('data/b.csv');
  await changed;
  assert.deepEqual(workspace.tree, { 'a.py': textFile('one'), 'out.json': textFile('{}') });
});

test('the successor of a container that ended while its changes were due is followed', async () => {
  const { workspace, nextChange } = open();
  const first = new MemoryContainer();
  await workspace.attach(first);
  await first.fs.writeFile('due.txt', 'x');
  workspace.detach();
  const second = new MemoryContainer();
  await workspace.attach(second);
  const changed = nextChange();
  await second.fs.writeFile('new.txt', 'n');
  await changed;
  assert.deepEqual(workspace.tree['new.txt'], textFile('n'));
});

test('a file named __proto__ is followed like any other', async () => {
  const { workspace } = open({});
  const container = new MemoryContainer();
  await workspace.attach(container);
  container.programWrites('__proto__', 'x');
  assert.deepEqual(Object.entries(await workspace.settle()), [['__proto__', textFile('x')]]);
});

test('what is being typed stands over what a program left of the same file', async () => {
  const { workspace } = open();
  const container = new MemoryContainer();
  await workspace.attach(container);
  container.programWrites('a.py', 'by a program');
  workspace.type('a.py', encode('by hand'));
  const tree = await workspace.settle();
  assert.deepEqual(tree['a.py'], textFile('by hand'));
});

test('files that were copied before the last key was typed never replace what was typed', async () => {
  const { workspace } = open();
  const container = new MemoryContainer();
  await workspace.attach(container);
  const copy = container.export;
  let hold: Promise<void> | undefined;
  let release: () => void = () => undefined;
  container.export = (async () => {
    const taken = await copy('.');
    await hold;
    return taken;
  }) as unknown as typeof copy;

  hold = new Promise((resolve) => (release = resolve));
  const first = workspace.settle();
  // The copy is on its way; meanwhile a key is typed and written.
  await new Promise(setImmediate);
  workspace.type('a.py', encode('typed'));
  const shown: string[] = [];
  workspace.revision.subscribe(() => {
    shown.push(new TextDecoder().decode(workspace.bytesOf('a.py')));
  });
  const second = workspace.settle();
  await new Promise(setImmediate);
  hold = undefined;
  release();
  await Promise.all([first, second]);
  assert.deepEqual(new Set(shown), new Set(['typed']));
  assert.deepEqual(container.files.get('a.py'), textFile('typed'));
});

test('typing keeps a file executable', () => {
  const { workspace } = open({ x: { kind: 'file', bytes: encode('a'), executable: true } });
  workspace.type('x', encode('b'));
  assert.deepEqual(workspace.tree, {
    x: { kind: 'file', bytes: encode('b'), executable: true },
  });
});

test('the shape changes with paths only, the revision with contents too', () => {
  const { workspace } = open();
  const shape = workspace.shape.value;
  const revision = workspace.revision.value;
  workspace.type('a.py', encode('two'));
  assert.equal(workspace.shape.value, shape);
  assert.equal(workspace.revision.value, revision + 1);
  workspace.type('b.py', encode(''));
  assert.notEqual(workspace.shape.value, shape);
});

test('settling a tree that did not change tells of no change', async () => {
  const { workspace, changes } = open();
  await workspace.attach(new MemoryContainer());
  const before = changes();
  const tree = await workspace.settle();
  assert.equal(changes(), before);
  assert.equal(tree['a.py'], TREE['a.py']);
});

test('another tree takes the place of all that was there, in the engine too', async () => {
  const { workspace } = open();
  const container = new MemoryContainer();
  await workspace.attach(container);
  await workspace.replace({ 'only.txt': textFile('x') });
  assert.deepEqual(await workspace.settle(), { 'only.txt': textFile('x') });
  assert.deepEqual([...container.files.keys()], ['only.txt']);
});

test('typing is unsaved until a tree with those very bytes was saved', () => {
  const { workspace } = open();
  workspace.type('a.py', encode('two'));
  const saved = workspace.tree;
  workspace.type('a.py', encode('three'));
  workspace.typedIsSaved(saved);
  assert.deepEqual([...workspace.unsavedTyping.keys()], ['a.py']);
  workspace.typedIsSaved(workspace.tree);
  assert.equal(workspace.unsavedTyping.size, 0);
});

test('what the engine refuses is said, and the tree goes back to what is true', async () => {
  const { workspace, refused } = open();
  const container = new MemoryContainer();
  await workspace.attach(container);
  container.files.delete('a.py');
  await workspace.rename('a.py', 'b.py');
  await workspace.settle();
  assert.deepEqual(refused, ["ENOENT: no such file or directory, rename 'a.py'"]);
  assert.deepEqual(Object.keys(workspace.tree), ['data/b.csv']);
});
