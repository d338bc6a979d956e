/** One side of a chart: what it measures, from where to where, and which values are written beside it. */
export interface Axis {
  /** With its unit: "minutes since the release". */
  readonly label: string;
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly number[];
  readonly say?: (value: number) => string;
}

/** Where a value stands between two pixels; values outside the axis stand at its ends. */
export function placeOn({ from, to }: Axis, start: number, end: number): (value: number) => number {
  return (value) => {
    const share = Math.min(1, Math.max(0, (value - from) / (to - from)));
    return Math.round((start + share * (end - start)) * 10) / 10;
  };
}

/** About `count` round values from 0 to `most`: steps of 1, 2 or 5 times a power of ten. */
export function roundTicks(most: number, count = 4): readonly number[] {
  if (!(most > 0)) return [0];
  const rough = most / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= rough * 0.999) ?? 10) * power;
  const ticks = Array.from({ length: Math.floor(most / step + 1e-9) + 1 }, (_, i) => i * step);
  return ticks.map((tick) => Number(tick.toPrecision(12)));
}
