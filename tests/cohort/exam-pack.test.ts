import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { beginSitting, type BankItem, type ExamPaper } from '#assessment';
import {
  auditDraw,
  auditPack,
  drawSitting,
  evidenceFaultLine,
  examCommitment,
  makeExamPacks,
  openExamPack,
  packKey,
  prove,
  readExamPack,
  softwareKey,
  type ExamDraw,
  type ExamPack,
  type ReadExamPack,
} from '#cohort';
import { canonicalJson } from '#formats';
import { bankFor, L1_SLOTS } from '../assessment/exam/exam-bank.ts';

const ISSUER = softwareKey(new Uint8Array(32).fill(9));
const SECRET = new Uint8Array(32).fill(5);
const bank: BankItem[] = bankFor(L1_SLOTS).map((item) => Object.assign(item, { level: 'L1' }));
const DRAW: ExamDraw = {
  sitting: 'spring-2027',
  exam: 'foundations',
  slots: L1_SLOTS,
  minutes: 50,
  pass: 70,
  bank,
  last: [[], [], []],
  secret: SECRET,
};
const ORDER = {
  title: 'MLOps Foundations',
  window: { opensAt: '2027-03-01T09:00:00Z', closesAt: '2027-03-01T12:00:00Z' },
  issuer: 'Harborlight Academy',
  createdAt: '2027-02-01T09:00:00Z',
  learners: [
    { learner: 'lina', extraPercent: 0 },
    { learner: 'ole', extraPercent: 50 },
    { learner: 'mia', extraPercent: 0 },
  ],
};
const KEY = packKey(SECRET, DRAW.sitting);
/** Nonces as a test can know them; never in earnest. */
function counted(): () => Uint8Array {
  let at = 0;
  return () => new Uint8Array(12).fill((at += 1));
}
const packs = () => makeExamPacks(DRAW, ORDER, ISSUER, counted());

function read(bytes: Uint8Array | undefined): ReadExamPack {
  const { value, faults } = readExamPack(bytes ?? new Uint8Array());
  assert.ok(value, faults?.map(evidenceFaultLine).join('\n'));
  return value;
}
async function open(bytes: Uint8Array | undefined, key = KEY): Promise<ExamPaper> {
  const { value, faults } = await openExamPack(read(bytes), key);
  assert.ok(value, faults?.map(evidenceFaultLine).join('\n'));
  return value;
}
async function refusal(bytes: Uint8Array, key = KEY): Promise<string> {
  const { faults } = await openExamPack(read(bytes), key);
  assert.ok(faults, 'it is refused');
  return evidenceFaultLine(faults[0]);
}

test('a pack stays locked until its key is there; then it is sat as the issuer has drawn it', async () => {
  const [, second] = await packs();
  const { pack } = read(second);
  assert.equal(pack.learner, 'ole');
  assert.ok(!JSON.stringify(pack).includes('What of'), 'no question stands open in it');
  assert.equal(
    await refusal(second ?? new Uint8Array(), 'f'.repeat(64)),
    'KeyWrong: found a key that does not fit; expected the key of this sitting. Compare it with what the issuer has released for “spring-2027”; or the pack was changed: ask for it once more.',
  );
  assert.match(await refusal(second ?? new Uint8Array(), 'abc'), /a key of 3 characters/);
  const paper = await open(second, ` ${KEY.toUpperCase().replace(/(.{8})/g, '$1 ')}\n`);
  const drawn = drawSitting(DRAW)[1];
  assert.deepEqual(paper.pack?.form, drawn?.items);
  assert.equal(paper.pack?.extraPercent, 50);
  const sitting = beginSitting(paper, 'whoever', [], 50, new Date('2027-03-01T09:00:00Z'));
  assert.deepEqual(sitting.items, drawn?.items);
  assert.equal(sitting.seed, drawn?.seed);
});

test('the same sitting gives the same packs, and its forms differ from learner to learner', async () => {
  assert.deepEqual(await packs(), await packs());
  const forms = drawSitting(DRAW).map(({ items }) => items);
  assert.equal(new Set(forms.map((items) => [...items].sort().join())).size, 3);
  const again = [...(forms[0] ?? [])];
  const retake = drawSitting({ ...DRAW, last: [again] });
  assert.equal(retake[0]?.items.filter((id) => again.includes(id)).length, 0);
});

