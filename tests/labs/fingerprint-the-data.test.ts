import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pathFault, textFile, type FileTree } from '#container';
import {
  folderOfBytes,
  folderWithLinks,
  generate,
  hiddenSnapshots,
  lake,
  manifestOf,
  oddlyNamedFolder,
  withAnotherDigit,
} from '../../labs/fingerprint-the-data/generate.ts';
import { Random } from '#harborlight';

const SEEDS = Array.from({ length: 20 }, (_, i) => `fingerprint-the-data-learner-${i}`);
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

function withLineEndsNormalised(folder: FileTree): FileTree {
  return Object.fromEntries(
    Object.entries(folder).map(([path, entry]) => [
      path,
      entry.kind === 'file' && path.endsWith('.csv')
        ? textFile(text(entry.bytes).replaceAll('\r\n', '\n'))
        : entry,
    ]),
  );
}

test('the same seed gives the same bytes, another seed other ones', () => {
  assert.deepEqual(generate('a'), generate('a'));
  assert.notDeepEqual(generate('a'), generate('b'));
});

test('the three snapshots have three digests, and every one is somebody’s January', () => {
  for (const seed of SEEDS) {
    const trees = Object.values(lake(seed).snapshots).map((folder) => manifestOf(folder).tree);
    assert.equal(new Set(trees).size, 3, seed);
  }
  const januaries = new Set(SEEDS.map((seed) => lake(seed).january));
  assert.deepEqual([...januaries].sort(), ['2026-01-09', '2026-01-16', '2026-02-02']);
});

test('the clue is the digest of the January snapshot and names no folder', () => {
  for (const seed of SEEDS) {
    const { snapshots, january } = lake(seed);
    const clue = generate(seed)['handover/january.json'];
    assert.ok(clue?.kind === 'file');
    const record = JSON.parse(text(clue.bytes)) as { data: string };
    assert.equal(record.data, manifestOf(snapshots[january] ?? {}).tree);
    assert.doesNotMatch(text(clue.bytes), /2026-01-09|2026-01-16|2026-02-02/);
  }
});

test('a fingerprint that normalises line ends cannot tell two of the snapshots apart', () => {
  for (const seed of SEEDS) {
    const folders = Object.values(lake(seed).snapshots).map(withLineEndsNormalised);
    assert.equal(new Set(folders.map((folder) => manifestOf(folder).tree)).size, 2, seed);
  }
});

test('every path that is laid out is one that a lab can hold', () => {
  for (const seed of SEEDS) {
    const trees = [generate(seed), folderWithLinks(seed), oddlyNamedFolder(seed)];
    const paths = trees.flatMap((tree) => Object.keys(tree));
    assert.deepEqual(
      paths.filter((path) => pathFault(path) !== undefined),
      [],
    );
  }
});

test('in the hidden folder of names, order by text is neither order by folder nor without case', () => {
  for (const seed of SEEDS) {
    const paths = manifestOf(oddlyNamedFolder(seed)).files.map(({ path }) => path);
    const byFolder = paths.toSorted((a, b) =>
      a.replaceAll('/', '\0') < b.replaceAll('/', '\0') ? -1 : 1,
    );
    const byCase = paths.toSorted((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
    assert.notDeepEqual(paths, byFolder);
    assert.notDeepEqual(paths, byCase);
  }
});

test('the hidden folder of bytes has an empty file, one that is no text, CRLF, and more than 2 MB', () => {
  const { files } = manifestOf(folderOfBytes('s'));
  const sizes = new Map(files.map(({ path, size }) => [path, size]));
  assert.equal(sizes.get('empty.csv'), 0);
  assert.equal(sizes.get('all-bytes.bin'), 256);
  assert.ok((sizes.get('big/events.bin') ?? 0) > 2 * 2 ** 20);
  const empty = files.find(({ path }) => path === 'empty.csv');
  assert.equal(empty?.md5, 'd41d8cd98f00b204e9800998ecf8427e');
});

test('hidden snapshots match in one folder, never the first, and one change keeps the size', () => {
  for (const seed of SEEDS) {
    const { folders, match, manifest, others } = hiddenSnapshots(seed);
    const names = Object.keys(folders);
    assert.equal(names.length, 3);
    assert.notEqual(names[0], match);
    const matching = names.filter((name) => manifestOf(folders[name] ?? {}).tree === manifest.tree);
    assert.deepEqual(matching, [match]);
    const [changed] = Object.values(others).flatMap((difference) =>
      difference.changed.filter((path) => path.startsWith('applications/')),
    );
    const sizes = [manifest, manifestOf(folders[names[0] ?? ''] ?? {})].map(
      ({ files }) => files.find(({ path }) => path === changed)?.size,
    );
    assert.ok(sizes[0] !== undefined && sizes[0] === sizes[1], seed);
  }
});

test('another digit changes one character and no length', () => {
  const before = 'id,amount\n17,300.00\n';
  const after = withAnotherDigit(before, new Random('digit'));
  assert.equal(after.length, before.length);
  const changed = Array.from(before).filter((character, i) => character !== after[i]);
  assert.equal(changed.length, 1);
});
