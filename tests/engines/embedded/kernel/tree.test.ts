import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Tree, TreeError } from '../../../../src/engines/embedded/kernel/tree.ts';

const text = (tree: Tree, path: string) => new TextDecoder().decode(tree.readFile(path));
const code = (expected: string) => (error: unknown) =>
  error instanceof TreeError && error.code === expected;

test('a file is read as it was written, and appended to at its end', () => {
  const tree = new Tree();
  tree.writeFile('/a', 'one');
  tree.writeFile('/a', ' two', { append: true });
  assert.equal(text(tree, '/a'), 'one two');
  assert.equal(tree.bytes, 7);
  assert.equal(tree.nodes, 2);
});

test('no path leaves the tree: ".." at the root stays at the root', () => {
  const tree = new Tree();
  tree.mkdir('/in');
  tree.writeFile('/../../x', 'x');
  assert.equal(text(tree, '/in/../../../x'), 'x');
  tree.symlink('../../../../x', '/in/link');
  assert.equal(text(tree, '/in/link'), 'x');
  assert.deepEqual(tree.readdir('/'), ['in', 'x']);
});

test('".." after a link is the parent of the folder that is reached, not of the link', () => {
  const tree = new Tree();
  tree.mkdir('/a/b', { recursive: true });
  tree.symlink('/a/b', '/link');
  tree.writeFile('/a/beside', 'reached');
  assert.equal(text(tree, '/link/../beside'), 'reached');
  assert.equal(tree.realpath('/link/../beside'), '/a/beside');
});

test('what is not there is asked for without an error; what cannot be answered is one that names the path as it was asked', () => {
  const tree = new Tree();
  tree.writeFile('/file', 'x');
  tree.symlink('/gone/deep', '/dangling');
  tree.symlink('/circle', '/circle');
  for (const path of ['/none', '/none/deeper', '/file/below', '/dangling', '/dangling/below']) {
    assert.equal(tree.tryLookup(path), undefined, path);
    assert.equal(tree.exists(path), false, path);
  }
  assert.equal(tree.tryLookup('/dangling', false)?.target, '/gone/deep');
  assert.equal(tree.tryLookup('/file')?.children, null);
  const tooLong = `/${'x'.repeat(tree.limits.pathLength)}`;
  for (const [path, expected] of [
    ['/circle/below', 'ELOOP'],
    ['/nul\0', 'EINVAL'],
    [tooLong, 'ENAMETOOLONG'],
  ] as const) {
    assert.throws(
      () => tree.tryLookup(path),
      (error) => error instanceof TreeError && error.code === expected && error.path === path,
    );
  }
  assert.throws(
    () => tree.readFile('/dangling/below'),
    (error) => error instanceof TreeError && error.message.endsWith("open '/dangling/below'"),
  );
});

test('links that lead in a circle are ELOOP, for reading, writing and walking through', () => {
  const tree = new Tree();
  tree.symlink('/b', '/a');
  tree.symlink('/a', '/b');
  tree.symlink('self/x', '/self');
  assert.throws(() => tree.readFile('/a'), code('ELOOP'));
  assert.throws(() => {
    tree.writeFile('/a', '');
  }, code('ELOOP'));
  assert.throws(() => tree.readFile('/self'), code('ELOOP'));
  assert.deepEqual(
    [...tree.walk('/')].map(([path]) => path),
    ['/', '/a', '/b', '/self'],
  );
});

test('writing through a dangling link makes the file that it names', () => {
  const tree = new Tree();
  tree.symlink('made', '/link');
  tree.writeFile('/link', 'x');
  assert.equal(text(tree, '/made'), 'x');
  assert.equal(tree.readlink('/link'), 'made');
});

test('a link is removed and renamed as itself', () => {
  const tree = new Tree();
  tree.writeFile('/target', 'x');
  tree.symlink('target', '/link');
  tree.rename('/link', '/moved');
  tree.rm('/moved');
  assert.deepEqual(tree.readdir('/'), ['target']);
});

