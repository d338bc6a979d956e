import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { readSubmission, writeSubmission } from '#cohort';
import { textFile } from '#container';
import fc from 'fast-check';
import { unzipSync, zipSync } from 'fflate';
import { FILE, LISTED, MANIFEST, said, withFile, withManifest } from './attacked.ts';
import { craftZip, deflatedZeros, joined } from './craft-zip.ts';
import { ABOUT, KEY } from './example.ts';

test('a bomb of 10 GB is not unpacked: neither one that lies of its size nor one that tells it', async () => {
  const bomb = deflatedZeros(10 * 2 ** 30);
  const started = process.memoryUsage().arrayBuffers;
  const lying = withFile({ ...FILE, packed: bomb, method: 8 });
  assert.match(
    said(lying),
    /TooLarge: found "work\/a\.csv" that unpacks to more than it claims; expected 15 bytes/,
  );
  const claim = 0xffff_fffe;
  const telling = await withManifest(
    { ...MANIFEST, files: [{ ...LISTED, sizeBytes: claim }] },
    { ...FILE, packed: bomb, method: 8, sizeBytes: claim },
  );
  assert.match(said(telling), /TooLarge: found files of 4294967294 bytes/);
  const description = craftZip([
    { name: 'submission.json', packed: bomb, method: 8, sizeBytes: 100 },
  ]);
  assert.match(said(description), /"submission\.json" that unpacks to more than it claims/);
  const grown = process.memoryUsage().arrayBuffers - started;
  assert.ok(grown < 512 * 2 ** 20, `${grown} bytes were taken`);
});

test('a million entries are refused before they are read', () => {
  const one = craftZip([FILE]);
  const entry = one.subarray(one.length - 22 - 46 - 10, one.length - 22);
  const list = Buffer.alloc(entry.length * 1_000_000, entry);
  const end = Buffer.from(one.subarray(one.length - 22));
  for (const [count, line] of [
    [0xffff, /TooLarge: found 65535 files or more; expected at most 50,000/],
    [1_000_000 & 0xffff, /NotReadable: found "work\/a\.csv" twice/],
  ] as const) {
    end.writeUInt16LE(count, 10);
    const bytes = joined([one.subarray(0, one.length - 22 - entry.length), list, end]);
    assert.match(said(bytes), line);
  }
});

test('a ZIP that another program packed anew is refused, and the line says to ask for the original', async () => {
  const bundle = await writeSubmission({ 'a.csv': textFile('1\n') }, ABOUT, KEY);
  const anew = zipSync(unzipSync(bundle));
  assert.match(said(anew), /exactly as it was saved, neither opened nor packed anew\.$/);
});

let whole: Uint8Array;
before(async () => {
  whole = await writeSubmission(
    { 'a.csv': textFile('1,2\n'.repeat(30)), b: textFile('') },
    ABOUT,
    KEY,
  );
});

test('cut off at any byte, it is refused', () => {
  for (let length = 0; length < whole.length; length += 1) {
    const { faults } = readSubmission(whole.subarray(0, length));
    assert.equal(faults?.[0].name, 'NotReadable', `after ${length} bytes`);
  }
});

test('with any byte changed, it is refused or reads as the same hand-in', () => {
  const { value: honest } = readSubmission(whole);
  fc.assert(
    fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const bytes = whole.slice();
      bytes[at] = (bytes[at] ?? 0) ^ change;
      const { value, faults } = readSubmission(bytes);
      return faults ? faults.length > 0 : value.manifestSha256 === honest?.manifestSha256;
    }),
    { numRuns: 400 },
  );
});

test('whatever the bytes are, reading ends with faults and never throws', () => {
  const prefix = fc.constantFrom(new Uint8Array(), whole.subarray(0, 60), whole.subarray(-80));
  fc.assert(
    fc.property(
      prefix,
      fc.uint8Array({ maxLength: 300 }),
      prefix,
      (a, b, c) => (readSubmission(joined([a, b, c])).faults?.length ?? 0) > 0,
    ),
    { numRuns: 400 },
  );
});
