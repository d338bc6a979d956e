import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOME, labWithRepository } from './lab.ts';

test('a repository that is removed and begun again does not remember the first one', async () => {
  const lab = await labWithRepository();
  lab.write('a', 'a\n');
  await lab.git(['add', 'a']);
  await lab.git(['commit', '-qm', 'one']);
  const id = (await lab.git(['rev-parse', 'HEAD'])).stdout.trim();
  lab.tree.rm(`${HOME}/.git`, { recursive: true });
  await lab.git(['init', '-q']);
  assert.equal((await lab.git(['cat-file', '-e', id])).code, 1);
  assert.equal((await lab.git(['status', '-s'])).stdout, '?? a\n');
});

test('a change of the same size in the same moment is seen', async () => {
  const lab = await labWithRepository();
  for (let round = 0; round < 50; round += 1) {
    lab.write('a', 'x');
    await lab.git(['add', 'a']);
    lab.write('a', 'y');
    assert.equal((await lab.git(['status', '-s'])).stdout, 'AM a\n');
  }
});

test('a file whose time was set back is still seen to have changed', async () => {
  const lab = await labWithRepository();
  lab.write('a', 'old');
  lab.tree.utimes(`${HOME}/a`, 1_000_000);
  await lab.git(['add', 'a']);
  lab.tree.rm(`${HOME}/a`);
  lab.write('a', 'new');
  lab.tree.utimes(`${HOME}/a`, 1_000_000);
  assert.equal((await lab.git(['status', '-s'])).stdout, 'AM a\n');
});

test('a damaged object is named, and nothing is made up in its place', async () => {
  const lab = await labWithRepository();
  lab.write('a', 'a\n');
  await lab.git(['add', 'a']);
  await lab.git(['commit', '-qm', 'one']);
  const id = (await lab.git(['rev-parse', 'HEAD'])).stdout.trim();
  const path = `${HOME}/.git/objects/${id.slice(0, 2)}/${id.slice(2)}`;
  lab.tree.writeFile(path, new Uint8Array([1, 2, 3]));
  assert.deepEqual(await lab.git(['log']), {
    code: 128,
    stdout: '',
    stderr: `fatal: loose object ${id} (stored in ${path}) is corrupt\n`,
  });
});

test('a damaged index is refused', async () => {
  const lab = await labWithRepository();
  lab.write('a', 'a\n');
  await lab.git(['add', 'a']);
  const bytes = lab.tree.readFile(`${HOME}/.git/index`).slice();
  bytes[40] = (bytes[40] ?? 0) ^ 1;
  lab.tree.writeFile(`${HOME}/.git/index`, bytes);
  assert.deepEqual(await lab.git(['status']), {
    code: 128,
    stdout: '',
    stderr: 'fatal: index file corrupt\n',
  });
});

test('a tree made by hand cannot write outside the work tree or into .git', async () => {
  const lab = await labWithRepository();
  const blob = (await lab.git(['hash-object', '-w', '--stdin'], { stdin: 'evil' })).stdout.trim();
  for (const name of ['..', '.git', '.GIT']) {
    const bytes = Buffer.concat([Buffer.from(`100644 ${name}\0`), Buffer.from(blob, 'hex')]);
    lab.tree.writeFile(`${HOME}/raw`, new Uint8Array(bytes));
    const tree = (await lab.git(['hash-object', '-w', '-t', 'tree', 'raw'])).stdout.trim();
    assert.deepEqual(await lab.git(['checkout', tree, '--', '.']), {
      code: 128,
      stdout: '',
      stderr: `fatal: invalid path '${name}'\n`,
    });
  }
});

test('a pattern with many stars takes no longer than others', { timeout: 20_000 }, async () => {
  const lab = await labWithRepository();
  lab.write('.gitignore', `${'*a'.repeat(60)}*b\n`);
  lab.write('a'.repeat(250), '');
  assert.equal((await lab.git(['status', '-s', '.gitignore'])).stdout, '?? .gitignore\n');
  assert.match((await lab.git(['status', '-s'])).stdout, /^\?\? \.gitignore\n\?\? a+\n$/);
});

test('a small file that holds a huge object is refused', { timeout: 60_000 }, async () => {
  const { deflateSync } = await import('node:zlib');
  const lab = await labWithRepository();
  const bomb = deflateSync(Buffer.concat([Buffer.from(`blob 200000000\0`), Buffer.alloc(200e6)]));
  const id = 'ab'.repeat(20);
  lab.tree.mkdir(`${HOME}/.git/objects/ab`);
  lab.tree.writeFile(`${HOME}/.git/objects/ab/${id.slice(2)}`, new Uint8Array(bomb));
  const { code, stderr } = await lab.git(['cat-file', '-p', id]);
  assert.equal(code, 128);
  assert.match(stderr, /^fatal: loose object abab\S+ .* is corrupt\n$/);
});
