import assert from 'node:assert/strict';
import { test } from 'node:test';
import { badgePng, badgeSvg, bakePng, bakeSvg, readOffered } from '#credentials';
import { badge, keys, LIST, statusListWith } from './example-badge.ts';

const text = JSON.stringify(badge);
const choice = { design: 'professional', rings: 1 } as const;
const bytes = (content: string): Uint8Array => new TextEncoder().encode(content);

test('a badge is found in JSON, in a PNG and in an SVG, as file or as text', async () => {
  const plain = { kind: 'badge', text };
  assert.deepEqual(readOffered(text), plain);
  assert.deepEqual(readOffered(bytes(`\n ${text}\n`)), plain);
  assert.deepEqual(readOffered(bakePng(badgePng(choice, 64), text)), plain);
  assert.deepEqual(readOffered(bytes(bakeSvg(badgeSvg(choice), text))), plain);

  const list = JSON.stringify(await statusListWith([]));
  assert.deepEqual(readOffered(bytes(list)), { kind: 'status-list', text: list, address: LIST });
  assert.deepEqual(readOffered(JSON.stringify(keys)), { kind: 'did-document', document: keys });
});

test('what is none of them is refused in words', () => {
  const refused: readonly (readonly [Uint8Array | string, RegExp])[] = [
    ['', /^nothing: it is empty$/],
    ['hello', /^text that is not JSON$/],
    [Uint8Array.of(0xff, 0xd8, 0xff), /^a file that is neither text, PNG nor SVG$/],
    [
      badgePng(choice, 16),
      /^a PNG that carries no certificate: a picture of a badge proves nothing/,
    ],
    [badgeSvg(choice), /^an SVG that carries no certificate/],
    ['{"verificationMethod":[]}', /^not a DID document of Multikeys/],
    ['{"type":"BitstringStatusListCredential"}', /^a status list without its address/],
  ];
  for (const [file, message] of refused) {
    assert.throws(() => readOffered(file), { message });
  }
});
