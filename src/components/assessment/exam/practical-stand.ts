import { endedLabSittings, openLabSitting, retakeFrom, type LabSitting } from '#assessment';
import type { HandInReceipt, LabAttempt } from '#progress';
import type { ExamSheet, SheetLab } from './exam-sheet.ts';

/** Where somebody stands with one lab of part P. */
export interface LabStand {
  readonly lab: SheetLab;
  readonly sittings: readonly LabSitting[];
  readonly open: LabSitting | undefined;
  readonly holds: boolean;
  /** From when on it may be done again; absent when at once. */
  readonly from: Date | undefined;
  /** ISO 8601: when the work of the last sitting that has ended was last handed in, if it was. */
  readonly handedInAt: string | undefined;
}

/** Where somebody stands with part P. */
export type PracticalStand =
  | {
      readonly kind: 'practice';
      /** Labs with enough points, best attempt first named. */
      readonly done: readonly { readonly lab: string; readonly points: number }[];
      readonly holds: boolean;
    }
  | { readonly kind: 'labs'; readonly labs: readonly LabStand[]; readonly holds: boolean };

/** Reads part P from the record's attempts, sittings and receipts. */
export function practicalStand(
  { practical, retakeHours }: Pick<ExamSheet, 'practical' | 'retakeHours'>,
  attempts: readonly LabAttempt[],
  sittings: readonly LabSitting[],
  receipts: readonly Pick<HandInReceipt, 'handedInAt' | 'sitting'>[] = [],
): PracticalStand {
  if (practical.kind === 'practice') {
    const best = new Map<string, number>();
    for (const { lab, points, maxPoints, verdicts } of attempts) {
      const share = maxPoints > 0 ? (100 * points) / maxPoints : 0;
      const holds = (practical.must[lab] ?? []).every((check) => verdicts[check] === 'pass');
      if (share >= practical.pass && holds) best.set(lab, Math.max(best.get(lab) ?? 0, share));
    }
    const done = [...best].map(([lab, points]) => ({ lab, points }));
    return { kind: 'practice', done, holds: done.length >= practical.labs };
  }
  const labs = practical.labs.map((lab): LabStand => {
    const own = sittings.filter((sitting) => sitting.lab === lab.lab);
    const holds = own.some(({ end }) => end?.result?.passed);
    const ended = own.findLast(({ end }) => end !== undefined);
    const handedIn = ended && receipts.findLast(({ sitting }) => sitting === ended.id);
    return {
      lab,
      sittings: own,
      open: openLabSitting(own),
      holds,
      from: holds ? undefined : retakeFrom(endedLabSittings(own), retakeHours),
      handedInAt: handedIn?.handedInAt,
    };
  });
  return { kind: 'labs', labs, holds: labs.every(({ holds }) => holds) };
}
