import assert from 'node:assert/strict';
import { test } from 'node:test';
import { didOf, prove } from '#cohort';
import { canonicalJson } from '#formats';
import { unzipSync } from 'fflate';
import { FILE, HONEST, LISTED, MANIFEST, said, text, withFile, withManifest } from './attacked.ts';
import { craftZip, deflatedZeros, joined } from './craft-zip.ts';
import { ABOUT, KEY, OTHER_KEY } from './example.ts';

const withText = (description: string | Uint8Array): Uint8Array =>
  craftZip([
    {
      name: 'submission.json',
      data: typeof description === 'string' ? text(description) : description,
    },
    FILE,
  ]);
const honestText = new TextDecoder().decode(HONEST.data);

test('what the attacks are made from is read when nothing is wrong with it', () => {
  assert.equal(said(craftZip([HONEST, FILE])), 'read');
  const zeros = deflatedZeros(2 ** 21);
  assert.equal(
    unzipSync(withFile({ ...FILE, packed: zeros, method: 8, sizeBytes: 2 ** 21 }))['work/a.csv']
      ?.length,
    2 ** 21,
  );
});

/** Each attack, and what its line must say. */
const NOT_A_HAND_IN: readonly (readonly [string, () => Uint8Array, RegExp])[] = [
  ['nothing', () => new Uint8Array(), /NotReadable: found an empty file; expected a ZIP\. Ask for/],
  ['no ZIP', () => text('%PDF-1.7 '.repeat(9)), /found a file that is not a ZIP/],
  ['an empty ZIP', () => craftZip([]), /a ZIP of 0 files without a description/],
  ['a ZIP of work alone', () => craftZip([FILE]), /“Save to file” makes another kind/],
  ['bytes in front', () => joined([text('MZ'), craftZip([HONEST, FILE])]), /NotReadable/],
  [
    'bytes behind',
    () => joined([craftZip([HONEST, FILE]), text('x')]),
    /NotReadable: found bytes behind the end/,
  ],
  ['a torn list', () => craftZip([HONEST, FILE], 9), /list of files is torn/],
  ['a file not listed', () => craftZip([HONEST, FILE], 1), /bytes that belong to no file/],
  ['a password', () => withFile({ ...FILE, flags: 1 }), /"work\/a\.csv" locked by a password/],
  ['another packing', () => withFile({ ...FILE, method: 93 }), /packed by method 93/],
  [
    'an edited date',
    () => withFile({ ...FILE, date: 0x5b7a }),
    /with another date; expected 1980-01-01/,
  ],
  [
    'extra fields',
    () => withFile({ ...FILE, extra: text('UT12') }),
    /with extra fields or a comment/,
  ],
  [
    'two headers',
    () => withFile({ ...FILE, localName: 'work/b.csv' }),
    /two headers of "work\/a\.csv" that differ/,
  ],
  ['a wrong checksum', () => withFile({ ...FILE, crc: 1 }), /"work\/a\.csv" with a wrong checksum/],
  [
    'damaged packing',
    () => withFile({ ...FILE, packed: text('\u0007oops'), method: 8 }),
    /damaged packing/,
  ],
  [
    'a name that is not UTF-8',
    () => withFile({ ...FILE, name: Uint8Array.of(...text('work/'), 0xff), flags: 0x800 }),
    /a name in UTF-8/,
  ],
  ['a device', () => withFile({ ...FILE, mode: 0o020644 }), /with the mode 20644/],
  [
    'a symbolic link',
    () => withFile({ ...FILE, mode: 0o120777, data: text('/etc/passwd') }),
    /PathNotAllowed: found "work\/a\.csv" packed as a symbolic link/,
  ],
  [
    'a path that climbs',
    () => withFile({ ...FILE, name: 'work/../../x' }),
    /PathNotAllowed: found the name "work\/\.\.\/\.\.\/x": it has the part "\.\."/,
  ],
  [
    'a path beside the work',
    () => withFile({ ...FILE, name: 'works/x' }),
    /PathNotAllowed: found the name "works\/x"/,
  ],
  [
    'an absolute path',
    () => craftZip([{ ...FILE, name: '/etc/cron.d/x' }, HONEST]),
    /PathNotAllowed: found the name "\/etc\/cron\.d\/x": it begins with "\/"/,
  ],
  ['a path of Windows', () => withFile({ ...FILE, name: 'work/..\\..\\x' }), /it has a backslash/],
  [
    'a control character',
    () => withFile({ ...FILE, name: 'work/a\u001b[2J' }),
    /"work\/a\\u001b\[2J": it has a control character/,
  ],
  [
    'a path of 600 folders',
    () => withFile({ ...FILE, name: `work/${'a/'.repeat(500)}a` }),
    /more than 64 folders deep/,
  ],
  [
    'markup in a name',
    () => withFile({ ...FILE, name: 'work/<img src=x onerror=alert(1)>/' }),
    /"work\/\\u003cimg src=x onerror=alert\(1\)\\u003e\/"/,
  ],
  [
    'text that runs backwards',
    () => withFile({ ...FILE, name: 'work/\u202egpj.exe/' }),
    /"work\/\\u202egpj\.exe\/"/,
  ],
  [
    'a name twice',
    () => craftZip([HONEST, FILE, FILE]),
    /found "work\/a\.csv" twice; expected each file once/,
  ],
  [
    'names out of order',
    () => craftZip([HONEST, { ...FILE, name: 'work/b' }, FILE]),
    /"work\/a\.csv" behind "work\/b"/,
  ],
  ['a missing file', () => craftZip([HONEST]), /FilesDiffer: found no file "work\/a\.csv"/],
  [
    'an extra file',
    () => craftZip([HONEST, FILE, { ...FILE, name: 'work/b' }]),
    /FilesDiffer: found the file "work\/b"/,
  ],
  [
    'another content',
    () => withFile({ ...FILE, data: text('id,amount\n1,21\n') }),
    /FilesDiffer: found "work\/a\.csv" with SHA-256 [0-9a-f]{64}; expected [0-9a-f]{64}, as signed/,
  ],
  [
    'another size',
    () => withFile({ ...FILE, data: text('id') }),
    /"work\/a\.csv" of 2 bytes; expected 15 bytes, as signed/,
  ],
  [
    'another mode',
    () => withFile({ ...FILE, mode: 0o100755 }),
    /with the mode 100755; expected the mode that is signed/,
  ],
  ['no JSON', () => withText('{'), /ManifestInvalid: found submission\.json that is not JSON/],
  ['no UTF-8', () => withText(Uint8Array.of(0xff)), /not JSON in UTF-8/],
  ['a list', () => withText('[]'), /no mapping/],
  [
    'very deep',
    () =>
      withText(
        `{"format":"plumbline-submission","formatVersion":1,"x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
      ),
    /more than 64 levels deep/,
  ],
  [
    'a very deep version',
    () =>
      withText(
        `{"format":"plumbline-submission","formatVersion":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
      ),
    /FormatUnknown/,
  ],
  [
    'a key twice',
    () => withText(honestText.replace('"learner":"lina"', '"learner":"otto","learner":"lina"')),
    /another form than the canonical one/,
  ],
  ['white space', () => withText(`${honestText}\n`), /another form than the canonical one/],
  [
    'half a character',
    () => withText(honestText.replace('lina', '\\ud800')),
    /half a surrogate pair/,
  ],
  [
    'an edited learner',
    () => withText(honestText.replace('"lina"', '"otto"')),
    /SignatureInvalid: found a signature that does not fit/,
  ],
  [
    'an edited time of the hand-in',
    () => withText(honestText.replaceAll('10:05:00Z', '09:05:00Z')),
    /SignatureInvalid/,
  ],
  [
    'an edited time of an attempt',
    () => withText(honestText.replace('10:00:00.000Z', '09:00:00.000Z')),
    /SignatureInvalid/,
  ],
  [
    'edited points',
    () => withText(honestText.replace('"points":60', '"points":99')),
    /SignatureInvalid/,
  ],
  [
    'no proof',
    () => withText(honestText.replace(/,"proof":\{[^}]*\}/, '')),
    /SignatureInvalid: found no proof/,
  ],
  [
    'another’s key',
    () => withText(honestText.replaceAll(didOf(KEY).slice(8), didOf(OTHER_KEY).slice(8))),
    /SignatureInvalid/,
  ],
];

