import { contexts as w3c } from '@digitalbazaar/credentials-context';
import { hexToBytes, bytesToHex } from '@noble/hashes/utils.js';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { proofHolds, signDocument, signedBytes } from '../../src/credentials/data-integrity.ts';
import { decodeSecretMultikey } from '../../src/credentials/multikey.ts';
import { importSigningKey } from '../../src/credentials/signing-key.ts';
import { VECTORS } from './published-vectors.ts';

/** W3C's vector uses a context for examples, which the product does not bundle. */
const EXAMPLES = 'https://www.w3.org/ns/credentials/examples/v2';

const withExamples = (url: string): unknown =>
  url === EXAMPLES
    ? { '@context': { '@vocab': 'https://www.w3.org/ns/credentials/examples#' } }
    : w3c.get(url);

for (const vector of VECTORS) {
  test(`the test vector comes out byte for byte: ${vector.source}`, async () => {
    const { document, created, verificationMethod } = vector;
    const seed = vector.secretKeyHex
      ? hexToBytes(vector.secretKeyHex)
      : decodeSecretMultikey(vector.secretKeyMultibase ?? '');
    const key = await importSigningKey(seed);
    assert.equal(key.publicKeyMultibase, vector.publicKeyMultibase);
    const source = JSON.stringify(document).includes(EXAMPLES) ? withExamples : undefined;
    const signed = await signDocument(document, key, verificationMethod, new Date(created), source);
    const [proof] = signed.proof;
    assert.equal(proof.proofValue, vector.proofValue);
    const options = Object.fromEntries(
      Object.entries(proof).filter(([term]) => term !== 'proofValue'),
    );
    assert.equal(bytesToHex(await signedBytes(document, options, source)), vector.signedHex);

    assert.equal(await proofHolds(document, { ...proof }, key.publicKeyMultibase, source), true);
    const changed = { ...document, name: 'Another' };
    assert.equal(await proofHolds(changed, { ...proof }, key.publicKeyMultibase, source), false);
  });
}
