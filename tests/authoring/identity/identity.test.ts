import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { embeddedEngineIdentity, graderIdentity, labIdentity } from '#authoring';
import { contentDigest } from '../../../src/authoring/identity/content-digest.ts';
import { textFile } from '#container';

const LAB = 'fingerprint-the-data';
const root = mkdtempSync(join(tmpdir(), 'identity-'));
after(() => rmSync(root, { recursive: true }));
cpSync(`labs/${LAB}`, join(root, 'labs', LAB), { recursive: true });
for (const name of [
  'src/formats',
  'src/grading',
  'src/engines/embedded',
  'src/search',
  'package.json',
]) {
  cpSync(name, join(root, name), { recursive: true });
}

const sha256 = (data: string): string => createHash('sha256').update(data).digest('hex');
const edited = (path: string, change: (text: string) => string, look: () => string): boolean => {
  const file = join(root, path);
  const text = readFileSync(file, 'utf8');
  const before = look();
  writeFileSync(file, change(text));
  const isOther = look() !== before;
  writeFileSync(file, text);
  assert.equal(look(), before);
  return isOther;
};

test('a digest of many files is that of their lines, as docs/formats/identity.md says', () => {
  const run = {
    kind: 'file',
    bytes: new TextEncoder().encode('#!/bin/sh\n'),
    executable: true,
  } as const;
  const tree = {
    'b.txt': textFile('b\n'),
    'a.sh': run,
    c: { kind: 'symlink', target: 'b.txt' },
  } as const;
  const lines = [
    `file b.txt ${sha256('b\n')}`,
    'link c b.txt',
    `run a.sh ${sha256('#!/bin/sh\n')}`,
  ];
  assert.equal(contentDigest(tree), sha256(lines.join('\n')));
});

test('the identity of a lab follows what learners get and what judges them, and nothing else', () => {
  const look = (): string => labIdentity(LAB, root).sha256;
  assert.deepEqual(labIdentity(LAB, root), labIdentity(LAB));
  const more = (text: string): string => `${text}\n`;
  const decides = ['lab.yaml', 'brief.mdx', 'checks.ts', 'generate.ts', 'starter/README.md'];
  assert.deepEqual(
    decides.filter((file) => !edited(`labs/${LAB}/${file}`, more, look)),
    [],
  );
  const before = look();
  for (const folder of ['solution', 'accepted/other', 'mutants/some-check/new']) {
    mkdirSync(join(root, 'labs', LAB, folder), { recursive: true });
    writeFileSync(join(root, 'labs', LAB, folder, 'more.txt'), 'more');
  }
  assert.equal(look(), before);
  symlinkSync('README.md', join(root, 'labs', LAB, 'starter/link'));
  assert.notEqual(look(), before);
});

test('the identity of a lab that is built from others follows the modules that it imports from them', () => {
  const built = 'one-model-one-day';
  const from = [
    'pin-the-data',
    'sign-the-contract',
    'speak-the-protocol',
    'two-aliases-one-rollback',
  ];
  for (const lab of [built, ...from]) {
    cpSync(`labs/${lab}`, join(root, 'labs', lab), { recursive: true });
  }
  const look = (): string => labIdentity(built, root).sha256;
  const more = (text: string): string => `${text}// another\n`;
  // The second is imported by a module that the first kind of module imports.
  const imported = ['pin-the-data/store-checks.ts', 'speak-the-protocol/hidden-requests.ts'];
  const apart = ['pin-the-data/checks.ts', 'sign-the-contract/brief.mdx'];
  assert.deepEqual(
    [...imported, ...apart].filter((file) => edited(`labs/${file}`, more, look)),
    imported,
  );
});

test('grader and engine are named by their sources and the packages that they use', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  for (const [name, identity, source] of [
    ['plumbline', graderIdentity, 'src/grading/score.ts'],
    ['embedded', embeddedEngineIdentity, 'src/engines/embedded/kernel/limits.ts'],
  ] as const) {
    const look = (): string => identity(root).sha256;
    assert.deepEqual({ ...identity(), sha256: '' }, { name, version, sha256: '' });
    assert.ok(
      edited(source, (text) => `${text}// another\n`, look),
      source,
    );
    assert.ok(
      edited(
        'package.json',
        (text) => text.replace(/"@noble\/hashes": "[^"]+"/, '"@noble/hashes": "0.0.1"'),
        look,
      ),
    );
    const unused = edited(
      'package.json',
      (text) => text.replace(/"lunr": "[^"]+"/, '"lunr": "0.0.1"'),
      look,
    );
    assert.equal(unused, false);
  }
  assert.equal(
    edited(
      'src/search/index.ts',
      (text) => `${text}// another\n`,
      () => graderIdentity(root).sha256,
    ),
    false,
  );
});
