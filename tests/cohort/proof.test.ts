import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  didOf,
  isUnreadable,
  makeEvidenceKey,
  prove,
  readSubmission,
  signerOf,
  signWith,
  softwareKey,
  writeSubmission,
} from '#cohort';
import { encodeProofValue, keyOfDid } from '#credentials';
import { decodeBase58 } from '../../src/credentials/base58.ts';
import { strFromU8, unzipSync } from 'fflate';
import { toSign } from '../../src/cohort/signing/proof.ts';
import { ABOUT, KEY, OTHER_KEY, WORK } from './example.ts';

const DOCUMENT = { name: 'Übung', points: 92.5, list: [1, 'two', null] };
const TIME = '2026-11-26T10:05:00Z';

/** The parts of Digital Bazaar's packages that are used here: they come without types. */
interface Elsewhere {
  readonly DataIntegrityProof: new (options: { cryptosuite: unknown }) => {
    verifyProof(options: object): Promise<{ readonly verified: boolean }>;
  };
  readonly createVerifyCryptosuite: () => unknown;
}

const untyped = async (name: string): Promise<object> => (await import(name)) as object;
const { DataIntegrityProof, createVerifyCryptosuite } = {
  ...(await untyped('@digitalbazaar/data-integrity')),
  ...(await untyped('@digitalbazaar/eddsa-jcs-2022-cryptosuite')),
} as Elsewhere;

/** What Digital Bazaar's suite says of a document's proof. */
async function verifiedElsewhere(secured: object): Promise<boolean> {
  const { proof, ...document } = secured as { proof: { verificationMethod: string } };
  const suite = new DataIntegrityProof({ cryptosuite: createVerifyCryptosuite() });
  const documentLoader = (url: string) => {
    const [controller = '', publicKeyMultibase = ''] = url.split('#');
    const document = {
      '@context': 'https://w3id.org/security/multikey/v1',
      id: url,
      type: 'Multikey',
      controller,
      publicKeyMultibase,
    };
    return Promise.resolve({ document });
  };
  const { verified } = await suite.verifyProof({ proof, document, documentLoader });
  return verified;
}

test('a key of WebCrypto and one of @noble/curves sign proofs that Digital Bazaar’s suite verifies', async () => {
  const ofWebCrypto = await makeEvidenceKey();
  const ofNoble = await makeEvidenceKey(null);
  assert.deepEqual([ofWebCrypto, ofNoble].map(isUnreadable), [true, false]);
  for (const key of [ofWebCrypto, ofNoble]) {
    const secured = await prove(DOCUMENT, key, TIME);
    assert.deepEqual(signerOf(secured), { signer: didOf(key) });
    assert.equal(await verifiedElsewhere(secured), true);
    assert.equal(await verifiedElsewhere({ ...secured, points: 92.6 }), false);
  }
});

test('a runtime without Ed25519 gets a key of @noble/curves; another failure is told', async () => {
  const failing = (name: string) =>
    ({
      generateKey: () => Promise.reject(new DOMException('no', name)),
    }) as unknown as SubtleCrypto;
  assert.equal(isUnreadable(await makeEvidenceKey(failing('NotSupportedError'))), false);
  await assert.rejects(makeEvidenceKey(failing('OperationError')), { name: 'OperationError' });
});

test('nobody can read the secret of a WebCrypto key', async () => {
  const key = await makeEvidenceKey();
  assert.ok(isUnreadable(key));
  assert.equal(key.privateKey.extractable, false);
  for (const format of ['pkcs8', 'jwk'] as const) {
    await assert.rejects(crypto.subtle.exportKey(format, key.privateKey), {
      name: 'InvalidAccessError',
    });
  }
});

test('a hand-in’s proof is verified by Digital Bazaar’s suite too', async () => {
  const bundle = await writeSubmission(WORK, ABOUT, KEY);
  const text = strFromU8(unzipSync(bundle)['submission.json'] ?? new Uint8Array());
  const manifest = JSON.parse(text) as object;
  assert.equal(await verifiedElsewhere(manifest), true);
  assert.equal(await verifiedElsewhere({ ...manifest, learner: 'otto' }), false);
  assert.equal(readSubmission(bundle).value?.signer, didOf(KEY));
});

