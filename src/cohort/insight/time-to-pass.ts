import type { Gradebook } from '../gradebook/gradebook.ts';

/** How long a cohort took for one piece, in days from its opening to the receipt of the first hand-in that passed. */
export interface TimeToPass {
  readonly piece: string;
  readonly people: number;
  readonly passed: number;
  /**
   * Days after which a quarter, a half and three quarters of all people had passed, who have not passed among them;
   * `undefined` where so many have not passed yet. To a tenth.
   */
  readonly quartiles: readonly [number | undefined, number | undefined, number | undefined];
}

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Time to pass of each piece. People who have not passed count as taking longer than everybody who has, so that a hard piece
 * does not look quick because few have passed it.
 *
 * @param openedAt when each piece was opened, by its id; ISO 8601. Pieces without it are left out.
 */
export function timeToPass(
  { pieces, rows }: Gradebook,
  openedAt: Readonly<Record<string, string>>,
): readonly TimeToPass[] {
  return pieces.flatMap(({ id }, at) => {
    const opened = openedAt[id];
    if (opened === undefined) return [];
    const days = rows
      .flatMap(({ grades }) => {
        const first = grades[at]?.handIns.find((one) => one.passed && one.leftOut === undefined);
        return first ? [Date.parse(first.handIn.receivedAt) - Date.parse(opened)] : [];
      })
      .map((ms) => Math.max(0, ms) / DAY_MS)
      .sort((a, b) => a - b);
    const quantile = (share: number): number | undefined => {
      const rank = Math.max(1, Math.ceil(share * rows.length));
      const value = days[rank - 1];
      return value === undefined ? undefined : Math.round(value * 10) / 10;
    };
    const quartiles = [quantile(0.25), quantile(0.5), quantile(0.75)] as const;
    return [{ piece: id, people: rows.length, passed: days.length, quartiles }];
  });
}
