import {
  COGNITIVE,
  COMPETENCY_IDS,
  type Cognitive,
  type CompetencyId,
  type Slots,
} from '#curriculum';
import { Random } from '#harborlight';
import type { Drawable } from './bank-item.ts';
import { planKinds, wantedMix, type Mix } from './cognitive-plan.ts';

/** At most this share of a form may stand in the last one that the same person saw, in percent. */
export const MOST_OVERLAP = 40;

export interface FormOrder {
  /** Number of items by competency: held to exactly. */
  readonly slots: Slots;
  /** Words. The same seed over the same bank, with the same history, gives the same form. */
  readonly seed: string;
  /** Items of the last form that this person saw. */
  readonly last?: readonly string[];
  /** How often each item was drawn before, by id: the least drawn come first. */
  readonly exposure?: Readonly<Record<string, number>>;
}

/** A drawn form. */
export interface ExamForm {
  /** Ids, in the order shown. */
  readonly items: readonly string[];
  /** Number of items that recall, apply and judge. */
  readonly mix: Mix;
  readonly wanted: Mix;
  /** Items that stood in the last form, too. */
  readonly overlap: number;
}

/** Why no form can be drawn of a bank. */
export class BankTooSmall extends Error {
  override readonly name = 'BankTooSmall';
  readonly competency: CompetencyId;

  constructor(competency: CompetencyId, message: string) {
    super(message);
    this.competency = competency;
  }
}

const TRIES = 40;
const TRIES_FOR_MIX = 10;

/**
 * Draws a form: of each competency exactly its slots, no two enemies, at most 40 % of the last form again; the mix of
 * kinds as near as the bank allows; of what fits, the least drawn first.
 *
 * @throws BankTooSmall when the bank has no such form, naming the competency that lacks items.
 * @see curriculum.md 6.1
 */
export function drawForm(bank: readonly Drawable[], order: FormOrder): ExamForm {
  let why: unknown;
  let other: ExamForm | undefined;
  // Enemies may shut the last way to a slot: another shuffle goes another way.
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    try {
      // Where the least drawn items shut the way, how often they were drawn no longer counts.
      const { exposure, ...others } = order;
      const asked = exposure && attempt < TRIES / 2 ? { ...others, exposure } : others;
      const drawn = drawOnce(bank, asked, new Random(`${order.seed}/form/${attempt}`));
      if (drawn.isAsPlanned) return drawn.form;
      // Two enemies were of one kind, so that another kind had to stand in: another shuffle may do without.
      other ??= drawn.form;
      if (attempt + 1 >= TRIES_FOR_MIX) return other;
    } catch (error) {
      if (!(error instanceof BankTooSmall)) throw error;
      why = error;
    }
  }
  if (other) return other;
  throw why;
}

