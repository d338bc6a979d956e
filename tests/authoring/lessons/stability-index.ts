/** The ruler: nine edges that cut the reference into ten bins, as the lesson defines them. */
export function edgesOf(reference: readonly number[], bins = 10): readonly number[] {
  const sorted = reference.toSorted((a, b) => a - b);
  const edges = Array.from(
    { length: bins - 1 },
    (_, k) => sorted[Math.floor((sorted.length * (k + 1)) / bins)] ?? 0,
  );
  return [...new Set(edges)];
}

/** Share of the values in each bin, at least 0.0001. */
export function shares(values: readonly number[], edges: readonly number[]): readonly number[] {
  const counts = new Array<number>(edges.length + 1).fill(0);
  for (const value of values) {
    const bin = edges.filter((edge) => edge <= value).length;
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts.map((count) => Math.max(0.0001, count / values.length));
}

/** Sum of (q − p) · ln(q / p). */
export function stabilityIndex(reference: readonly number[], current: readonly number[]): number {
  return reference.reduce((sum, p, i) => {
    const q = current[i] ?? 0.0001;
    return sum + (q - p) * Math.log(q / p);
  }, 0);
}
