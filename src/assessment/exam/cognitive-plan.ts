import { COGNITIVE, type Cognitive, type CompetencyId, type Slots } from '#curriculum';
import type { Random } from '#harborlight';
import { COGNITIVE_MIX } from './bank-item.ts';

export type Mix = Readonly<Record<Cognitive, number>>;
/** How many items of each kind a form takes from each competency. */
export type Plan = ReadonlyMap<CompetencyId, Mix>;

/** The wanted number of each kind in a form of `count` items: largest remainder, heavier kinds first. */
export function wantedMix(count: number): Mix {
  const parts = COGNITIVE.map((kind) => ({ kind, product: COGNITIVE_MIX[kind] * count }));
  const floors = parts.map(({ product }) => Math.floor(product / 100));
  const left = count - floors.reduce((all, one) => all + one, 0);
  const byRemainder = [...parts]
    .sort((a, b) => (b.product % 100) - (a.product % 100) || b.product - a.product)
    .slice(0, left);
  return Object.fromEntries(
    parts.map(({ kind }, at) => [
      kind,
      (floors[at] ?? 0) + (byRemainder.some((one) => one.kind === kind) ? 1 : 0),
    ]),
  ) as Mix;
}

/**
 * Shares the kinds out over the competencies so that the whole form comes as near to the wanted mix as what is there
 * allows; each competency keeps its number of slots. Where several ways are equally near, the drawing decides.
 *
 * @param there items to choose from, by competency and kind; a competency has at least as many as slots
 */
export function planKinds(slots: Slots, there: Plan, random: Random): Plan {
  const plan = new Map<CompetencyId, Record<Cognitive, number>>(
    [...there.keys()].map((competency) => [competency, { recall: 0, apply: 0, judge: 0 }]),
  );
  const totals: Record<Cognitive, number> = { recall: 0, apply: 0, judge: 0 };
  const wanted = wantedMix(Object.values(slots).reduce((all, one) => all + one, 0));
  const open = (competency: CompetencyId): number => {
    const { recall, apply, judge } = plan.get(competency) ?? { recall: 0, apply: 0, judge: 0 };
    return (slots[competency] ?? 0) - recall - apply - judge;
  };
  /** One more of the kind: each of its items that are left has the same chance. False when there is none left. */
  const take = (kind: Cognitive): boolean => {
    const left = [...plan].flatMap(([competency, mine]) =>
      open(competency) > 0
        ? Array.from({ length: (there.get(competency)?.[kind] ?? 0) - mine[kind] }, () => mine)
        : [],
    );
    const mine = left[random.below(left.length)];
    if (!mine) return false;
    mine[kind] += 1;
    totals[kind] += 1;
    return true;
  };
  const supply = (kind: Cognitive): number =>
    [...there.values()].reduce((sum, mix) => sum + mix[kind], 0) / wanted[kind];
  // The scarcest kind first: it goes where its items are, so that none of them stands in every form.
  const kinds = [...COGNITIVE].sort((one, other) => supply(one) - supply(other));
  for (const kind of kinds) {
    while (totals[kind] < wanted[kind] && take(kind));
  }
  // What is left open lacks a kind that its competency does not have: any other fills it.
  for (const kind of kinds.toReversed()) {
    while (take(kind));
  }
  while (improve(plan, there, totals, wanted));
  return plan;
}

/** Turns one item of a kind that is too frequent into one that lacks, over a third kind where need be. */
function improve(
  plan: Map<CompetencyId, Record<Cognitive, number>>,
  there: Plan,
  totals: Record<Cognitive, number>,
  wanted: Mix,
): boolean {
  const turn = (from: Cognitive, to: Cognitive): boolean => {
    for (const [competency, mine] of plan) {
      if (mine[from] === 0 || mine[to] >= (there.get(competency)?.[to] ?? 0)) continue;
      mine[from] -= 1;
      mine[to] += 1;
      totals[from] -= 1;
      totals[to] += 1;
      return true;
    }
    return false;
  };
  for (const from of COGNITIVE.filter((kind) => totals[kind] > wanted[kind])) {
    for (const to of COGNITIVE.filter((kind) => totals[kind] < wanted[kind])) {
      if (turn(from, to)) return true;
      const third = COGNITIVE.find((kind) => kind !== from && kind !== to);
      if (third === undefined || !turn(from, third)) continue;
      if (turn(third, to)) return true;
      turn(third, from);
    }
  }
  return false;
}
