import type { BankItem } from '#assessment';
import {
  quizItemSchema,
  slotsOf,
  type Cognitive,
  type CompetencyId,
  type Slots,
} from '#curriculum';

/** Weights of L1, whose forms have 40 items. */
export const L1_WEIGHTS = {
  STD: 12,
  DAT: 12,
  GOV: 14,
  VER: 12,
  DEP: 12,
  TST: 8,
  MON: 10,
  PPL: 6,
  CHG: 8,
  FIN: 4,
  DOP: 2,
} as const;
export const L1_SLOTS = slotsOf(L1_WEIGHTS, 40);

/** A choice item whose second option is right. */
export function choiceItem(
  id: string,
  competency: CompetencyId,
  cognitive: Cognitive,
  enemies: readonly string[] = [],
): BankItem {
  const item = quizItemSchema.parse({
    id,
    kind: 'choice',
    ask: `What of ${id}?`,
    competency,
    options: ['One', 'Two', 'Three', 'Four'].map((text, at) => ({
      text,
      why: `${text} is ${at === 1 ? 'right' : 'wrong'}.`,
      ...(at === 1 ? { right: true } : {}),
    })),
  });
  return { ...item, cognitive, enemies, objective: 'C1.2', angoff: 0.6 };
}

const TEN: readonly Cognitive[] = [
  'apply',
  'judge',
  'apply',
  'recall',
  'apply',
  'judge',
  'apply',
  'recall',
  'apply',
  'judge',
];

/** A bank with `perSlot` items for each slot, in which every ten items have the wanted mix. */
export function bankFor(slots: Slots, perSlot = 4): BankItem[] {
  let at = 0;
  return (Object.entries(slots) as [CompetencyId, number][]).flatMap(([competency, count]) =>
    Array.from({ length: count * perSlot }, (_, index) => {
      const kind = TEN[at % TEN.length] ?? 'apply';
      at += 1;
      return choiceItem(`${competency.toLowerCase()}-${index + 1}`, competency, kind);
    }),
  );
}
