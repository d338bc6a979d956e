import { stableExp } from './stable-exp.ts';

/** How a long row of numbers is added: the order changes the last digits. */
export type Adder = (count: number, at: (i: number) => number) => number;

/** One after the other, from the first to the last. */
export const oneByOne: Adder = (count, at) => {
  let sum = 0;
  for (let i = 0; i < count; i += 1) sum += at(i);
  return sum;
};

/** Halves first, then their sums: faster on wide processors, and less rounding. */
export const inPairs: Adder = (count, at) => {
  const part = (from: number, to: number): number => {
    if (to - from <= 8) {
      let sum = 0;
      for (let i = from; i < to; i += 1) sum += at(i);
      return sum;
    }
    const middle = (from + to) >> 1;
    return part(from, middle) + part(middle, to);
  };
  return part(0, count);
};

/** Newton's method with a ridge on all weights but the intercept. Returns the intercept, then one weight per column. */
export function fit(
  rows: readonly (readonly number[])[],
  labels: readonly number[],
  { ridge, iterations, add }: { ridge: number; iterations: number; add: Adder },
): readonly number[] {
  const x = rows.map((row) => [1, ...row]);
  const width = x[0]?.length ?? 0;
  let weights = Array.from({ length: width }, () => 0);
  for (let step = 0; step < iterations; step += 1) {
    const p = x.map((row) => probability(row, weights));
    const gradient = weights.map(
      (weight, j) =>
        add(x.length, (i) => at(x, i, j) * ((p[i] ?? 0) - (labels[i] ?? 0))) +
        (j === 0 ? 0 : ridge * weight),
    );
    const curvature = weights.map((_, j) =>
      weights.map((_, k) => {
        const sum = add(x.length, (i) => {
          const q = p[i] ?? 0;
          return q * (1 - q) * at(x, i, j) * at(x, i, k);
        });
        return j === k && j > 0 ? sum + ridge : sum;
      }),
    );
    const change = solve(curvature, gradient);
    weights = weights.map((weight, j) => weight - (change[j] ?? 0));
  }
  return weights;
}

/** The probability that a row (with its leading 1) is of class 1. */
export function probability(row: readonly number[], weights: readonly number[]): number {
  let score = 0;
  for (let j = 0; j < row.length; j += 1) score += (row[j] ?? 0) * (weights[j] ?? 0);
  return 1 / (1 + stableExp(-score));
}

const at = (x: readonly (readonly number[])[], i: number, j: number): number => x[i]?.[j] ?? 0;

/** Gaussian elimination with the largest pivot of each column. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const size = right.length;
  const m = matrix.map((row, i) => [...row, right[i] ?? 0]);
  for (let column = 0; column < size; column += 1) {
    let pivot = column;
    for (let i = column + 1; i < size; i += 1) {
      if (Math.abs(at(m, i, column)) > Math.abs(at(m, pivot, column))) pivot = i;
    }
    const chosen = m[pivot] ?? [];
    m[pivot] = m[column] ?? [];
    m[column] = chosen;
    for (let i = column + 1; i < size; i += 1) {
      const factor = at(m, i, column) / (chosen[column] ?? 1);
      const row = m[i] ?? [];
      for (let k = column; k <= size; k += 1) row[k] = (row[k] ?? 0) - factor * (chosen[k] ?? 0);
    }
  }
  const solution = Array.from({ length: size }, () => 0);
  for (let i = size - 1; i >= 0; i -= 1) {
    let sum = at(m, i, size);
    for (let k = i + 1; k < size; k += 1) sum -= at(m, i, k) * (solution[k] ?? 0);
    solution[i] = sum / at(m, i, i);
  }
  return solution;
}

/** Area under the ROC curve: the share of pairs (one of each class) that are ranked rightly; ties count half. */
export function areaUnderCurve(scores: readonly number[], labels: readonly number[]): number {
  const order = scores.map((score, i) => ({ score, label: labels[i] ?? 0 }));
  order.sort((a, b) => a.score - b.score);
  let rankSum = 0;
  let positives = 0;
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to < order.length && order[to]?.score === order[from]?.score) to += 1;
    const middle = (from + 1 + to) / 2;
    for (let i = from; i < to; i += 1) {
      if (order[i]?.label !== 1) continue;
      rankSum += middle;
      positives += 1;
    }
    from = to;
  }
  const negatives = order.length - positives;
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}
