import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { fromFileSystemTree, type FileTree } from '#container';
import { createEmbeddedEngine } from '#engines';
import { unzipWork, zipWork } from '../../src/components/workbench/lab-zip.ts';

const engine = createEmbeddedEngine();
after(() => {
  engine.dispose();
});

const ABOUT = { lab: 'pin', labVersion: '1.0.0', seed: 's', savedAt: '2026-11-23T09:41:07.000Z' };
const SCRIPT = `set -e
git init -q; git config user.name Ada; git config user.email ada@example.org
mkdir -p data bin; echo 1 > data/a.csv; printf '#!/bin/sh\\necho hi\\n' > bin/run.sh; chmod +x bin/run.sh
ln -s data/a.csv now; printf '\\001\\377' > 'odd näme 数'; git add .; git commit -qm one
git tag -a v1 -m first; git switch -qc side; echo 2 >> data/a.csv; git commit -qam two
git switch -q main; echo 3 > data/b.csv; git add .; git commit -qm three; git merge -q side -m joined
echo staged > c; git add c; git stash -q; echo loose > loose.txt; mkdir empty
`;

/** A lab's tree with a repository in it: commits, a merge, a tag, a stash, a link and an executable file. */
async function workedTree(): Promise<FileTree> {
  const container = await engine.boot();
  try {
    const process = await container.spawn('bash', ['-c', SCRIPT], { output: false });
    assert.equal(await process.exit, 0);
    return fromFileSystemTree(await container.export('.', { format: 'json' }));
  } finally {
    container.teardown();
  }
}

const missing = ['unzip', 'zip', 'git'].filter((tool) => spawnSync(tool, ['-h']).error);
const skip = missing.length > 0 && `there is no ${missing.join(', no ')} on this machine`;

describe('work that is saved to a file', { skip }, () => {
  test('is unpacked by unzip, taken by git, packed by zip, and comes back', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'plumbline-zip-'));
    const env = {
      PATH: process.env['PATH'],
      GIT_CONFIG_NOSYSTEM: '1',
      HOME: folder,
      LANG: 'C.UTF-8',
    };
    const run = (command: string, args: readonly string[], cwd: string): string =>
      execFileSync(command, args, { cwd, env, encoding: 'utf8' });
    try {
      const tree = await workedTree();
      await writeFile(join(folder, 'work.zip'), zipWork(tree, ABOUT));
      run('unzip', ['-q', 'work.zip'], folder);
      const work = join(folder, 'pin');
      assert.match(run('git', ['fsck', '--full', '--strict'], work), /^(?:dangling .*\n)*$/);
      assert.equal(run('git', ['status', '--porcelain'], work), '?? loose.txt\n');
      assert.equal(
        run('git', ['log', '--format=%s', '--first-parent'], work),
        'joined\nthree\none\n',
      );
      assert.equal(
        run('git', ['stash', 'list'], work),
        'stash@{0}: WIP on main: ' + run('git', ['log', '-1', '--format=%h %s'], work),
      );
      assert.equal(run('./bin/run.sh', [], work), 'hi\n');
      assert.equal(run('cat', ['now'], work), '1\n2\n');

      // Real git has rewritten its index: the work is compared without it.
      run('zip', ['-qry', 'again.zip', 'pin', 'plumbline-lab.json'], folder);
      const { tree: back, about } = unzipWork(await readFile(join(folder, 'again.zip')));
      assert.equal(about?.seed, 's');
      const withoutIndex = (files: FileTree) =>
        Object.fromEntries(
          Object.entries(files)
            .filter(([path, entry]) => path !== '.git/index' && entry.kind !== 'folder')
            .sort(([one], [other]) => (one < other ? -1 : 1)),
        );
      assert.deepEqual(withoutIndex(back), withoutIndex(tree));
      assert.deepEqual(back['empty'], { kind: 'folder' });
      // Without our description, links and modes come of the ZIP itself.
      run('zip', ['-qry', '../plain.zip', '.'], work);
      const plain = unzipWork(await readFile(join(folder, 'plain.zip'))).tree;
      assert.deepEqual(withoutIndex(plain), withoutIndex(tree));
      // A password is said, not run into.
      run('zip', ['-qP', 'secret', 'locked.zip', 'pin/loose.txt'], folder);
      assert.throws(() => unzipWork(new Uint8Array()), { name: 'WorkFileUnreadable' });
      const locked = await readFile(join(folder, 'locked.zip'));
      assert.throws(() => unzipWork(locked), {
        name: 'WorkFileUnreadable',
        message: /^This file cannot be read: "pin\/loose\.txt" in it is locked by a password\./,
      });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
