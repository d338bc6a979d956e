import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { BankTooSmall, drawForm, enemiesOf, type BankItem } from '#assessment';
import {
  COMPETENCY_IDS,
  slotsOf,
  type Cognitive,
  type CompetencyId,
  type Slots,
} from '#curriculum';
import { bankFor, choiceItem, L1_SLOTS, L1_WEIGHTS } from './exam-bank.ts';

const countsOf = (bank: readonly BankItem[], ids: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const id of ids) {
    const competency = bank.find((item) => item.id === id)?.competency ?? 'none';
    counts[competency] = (counts[competency] ?? 0) + 1;
  }
  return counts;
};

test('weights become counts by the largest remainder, as the exam of L1 has them', () => {
  assert.deepEqual(L1_SLOTS, {
    STD: 5,
    DAT: 5,
    GOV: 6,
    VER: 5,
    DEP: 5,
    TST: 3,
    MON: 4,
    PPL: 2,
    CHG: 3,
    FIN: 1,
    DOP: 1,
  });
  assert.throws(() => slotsOf({ ...L1_WEIGHTS, DOP: 3 }, 40), /sum to 101, not to 100/);
});

test('counts sum to the number of items and none is off by one item or more', () => {
  const weights = fc
    .array(fc.integer({ min: 0, max: 40 }), { minLength: 10, maxLength: 10 })
    .filter((parts) => parts.reduce((a, b) => a + b, 0) <= 100)
    .map((parts) => [...parts, 100 - parts.reduce((a, b) => a + b, 0)]);
  fc.assert(
    fc.property(weights, fc.integer({ min: 1, max: 80 }), (parts, items) => {
      const named = Object.fromEntries(COMPETENCY_IDS.map((id, at) => [id, parts[at] ?? 0]));
      const slots = slotsOf(named, items);
      let sum = 0;
      for (const id of COMPETENCY_IDS) {
        const count = slots[id] ?? 0;
        sum += count;
        assert.ok(Math.abs(count - ((named[id] ?? 0) * items) / 100) < 1, `${id}: ${count}`);
      }
      assert.equal(sum, items);
    }),
  );
});

test('the same seed draws the same form; it has the blueprint and the mix to the item', () => {
  const bank = bankFor(L1_SLOTS);
  const form = drawForm(bank, { slots: L1_SLOTS, seed: 'lina/foundations/1' });
  assert.deepEqual(drawForm(bank, { slots: L1_SLOTS, seed: 'lina/foundations/1' }), form);
  assert.deepEqual(countsOf(bank, form.items), L1_SLOTS);
  assert.deepEqual(form.mix, { recall: 8, apply: 20, judge: 12 });
  assert.deepEqual(form.wanted, form.mix);
  const other = drawForm(bank, { slots: L1_SLOTS, seed: 'lina/foundations/2' });
  assert.notDeepEqual(other.items, form.items);
});

test('a mix that the bank cannot give is as near as it can, and told', () => {
  const bank = bankFor(L1_SLOTS).map((item, at) => ({
    ...item,
    cognitive: (at % 20 === 0 ? 'judge' : 'apply') as Cognitive,
  }));
  const { mix, wanted } = drawForm(bank, { slots: L1_SLOTS, seed: 's' });
  assert.deepEqual(wanted, { recall: 8, apply: 20, judge: 12 });
  assert.deepEqual(mix, { recall: 0, apply: 32, judge: 8 });
});

/** Small exams over any bank that has four items a slot, enemies among them. */
const anyExam = fc
  .record({
    counts: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 }),
    kinds: fc.array(fc.constantFrom<Cognitive>('recall', 'apply', 'judge'), {
      minLength: 80,
      maxLength: 80,
    }),
    feuds: fc.array(fc.tuple(fc.nat(79), fc.nat(79)), { maxLength: 6 }),
    seed: fc.string({ maxLength: 12 }),
  })
  .map(({ counts, kinds, feuds, seed }) => {
    const slots: Slots = Object.fromEntries(
      counts.map((count, at): [string, number] => [COMPETENCY_IDS[at] ?? '', count]),
    );
    const plain = bankFor(slots).map((item, at) => ({ ...item, cognitive: kinds[at] ?? 'apply' }));
    const bank = plain.map((item, at) => ({
      ...item,
      enemies: feuds.flatMap(([one, other]) => {
        const enemy = one === at ? plain[other]?.id : undefined;
        return enemy === undefined || enemy === item.id ? [] : [enemy];
      }),
    }));
    return { slots, bank, seed };
  });

