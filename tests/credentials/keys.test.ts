import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  addressOfDidWeb,
  buildBadge,
  createDidDocument,
  createSigningKey,
  didKeyOf,
  readDidDocument,
  revokeKey,
  rotateKey,
  signDocument,
  verifyCredential,
} from '#credentials';
import { decodeBase58, encodeBase58 } from '../../src/credentials/base58.ts';
import { documentOfDidKey } from '../../src/credentials/did-document.ts';
import {
  decodePublicMultikey,
  decodeSecretMultikey,
  encodeSecretMultikey,
} from '../../src/credentials/multikey.ts';
import {
  badge,
  details,
  forgerKey,
  ISSUED,
  ISSUER,
  issuerKey,
  keys,
  METHOD,
  NOW,
  trust,
} from './example-badge.ts';

test('a new key cannot be exported, and signs badges under its did:key', async () => {
  const key = await createSigningKey();
  assert.equal(key.privateKey.extractable, false);
  await assert.rejects(crypto.subtle.exportKey('pkcs8', key.privateKey));
  const did = didKeyOf(key.publicKeyMultibase);
  const unsigned = buildBadge({ ...details, issuer: { ...details.issuer, id: did } });
  const signed = await signDocument(unsigned, key, `${did}#${key.publicKeyMultibase}`, ISSUED);
  const verdict = await verifyCredential(JSON.stringify(signed), trust, NOW);
  assert.equal(verdict.signature.code, 'intact');
  assert.deepEqual(verdict.issuer, {
    state: 'unknown',
    code: 'identity-not-proven',
    words:
      'Key known, identity not proven: anyone can make such a key and write any name beside it.',
  });
});

test('base58 and Multikey are read back as written, leading zeros included', () => {
  for (const bytes of [[], [0], [0, 0, 1], [255, 255], [0, 58, 0]]) {
    assert.deepEqual([...decodeBase58(encodeBase58(Uint8Array.from(bytes)))], bytes);
  }
  assert.equal(encodeBase58(new TextEncoder().encode('Hello World!')), '2NEpo7TZRRrLZSi2U');
  const seed = new Uint8Array(32).fill(3);
  assert.deepEqual(decodeSecretMultikey(encodeSecretMultikey(seed)), seed);
});

test('what is no Ed25519 key is refused by name', () => {
  for (const text of [
    '',
    'z',
    'z0OIl',
    'm6Mk',
    'z6Mk',
    'z'.repeat(5000),
    encodeSecretMultikey(new Uint8Array(32)),
  ]) {
    assert.throws(() => decodePublicMultikey(text), { name: 'KeyUnusable' });
  }
  assert.equal(
    documentOfDidKey('did:key:zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169'),
    undefined,
  );
});

test('a did:web says where its document is published', () => {
  assert.equal(
    addressOfDidWeb('did:web:academy.example'),
    'https://academy.example/.well-known/did.json',
  );
  assert.equal(
    addressOfDidWeb('did:web:academy.example:mlops:issuer'),
    'https://academy.example/mlops/issuer/did.json',
  );
  assert.equal(
    addressOfDidWeb('did:web:localhost%3A8080'),
    'https://localhost:8080/.well-known/did.json',
  );
  for (const did of [
    'did:web:',
    'did:key:z6Mk',
    'did:web:a/b',
    'did:web:a@b',
    'did:web:a::b',
    'did:web:a%2Fb',
  ]) {
    assert.throws(() => addressOfDidWeb(did), { name: 'KeyUnusable' });
  }
});

test('a did.json is read back; one that lends itself keys of others is refused', () => {
  assert.deepEqual(readDidDocument(JSON.parse(JSON.stringify(keys))), keys);
  const [method] = keys.verificationMethod;
  for (const document of [
    null,
    [],
    { ...keys, id: 'https://academy.example' },
    { ...keys, id: 'did:web:other.example' },
    { ...keys, verificationMethod: [{ ...method, controller: 'did:web:other.example' }] },
    { ...keys, verificationMethod: [{ ...method, expires: 'soon' }] },
    { ...keys, assertionMethod: METHOD },
  ]) {
    assert.throws(() => readDidDocument(document), { name: 'KeyUnusable' });
  }
});

test('after a rotation old badges hold, new ones are signed by the new key, and the old key signs nothing more', async () => {
  const rotatedAt = new Date('2026-11-24T00:00:00Z');
  const rotated = rotateKey(keys, forgerKey.publicKeyMultibase, rotatedAt);
  assert.deepEqual(rotated.assertionMethod, [METHOD, `${ISSUER}#${forgerKey.publicKeyMultibase}`]);
  assert.equal(rotated.verificationMethod[0]?.expires, '2026-11-24T00:00:00Z');
  const now = { ...trust, documents: [rotated] };
  const codeOf = async (signed: unknown) =>
    (await verifyCredential(JSON.stringify(signed), now, NOW)).signature.code;
  assert.equal(await codeOf(badge), 'intact');
  const later = new Date('2026-11-25T00:00:00Z');
  const byNew = await signDocument(
    buildBadge(details),
    forgerKey,
    rotated.assertionMethod[1] ?? '',
    later,
  );
  assert.equal(await codeOf(byNew), 'intact');
  const byOld = await signDocument(buildBadge(details), issuerKey, METHOD, later);
  assert.equal(await codeOf(byOld), 'key-ended');
  assert.throws(() => rotateKey(rotated, issuerKey.publicKeyMultibase, NOW), {
    name: 'KeyUnusable',
  });
});

test('a revoked key takes back all that it signed; a did:key cannot rotate', async () => {
  const documents = [revokeKey(keys, METHOD, ISSUED)];
  const verdict = await verifyCredential(JSON.stringify(badge), { ...trust, documents }, NOW);
  assert.equal(verdict.signature.code, 'key-revoked');
  assert.throws(() => revokeKey(keys, `${ISSUER}#other`, NOW), { name: 'KeyUnusable' });
  const lone = createDidDocument(
    didKeyOf(issuerKey.publicKeyMultibase),
    issuerKey.publicKeyMultibase,
  );
  assert.throws(() => rotateKey(lone, forgerKey.publicKeyMultibase, NOW), { name: 'KeyUnusable' });
});
