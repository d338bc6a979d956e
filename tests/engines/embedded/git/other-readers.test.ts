import assert from 'node:assert/strict';
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import isomorphicGit from 'isomorphic-git';
import { readOnlyFs } from '../../../../src/engines/embedded/git/objects/read-only-fs.ts';
import { HOME, labWithRepository } from './lab.ts';
import { makeLab, RealLab, requireGit } from './real-git.ts';

requireGit();

test('isomorphic-git reads what the lab wrote', async () => {
  const lab = await labWithRepository();
  for (const name of ['a', 'd/b', 'd/e/c']) lab.write(name, `${name}\n`);
  await lab.git(['add', '.']);
  await lab.git(['commit', '-qm', 'one']);
  await lab.git(['tag', '-a', 'v1', '-m', 'first']);
  const at = { fs: readOnlyFs(lab.tree), dir: HOME };
  const [commit] = await isomorphicGit.log(at);
  assert.equal(commit?.commit.message, 'one\n');
  assert.equal(commit.oid, (await lab.git(['rev-parse', 'HEAD'])).stdout.trim());
  assert.deepEqual(await isomorphicGit.listFiles(at), ['a', 'd/b', 'd/e/c']);
  assert.deepEqual(await isomorphicGit.listTags(at), ['v1']);
});

test('a repository that git has packed is read: objects, deltas and packed refs', async () => {
  const real = new RealLab();
  try {
    const lab = makeLab();
    await real.apply({ git: ['init'] }, 0);
    for (let round = 1; round <= 5; round += 1) {
      const text = Array.from(
        { length: 200 },
        (_, line) => `line ${line % 7 === round ? round : line}\n`,
      ).join('');
      await real.apply({ write: 'dir/long.txt', text }, round);
      await real.apply({ git: ['add', '.'] }, round);
      await real.apply({ git: ['commit', '-m', `round ${round}`] }, round);
    }
    await real.apply({ git: ['tag', '-a', 'v1', '-m', 'packed', 'HEAD~2'] }, 9);
    await real.apply({ git: ['gc', '-q'] }, 9);
    const visit = (folder: string) => {
      for (const name of readdirSync(join(real.folder, folder))) {
        const path = folder === '' ? name : `${folder}/${name}`;
        if (lstatSync(join(real.folder, path)).isDirectory()) {
          lab.tree.mkdir(`${HOME}/${path}`, { recursive: true });
          visit(path);
        } else lab.write(path, new Uint8Array(readFileSync(join(real.folder, path))));
      }
    };
    visit('');
    const commands = [
      ['log', '-p'],
      ['status', '--porcelain'],
      ['show', 'v1'],
      ['rev-parse', '--short', 'HEAD~1', 'v1'].slice(0, 3),
      ['cat-file', '-p', 'HEAD~4:dir/long.txt'],
      ['branch', '-v'],
    ];
    for (const args of commands) {
      assert.deepEqual(await lab.git(args), await real.git(args), `git ${args.join(' ')}`);
    }
    assert.equal((await lab.git(['tag', '-d', 'v1'])).code, 0);
    assert.equal((await lab.git(['tag'])).stdout, '');
    lab.write('new', 'n\n');
    await lab.git(['add', '.']);
    assert.equal((await lab.git(['commit', '-m', 'on top'])).code, 0);
  } finally {
    real.remove();
  }
});