test('every form matches the blueprint, keeps enemies apart and repeats at most 40 % of the last one', () => {
  fc.assert(
    fc.property(anyExam, ({ slots, bank, seed }) => {
      const foes = enemiesOf(bank);
      let last: readonly string[] = [];
      const exposure: Record<string, number> = {};
      for (let round = 0; round < 4; round += 1) {
        const form = drawForm(bank, { slots, seed: `${seed}/${round}`, last, exposure });
        assert.deepEqual(countsOf(bank, form.items), { ...slots });
        assert.equal(new Set(form.items).size, form.items.length);
        for (const id of form.items) {
          assert.ok(!form.items.some((other) => foes.get(id)?.has(other)), `${id} beside an enemy`);
          exposure[id] = (exposure[id] ?? 0) + 1;
        }
        const overlap = form.items.filter((id) => last.includes(id)).length;
        assert.equal(form.overlap, overlap);
        assert.ok(overlap * 100 <= 40 * form.items.length, `${overlap} again`);
        last = form.items;
      }
    }),
    { seed: 20261126, numRuns: 200 },
  );
});

test('over many forms each item of a kind is drawn as often as its neighbours, give or take one', () => {
  const bank = bankFor(L1_SLOTS);
  const exposure: Record<string, number> = {};
  for (let form = 1; form <= 100; form += 1) {
    for (const id of drawForm(bank, { slots: L1_SLOTS, seed: `form ${form}`, exposure }).items) {
      exposure[id] = (exposure[id] ?? 0) + 1;
    }
  }
  const cellOf = ({ competency, cognitive }: BankItem): string => `${competency}/${cognitive}`;
  for (const cell of new Set(bank.map(cellOf))) {
    const items = bank.filter((item) => cellOf(item) === cell);
    const drawn = items.map(({ id }) => exposure[id] ?? 0);
    assert.ok(Math.max(...drawn) - Math.min(...drawn) <= 1, `${cell}: ${drawn.join(' ')}`);
  }
  assert.equal(Object.keys(exposure).length, bank.length);
});

test('by seeds alone, too, no item of a bank is drawn much more often than another', () => {
  const bank = bankFor(L1_SLOTS);
  const drawn: Record<string, number> = {};
  for (let form = 1; form <= 400; form += 1) {
    for (const id of drawForm(bank, { slots: L1_SLOTS, seed: `learner ${form}` }).items) {
      drawn[id] = (drawn[id] ?? 0) + 1;
    }
  }
  // 400 forms with a quarter of the items each: 100 on the average of a competency, whatever its kinds.
  for (const competency of COMPETENCY_IDS) {
    const ids = bank.filter((item) => item.competency === competency).map(({ id }) => id);
    const sum = ids.reduce((all, id) => all + (drawn[id] ?? 0), 0);
    assert.equal(sum, 100 * ids.length, competency);
    for (const id of ids) assert.ok((drawn[id] ?? 0) >= 20, `${id}: ${drawn[id] ?? 0}`);
  }
});

test('a bank without a form says which competency lacks items', () => {
  const slots = { STD: 2 };
  const two = [choiceItem('a', 'STD', 'apply', ['b']), choiceItem('b', 'STD', 'apply')];
  assert.throws(
    () => drawForm(two, { slots, seed: 's' }),
    (error) => {
      assert.ok(error instanceof BankTooSmall);
      assert.equal(error.competency satisfies CompetencyId, 'STD');
      assert.equal(
        error.message,
        'STD needs 2 items that do not give each other away; its bank has 2, of which 2 were not in the last form.',
      );
      return true;
    },
  );
  const four = ['a', 'b', 'c', 'd'].map((id) => choiceItem(id, 'STD', 'apply'));
  assert.throws(() => drawForm(four, { slots: { STD: 4 }, seed: 's', last: ['a', 'b', 'c', 'd'] }));
});

test('the order in which slots are written decides nothing: a draw that is read from sorted JSON is the same', () => {
  const sorted = Object.fromEntries(Object.entries(L1_SLOTS).sort(([a], [b]) => (a < b ? -1 : 1)));
  assert.notDeepEqual(Object.keys(sorted), Object.keys(L1_SLOTS));
  const bank = bankFor(L1_SLOTS);
  assert.deepEqual(
    drawForm(bank, { slots: sorted, seed: 'order' }).items,
    drawForm(bank, { slots: L1_SLOTS, seed: 'order' }).items,
  );
});