function drawOnce(
  bank: readonly Drawable[],
  order: FormOrder,
  random: Random,
): { readonly form: ExamForm; readonly isAsPlanned: boolean } {
  const { slots, last = [], exposure = {} } = order;
  const count = Object.values(slots).reduce((all, one) => all + one, 0);
  const seen = new Set(last);
  let mayRepeat = Math.floor((count * MOST_OVERLAP) / 100);
  const piles = pilesOf(bank, slots, seen, exposure, random);
  const foes = enemiesOf(bank);
  const taken = new Map<string, Drawable>();
  const isFree = ({ id }: Drawable): boolean =>
    !taken.has(id) &&
    (!seen.has(id) || mayRepeat > 0) &&
    ![...(foes.get(id) ?? [])].some((foe) => taken.has(foe));
  const take = (item: Drawable): void => {
    taken.set(item.id, item);
    if (seen.has(item.id)) mayRepeat -= 1;
  };
  const plan = planKinds(slots, thereOf(piles, slots, seen), random);
  const open: CompetencyId[] = [];
  for (const [competency, kinds] of plan) {
    for (const kind of COGNITIVE) {
      const pile = piles.get(competency) ?? [];
      for (let left = kinds[kind]; left > 0; left -= 1) {
        const fresh = pile.find((item) => item.cognitive === kind && isFree(item));
        if (fresh) take(fresh);
        else open.push(competency);
      }
    }
    const planned = kinds.recall + kinds.apply + kinds.judge;
    for (let at = planned; at < (slots[competency] ?? 0); at += 1) open.push(competency);
  }
  // What enemies or the last form took away from a kind is filled by another kind of the same competency.
  for (const competency of open) {
    const other = piles.get(competency)?.find(isFree);
    if (!other) throw lacking(competency, slots, piles, seen);
    take(other);
  }
  const items = random.shuffled([...taken.keys()]);
  const mix = mixOf([...taken.values()]);
  const planned = (kind: Cognitive): number =>
    [...plan.values()].reduce((sum, mine) => sum + mine[kind], 0);
  return {
    form: {
      items,
      mix,
      wanted: wantedMix(count),
      overlap: items.filter((id) => seen.has(id)).length,
    },
    isAsPlanned: COGNITIVE.every((kind) => mix[kind] === planned(kind)),
  };
}

type Piles = ReadonlyMap<CompetencyId, readonly Drawable[]>;

/** Items of each competency in the order of taking: unseen first, of these the least drawn, of these by shuffle. */
function pilesOf(
  bank: readonly Drawable[],
  slots: Slots,
  seen: ReadonlySet<string>,
  exposure: Readonly<Record<string, number>>,
  random: Random,
): Piles {
  // Not in the order of the keys: a draw that was revealed as JSON, with its keys sorted, must come to the same.
  const wanted = COMPETENCY_IDS.filter((competency) => (slots[competency] ?? 0) > 0);
  return new Map(
    wanted.map((competency) => [
      competency,
      random
        .shuffled(bank.filter((item) => item.competency === competency))
        .sort(
          (a, b) =>
            Number(seen.has(a.id)) - Number(seen.has(b.id)) ||
            (exposure[a.id] ?? 0) - (exposure[b.id] ?? 0),
        ),
    ]),
  );
}

/** What the kinds are planned from: items that were not in the last form, where these are enough. */
function thereOf(
  piles: Piles,
  slots: Slots,
  seen: ReadonlySet<string>,
): ReadonlyMap<CompetencyId, Mix> {
  return new Map(
    [...piles].map(([competency, pile]) => {
      const fresh = pile.filter(({ id }) => !seen.has(id));
      return [competency, mixOf(fresh.length >= (slots[competency] ?? 0) ? fresh : pile)];
    }),
  );
}

/** Number of items of each kind. */
export function mixOf(items: readonly Pick<Drawable, 'cognitive'>[]): Mix {
  const count = (kind: Cognitive): number => items.filter((one) => one.cognitive === kind).length;
  return { recall: count('recall'), apply: count('apply'), judge: count('judge') };
}

/** Enemies of each item, both ways. */
export function enemiesOf(
  bank: readonly Pick<Drawable, 'id' | 'enemies'>[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const foes = new Map<string, Set<string>>();
  const add = (one: string, other: string): void => {
    const known = foes.get(one) ?? new Set<string>();
    foes.set(one, known.add(other));
  };
  for (const { id, enemies = [] } of bank) {
    for (const enemy of enemies) {
      add(id, enemy);
      add(enemy, id);
    }
  }
  return foes;
}

function lacking(
  competency: CompetencyId,
  slots: Slots,
  piles: Piles,
  seen: ReadonlySet<string>,
): BankTooSmall {
  const pile = piles.get(competency) ?? [];
  const fresh = pile.filter(({ id }) => !seen.has(id)).length;
  return new BankTooSmall(
    competency,
    `${competency} needs ${slots[competency] ?? 0} items that do not give each other away; its bank has ${pile.length}, of which ${fresh} were not in the last form.`,
  );
}
