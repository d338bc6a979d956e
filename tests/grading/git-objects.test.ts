import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { readFolderTree } from '#authoring';
import { textFile, type FileTree } from '#container';
import { gitObjects } from '../../src/grading/git-objects.ts';

let folder = '';
let first = '';
let second = '';

function git(...args: string[]): string {
  const env = {
    ...process.env,
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_SYSTEM: '/dev/null',
    GIT_AUTHOR_DATE: '2026-01-05T10:00:00Z',
    GIT_COMMITTER_DATE: '2026-01-05T10:00:00Z',
  };
  const who = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.test'];
  return execFileSync('git', [...who, ...args], { cwd: folder, env, encoding: 'utf8' }).trim();
}

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-git-'));
  git('init', '-q', '-b', 'main');
  writeFileSync(join(folder, 'a.txt'), 'one\n');
  git('add', 'a.txt');
  git('commit', '-q', '-m', 'one');
  first = git('rev-parse', 'HEAD');
  git('tag', 'plain');
  writeFileSync(join(folder, 'ü b.txt'), 'two\n');
  git('add', '.');
  git('commit', '-q', '-m', 'two');
  second = git('rev-parse', 'HEAD');
  git('tag', '-a', 'annotated', '-m', 'with a message');
});

after(() => {
  rmSync(folder, { recursive: true, force: true });
});

const probeOf = (tree: FileTree) => gitObjects(() => Promise.resolve(tree));

/** The same questions to the same repository, however Git keeps it. */
async function answers() {
  const probe = probeOf(readFolderTree(folder));
  return {
    hasCommits: await probe.hasCommits(),
    tags: await probe.tags(),
    plain: await probe.resolve('plain'),
    annotated: await probe.resolve('refs/tags/annotated'),
    short: await probe.resolve(first.slice(0, 8)),
    nothing: await probe.resolve('nonsuch'),
    paths: await probe.paths('annotated'),
    old: new TextDecoder().decode(await probe.blob('main', 'a.txt')),
    missing: await probe.blob('plain', 'ü b.txt'),
    history: await probe.history('HEAD'),
  };
}

test('commits, tags of both kinds and files are read from loose objects and from packs', async () => {
  const expected = {
    hasCommits: true,
    tags: ['annotated', 'plain'],
    plain: first,
    annotated: second,
    short: first,
    nothing: undefined,
    paths: ['a.txt', 'ü b.txt'],
    old: 'one\n',
    missing: undefined,
    history: [second, first],
  };
  assert.deepEqual(await answers(), expected);
  git('gc', '-q');
  assert.deepEqual(await answers(), expected);
});

test('work without a repository has no commits, tags or paths', async () => {
  const probe = probeOf({ 'a.txt': textFile('') });
  assert.equal(await probe.hasCommits(), false);
  assert.deepEqual(await probe.tags(), []);
  assert.deepEqual(await probe.paths('HEAD'), []);
  assert.deepEqual(await probe.history('HEAD'), []);
});

test('a damaged object is said to be unreadable, not taken for an empty answer', async () => {
  const loose: FileTree = {
    '.git/HEAD': textFile(`${first}\n`),
    [`.git/objects/${first.slice(0, 2)}/${first.slice(2)}`]: textFile('not an object'),
  };
  await assert.rejects(probeOf(loose).history('HEAD'), { name: 'WorkCannotBeRead' });
});