test('a change of any part of a proof, or of the document, is refused', async () => {
  const secured = await prove(DOCUMENT, KEY, TIME);
  const { proof } = secured;
  const other = await prove(DOCUMENT, OTHER_KEY, TIME);
  const faulty: readonly object[] = [
    { ...secured, points: 92 },
    { ...secured, extra: true },
    { ...secured, proof: { ...proof, created: '2026-11-26T10:05:01Z' } },
    { ...secured, proof: { ...proof, proofValue: other.proof.proofValue } },
    { ...secured, proof: { ...proof, verificationMethod: other.proof.verificationMethod } },
    { ...secured, proof: { ...proof, proofPurpose: 'authentication' } },
    { ...secured, proof: { ...proof, cryptosuite: 'eddsa-rdfc-2022' } },
    { ...secured, proof: { ...proof, extra: 1 } },
    { ...secured, proof: [proof] },
    { ...secured, proof: { ...proof, proofValue: `z${'1'.repeat(64)}` } },
    { ...secured, proof: { ...proof, proofValue: 'z' } },
    { ...secured, proof: { ...proof, verificationMethod: 'did:key:z6Mk#z6Mk' } },
    DOCUMENT,
  ];
  assert.deepEqual(
    faulty.map((one) => signerOf(one).fault?.name),
    faulty.map(() => 'SignatureInvalid'),
  );
});

test('the same document, key and time give the same proof; a did:key gives back its key', async () => {
  assert.deepEqual(await prove(DOCUMENT, KEY, TIME), await prove(DOCUMENT, KEY, TIME));
  assert.equal(
    Buffer.from(keyOfDid(didOf(KEY)) ?? []).toString('hex'),
    'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
  );
  for (const did of ['', 'did:web:x', 'did:key:z6Mk', `${didOf(KEY)}1`, 'did:key:z0OIl']) {
    assert.equal(keyOfDid(did), undefined, did);
  }
});

test('the published example of eddsa-jcs-2022 is signed byte for byte', async () => {
  // https://www.w3.org/TR/vc-di-eddsa/#representation-eddsa-jcs-2022
  const secret = decodeBase58('3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq').subarray(2);
  const key = softwareKey(secret);
  const multikey = 'z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2';
  assert.equal(didOf(key), `did:key:${multikey}`);
  const context = [
    'https://www.w3.org/ns/credentials/v2',
    'https://www.w3.org/ns/credentials/examples/v2',
  ];
  const credential = {
    '@context': context,
    id: 'urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33',
    type: ['VerifiableCredential', 'AlumniCredential'],
    name: 'Alumni Credential',
    description: 'A minimum viable example of an Alumni Credential.',
    issuer: 'https://vc.example/issuers/5678',
    validFrom: '2023-01-01T00:00:00Z',
    credentialSubject: { id: 'did:example:abcdefgh', alumniOf: 'The School of Examples' },
  };
  const bytes = toSign(credential, {
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-jcs-2022',
    created: '2023-02-24T23:36:38Z',
    verificationMethod: `did:key:${multikey}#${multikey}`,
    proofPurpose: 'assertionMethod',
    '@context': context,
  });
  assert.equal(
    Buffer.from(bytes).toString('hex'),
    '66ab154f5c2890a140cb8388a22a160454f80575f6eae09e5a097cabe539a1db' +
      '59b7cb6251b8991add1ce0bc83107e3db9dbbab5bd2c28f687db1a03abc92f19',
  );
  assert.equal(
    encodeProofValue(await signWith(key, bytes)),
    'z2HnFSSPPBzR36zdDgK8PbEHeXbR56YF24jwMpt3R1eHXQzJDMWS93FCzpvJpwTWd3GAVFuUfjoJdcnTMuVor51aX',
  );
});