test('a name with a control character is refused in words that show it', () => {
  const tree = new Tree();
  tree.writeFile('/good', '');
  for (const make of [
    () => {
      tree.writeFile('/a\nb', '');
    },
    () => {
      tree.mkdir('/a\nb');
    },
    () => {
      tree.symlink('x', '/a\nb');
    },
    () => {
      tree.rename('/good', '/a\nb');
    },
  ]) {
    assert.throws(
      make,
      /^TreeError: EILSEQ: control characters are not allowed in a name, \w+ '\/a\\x0ab'$/,
    );
  }
  assert.deepEqual(tree.readdir('/'), ['good']);
  assert.throws(() => tree.readFile('/a\nb'), code('ENOENT'));
});

test('names and paths past their limits are ENAMETOOLONG, also when a folder is moved', () => {
  const tree = new Tree({ depth: 3, pathLength: 40 });
  tree.writeFile(`/${'x'.repeat(39)}`, '');
  assert.throws(() => {
    tree.writeFile(`/${'ü'.repeat(128)}`, '');
  }, code('ENAMETOOLONG'));
  tree.mkdir('/a/b', { recursive: true });
  tree.mkdir('/c/d', { recursive: true });
  assert.throws(() => {
    tree.mkdir('/a/b/c/d', { recursive: true });
  }, code('ENAMETOOLONG'));
  assert.throws(() => {
    tree.rename('/c', '/a/b/c');
  }, code('ENAMETOOLONG'));
  assert.deepEqual(tree.readdir('/c'), ['d']);
});

test('bytes and nodes are counted through overwriting, moving onto and removing, and held to the limits', () => {
  const tree = new Tree({ treeBytes: 10, fileBytes: 8, nodes: 4 });
  tree.writeFile('/a', new Uint8Array(8));
  assert.throws(() => {
    tree.writeFile('/b', new Uint8Array(9));
  }, code('EFBIG'));
  assert.throws(() => {
    tree.writeFile('/b', new Uint8Array(3));
  }, code('ENOSPC'));
  tree.writeFile('/a', new Uint8Array(2));
  tree.writeFile('/b', new Uint8Array(8));
  assert.equal(tree.bytes, 10);
  tree.mkdir('/c');
  assert.throws(() => {
    tree.mkdir('/d');
  }, code('ENOSPC'));
  assert.equal(tree.nodes, 4);
  tree.rename('/b', '/a');
  assert.deepEqual([tree.bytes, tree.nodes], [8, 3]);
  tree.rm('/c', { recursive: true });
  tree.rm('/a');
  assert.deepEqual([tree.bytes, tree.nodes], [0, 1]);
});

test('rename follows POSIX: onto a file, an empty folder, never into itself', () => {
  const tree = new Tree();
  tree.mkdir('/full/inner', { recursive: true });
  tree.mkdir('/empty');
  tree.writeFile('/file', '');
  assert.throws(() => {
    tree.rename('/full', '/full/inner/x');
  }, code('EINVAL'));
  assert.throws(() => {
    tree.rename('/empty', '/full');
  }, code('ENOTEMPTY'));
  assert.throws(() => {
    tree.rename('/file', '/empty');
  }, code('EISDIR'));
  assert.throws(() => {
    tree.rename('/empty', '/file');
  }, code('ENOTDIR'));
  tree.rename('/full', '/empty');
  assert.deepEqual(tree.readdir('/'), ['empty', 'file']);
});

test('changes are told in order, with absolute paths', () => {
  const tree = new Tree();
  const told: string[] = [];
  const stop = tree.onChange(({ kind, path }) => told.push(`${kind} ${path}`));
  tree.mkdir('/a/b', { recursive: true });
  tree.writeFile('/a/../a/f', '1');
  tree.writeFile('/a/f', '2');
  tree.chmod('/a/f', 0o755);
  tree.rename('/a/f', '/g');
  tree.rm('/a', { recursive: true });
  stop();
  tree.rm('/g');
  assert.deepEqual(told, [
    'rename /a',
    'rename /a/b',
    'rename /a/f',
    'change /a/f',
    'change /a/f',
    'rename /a/f',
    'rename /g',
    'rename /a',
  ]);
});

test('an error names what was asked for, as Node does', () => {
  const tree = new Tree();
  assert.throws(() => {
    tree.writeFile('/no/such/file', '');
  }, /^TreeError: ENOENT: no such file or directory, open '\/no\/such\/file'$/);
  tree.writeFile('/file', '');
  assert.throws(
    () => tree.stat('/file/x'),
    /^TreeError: ENOTDIR: not a directory, stat '\/file\/x'$/,
  );
});
