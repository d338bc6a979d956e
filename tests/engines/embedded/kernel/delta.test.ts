import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { applyDelta } from '../../../../src/engines/embedded/kernel/delta.ts';
import { packTree, unpackInto } from '../../../../src/engines/embedded/kernel/pack.ts';
import { Tree } from '../../../../src/engines/embedded/kernel/tree.ts';

const FILE = 0o100644;
const FOLDER = 0o040755;
const LINK = 0o120777;
const NOTHING = { entries: [], bytes: new Uint8Array(0) };

/** Everything in a tree, as text. */
const shown = (tree: Tree) =>
  [...tree.walk('/')].map(([path, { mode, data, target }]) =>
    [path, mode.toString(8), data ? new TextDecoder().decode(data) : (target ?? '')].join(' '),
  );

function filled(): Tree {
  const tree = new Tree();
  tree.mkdir('/home/lab', { recursive: true });
  tree.writeFile('/home/lab/a.txt', 'alpha');
  tree.writeFile('/home/lab/empty', '');
  tree.writeFile('/home/lab/run.sh', '#!', { mode: 0o755 });
  tree.symlink('a.txt', '/home/lab/link');
  return tree;
}

test('a packed tree unpacks to the same tree', () => {
  const copy = new Tree();
  unpackInto(copy, packTree(filled()));
  assert.deepEqual(shown(copy), shown(filled()));
});

test('a pack of one folder holds the folders above it and nothing beside it', () => {
  const tree = filled();
  tree.writeFile('/home/other', '');
  const { entries } = packTree(tree, ['/home/lab']);
  assert.deepEqual(
    entries.map(([path]) => path),
    [
      '/home',
      '/home/lab',
      '/home/lab/a.txt',
      '/home/lab/empty',
      '/home/lab/link',
      '/home/lab/run.sh',
    ],
  );
});

test('a delta removes, then changes, and files may become folders', () => {
  const tree = filled();
  const bytes = new TextEncoder().encode('newdeep');
  const problems = applyDelta(tree, {
    removed: ['/home/lab/link', '/home/lab/not-there'],
    changed: {
      entries: [
        ['/home/lab/a.txt', FILE, 1_000, 3, null],
        ['/home/lab/empty', FOLDER, 0, 0, null],
        ['/home/lab/empty/deep', FILE, 0, 4, null],
        ['/home/lab/run.sh', LINK, 0, 0, 'a.txt'],
      ],
      bytes,
    },
  });
  assert.deepEqual(problems, []);
  assert.deepEqual(shown(tree).slice(3), [
    '/home/lab/a.txt 100644 new',
    '/home/lab/empty 40755 ',
    '/home/lab/empty/deep 100644 deep',
    '/home/lab/run.sh 120777 a.txt',
  ]);
  assert.equal(tree.stat('/home/lab/a.txt').mtimeMs, 1_000);
  bytes.fill(0);
  assert.equal(new TextDecoder().decode(tree.readFile('/home/lab/a.txt')), 'new');
});

test('what passes a limit is named, and the rest is kept', () => {
  const tree = new Tree({ fileBytes: 4 });
  const problems = applyDelta(tree, {
    removed: [],
    changed: {
      entries: [
        ['/big', FILE, 0, 5, null],
        ['/small', FILE, 0, 2, null],
        ['/bad\nname', FILE, 0, 0, null],
      ],
      bytes: new Uint8Array(7),
    },
  });
  assert.deepEqual(problems, [
    "/big was not kept: EFBIG: file too large, write '/big'",
    "/bad\\x0aname was not kept: EILSEQ: control characters are not allowed in a name, open '/bad\\x0aname'",
  ]);
  assert.deepEqual(tree.readdir('/'), ['small']);
});

test('a malformed delta changes nothing and is told in words', () => {
  const hostile: unknown[] = [
    undefined,
    'x',
    {},
    { removed: [], changed: {} },
    { removed: ['relative'], changed: NOTHING },
    { removed: ['/a/../b'], changed: NOTHING },
    { removed: [{}], changed: NOTHING },
    { removed: [], changed: { entries: [['/x', FILE, 0, 9, null]], bytes: new Uint8Array(1) } },
    { removed: [], changed: { entries: [['/x', FILE, 0, -1, null]], bytes: new Uint8Array(0) } },
    { removed: [], changed: { entries: [['/x', 0o020644, 0, 0, null]], bytes: new Uint8Array(0) } },
    { removed: [], changed: { entries: [['/', FOLDER, 0, 0, null]], bytes: new Uint8Array(0) } },
    { removed: [], changed: { entries: [['/x', LINK, 0, 0, null]], bytes: new Uint8Array(0) } },
    { removed: [], changed: { entries: {}, bytes: [] } },
  ];
  for (const delta of hostile) {
    const tree = filled();
    const problems = applyDelta(tree, delta);
    assert.equal(problems.length, 1, JSON.stringify(delta));
    assert.match(problems[0] ?? '', /^changes to files were not kept: /);
    assert.deepEqual(shown(tree), shown(filled()));
  }
});

test('the root is never removed', () => {
  const tree = filled();
  applyDelta(tree, { removed: ['/'], changed: NOTHING });
  assert.deepEqual(shown(tree), shown(filled()));
});

test('whatever a process sends, the tree stays within its limits and whole', () => {
  const path = fc.oneof(fc.constantFrom('/a', '/a/b', '/a/b/c', '/d'), fc.string());
  const entry = fc.tuple(
    path,
    fc.oneof(fc.constantFrom(FILE, FOLDER, LINK), fc.integer()),
    fc.double(),
    fc.integer({ min: -1, max: 8 }),
    fc.option(fc.constantFrom('a', '/a', '..', '')),
  );
  fc.assert(
    fc.property(fc.array(path), fc.array(entry), fc.nat(12), (removed, entries, size) => {
      const tree = new Tree({ treeBytes: 10, fileBytes: 6, nodes: 5 });
      applyDelta(tree, { removed, changed: { entries, bytes: new Uint8Array(size) } });
      const nodes = [...tree.walk('/')];
      const bytes = nodes.reduce((sum, [, node]) => sum + (node.data?.length ?? 0), 0);
      assert.deepEqual([tree.nodes, tree.bytes], [nodes.length, bytes]);
      assert.ok(tree.nodes <= 5 && tree.bytes <= 10);
    }),
  );
});
