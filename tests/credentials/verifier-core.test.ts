import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  buildBadge,
  buildStatusList,
  didKeyOf,
  drawSeed,
  emptyStatusBits,
  importSigningKey,
  signDocument,
  withRevoked,
} from '#credentials';
import { details } from './example-badge.ts';

/**
 * The verifier of the Digital Credentials Consortium. It looks at its own clock and fetches status lists and schemas; here
 * it has no network: what it asks for comes from this table, or is refused.
 */
const served = new Map<string, unknown>();
// 1EdTech's schema may be used but not passed on: an empty one stands in for it, and its answer is not looked at.
served.set(
  'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json',
  {},
);
const asked: string[] = [];
globalThis.fetch = (input) => {
  const url = input instanceof Request ? input.url : String(input);
  asked.push(url);
  const document = served.get(url);
  if (document === undefined)
    return Promise.reject(new TypeError('there is no network in this test'));
  return Promise.resolve(Response.json(document));
};
const { verifyCredential } = await import('@digitalcredentials/verifier-core');

const key = await importSigningKey(drawSeed());
const did = didKeyOf(key.publicKeyMultibase);
const method = `${did}#${key.publicKeyMultibase}`;
const LIST = 'https://academy.example/status/1.json';
const now = new Date();
const soon = new Date(now.getTime() + 60 * 60 * 1000);
const begun = new Date(now.getTime() - 60 * 1000);

async function signedBadge(change: Partial<typeof details> = {}) {
  const badge = buildBadge({
    ...details,
    issuer: { ...details.issuer, id: did },
    validFrom: begun,
    awarded: begun,
    validUntil: soon,
    ...change,
  });
  return await signDocument(badge, key, method, begun);
}

async function serveList(revoked: boolean): Promise<void> {
  const bits = revoked ? withRevoked(emptyStatusBits(), 42) : emptyStatusBits();
  const list = buildStatusList({ id: LIST, issuer: did, validFrom: begun, validUntil: soon }, bits);
  served.set(LIST, await signDocument(list, key, method, begun));
}

/** The steps of its log by id; a fatal error by its name. */
async function stepsOf(signed: object): Promise<Readonly<Record<string, unknown>>> {
  const credential = signed as Parameters<typeof verifyCredential>[0]['credential'];
  const answer = await verifyCredential({ credential, knownDIDRegistries: [] });
  const [fatal] = answer.errors ?? [];
  if (fatal) return { error: fatal.name };
  return Object.fromEntries((answer.log ?? []).map(({ id, valid }) => [id, valid]));
}

test('a badge of ours has a valid signature, is not revoked and is in date to verifier-core', async () => {
  await serveList(false);
  const steps = await stepsOf(await signedBadge());
  assert.equal(steps['valid_signature'], true);
  assert.equal(steps['revocation_status'], true);
  assert.equal(steps['expiration'], true);
});

test('it finds ours revoked, expired and changed where they are', async () => {
  await serveList(true);
  assert.equal((await stepsOf(await signedBadge()))['revocation_status'], false);

  await serveList(false);
  const ended = await signedBadge({ validUntil: new Date(now.getTime() - 1000) });
  assert.equal((await stepsOf(ended))['expiration'], false);

  const badge = await signedBadge();
  const changed = { ...badge, name: 'MLOps Architect' };
  assert.deepEqual(await stepsOf(changed), { error: 'invalid_signature' });
});

test('all that it asked the network for is the status list and the schema', () => {
  const hosts = new Set(asked.map((url) => new URL(url).host));
  assert.ok(hosts.has('academy.example'));
  hosts.delete('academy.example');
  hosts.delete('purl.imsglobal.org');
  assert.deepEqual([...hosts], []);
});