test('over a whole cohort every item is drawn about as often as its neighbours', () => {
  const forms = drawSitting({ ...DRAW, last: Array.from({ length: 40 }, () => []) });
  const drawn: Record<string, number> = {};
  for (const { items } of forms) for (const id of items) drawn[id] = (drawn[id] ?? 0) + 1;
  assert.equal(Object.keys(drawn).length, bank.length, 'every item of the bank is used');
  for (const item of bank) {
    const kin = bank.filter(
      (one) => one.competency === item.competency && one.cognitive === item.cognitive,
    );
    const counts = kin.map(({ id }) => drawn[id] ?? 0);
    assert.ok(Math.max(...counts) - Math.min(...counts) <= 1, item.id);
  }
});

test('after the sitting a learner can audit the draw: an honest one holds, any other is found', async () => {
  const [, second] = await packs();
  const pack = read(second);
  const paper = await open(second);
  const holds = { commitmentHolds: true, formHolds: true, itemsHold: true };
  assert.deepEqual(auditDraw(pack, paper, DRAW), holds);
  assert.equal(pack.pack.commitment, examCommitment(DRAW));
  const other = { ...DRAW, secret: new Uint8Array(32).fill(6) };
  assert.deepEqual(auditDraw(pack, paper, other), {
    ...holds,
    commitmentHolds: false,
    formHolds: false,
  });
  const reworded = bank.map((item) =>
    item.id === paper.items[0]?.id ? { ...item, ask: 'Another?' } : item,
  );
  assert.deepEqual(auditDraw(pack, paper, { ...DRAW, bank: reworded }), {
    ...holds,
    commitmentHolds: false,
    itemsHold: false,
  });
  assert.equal(auditDraw(pack, paper, { ...DRAW, pass: 60 }).commitmentHolds, false);
  const chosen = {
    ...paper,
    pack: paper.pack && { ...paper.pack, form: paper.pack.form.toReversed() },
  };
  assert.equal(auditDraw(pack, chosen as ExamPaper, DRAW).formHolds, false);
});

test('an audit by what was revealed says which promise was kept, and never breaks', async () => {
  const [, second] = await packs();
  const pack = read(second);
  const promised = examCommitment(DRAW);
  assert.deepEqual(await auditPack(pack, DRAW), {
    kind: 'compared',
    commitment: { promised, revealed: promised },
    commitmentHolds: true,
    formHolds: true,
    itemsHold: true,
  });
  const reworded = bank.map((item, at) => (at === 0 ? { ...item, ask: 'Another?' } : item));
  const swapped = await auditPack(pack, { ...DRAW, bank: reworded });
  assert.deepEqual(swapped, {
    kind: 'compared',
    commitment: { promised, revealed: examCommitment({ ...DRAW, bank: reworded }) },
    commitmentHolds: false,
    formHolds: true,
    itemsHold: false,
  });
  assert.notEqual(examCommitment({ ...DRAW, bank: reworded }), promised);
  assert.deepEqual(await auditPack(pack, { ...DRAW, sitting: 'autumn-2027' }), {
    kind: 'other-sitting',
    revealed: 'autumn-2027',
    pack: 'spring-2027',
  });
  const guessed = await auditPack(pack, { ...DRAW, secret: new Uint8Array(32).fill(6) });
  assert.equal(guessed.kind, 'not-openable');
  assert.equal((await auditPack(pack, { ...DRAW, bank: bank.slice(0, 3) })).kind, 'not-drawable');
});

test('what is open in a pack is bound to what is locked: signed anew by another, it does not open', async () => {
  const [first = new Uint8Array()] = await packs();
  const { pack } = read(first);
  const mallory = softwareKey(new Uint8Array(32).fill(3));
  const forged = async (change: Partial<ExamPack>): Promise<Uint8Array> => {
    const document = { ...pack, ...change };
    return new TextEncoder().encode(
      canonicalJson(await prove(document, mallory, document.createdAt)),
    );
  };
  assert.equal((await open(await forged({}))).exam, 'foundations', 'signatures alone do not lock');
  for (const change of [
    { learner: 'mallory' },
    { number: 2 },
    { window: { ...ORDER.window, closesAt: '2027-04-01T12:00:00Z' } },
    { commitment: '0'.repeat(64) },
    { sitting: 'autumn-2027' },
    { nonce: '00'.repeat(12) },
    { locked: `00${pack.locked.slice(2)}` },
    { locked: pack.locked.slice(0, -2) },
    { locked: 'ab' },
  ]) {
    assert.match(
      await refusal(await forged(change)),
      /^KeyWrong: /,
      JSON.stringify(change).slice(0, 60),
    );
  }
});

