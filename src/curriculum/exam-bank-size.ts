import { COMPETENCY_IDS, type CompetencyId } from './competencies.ts';
import type { Level } from './identifiers.ts';

/** Items that a bank needs for each slot of a form, so that two forms differ. @see curriculum.md 6.1 */
export const ITEMS_PER_SLOT = 4;

/** A bank that is too small for the forms of its level. */
export interface BankShortfall {
  readonly competency: CompetencyId;
  /** Items of the competency in each form. */
  readonly slots: number;
  readonly has: number;
  readonly wants: number;
}

/**
 * Banks of a level that hold fewer items than its blueprint wants.
 *
 * @param slots items of each competency in one form, as the blueprint's weights give them
 * @returns in the order of the competencies; empty when forms can be drawn
 */
export function bankShortfalls(
  level: Level,
  items: readonly { readonly level: Level; readonly competency: CompetencyId }[],
  slots: Readonly<Partial<Record<CompetencyId, number>>>,
): readonly BankShortfall[] {
  return COMPETENCY_IDS.flatMap((competency) => {
    const inForm = slots[competency] ?? 0;
    const wants = inForm * ITEMS_PER_SLOT;
    const has = items.filter(
      (item) => item.level === level && item.competency === competency,
    ).length;
    return has < wants ? [{ competency, slots: inForm, has, wants }] : [];
  });
}
