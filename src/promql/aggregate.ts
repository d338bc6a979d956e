import type { Labels } from './expression.ts';
import { labelKey } from './series-store.ts';

/** A series at one instant. */
export interface Sample {
  readonly labels: Labels;
  readonly value: number;
}

export interface Grouping {
  readonly kind: 'by' | 'without';
  readonly labels: readonly string[];
}

type Reduction = (values: readonly number[], parameter: number) => number;

const mean = (values: readonly number[]) =>
  values.reduce((total, value) => total + value, 0) / values.length;
const variance = (values: readonly number[]) => {
  const middle = mean(values);
  return mean(values.map((value) => (value - middle) ** 2));
};

const REDUCTIONS: Readonly<Record<string, Reduction>> = {
  sum: (values) => values.reduce((total, value) => total + value, 0),
  avg: mean,
  count: (values) => values.length,
  group: () => 1,
  max: (values) => values.reduce((a, b) => (b > a || Number.isNaN(a) ? b : a)),
  min: (values) => values.reduce((a, b) => (b < a || Number.isNaN(a) ? b : a)),
  stdvar: variance,
  stddev: (values) => Math.sqrt(variance(values)),
  quantile: (values, q) => quantile(values, q),
};

/** One sample for each group, or, for `topk` and `bottomk`, the samples of each group that are furthest out. */
export function aggregate(
  name: string,
  samples: readonly Sample[],
  grouping: Grouping,
  parameter: number,
): readonly Sample[] {
  const groups = new Map<string, { labels: Labels; samples: Sample[] }>();
  for (const sample of samples) {
    const labels = groupLabels(sample.labels, grouping);
    const key = labelKey(labels);
    const group = groups.get(key) ?? { labels, samples: [] };
    groups.set(key, group);
    group.samples.push(sample);
  }
  const found = [...groups.values()];
  if (name === 'topk' || name === 'bottomk') {
    const sign = name === 'topk' ? -1 : 1;
    return found.flatMap((group) =>
      [...group.samples]
        .sort((a, b) => sign * (a.value - b.value))
        .slice(0, Math.max(0, Math.trunc(parameter))),
    );
  }
  const reduce = REDUCTIONS[name];
  if (!reduce) throw new RangeError(`no aggregation ${name}`);
  return found.map((group) => ({
    labels: group.labels,
    value: reduce(
      group.samples.map(({ value }) => value),
      parameter,
    ),
  }));
}

function groupLabels(labels: Labels, { kind, labels: names }: Grouping): Labels {
  return Object.fromEntries(
    Object.entries(labels).filter(([name]) =>
      kind === 'by' ? names.includes(name) : name !== '__name__' && !names.includes(name),
    ),
  );
}

function quantile(values: readonly number[], q: number): number {
  if (Number.isNaN(q)) return NaN;
  if (q < 0) return -Infinity;
  if (q > 1) return Infinity;
  const sorted = [...values].sort((a, b) => a - b);
  const rank = q * (sorted.length - 1);
  const low = Math.floor(rank);
  const lower = sorted[low] ?? NaN;
  return lower + (rank - low) * ((sorted[Math.min(sorted.length - 1, low + 1)] ?? NaN) - lower);
}
