import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'fflate';
import { S_IFLNK, S_IFREG } from '../../../../src/engines/embedded/kernel/inode.ts';
import { gzip } from '../../../../src/engines/embedded/programs/archive/gzip.ts';
import {
  writeTar,
  type TarEntry,
} from '../../../../src/engines/embedded/programs/archive/tar-format.ts';
import { tar } from '../../../../src/engines/embedded/programs/archive/tar.ts';
import { unzip } from '../../../../src/engines/embedded/programs/archive/unzip.ts';
import {
  packEntry,
  writeZip,
} from '../../../../src/engines/embedded/programs/archive/zip-format.ts';
import { labTree, runTool } from './run-tool.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

function member(name: string, rest: Partial<TarEntry> = {}): TarEntry {
  return {
    name,
    kind: 'file',
    mode: 0o644,
    mtimeMs: 0,
    target: '',
    owner: 'x',
    group: 'x',
    ownerId: 0,
    groupId: 0,
    data: bytes('bad\n'),
    ...rest,
  };
}

const link = (name: string, target: string) =>
  member(name, { kind: 'symlink', target, data: new Uint8Array(0) });

/** What lies outside `/home/lab/in`, where every archive here is unpacked. */
function outside(tree: ReturnType<typeof labTree>): readonly string[] {
  return [...tree.walk('/')]
    .map(([path]) => path)
    .filter((path) => !path.startsWith('/home/lab/in'));
}

async function untar(entries: readonly TarEntry[], limits = {}, ...more: string[]) {
  const tree = labTree(limits);
  tree.mkdir('/home/lab/in');
  tree.mkdir('/home/lab/secret');
  tree.writeFile('/home/lab/a.tar', writeTar(entries));
  const before = outside(tree);
  const ran = await runTool(tar, ['tar', '-xf', 'a.tar', '-C', 'in', ...more], tree);
  assert.deepEqual(outside(tree), before, 'nothing was written outside');
  return { tree, ...ran };
}

