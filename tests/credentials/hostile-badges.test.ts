import fc from 'fast-check';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { verifyCredential } from '#credentials';
import { badge, NOW, trust } from './example-badge.ts';
import { HOSTILE_BADGES } from './hostile-badges.ts';

test('at least forty hostile badges are each refused on the right line, in words that quote nothing of them', async () => {
  assert.ok(HOSTILE_BADGES.length >= 40, `${HOSTILE_BADGES.length} are listed`);
  for (const { name, text, line, code, state = 'bad', statusList, documents } of HOSTILE_BADGES) {
    const trusted = documents ? { ...trust, documents } : trust;
    const { badge: read, ...lines } = await verifyCredential(text, trusted, NOW, statusList);
    assert.deepEqual([lines[line].code, lines[line].state], [code, state], name);
    for (const { words } of Object.values(lines)) {
      assert.match(words, /^[A-Z].+\.$/, name);
      assert.doesNotMatch(words, /[<>]/, name);
    }
    assert.equal(read === undefined, lines.signature.state !== 'good', name);
    if (lines.signature.state !== 'good') {
      assert.ok(
        [lines.issuer, lines.dates, lines.status].every((other) => other.state !== 'good'),
        name,
      );
    }
  }
});

/** Each text in a badge, by the way to it. */
function* textsIn(value: unknown, way: readonly string[] = []): Generator<readonly string[]> {
  if (typeof value === 'string') yield way;
  else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) yield* textsIn(inner, [...way, key]);
  }
}

function flippedAt(way: readonly string[]): string {
  const copy = structuredClone(badge) as unknown as Record<string, unknown>;
  let holder = copy;
  for (const key of way.slice(0, -1)) holder = holder[key] as Record<string, unknown>;
  const last = way.at(-1) ?? '';
  const text = String(holder[last]);
  // The middle of a text: its first letters may be a scheme, which would be refused for another reason.
  const at = Math.floor(text.length / 2);
  holder[last] =
    text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ 1) + text.slice(at + 1);
  return JSON.stringify(copy);
}

test('one flipped bit in any text of a badge breaks its signature', async () => {
  const ways = [...textsIn(badge)];
  assert.ok(ways.length >= 40, `${ways.length} texts`);
  for (const way of ways) {
    const { signature } = await verifyCredential(flippedAt(way), trust, NOW);
    assert.equal(signature.state, 'bad', `${way.join('.')}: ${signature.code}`);
  }
});

test('whatever is done to the text, the verifier answers, and calls nothing good that was changed', async () => {
  const text = JSON.stringify(badge);
  const place = fc.nat(text.length - 1);
  await fc.assert(
    fc.asyncProperty(place, fc.nat(40), fc.string({ maxLength: 20 }), async (at, cut, put) => {
      const changed = text.slice(0, at) + put + text.slice(at + cut);
      const { signature } = await verifyCredential(changed, trust, NOW, changed);
      const same = (() => {
        try {
          assert.deepEqual(JSON.parse(changed), badge);
          return true;
        } catch {
          return false;
        }
      })();
      assert.equal(signature.state === 'good', same, changed);
    }),
    { numRuns: 300 },
  );
});
