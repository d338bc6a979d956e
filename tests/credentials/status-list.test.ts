import { gzipSync } from 'fflate';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  buildStatusList,
  drawStatusIndex,
  emptyStatusBits,
  signDocument,
  verifyCredential,
  withRevoked,
} from '#credentials';
import { encodeBase64Url } from '../../src/credentials/base64url.ts';
import {
  decodeStatusBits,
  encodeStatusBits,
  isRevoked,
  STATUS_LIST_LENGTH,
} from '../../src/credentials/status-list.ts';
import {
  badge,
  forgerKey,
  ISSUED,
  ISSUER,
  issuerKey,
  LIST,
  METHOD,
  NOW,
  statusListWith,
  trust,
} from './example-badge.ts';

const statusWith = async (list: unknown) =>
  (await verifyCredential(JSON.stringify(badge), trust, NOW, JSON.stringify(list))).status;

test('bits are read back as written, and the same bits give the same file', () => {
  const bits = withRevoked(withRevoked(emptyStatusBits(), 0), 131_071);
  assert.equal(bits[0], 128);
  assert.equal(bits.at(-1), 1);
  assert.deepEqual(decodeStatusBits(encodeStatusBits(bits)), bits);
  assert.equal(encodeStatusBits(bits), encodeStatusBits(bits.slice()));
  assert.equal(isRevoked(emptyStatusBits(), 0), false);
  for (const index of [-1, 1.5, STATUS_LIST_LENGTH, Number.NaN]) {
    assert.throws(() => withRevoked(bits, index), { name: 'StatusListUnusable' });
  }
});

test('indices are drawn at random, none twice, until half of the list is taken', () => {
  const taken = new Set<number>();
  for (let drawn = 0; drawn < 500; drawn += 1) taken.add(drawStatusIndex(taken));
  assert.equal(taken.size, 500);
  assert.ok(Math.max(...taken) > STATUS_LIST_LENGTH / 2, 'they are spread over the list');
  const half = new Set(Array.from({ length: STATUS_LIST_LENGTH / 2 }, (_, index) => index));
  assert.throws(() => drawStatusIndex(half), { name: 'StatusListUnusable' });
});

test('a republished list revokes a badge, and only that', async () => {
  assert.equal((await statusWith(await statusListWith([]))).code, 'not-revoked');
  const revoked = await statusWith(await statusListWith([42]));
  assert.deepEqual([revoked.state, revoked.code], ['bad', 'revoked']);
  assert.equal((await statusWith(await statusListWith([41, 43]))).code, 'not-revoked');
});

test('a list of another address, issuer, key or purpose is refused', async () => {
  const details = { id: LIST, issuer: ISSUER, validFrom: ISSUED };
  const signed = async (list: object, key = issuerKey) =>
    (await statusWith(await signDocument(list, key, METHOD, ISSUED))).code;
  const list = buildStatusList(details, emptyStatusBits());
  assert.equal(await signed(list), 'not-revoked');
  assert.equal(
    await signed({ ...list, id: 'https://academy.example/status/2.json' }),
    'other-list',
  );
  assert.equal(
    await signed({ ...list, issuer: `did:key:${forgerKey.publicKeyMultibase}` }),
    'other-list',
  );
  assert.equal(await signed(list, forgerKey), 'list-not-signed');
  const subject = { ...list.credentialSubject, statusPurpose: 'suspension' };
  assert.equal(await signed({ ...list, credentialSubject: subject }), 'list-refused');
  const before = { ...list, validUntil: '2026-11-25T00:00:00Z' };
  assert.equal(await signed(before), 'list-stale');
  const [good, revoked] = [await statusListWith([]), await statusListWith([42])];
  const swapped = { ...revoked, credentialSubject: good.credentialSubject };
  assert.equal((await statusWith(swapped)).code, 'list-not-signed');
});

test('bits that are short, cut off, no gzip, or a bomb are refused', async () => {
  const packed = (bytes: Uint8Array) => `u${encodeBase64Url(gzipSync(bytes))}`;
  const whole = encodeStatusBits(emptyStatusBits());
  const hostile = [
    '',
    'u',
    'uAAAA',
    'u!!!!',
    whole.slice(1),
    whole.slice(0, 20),
    packed(new Uint8Array(100)),
    packed(new Uint8Array(8 * 1024 * 1024)),
  ];
  for (const encodedList of hostile) {
    assert.throws(() => decodeStatusBits(encodedList), { name: 'StatusListUnusable' });
    const list = buildStatusList(
      { id: LIST, issuer: ISSUER, validFrom: ISSUED },
      emptyStatusBits(),
    );
    const bad = { ...list, credentialSubject: { ...list.credentialSubject, encodedList } };
    const status = await statusWith(await signDocument(bad, issuerKey, METHOD, ISSUED));
    assert.deepEqual([status.state, status.code], ['bad', 'list-refused']);
  }
});
