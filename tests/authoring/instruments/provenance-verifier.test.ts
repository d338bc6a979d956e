import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attempted } from '../../../src/components/lesson/provenance-verifier/bucket.ts';
import {
  envelopeText,
  isSealedBy,
  makeKey,
  seal,
  signedBytes,
} from '../../../src/components/lesson/provenance-verifier/envelope.ts';
import {
  ATTEMPTS,
  januaryStatement,
  policyWith,
} from '../../../src/components/lesson/provenance-verifier/january.ts';
import {
  IN_TOTO,
  verifyProvenance,
} from '../../../src/components/lesson/provenance-verifier/verify-provenance.ts';
import { JANUARY } from '../../../src/components/lesson/toggle-demo/ingredients.ts';
import { trainingRun } from '../../../src/components/lesson/toggle-demo/training-run.ts';
import { lessonText, listing, sha256 } from '../lessons/stated.ts';

const lesson = lessonText('versioning-and-reproducibility', 'provenance-and-attestation');
const { model } = trainingRun(JANUARY);
const keys = { builder: await makeKey(), stranger: await makeKey() };
const policy = policyWith(keys.builder.publicKey);

test('the statement is the lesson’s, without spaces, and its signed line has the lesson’s lengths', () => {
  const statement = januaryStatement(sha256(model));
  assert.deepEqual(JSON.parse(statement), JSON.parse(listing(lesson, 'model.json.statement')));
  assert.equal(statement.length, 753);
  const line = new TextDecoder().decode(signedBytes(IN_TOTO, statement));
  assert.ok(line.startsWith(`DSSEv1 28 ${IN_TOTO} 753 {"_type"`));
});

test('lengths are counted in bytes, as DSSE wants', () => {
  assert.equal(new TextDecoder().decode(signedBytes('é', '…')), 'DSSEv1 2 é 3 …');
});

/** The question that says no, for each attempt in order. */
const REFUSED_BY = [
  undefined,
  'subject',
  'signature',
  'signature',
  'signature',
  'parameters',
  'dependencies',
  'builder',
  undefined,
  undefined,
];

test('each attempt is refused by the question that is there for it, and by no earlier one', async () => {
  const refusals = [];
  for (const attempt of ATTEMPTS) {
    const bucket = await attempted(model, attempt, keys);
    const answers = await verifyProvenance(bucket.model, bucket.envelope, policy);
    refusals.push(answers.find(({ holds }) => !holds)?.question);
    assert.equal(answers.filter(({ holds }) => !holds).length, refusals.at(-1) ? 1 : 0);
    assert.ok(answers.at(-1)?.holds === false || answers.length === 6);
  }
  assert.deepEqual(refusals, REFUSED_BY);
});

test('every attempt changes something', async () => {
  const built = await attempted(model, {}, keys);
  for (const attempt of ATTEMPTS.slice(1)) {
    const { model: file, envelope } = await attempted(model, attempt, keys);
    const same =
      file === built.model &&
      envelope.payload === built.envelope.payload &&
      envelope.payloadType === built.envelope.payloadType &&
      envelope.signatures[0]?.keyid === built.envelope.signatures[0]?.keyid;
    assert.equal(same, false, attempt.label);
  }
});

test('a statement that a trusted key signed and that is no JSON, or another predicate, stops at the type', async () => {
  for (const payload of [
    'not json',
    '[]',
    januaryStatement('').replace('provenance/v1', 'vsa/v1'),
  ]) {
    const envelope = await seal(IN_TOTO, payload, keys.builder, 'k');
    const answers = await verifyProvenance(model, envelope, policy);
    assert.deepEqual(
      answers.map(({ question, holds }) => [question, holds]),
      [
        ['signature', true],
        ['type', false],
      ],
    );
  }
});

test('fields that nobody has heard of do not matter outside the external parameters', async () => {
  const payload = januaryStatement(sha256(model)).replace(
    '"metadata":',
    '"byproducts":[],"metadata":',
  );
  const answers = await verifyProvenance(
    model,
    await seal(IN_TOTO, payload, keys.builder, 'k'),
    policy,
  );
  assert.equal(answers.length, 6);
  assert.ok(answers.every(({ holds }) => holds));
});

test('an envelope is JSON with the payload in base64, and any of several signatures may be the right one', async () => {
  const right = await seal(IN_TOTO, '{}', keys.builder, 'a');
  const wrong = await seal(IN_TOTO, '{}', keys.stranger, 'b');
  const both = { ...right, signatures: [...wrong.signatures, ...right.signatures] };
  assert.equal(await isSealedBy(both, policy.keys), true);
  assert.equal(await isSealedBy(wrong, policy.keys), false);
  const { payload } = JSON.parse(envelopeText(right)) as { payload: string };
  assert.equal(payload, 'e30=');
});
