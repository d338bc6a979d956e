import { FEATURES } from './features.ts';

/** The model file `model.json` (`harborlight-logit/1`): a logistic regression. */
export interface LoanDefault {
  readonly format: 'harborlight-logit/1';
  readonly features: readonly string[];
  readonly intercept: number;
  /** One per feature, in order. */
  readonly coef: readonly number[];
  /** From this probability of default on, an application is referred to a human. */
  readonly threshold: number;
}

export const THRESHOLD = 0.2;

/** The probability of default, 0 to 1. `features` stand in the model's order. */
export function probabilityOfDefault(model: LoanDefault, features: readonly number[]): number {
  const score = model.coef.reduce((sum, c, i) => sum + c * (features[i] ?? 0), model.intercept);
  return 1 / (1 + Math.exp(-score));
}

/** `refer` to a human when the probability reaches the model's threshold. */
export function decide(model: LoanDefault, probability: number): 'approve' | 'refer' {
  return probability >= model.threshold ? 'refer' : 'approve';
}

/**
 * Reads a model file.
 *
 * @throws RangeError that says what is wrong with it.
 */
export function readLoanDefault(text: string): LoanDefault {
  const model = JSON.parse(text) as Partial<LoanDefault> | null;
  const { format, features, intercept, coef, threshold } = model ?? {};
  if (format !== 'harborlight-logit/1') throw new RangeError('It is no harborlight-logit/1 model.');
  const numbers = [
    intercept,
    threshold,
    ...(Array.isArray(coef) ? (coef as unknown[]) : [undefined]),
  ];
  if (!numbers.every((n) => typeof n === 'number' && Number.isFinite(n))) {
    throw new RangeError('intercept, threshold and coef must be finite numbers.');
  }
  if (!Array.isArray(features) || features.length !== coef?.length) {
    throw new RangeError('There must be one coefficient for each feature.');
  }
  return model as LoanDefault;
}

export interface TrainingOptions {
  /** Weight of the squared coefficients (not the intercept); 1 unless told. */
  readonly l2?: number;
  /** Newton steps at most; 8 unless told. */
  readonly maxIterations?: number;
  readonly threshold?: number;
}

const SMALLEST_STEP = 1e-9;

/**
 * Fits `loan-default` by Newton's method, as `loan_default.py` of the learners does; the coefficients agree to 1e-9.
 *
 * @param rows feature vectors
 * @param defaulted one per row
 */
export function trainLoanDefault(
  rows: readonly (readonly number[])[],
  defaulted: readonly boolean[],
  options: TrainingOptions = {},
): LoanDefault {
  const { l2 = 1, maxIterations = 8, threshold = THRESHOLD } = options;
  const width = FEATURES.length + 1;
  const weights = new Array<number>(width).fill(0);
  for (let iteration = 0; iteration < maxIterations; iteration++) {
    const gradient = weights.map((weight, i) => (i === 0 ? 0 : -l2 * weight));
    const hessian = weights.map((_, i) => weights.map((__, j) => (i === j && i > 0 ? l2 : 0)));
    for (const [n, row] of rows.entries())
      addRow(gradient, hessian, weights, row, defaulted[n] ? 1 : 0);
    const step = solve(hessian, gradient);
    for (const [i, change] of step.entries()) weights[i] = (weights[i] ?? 0) + change;
    if (Math.max(...step.map(Math.abs)) < SMALLEST_STEP) break;
  }
  const [intercept = 0, ...coef] = weights;
  return { format: 'harborlight-logit/1', features: FEATURES, intercept, coef, threshold };
}

function addRow(
  gradient: number[],
  hessian: number[][],
  weights: readonly number[],
  row: readonly number[],
  y: number,
): void {
  const x = [1, ...row];
  const z = x.reduce((sum, value, i) => sum + value * (weights[i] ?? 0), 0);
  const p = 1 / (1 + Math.exp(-z));
  const w = p * (1 - p);
  for (const [i, xi] of x.entries()) {
    if (xi === 0) continue;
    gradient[i] = (gradient[i] ?? 0) + (y - p) * xi;
    const line = hessian[i] ?? [];
    for (const [j, xj] of x.entries()) line[j] = (line[j] ?? 0) + w * xi * xj;
  }
}

/** Solves `matrix · x = vector` by Gaussian elimination with partial pivoting. */
function solve(matrix: readonly (readonly number[])[], vector: readonly number[]): number[] {
  const lines = matrix.map((line, i) => [...line, vector[i] ?? 0]);
  const size = lines.length;
  const at = (i: number, j: number) => lines[i]?.[j] ?? 0;
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let i = column + 1; i < size; i++) {
      if (Math.abs(at(i, column)) > Math.abs(at(pivot, column))) pivot = i;
    }
    const top = lines[pivot] ?? [];
    lines[pivot] = lines[column] ?? [];
    lines[column] = top;
    for (let i = column + 1; i < size; i++) {
      const factor = at(i, column) / (top[column] ?? 1);
      const line = lines[i] ?? [];
      for (let j = column; j <= size; j++) line[j] = (line[j] ?? 0) - factor * (top[j] ?? 0);
    }
  }
  const x = new Array<number>(size).fill(0);
  for (let i = size - 1; i >= 0; i--) {
    let rest = at(i, size);
    for (let j = i + 1; j < size; j++) rest -= at(i, j) * (x[j] ?? 0);
    x[i] = rest / at(i, i);
  }
  return x;
}
