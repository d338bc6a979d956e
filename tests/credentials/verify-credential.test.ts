import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildBadge, signDocument, verifyCredential } from '#credentials';
import {
  badge,
  details,
  ISSUED,
  issuerKey,
  METHOD,
  NOW,
  statusListWith,
  trust,
} from './example-badge.ts';

const text = JSON.stringify(badge);

test('a badge in order has four good lines, in words', async () => {
  const list = JSON.stringify(await statusListWith([41, 43]));
  const { badge: read, ...lines } = await verifyCredential(text, trust, NOW, list);
  assert.deepEqual(lines, {
    signature: {
      state: 'good',
      code: 'intact',
      words: 'It was signed by the key of the issuer that it names, and nothing was changed since.',
    },
    issuer: {
      state: 'good',
      code: 'known',
      words: 'The issuer is Example Academy, whom you trust.',
    },
    dates: {
      state: 'good',
      code: 'valid-now',
      words: 'It is valid from 2026-11-23T00:00:00Z until 2028-11-23T00:00:00Z.',
    },
    status: {
      state: 'good',
      code: 'not-revoked',
      words: 'The issuer’s status list says that it is not revoked.',
    },
  });
  assert.deepEqual(read, badge);
});

test('without the status list the status is unknown, and the other three lines stand', async () => {
  const { signature, issuer, dates, status } = await verifyCredential(text, trust, NOW);
  assert.deepEqual(
    [signature.state, issuer.state, dates.state, status.state],
    ['good', 'good', 'good', 'unknown'],
  );
  assert.match(status.words, /^The issuer’s status list is not at hand\./);
});

test('a key at hand is not a known issuer, and a known issuer without keys at hand is not checked', async () => {
  const stranger = await verifyCredential(text, { ...trust, issuers: [] }, NOW);
  assert.deepEqual([stranger.signature.code, stranger.issuer.code], ['intact', 'not-in-list']);
  const keyless = await verifyCredential(text, { ...trust, documents: [] }, NOW);
  assert.deepEqual(
    [keyless.signature.code, keyless.issuer.code],
    ['key-not-at-hand', 'not-relied-on'],
  );
  assert.equal(keyless.badge, undefined);
});

test('without a clock the dates are unknown', async () => {
  const { signature, dates } = await verifyCredential(text, trust, new Date(Number.NaN));
  assert.deepEqual([signature.state, dates.state, dates.code], ['good', 'unknown', 'no-clock']);
});

test('the badge says what was checked, by which grader, at which assurance', () => {
  const sentence =
    'The issuer re-ran grader plumbline version 0.1.0 on the submitted work and it met the criteria. Authorship was not supervised.';
  const { criteria } = badge.credentialSubject.achievement;
  assert.equal(criteria.narrative, `Twelve checks of lab "watch-the-drift" passed. ${sentence}`);
  assert.match(
    badge.evidence[0]?.narrative ?? '',
    /^Lab watch-the-drift .* sha256 of the bundle: 9f86d0\w+; assurance level A1\. /,
  );
  assert.throws(
    () => buildBadge({ ...details, judgement: { ...details.judgement, assurance: 'A2' } }),
    {
      name: 'RangeError',
      message: 'assurance A2 needs "confirmedBy"',
    },
  );
  assert.throws(() => buildBadge({ ...details, scorePercent: 101 }), { name: 'RangeError' });
});

test('the recipient is told by a salted hash of the address, whatever its capitals', () => {
  assert.deepEqual(
    buildBadge(details).credentialSubject,
    buildBadge({
      ...details,
      recipient: { emailAddress: ' ada@EXAMPLE.org', salt: 'k3Jq' },
    }).credentialSubject,
  );
  assert.doesNotMatch(text, /ada@example\.org/i);
});

test('what no vocabulary defines cannot be signed', async () => {
  const extra = { ...buildBadge(details), honours: 'summa cum laude' };
  await assert.rejects(signDocument(extra, issuerKey, METHOD, ISSUED), {
    name: 'CredentialUnsignable',
  });
});
