import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  backUpKey,
  createRegister,
  drawSeed,
  filesToPublish,
  importSigningKey,
  issueBadge,
  jsonText,
  openKeyBackup,
  readDidDocument,
  readRegister,
  verifyCredential,
  withNewKey,
  withRevokedBadge,
  type Award,
  type IssuerRegister,
  type SigningKey,
} from '#credentials';
import { details, ISSUED, NOW } from './example-badge.ts';

const { name, recipient, awarded, validFrom, validUntil, achievement } = details;
const { judgement, scorePercent, evidence } = details;
const AWARD: Award = {
  ...{ name, recipient, awarded, validFrom, achievement, judgement, scorePercent, evidence },
  ...(validUntil && { validUntil }),
};
const ACADEMY = {
  name: 'Example Academy',
  url: 'https://academy.example',
  did: 'did:web:academy.example',
};

async function newIssuer(): Promise<{ register: IssuerRegister; key: SigningKey }> {
  const key = await importSigningKey(drawSeed());
  return { register: createRegister(ACADEMY, key.publicKeyMultibase), key };
}

/** What a reader finds who has the issuer's published files and trusts it. */
async function verdictOn(badge: object, register: IssuerRegister, key: SigningKey) {
  const files = await filesToPublish(register, key, NOW);
  const [did, list] = files;
  assert.deepEqual(
    files.map(({ path }) => path),
    ['.well-known/did.json', 'status/1.json'],
  );
  const document = readDidDocument(JSON.parse(did?.text ?? ''));
  const trust = { issuers: [{ id: document.id, name: 'Example Academy' }], documents: [document] };
  const verdict = await verifyCredential(JSON.stringify(badge), trust, NOW, list?.text);
  const { signature, issuer, dates, status } = verdict;
  return [signature, issuer, dates, status].map(({ code }) => code).join(' ');
}

test('what is issued holds, until it is revoked and the list is published anew', async () => {
  const { register, key } = await newIssuer();
  const first = await issueBadge(register, key, AWARD, ISSUED);
  const second = await issueBadge(first.register, key, AWARD, ISSUED);
  const good = 'intact known valid-now not-revoked';
  assert.equal(await verdictOn(first.badge, second.register, key), good);

  const after = withRevokedBadge(second.register, first.badge.id, NOW, 'copied work');
  assert.equal(await verdictOn(first.badge, after, key), 'intact known valid-now revoked');
  assert.equal(await verdictOn(second.badge, after, key), good);
  assert.deepEqual(after.issued[0], {
    ...second.register.issued[0],
    revoked: '2026-11-26T12:00:00Z',
    reason: 'copied work',
  });
  assert.throws(() => withRevokedBadge(after, first.badge.id, NOW), { name: 'StatusListUnusable' });
  assert.throws(() => withRevokedBadge(after, 'urn:uuid:0', NOW), { name: 'StatusListUnusable' });
});

test('after a rotation old certificates hold and new ones do; after a loss the old ones do not', async () => {
  const { register, key } = await newIssuer();
  const old = await issueBadge(register, key, AWARD, ISSUED);
  const next = await importSigningKey(drawSeed());
  const rotated = withNewKey(old.register, next.publicKeyMultibase, NOW, false);
  const recent = await issueBadge(rotated, next, AWARD, NOW);
  const good = 'intact known valid-now not-revoked';
  assert.equal(await verdictOn(old.badge, recent.register, next), good);
  assert.equal(await verdictOn(recent.badge, recent.register, next), good);

  const lost = withNewKey(old.register, next.publicKeyMultibase, NOW, true);
  assert.match(await verdictOn(old.badge, lost, next), /^key-revoked /);
});

test('a register is read back as it was written, and one that is not whole is refused', async () => {
  const { register, key } = await newIssuer();
  const { register: kept } = await issueBadge(register, key, AWARD, ISSUED);
  assert.deepEqual(readRegister(jsonText(kept)), kept);
  for (const broken of [
    {},
    { ...kept, formatVersion: 2 },
    { ...kept, issued: [{}] },
    { ...kept, name: 1 },
  ]) {
    assert.throws(() => readRegister(JSON.stringify(broken)), { name: 'CredentialUnreadable' });
  }
  assert.throws(() => createRegister({ ...ACADEMY, url: 'http://academy.example/' }, 'z6Mk'), {
    name: 'KeyUnusable',
  });
});

test('an issuer without a site is the did:key of its key, publishes only its list, and cannot rotate', async () => {
  const key = await importSigningKey(drawSeed());
  const register = createRegister(
    { name: 'Lone', url: 'https://lone.example/' },
    key.publicKeyMultibase,
  );
  assert.equal(register.document.id, `did:key:${key.publicKeyMultibase}`);
  const files = await filesToPublish(register, key, NOW);
  assert.deepEqual(
    files.map(({ path }) => path),
    ['status/1.json'],
  );
  assert.throws(() => withNewKey(register, key.publicKeyMultibase, NOW, false), {
    name: 'KeyUnusable',
  });
});

test('a key comes back from its backup with the passphrase, and with nothing else', async () => {
  const seed = drawSeed();
  const backup = await backUpKey(seed, 'plumb lines hang straight', NOW);
  const text = jsonText(backup);
  assert.deepEqual(await openKeyBackup(text, 'plumb lines hang straight'), seed);
  assert.deepEqual(
    [backup.kdf.iterations, backup.kdf.hash, backup.cipher.name],
    [600_000, 'SHA-256', 'AES-GCM'],
  );
  assert.ok(!text.includes(Buffer.from(seed).toString('base64url')));

  const refused = async (file: string, passphrase: string, message: RegExp): Promise<void> => {
    await assert.rejects(openKeyBackup(file, passphrase), { name: 'KeyUnusable', message });
  };
  await refused(text, 'plumb lines hang crooked', /this passphrase does not open/);
  const other = (await importSigningKey(drawSeed())).publicKeyMultibase;
  await refused(
    text.replace(backup.publicKeyMultibase, other),
    'plumb lines hang straight',
    /does not open/,
  );
  await refused(text.replace('600000', '1000'), 'plumb lines hang straight', /iterations outside/);
  await refused('{}', 'plumb lines hang straight', /no backup of a key/);
  await assert.rejects(backUpKey(seed, 'short', NOW), {
    name: 'KeyUnusable',
    message: /fewer than 12/,
  });
});
