import type { QueryResult } from '#promql';
import { endsAsWanted, wantedEnd, type ReleaseRun, type Scenario, type WantedEnd } from '#rollout';
import { alignedColumns } from '../aligned-columns.ts';

/** A day and how the release went on it. */
export interface Played {
  readonly scenario: Scenario;
  readonly run: ReleaseRun;
}

/** Days as rows: what was wanted and what came. */
export function summaryTable(played: readonly Played[]): string {
  const rows = played.map(({ scenario, run }) => {
    const wanted = wantedEnd(scenario);
    const wish = wanted.outcome === 'promoted' ? 'promoted' : `aborted by ${wanted.by}`;
    const good = endsAsWanted(run, wanted) ? 'ok' : 'NO';
    const why = run.ending ? `${run.ending.metric}: ${run.ending.message}` : '';
    return [
      scenario.name,
      wish,
      `${run.outcome} at ${minuteText(run.minute)}`,
      `${run.weight}%`,
      good,
      why,
    ];
  });
  return alignedColumns([['DAY', 'WANTED', 'CAME', 'WEIGHT', '', 'BECAUSE'], ...rows], 2);
}

/** Every measurement of a day. */
export function traceTable({ scenario, run }: Played): string {
  const weightAt = (minute: number) =>
    run.ticks.find((tick) => tick.minute >= minute)?.weight ?? run.weight;
  const rows = run.measurements.map(({ metric, minute, value, phase, message = '', dryRun }) => [
    minuteText(minute),
    `${weightAt(minute)}%`,
    metric,
    value === ''
      ? '-'
      : value.replace(/-?\d+\.\d+(?:e-?\d+)?/g, (digits) =>
          String(Number(Number(digits).toPrecision(4))),
        ),
    dryRun ? `${phase} (dry run)` : phase,
    message,
  ]);
  const head = `${scenario.name}: ${scenario.says}`;
  return `${head}\n${alignedColumns([['MINUTE', 'WEIGHT', 'METRIC', 'VALUE', 'VERDICT', ''], ...rows], 2)}`;
}

/** A day as `sim --json` gives it. */
export interface RunJson extends Pick<
  ReleaseRun,
  'outcome' | 'minute' | 'weight' | 'measurements'
> {
  readonly scenario: string;
  readonly says: string;
  readonly wanted: WantedEnd;
  readonly asWanted: boolean;
  readonly because: ReleaseRun['ending'] | null;
}

export function runJson({ scenario, run }: Played): RunJson {
  const { outcome, minute, weight, ending, measurements } = run;
  const wanted = wantedEnd(scenario);
  return {
    scenario: scenario.name,
    says: scenario.says,
    wanted,
    outcome,
    minute,
    weight,
    asWanted: endsAsWanted(run, wanted),
    because: ending ?? null,
    measurements,
  };
}

/** An answer as Prometheus' own command prints it: labels and value, one series a line. */
export function vectorLines(result: QueryResult): string {
  if (result.type === 'scalar') return `scalar: ${result.value}\n`;
  if (result.samples.length === 0) return '(no series)\n';
  return result.samples
    .map(({ labels, value }) => {
      const { __name__: name = '', ...others } = labels;
      const inside = Object.entries(others).map(([key, text]) => `${key}=${JSON.stringify(text)}`);
      return `${name}{${inside.join(', ')}} => ${value}\n`;
    })
    .join('');
}

function minuteText(minute: number): string {
  return String(Number(minute.toFixed(2)));
}
