import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  didOf,
  isUnreadable,
  keyNote,
  learnerKey,
  makeEvidenceKey,
  prove,
  signerOf,
} from '#cohort';
import {
  createMemoryStore,
  exportRecordJson,
  LearnerRecord,
  openIndexedDbStore,
  type HandInReceipt,
} from '#progress';

// A channel that is open would keep this process from ending.
Reflect.deleteProperty(globalThis, 'BroadcastChannel');
const TIME = '2026-11-26T10:05:00Z';
const receipt: HandInReceipt = {
  id: 'ab'.repeat(32),
  fileName: 'pin-the-data.lina.submission.zip',
  sizeBytes: 4096,
  lab: 'pin-the-data',
  labVersion: '1.2.0',
  learner: 'lina',
  handedInAt: '2026-11-26T10:05:00.000Z',
  points: 60,
  maxPoints: 100,
  signer: 'did:key:z6MktwupdmLXVVqTzCw4i46r4uGyosGXRnR3XjN4Zq7oMMsw',
};

test('a browser has one key, whichever tab asks first, and it stays after the page', async () => {
  const store = await openIndexedDbStore('one-key');
  const [one, other] = await Promise.all([
    learnerKey(new LearnerRecord(store)),
    learnerKey(new LearnerRecord(await openIndexedDbStore('one-key'))),
  ]);
  assert.equal(didOf(other), didOf(one));
  store.close();
  const later = await learnerKey(new LearnerRecord(await openIndexedDbStore('one-key')));
  assert.ok(isUnreadable(later) && !later.privateKey.extractable);
  assert.equal(keyNote(later), undefined);
  assert.deepEqual(signerOf(await prove({ a: 1 }, later, TIME)), { signer: didOf(one) });
});

test('without WebCrypto the key is of @noble/curves, and the learner is told what that means', async () => {
  const record = new LearnerRecord(await openIndexedDbStore('no-webcrypto'));
  const key = await learnerKey(record, () => makeEvidenceKey(null));
  assert.equal(
    keyNote(key),
    'This browser has no Ed25519 of its own, or the page came by plain HTTP: the key is kept where programs of this site could read it.',
  );
  assert.deepEqual(signerOf(await prove({ a: 1 }, key, TIME)), { signer: didOf(key) });
  assert.equal(didOf(await learnerKey(record)), didOf(key));
});

test('something else under the key’s name is refused, and not signed with', async () => {
  for (const found of ['words', { publicKeyMultibase: 'z6Mk' }, { privateKey: {} }]) {
    const record = new LearnerRecord(createMemoryStore());
    await record.keepKeyOnce('hand-in', found);
    await assert.rejects(learnerKey(record), { name: 'KeyUnreadable' });
  }
});

test('receipts move with the record, the key never does, and deleting takes both away', async () => {
  const record = new LearnerRecord(createMemoryStore());
  const key = await learnerKey(record);
  await record.addReceipt(receipt);
  await record.addReceipt({ ...receipt, id: 'cd'.repeat(32), lab: 'other' });
  assert.deepEqual(await record.receipts('pin-the-data'), [receipt]);
  const exported = await exportRecordJson(record, new Date(TIME));
  assert.ok(exported.includes(receipt.id) && !exported.includes(key.publicKeyMultibase.slice(1)));
  await record.deleteAll();
  assert.deepEqual([await record.receipts(), await record.keptKey('hand-in')], [[], undefined]);
});
