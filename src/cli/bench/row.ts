/** What a row counts. */
export type Unit = 'thousandths' | 'bytes' | 'requests' | 'nodes' | 'ms' | 's' | 'MiB' | 'points';

/** What a row is a ratio of: measured in the same run, on the same machine, under the same load. */
export interface Baseline {
  readonly name: string;
  readonly value: number;
}

/** One thing that was measured, with every value that was seen. */
export interface Row {
  readonly group: string;
  readonly name: string;
  readonly unit: Unit;
  /** In the order of the runs; never empty. */
  readonly values: readonly number[];
  /** What the project aims at, at most, in the row's unit; missing where it aims at none. */
  readonly aim?: number;
  /** What it aims at, at least. */
  readonly atLeast?: number;
  /** Missing where the row is itself what others are compared with. */
  readonly baseline?: Baseline;
}

/** A row as it is reported. */
export interface Measured extends Row {
  readonly runs: number;
  readonly median: number;
  readonly least: number;
  readonly most: number;
  /** `median` divided by the baseline's value; missing without a baseline, or where that is 0. */
  readonly ratio?: number;
}

/**
 * The middle value; of an even number of values, the mean of the two in the middle.
 *
 * @throws RangeError when there is no value.
 */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (upper === undefined || lower === undefined) throw new RangeError('no values, no median');
  return (lower + upper) / 2;
}

/** A row with what is told of its values: median, range, ratio. */
export function measured(row: Row): Measured {
  const middle = median(row.values);
  const { baseline } = row;
  return {
    ...row,
    runs: row.values.length,
    median: middle,
    least: Math.min(...row.values),
    most: Math.max(...row.values),
    ...(baseline && baseline.value > 0 ? { ratio: middle / baseline.value } : {}),
  };
}
