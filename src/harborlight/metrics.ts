/** A slice is judged only when it has this many rows … */
const LEAST_SLICE_ROWS = 100;
/** … and this many of each class. */
const LEAST_SLICE_CLASS = 10;

/**
 * The area under the ROC curve by ranks, ties at their middle rank.
 *
 * @throws RangeError when one of the classes is empty: then it is not defined.
 */
export function auc(scores: readonly number[], positive: readonly boolean[]): number {
  const order = scores.map((_, i) => i).sort((a, b) => (scores[a] ?? 0) - (scores[b] ?? 0));
  let rankSum = 0;
  for (let from = 0; from < order.length;) {
    let to = from + 1;
    while (to < order.length && scores[order[to] ?? 0] === scores[order[from] ?? 0]) to++;
    const middleRank = (from + 1 + to) / 2;
    for (const i of order.slice(from, to)) if (positive[i]) rankSum += middleRank;
    from = to;
  }
  const { positives, negatives } = classSizes(positive);
  if (positives === 0 || negatives === 0) {
    throw new RangeError(
      `AUC needs both classes; there are ${positives} positives and ${negatives} negatives.`,
    );
  }
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/** The mean squared error of the probabilities. */
export function brier(probabilities: readonly number[], positive: readonly boolean[]): number {
  const errors = probabilities.map((p, i) => (p - (positive[i] ? 1 : 0)) ** 2);
  return errors.reduce((sum, error) => sum + error, 0) / errors.length;
}

/** The mean negative log likelihood, in nats. */
export function logLoss(probabilities: readonly number[], positive: readonly boolean[]): number {
  const losses = probabilities.map((p, i) => -Math.log(positive[i] ? p : 1 - p));
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}

/** The AUC of each slice with at least 100 rows and 10 of each class; smaller slices are left out. */
export function sliceAuc(
  scores: readonly number[],
  positive: readonly boolean[],
  slices: readonly string[],
): Readonly<Record<string, number>> {
  const rowsOf = new Map<string, number[]>();
  for (const [i, slice] of slices.entries()) rowsOf.set(slice, [...(rowsOf.get(slice) ?? []), i]);
  const judged = [...rowsOf].flatMap(([slice, rows]) => {
    const classes = rows.map((i) => positive[i] ?? false);
    const { positives, negatives } = classSizes(classes);
    if (rows.length < LEAST_SLICE_ROWS || Math.min(positives, negatives) < LEAST_SLICE_CLASS)
      return [];
    return [
      [
        slice,
        auc(
          rows.map((i) => scores[i] ?? 0),
          classes,
        ),
      ] as const,
    ];
  });
  return Object.fromEntries(judged.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The standard error of an AUC after Hanley and McNeil (1982). */
export function aucStandardError(area: number, positives: number, negatives: number): number {
  const q1 = area / (2 - area);
  const q2 = (2 * area ** 2) / (1 + area);
  const variance =
    area * (1 - area) + (positives - 1) * (q1 - area ** 2) + (negatives - 1) * (q2 - area ** 2);
  return Math.sqrt(variance / (positives * negatives));
}

function classSizes(positive: readonly boolean[]): { positives: number; negatives: number } {
  const positives = positive.filter(Boolean).length;
  return { positives, negatives: positive.length - positives };
}
