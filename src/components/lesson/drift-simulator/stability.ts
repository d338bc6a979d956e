/** The least share of a bin: a share of zero would make the logarithm infinite. */
const LEAST_SHARE = 0.0001;

/** χ² at 95 per cent for 4 to 19 degrees of freedom. */
const CHI_SQUARE_95 = [
  9.488, 11.07, 12.592, 14.067, 15.507, 16.919, 18.307, 19.675, 21.026, 22.362, 23.685, 24.996,
  26.296, 27.587, 28.869, 30.144,
];

/** Edges that cut the reference into bins of equal size; they stay as they are for every week. */
export function edgesOf(reference: readonly number[], bins: number): readonly number[] {
  const sorted = reference.toSorted((a, b) => a - b);
  const edges = Array.from(
    { length: bins - 1 },
    (_, k) => sorted[Math.floor((sorted.length * (k + 1)) / bins)] ?? 0,
  );
  return [...new Set(edges)];
}

/** The share of the values in each bin. A value on an edge lies in the upper bin. */
export function sharesOf(values: readonly number[], edges: readonly number[]): readonly number[] {
  const counts = new Array<number>(edges.length + 1).fill(0);
  for (const value of values) {
    let bin = 0;
    while (bin < edges.length && (edges[bin] ?? 0) <= value) bin++;
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts.map((count) => Math.max(LEAST_SHARE, count / values.length));
}

/** The population stability index: Σ (q − p) · ln(q / p). */
export function psi(reference: readonly number[], current: readonly number[]): number {
  return reference.reduce((sum, p, i) => {
    const q = current[i] ?? LEAST_SHARE;
    return sum + (q - p) * Math.log(q / p);
  }, 0);
}

/** What the index does on quiet weeks of `rows`, by the chi-square approximation. */
export function noiseFloor(
  bins: number,
  referenceRows: number,
  rows: number,
): { readonly mean: number; readonly line: number } {
  const both = 1 / referenceRows + 1 / rows;
  return { mean: (bins - 1) * both, line: (CHI_SQUARE_95[bins - 5] ?? Number.NaN) * both };
}

/** The statistic of Kolmogorov and Smirnov: the largest distance of two distributions, where it is, and its 5 per cent limit. */
export interface KsStatistic {
  readonly distance: number;
  /** The value up to which the shares of both differ most. */
  readonly at: number;
  readonly limit: number;
}

/** @see KsStatistic */
export function kolmogorovSmirnov(a: readonly number[], b: readonly number[]): KsStatistic {
  const [left, right] = [a.toSorted((x, y) => x - y), b.toSorted((x, y) => x - y)];
  let [i, j, distance, at] = [0, 0, 0, left[0] ?? 0];
  while (i < left.length && j < right.length) {
    const value = Math.min(left[i] ?? 0, right[j] ?? 0);
    while (i < left.length && left[i] === value) i++;
    while (j < right.length && right[j] === value) j++;
    const here = Math.abs(i / left.length - j / right.length);
    if (here > distance) [distance, at] = [here, value];
  }
  const limit = 1.358 * Math.sqrt((a.length + b.length) / (a.length * b.length));
  return { distance, at, limit };
}

/** The share of the values up to each point, 0 to 1. Points are ascending. */
export function sharesUpTo(
  values: readonly number[],
  points: readonly number[],
): readonly number[] {
  const sorted = values.toSorted((a, b) => a - b);
  let count = 0;
  return points.map((point) => {
    while (count < sorted.length && (sorted[count] ?? 0) <= point) count++;
    return count / sorted.length;
  });
}