test('tar refuses ".." and takes "/" from absolute names', async () => {
  const { tree, code, stderr } = await untar([
    member('../up'),
    member('a/../../up'),
    member('/etc/passwd'),
    member('good'),
  ]);
  assert.equal(code, 2);
  assert.match(stderr, /tar: \.\.\/up: Member name contains '\.\.'/);
  assert.match(stderr, /tar: a\/\.\.\/\.\.\/up: Member name contains '\.\.'/);
  assert.match(stderr, /tar: Removing leading `\/' from member names/);
  assert.deepEqual(tree.readdir('/home/lab/in'), ['etc', 'good']);
});

test('tar does not believe "-P": not even then is anything written outside', async () => {
  const { code, stderr } = await untar([member('/home/lab/secret/x'), member('../y')], {}, '-P');
  assert.equal(code, 2);
  assert.match(stderr, /\/home\/lab\/secret\/x: Cannot open: it leads out of the folder/);
  assert.match(stderr, /\.\.\/y: Cannot open: it leads out of the folder/);
});

test('tar refuses links that lead out, and writes through none', async () => {
  const { tree, code, stderr } = await untar([
    link('abs', '/home/lab/secret'),
    link('rel', '../secret'),
    member('abs/x'),
    member('rel/x'),
    link('fine', 'good'),
    member('good'),
  ]);
  assert.equal(code, 2);
  assert.match(stderr, /tar: abs: Cannot open: its target '\/home\/lab\/secret' leads out/);
  assert.match(stderr, /tar: rel: Cannot open: its target '\.\.\/secret' leads out/);
  assert.equal(tree.readlink('/home/lab/in/fine'), 'good');
  assert.deepEqual(tree.readdir('/home/lab/secret'), []);
});

test('a link that was there before is not followed out either', async () => {
  const tree = labTree();
  tree.mkdir('/home/lab/in');
  tree.mkdir('/home/lab/secret');
  tree.symlink('../secret', '/home/lab/in/way');
  tree.writeFile('/home/lab/a.tar', writeTar([member('way/x')]));
  const packed = packEntry('way/x', bytes('bad'), { mode: 0o644, mtimeMs: 0, level: 6 });
  tree.writeFile('/home/lab/a.zip', writeZip([packed]));
  const untarred = await runTool(tar, ['tar', '-xf', 'a.tar', '-C', 'in'], tree);
  assert.match(untarred.stderr, /way\/x: Cannot open: it leads out of the folder through a link/);
  const unzipped = await runTool(unzip, ['unzip', '-o', 'a.zip', '-d', 'in'], tree);
  assert.match(unzipped.stderr, /cannot create in\/way\/x\n +it leads out of the folder through/);
  assert.deepEqual(tree.readdir('/home/lab/secret'), []);
});

test('unzip takes ".." and "/" from names and refuses links that lead out', async () => {
  const tree = labTree();
  tree.mkdir('/home/lab/in');
  const file = { mode: S_IFREG | 0o644, mtimeMs: 0, level: 6 };
  const symlink = { mode: S_IFLNK | 0o777, mtimeMs: 0, level: 0 };
  tree.writeFile(
    '/home/lab/a.zip',
    writeZip([
      packEntry('../../up', bytes('bad'), file),
      packEntry('/etc/x', bytes('bad'), file),
      packEntry('out', bytes('../..'), symlink),
      packEntry('out/y', bytes('bad'), file),
      packEntry('here', bytes('up'), symlink),
    ]),
  );
  const before = outside(tree);
  const { code, stdout, stderr } = await runTool(unzip, ['unzip', 'a.zip', '-d', 'in'], tree);
  assert.deepEqual(outside(tree), before);
  assert.match(stdout, /skipped "\.\.\/" path component\(s\) in \.\.\/\.\.\/up/);
  assert.match(stdout, /stripped absolute path spec from \/etc\/x/);
  assert.match(stderr, /cannot create link in\/out: /);
  assert.equal(tree.readlink('/home/lab/in/here'), 'up');
  assert.equal(code, 2);
});

test('a gzip bomb stops at the limit, in tar and in gzip, and leaves nothing', async () => {
  const limits = { unpackedBytes: 2 ** 20 };
  const bomb = gzipSync(new Uint8Array(8 * 2 ** 20));
  const tree = labTree(limits);
  tree.writeFile('/home/lab/bomb.gz', bomb);
  tree.writeFile('/home/lab/bomb.tgz', bomb);
  const gunzipped = await runTool(gzip, ['gunzip', 'bomb.gz'], tree);
  assert.deepEqual(gunzipped, {
    code: 1,
    stdout: '',
    stderr: '\ngzip: bomb.gz: it unpacks to more than 1 MB, the limit of a lab\n',
  });
  const untarred = await runTool(tar, ['tar', '-xf', 'bomb.tgz'], tree);
  assert.equal(untarred.code, 2);
  assert.match(untarred.stderr, /it unpacks to more than 1 MB, the limit of a lab/);
  assert.deepEqual(tree.readdir('/home/lab'), ['bomb.gz', 'bomb.tgz']);
});

test('a zip bomb stops at the limit, also one that lies about its size', async () => {
  const tree = labTree({ unpackedBytes: 2 ** 20 });
  const about = { mode: 0o644, mtimeMs: 0, level: 9 };
  const big = packEntry('big', new Uint8Array(8 * 2 ** 20), about);
  tree.writeFile('/home/lab/bomb.zip', writeZip([big]));
  tree.writeFile('/home/lab/liar.zip', writeZip([{ ...big, sizeBytes: 10 }]));
  const bomb = await runTool(unzip, ['unzip', 'bomb.zip'], tree);
  assert.equal(bomb.code, 50);
  assert.match(bomb.stderr, /bomb\.zip: it unpacks to more than 1 MB, the limit of a lab/);
  const liar = await runTool(unzip, ['unzip', 'liar.zip'], tree);
  assert.equal(liar.code, 2);
  assert.deepEqual(tree.readdir('/home/lab'), ['bomb.zip', 'liar.zip']);
});

test('an archive of too many files stops at the limit', async () => {
  const many = Array.from({ length: 30 }, (_, index) => member(`f${index}`));
  const { code, stderr } = await untar(many, { unpackedEntries: 20 });
  assert.equal(code, 2);
  assert.match(stderr, /a\.tar: it holds more than 20 files, the limit of a lab/);
});

test('a full lab and a bad name are said in words, and the rest is unpacked', async () => {
  const { tree, code, stderr } = await untar(
    [member('big', { data: new Uint8Array(5_000) }), member('new\nline'), member('small')],
    { fileBytes: 20_000, treeBytes: 15_000 },
  );
  assert.equal(code, 2);
  assert.match(stderr, /tar: big: Cannot open: No space left on device/);
  assert.match(stderr, /tar: new\\nline: Cannot open: Invalid or incomplete multibyte/);
  assert.deepEqual(tree.readdir('/home/lab/in'), ['small']);
});

test('broken archives end in an error, never in a fault of ours', async () => {
  const good = writeTar([member('a'), member('b')]);
  const zipped = writeZip([packEntry('a', bytes('hello'), { mode: 0, mtimeMs: 0, level: 6 })]);
  let seed = 7;
  const random = () => (seed = (seed * 48_271) % 2_147_483_647);
  for (let round = 0; round < 200; round += 1) {
    const tree = labTree();
    tree.mkdir('/home/lab/in');
    for (const [name, whole] of [
      ['a.tar', good],
      ['a.tgz', gzipSync(good)],
      ['a.zip', zipped],
    ] as const) {
      const broken = whole.slice(0, round % 3 === 0 ? random() % whole.length : whole.length);
      for (let hit = 0; hit < 3; hit += 1) broken[random() % broken.length] = random() & 0xff;
      tree.writeFile(`/home/lab/${name}`, broken);
    }
    const before = outside(tree);
    for (const argv of [
      ['tar', '-xf', '../a.tar'],
      ['tar', '-xzf', '../a.tgz'],
    ]) {
      const ran = await runTool(
        tar,
        [...argv, '-C', 'in'].map((w) => w.replace('../', '')),
        tree,
      );
      assert.ok([0, 2].includes(ran.code), ran.stderr);
    }
    const ran = await runTool(unzip, ['unzip', '-o', 'a.zip', '-d', 'in'], tree);
    assert.ok([0, 1, 2, 5, 9, 50].includes(ran.code), `${ran.code} ${ran.stderr}`);
    assert.deepEqual(outside(tree), before);
  }
});
