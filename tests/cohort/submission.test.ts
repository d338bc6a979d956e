import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import {
  didOf,
  evidenceFaultLine,
  readSubmission,
  softwareKey,
  writeSubmission,
  type SubmissionAbout,
} from '#cohort';
import { textFile, type FileTree } from '#container';
import { unzipSync } from 'fflate';
import { ABOUT, KEY, OTHER_KEY, SECRET, WORK } from './example.ts';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** What reading found wrong, in lines; empty when it was read. */
const said = (bytes: Uint8Array): readonly string[] =>
  (readSubmission(bytes).faults ?? []).map(evidenceFaultLine);

test('a hand-in holds the work, what it says of itself, and who signed it', async () => {
  const bundle = await writeSubmission(WORK, ABOUT, KEY);
  assert.deepEqual(said(bundle), []);
  const { value } = readSubmission(bundle);
  assert.ok(value);
  const { data: emptiedOfMeaning, ...expected } = WORK;
  assert.deepEqual(emptiedOfMeaning, { kind: 'folder' });
  assert.deepEqual({ ...value.work }, expected);
  const { files, format, formatVersion, ...about } = value.manifest;
  assert.deepEqual(about, ABOUT);
  assert.deepEqual([format, formatVersion], ['plumbline-submission', 1]);
  assert.deepEqual(
    files.map(({ path, kind }) => `${kind} ${path}`),
    [
      'file data/empty',
      'file data/größe.csv',
      'symlink data/up',
      'symlink latest',
      'folder reports',
      'file run.sh',
      'file src/train.py',
    ],
  );
  assert.equal(value.signer, didOf(KEY));
  assert.equal(value.bundleSha256, sha256(bundle));
  const manifest = unzipSync(bundle)['submission.json'] ?? new Uint8Array();
  assert.equal(value.manifestSha256, sha256(manifest));
});

test('the same content gives the same bytes: twice, in another order, in another time zone', async () => {
  const first = await writeSubmission(WORK, ABOUT, KEY);
  const backwards = Object.fromEntries(Object.entries(WORK).reverse());
  const aboutBackwards = Object.fromEntries(Object.entries(ABOUT).reverse());
  const before = process.env['TZ'];
  const bundles = [await writeSubmission(WORK, ABOUT, softwareKey(SECRET))];
  try {
    for (const zone of ['Pacific/Auckland', 'America/St_Johns']) {
      process.env['TZ'] = zone;
      bundles.push(
        await writeSubmission(backwards, aboutBackwards as unknown as SubmissionAbout, KEY),
      );
    }
  } finally {
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
  }
  assert.deepEqual(
    bundles.map(sha256),
    bundles.map(() => sha256(first)),
  );
  assert.notEqual(sha256(await writeSubmission(WORK, ABOUT, OTHER_KEY)), sha256(first));
});

test('the bytes stay the same from one edition of Plumbline to the next', async () => {
  // Where this changes with the packer's version, equal hand-ins no longer have equal files: say so in the format's page.
  assert.equal(
    sha256(await writeSubmission(WORK, ABOUT, KEY)),
    '9f6e0543c48d010310055844435576d01c4626967e7cbfdd494a7d89af34d73b',
  );
});

test('names that mean something to JavaScript, and markup in them, are names like any other', async () => {
  const names = ['__proto__', 'constructor', 'a/toString', '<script>alert(1)<script>.py', "'; --"];
  const work: FileTree = Object.fromEntries(names.map((name) => [name, textFile(name)]));
  const { value } = readSubmission(await writeSubmission(work, ABOUT, KEY));
  assert.deepEqual(Object.keys(value?.work ?? {}), [...names].sort());
  assert.deepEqual(
    Object.entries(value?.work ?? {}),
    Object.entries(work).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
});

test('what cannot stand in a hand-in is told before it is made', async () => {
  const file = textFile('x');
  const refusals: readonly (readonly [FileTree, Partial<SubmissionAbout>, RegExp])[] = [
    [{ '../x': file }, {}, /the path "\.\.\/x": it has the part "\.\."/],
    [{ 'a\\b': file }, {}, /the path "a\\\\b": it has a backslash/],
    [{ a: file, 'a/b': file }, {}, /"a\/b" inside "a", which is listed as a file/],
    [{ l: { kind: 'symlink', target: '/etc/passwd' } }, {}, /the link "l" to "\/etc\/passwd"/],
    [{ 'a/l': { kind: 'symlink', target: '../../x' } }, {}, /the link "a\/l" to "\.\.\/\.\.\/x"/],
    [{ l: { kind: 'symlink', target: 'a/../b' } }, {}, /the link "l" to "a\/\.\.\/b"/],
    [{ '\ud800': file }, {}, /half a surrogate pair/],
    [{}, { learner: '<b>lina' }, /"\\u003cb\\u003elina" at learner of the description/],
    [{}, { createdAt: '2026-13-41T10:00:00Z' }, /the time "2026-13-41T10:00:00Z"/],
    [{}, { lab: { ...ABOUT.lab, sha256: 'abc' } }, /the text "abc" at lab\.sha256/],
  ];
  for (const [work, about, message] of refusals) {
    await assert.rejects(writeSubmission(work, { ...ABOUT, ...about }, KEY), (error: Error) => {
      assert.equal(error.name, 'SubmissionNotPossible');
      assert.match(error.message, message);
      return true;
    });
  }
});
