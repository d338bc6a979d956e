import fc from 'fast-check';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { packBadge, packForCode, unpackBadge } from '#credentials';
import { badge } from './example-badge.ts';

const text = JSON.stringify(badge);

test('a badge of 2.7 kB travels in a link of 710 characters or a code of 1,311 digits, and comes back to the letter', () => {
  const link = packBadge(JSON.stringify(badge, undefined, 2));
  const code = packForCode(text);
  assert.match(link, /^c=1[\w-]+$/);
  assert.match(code, /^n=1(?:\d{4})+$/);
  assert.deepEqual([text.length, link.length, code.length].map(inTens), [2760, 710, 1310]);
  for (const fragment of [link, `#${link}`, code, `#${code}`]) {
    assert.equal(unpackBadge(fragment), text);
  }
});

const inTens = (length: number): number => Math.round(length / 10) * 10;

test('any JSON object comes back, in both forms', () => {
  const values = fc.dictionary(
    fc.string().filter((key) => key !== '__proto__'),
    fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.array(fc.string())),
  );
  fc.assert(
    fc.property(values, (value) => {
      const json = JSON.stringify(value);
      assert.equal(unpackBadge(packBadge(json)), json);
      assert.equal(unpackBadge(packForCode(json)), json);
    }),
    { numRuns: 200 },
  );
});

test('a fragment of another kind is none of ours', () => {
  for (const fragment of ['', '#', '#criteria', '#c', '#d=1abc']) {
    assert.equal(unpackBadge(fragment), undefined);
  }
});

test('a link that is cut, damaged, huge or of another edition is refused by name, and never half read', () => {
  const link = packBadge(text);
  const code = packForCode(text);
  const refused: Record<string, string> = {
    [`c=2${link.slice(3)}`]:
      'a link of another edition than 1, which a newer copy of this page may read',
    'c=1': 'a link that is cut off',
    'c=1%20': 'a link that is not whole',
    'n=112': 'a link whose digits are not whole',
    'n=19999': 'a link whose digits are damaged',
    [`c=1${'A'.repeat(70_000)}`]: 'a link of 70003 characters',
  };
  for (const [fragment, message] of Object.entries(refused)) {
    assert.throws(() => unpackBadge(fragment), { name: 'CredentialUnreadable', message });
  }
  for (const cut of [link.slice(0, -40), code.slice(0, -40)]) {
    assert.throws(() => unpackBadge(cut), { name: 'CredentialUnreadable' });
  }
  const bomb = packBadge(JSON.stringify({ zeros: '0'.repeat(250_000) }));
  assert.equal(unpackBadge(bomb)?.length, 250_012);
});

test('whatever stands behind the sign, the reader answers', () => {
  const digits = fc.string({ unit: fc.constantFrom(...Array.from('0123456789')), maxLength: 200 });
  fc.assert(
    fc.property(
      fc.oneof(fc.base64String(), digits),
      fc.constantFrom('c=1', 'n=1'),
      (rest, sign) => {
        try {
          unpackBadge(sign + rest.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''));
        } catch (error) {
          assert.equal((error as Error).name, 'CredentialUnreadable');
        }
      },
    ),
    { numRuns: 500 },
  );
});
