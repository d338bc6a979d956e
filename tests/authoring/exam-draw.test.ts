import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { beginSitting, drawForm, enemiesOf, finishSitting, shownOrder } from '#assessment';
import { readExamPapers } from '#authoring';
import { bankDigest } from '#cohort';
import { COMPETENCY_IDS } from '#curriculum';

const papers = readExamPapers().map((facts) => ({
  ...facts,
  bankSha256: bankDigest(facts.items),
}));
const WANTED = {
  foundations: { recall: 8, apply: 20, judge: 12 },
  professional: { recall: 10, apply: 25, judge: 15 },
} as const;

test('the exams of L1 and L2 are open, and no others', () => {
  assert.deepEqual(
    papers.map(({ exam }) => exam),
    ['foundations', 'professional'],
  );
});

for (const paper of papers) {
  const { exam, items, slots } = paper;
  const byId = new Map(items.map((item) => [item.id, item]));
  const foes = enemiesOf(items);

  test(`${exam}: whatever the learner, each of four sittings has the blueprint and the mix to the question, no enemies, and at most 40 % of the one before`, () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 16 }), (learner) => {
        const now = new Date('2026-11-26T10:00:00Z');
        const earlier: ReturnType<typeof finishSitting>[] = [];
        for (let number = 1; number <= 4; number += 1) {
          const sitting = beginSitting(paper, learner, earlier, 0, now);
          const form = sitting.items;
          assert.equal(new Set(form).size, form.length);
          for (const competency of COMPETENCY_IDS) {
            const has = form.filter((id) => byId.get(id)?.competency === competency).length;
            assert.equal(has, slots[competency] ?? 0, competency);
          }
          const mix = { recall: 0, apply: 0, judge: 0 };
          for (const id of form) {
            mix[byId.get(id)?.cognitive ?? 'recall'] += 1;
            assert.ok(!form.some((other) => foes.get(id)?.has(other)), `${id} beside an enemy`);
          }
          assert.deepEqual(mix, WANTED[exam as keyof typeof WANTED]);
          const last = earlier.at(-1)?.items ?? [];
          const again = form.filter((id) => last.includes(id)).length;
          assert.ok(again * 100 <= 40 * form.length, `${again} again`);
          earlier.push(finishSitting(sitting, paper, 'learner', now));
        }
      }),
      { seed: 20261126, numRuns: 60 },
    );
  });

  test(`${exam}: over 300 forms the exposure is balanced: within a kind of a competency give or take one, and no question in more than half of them`, () => {
    const exposure: Record<string, number> = {};
    for (let form = 1; form <= 300; form += 1) {
      for (const id of drawForm(items, { slots, seed: `form ${form}`, exposure }).items) {
        exposure[id] = (exposure[id] ?? 0) + 1;
      }
    }
    const cellOf = ({ competency, cognitive }: (typeof items)[number]): string =>
      `${competency}/${cognitive}`;
    for (const cell of new Set(items.map(cellOf))) {
      const drawn = items
        .filter((item) => cellOf(item) === cell)
        .map(({ id }) => exposure[id] ?? 0);
      const [least, most] = [Math.min(...drawn), Math.max(...drawn)];
      assert.ok(most - least <= 1, `${cell}: ${drawn.join(' ')}`);
      assert.ok(least > 0 && most <= 150, `${cell}: ${drawn.join(' ')}`);
    }
  });

  test(`${exam}: options are shuffled, unless they have an order of their own: the right one stands at every place, about as often`, () => {
    for (const item of items) {
      if (item.kind !== 'choice') continue;
      const count = item.options.length;
      const places = Array.from({ length: count }, () => 0);
      const right = item.options.findIndex((option) => option.right);
      for (let seed = 1; seed <= 400; seed += 1) {
        const place = shownOrder(item, count, `learner ${seed}`).indexOf(right);
        places[place] = (places[place] ?? 0) + 1;
      }
      if (item.inOrder) {
        assert.equal(places[right], 400, item.id);
        continue;
      }
      const even = 400 / count;
      for (const times of places) {
        assert.ok(times > 0.6 * even && times < 1.4 * even, `${item.id}: ${places.join(' ')}`);
      }
    }
  });
}