/** A pack of whatever content, locked and signed rightly. */
async function packOf(content: unknown, text = canonicalJson(content)): Promise<Uint8Array> {
  const [first] = await packs();
  const { nonce, locked: before, ...header } = read(first).pack;
  assert.notEqual(before, '');
  const raw = Uint8Array.from(KEY.match(/../g) ?? [], (pair) => parseInt(pair, 16));
  const aes = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt']);
  const iv = Uint8Array.from(nonce.match(/../g) ?? [], (pair) => parseInt(pair, 16));
  const locked = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(canonicalJson(header)) },
    aes,
    new TextEncoder().encode(text),
  );
  const document: ExamPack = { ...header, nonce, locked: Buffer.from(locked).toString('hex') };
  return new TextEncoder().encode(canonicalJson(await prove(document, ISSUER, header.createdAt)));
}

test('an issuer that locks nonsense is told from an exam', async () => {
  const [first] = await packs();
  const paper = await open(first);
  const { seed = '', form = [] } = paper.pack ?? {};
  const good = {
    seed,
    form,
    items: paper.items,
    bankSha256: paper.bankSha256,
    slots: paper.slots,
    minutes: 50,
    pass: 70,
    extraPercent: 0,
  };
  const plain = JSON.parse(JSON.stringify(good)) as typeof good;
  assert.equal((await open(await packOf(plain))).minutes, 50);
  const [one, ...others] = plain.items;
  for (const [content, pattern] of [
    [[], /^ManifestInvalid/],
    [{ ...plain, minutes: 1e9 }, /minutes/],
    [{ ...plain, script: '<script>' }, /^ManifestInvalid/],
    [{ ...plain, form: form.toReversed() }, /other questions than those of the form/],
    [{ ...plain, form: [form[0], form[0]], items: [one, one] }, /a question twice/],
    [{ ...plain, items: [{ ...one, options: [] }, ...others] }, /question 1 that is none/],
    [{ ...plain, items: [{ ...one, competency: 'XXX' }, ...others] }, /not known/],
    [{ ...plain, items: [{ ...one, kind: 'essay' }, ...others] }, /question 1 that is none/],
    [{ ...plain, items: [{ ...one, extra: 1 }, ...others] }, /question 1 that is none/],
    [{ ...plain, slots: { VERY: 1 } }, /^ManifestInvalid/],
  ] as const) {
    assert.match(await refusal(await packOf(content)), pattern);
  }
  assert.match(await refusal(await packOf(plain, 'not json')), /not canonical JSON/);
  assert.match(await refusal(await packOf(plain, JSON.stringify(plain, null, 1))), /canonical/);
});

test('files that are no pack, or were changed, are refused with what was found', async () => {
  const [first = new Uint8Array()] = await packs();
  const text = new TextDecoder().decode(first);
  const line = (bytes: Uint8Array): string => {
    const { faults } = readExamPack(bytes);
    assert.ok(faults, 'it is refused');
    return evidenceFaultLine(faults[0]);
  };
  const changed = (from: string, to: string): string => {
    assert.ok(text.includes(from), from);
    return line(new TextEncoder().encode(text.replace(from, to)));
  };
  assert.match(changed('"learner":"lina"', '"learner":"mina"'), /^SignatureInvalid/);
  assert.match(changed('"number":1', '"number":0'), /^ManifestInvalid/);
  assert.match(changed('"learner":"lina"', '"learner":"<b>"'), /^ManifestInvalid/);
  assert.match(changed('"formatVersion":1', '"formatVersion":2'), /^FormatUnknown/);
  assert.match(changed('"closesAt":"2027-03-01T12', '"closesAt":"2027-03-01T08'), /closes before/);
  assert.match(line(new Uint8Array(4 * 2 ** 20 + 1)), /^TooLarge/);
  fc.assert(
    fc.property(fc.nat(first.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
      const bytes = first.slice();
      bytes[at] = (bytes[at] ?? 0) ^ by;
      assert.ok(readExamPack(bytes).faults, `byte ${at}`);
    }),
    { numRuns: 100 },
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      assert.ok(readExamPack(bytes).faults);
    }),
    { numRuns: 100 },
  );
});

test('a secret that can be guessed makes no pack', async () => {
  await assert.rejects(makeExamPacks({ ...DRAW, secret: new Uint8Array(16) }, ORDER, ISSUER), {
    name: 'SecretTooShort',
  });
});