for (const [what, attack, line] of NOT_A_HAND_IN) {
  test(`refused in a clear line: ${what}`, () => {
    const found = said(attack());
    assert.match(found, line);
    assert.match(found, /^[A-Za-z]+: found .+; expected .+\. [A-Z].+\.$/s);
    assert.doesNotMatch(found, /[<>\u0000-\u001f\u202e]/);
  });
}

/** Descriptions that lie, each signed with a good key. */
const LIES: readonly (readonly [string, object, RegExp])[] = [
  [
    'a later version',
    { formatVersion: 2 },
    /FormatUnknown: found submission\.json of format version 2; expected version 1\. Open it with a newer/,
  ],
  [
    'another format',
    { format: 'plumbline-work' },
    /of the format "plumbline-work"; expected "plumbline-submission"/,
  ],
  [
    'an unknown key',
    { admin: true },
    /the key "admin" at admin of the description; expected no key of that name here/,
  ],
  ['no learner', { learner: undefined }, /expected the key "learner", which is required/],
  ['markup as learner', { learner: '<script>' }, /the text "\\u003cscript\\u003e" at learner/],
  [
    'a lab that is a path',
    { lab: { ...ABOUT.lab, id: '../../x' } },
    /the text "\.\.\/\.\.\/x" at lab\.id/,
  ],
  [
    'a wrong hash',
    { files: [{ ...LISTED, sha256: 'c3'.repeat(32) }] },
    /FilesDiffer: .*expected c3c3/,
  ],
  [
    'a wrong size',
    { files: [{ ...LISTED, sizeBytes: 14 }] },
    /of 15 bytes; expected 14 bytes, as signed/,
  ],
  ['a path twice', { files: [LISTED, LISTED] }, /"a\.csv" after "a\.csv" in the list of files/],
  [
    'a path that climbs',
    { files: [{ ...LISTED, path: '../a' }] },
    /the path "\.\.\/a": it has the part/,
  ],
  [
    'a link that climbs',
    { files: [LISTED, { kind: 'symlink', path: 'l', target: '../..' }] },
    /the link "l" to "\.\.\/\.\."/,
  ],
  [
    'a file below a link',
    {
      files: [
        { kind: 'symlink', path: 'a', target: 'b' },
        { ...LISTED, path: 'a/x' },
      ],
    },
    /"a\/x" inside "a", which is listed as a symlink/,
  ],
  [
    'ten billion bytes',
    { files: [{ ...LISTED, sizeBytes: 1e10 }] },
    /TooLarge: found files of 10000000000 bytes/,
  ],
  [
    'a link with contents',
    { files: [{ ...LISTED, kind: 'symlink', target: 'x' }] },
    /those of a symlink: kind, path, target/,
  ],
  [
    '40,000 unknown keys',
    { files: Array.from({ length: 40_000 }, () => ({ a: 1 })) },
    /ManifestInvalid: found .* at files\[0\]/,
  ],
  [
    'a mapping of 1,000 keys',
    { selfReported: Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`k${i}`, i])) },
    /TooLarge/,
  ],
];

for (const [what, lie, line] of LIES) {
  test(`a description that lies is refused, though signed: ${what}`, async () => {
    const manifest = Object.fromEntries(
      Object.entries<unknown>({ ...MANIFEST, ...lie }).filter(([, value]) => value !== undefined),
    );
    assert.match(said(await withManifest(manifest, FILE)), line);
  });
}

test('a proof of another time than the hand-in’s is refused', async () => {
  const signed = canonicalJson(await prove(MANIFEST, KEY, '2026-11-27T00:00:00Z'));
  assert.match(said(withText(signed)), /a proof of "2026-11-27T00:00:00Z" for a hand-in of/);
});
