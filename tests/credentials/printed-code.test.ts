import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import decodeQr from 'qr/decode.js';
import { buildBadge, signDocument, unpackBadge } from '#credentials';
import { codeSquares } from '../../src/components/credentials/certificate/code-squares.ts';
import { badge, details, ISSUED, issuerKey, METHOD } from './example-badge.ts';

const PAGE = 'https://academy.example/verify/';
const QUIET = 4;

/** The code as a camera would see it at best: four pixels for each square. */
function pictureOf(path: string, size: number) {
  const scale = 4;
  const side = (size + 2 * QUIET) * scale;
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const [, x = '', y = '', run = ''] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let row = 0; row < scale; row += 1) {
      const start = ((Number(y) + QUIET) * scale + row) * side + (Number(x) + QUIET) * scale;
      for (let at = start; at < start + Number(run) * scale; at += 1)
        data.fill(0, at * 4, at * 4 + 3);
    }
  }
  return { width: side, height: side, data };
}

/** Looks random, and is the same in each run. */
const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

async function badgeWithWork(count: number): Promise<string> {
  const [work] = details.evidence;
  assert.ok(work);
  const evidence = Array.from({ length: count }, (_, index) => ({
    ...work,
    id: `urn:uuid:${digestOf(`id ${index}`).slice(0, 32)}`,
    narrative: `Lab lab-${index}, content sha256 ${digestOf(`lab ${index}`)}. These checks hold: lock-is-fresh, data-is-pinned, model-is-restorable, leak-is-refused.`,
    bundleSha256: digestOf(`bundle ${index}`),
  }));
  return JSON.stringify(
    await signDocument(buildBadge({ ...details, evidence }), issuerKey, METHOD, ISSUED),
  );
}

test('another decoder reads the whole certificate out of the printed code', async () => {
  for (const text of [JSON.stringify(badge), await badgeWithWork(6)]) {
    const squares = codeSquares(text, PAGE);
    assert.ok(squares, 'it fits');
    const read = decodeQr(pictureOf(squares.path, squares.size));
    assert.equal(read, squares.address);
    assert.ok(read.startsWith(`${PAGE}#n=1`));
    assert.equal(unpackBadge(new URL(read).hash), text);
  }
});

test('a certificate with one piece of work is a code of at most 85 squares; one with thirty is too large, and says so', async () => {
  const size = codeSquares(JSON.stringify(badge), PAGE)?.size ?? 0;
  assert.ok(size > 21 && size <= 85, `${size} squares`);
  assert.equal(codeSquares(await badgeWithWork(30), PAGE), undefined);
});
