import { BAD, BAD_SINCE, COLUMN_EDGES, RUNS, type RecordedRun } from './recorded-runs.ts';

/** How narrowly the walk looks. */
export interface Walk {
  /** Where it starts. */
  readonly start: string;
  /** Only runs after the bad file carry it on. */
  readonly byTime: boolean;
  /** Only data sets with a column that depends on the amount; counts where the start has one itself. */
  readonly byColumn: boolean;
  /** By column: edges of filters and joins count as well. */
  readonly indirect: boolean;
}

/** How a data set came to be on the list. */
export interface Reached {
  readonly dataset: string;
  /** Steps from the start: 1 is what was made of it directly. */
  readonly steps: number;
  /** The run that carried it there. */
  readonly by: RecordedRun;
}

/** Every data set that a run names, in the order of the runs. */
export const DATASETS: readonly string[] = [
  ...new Set(RUNS.flatMap(({ inputs, outputs }) => [...inputs, ...outputs])),
];

/** What the walk finds downstream of its start, nearest first; the start itself is not on the list. */
export function walk({ start, byTime, byColumn, indirect }: Walk): readonly Reached[] {
  const allowed = byColumn && hasAmount(start) ? dependents(indirect) : undefined;
  // Without times everything was bad before the first run.
  const badFrom = new Map([[start, byTime ? BAD_SINCE : '']]);
  const reached: Reached[] = [];
  for (let steps = 1, before = 0; before !== badFrom.size; steps++) {
    before = badFrom.size;
    const known = new Map(badFrom);
    for (const by of RUNS) {
      if (!by.inputs.some((input) => by.time >= (known.get(input) ?? '~'))) continue;
      for (const dataset of by.outputs) {
        if (badFrom.has(dataset) || (allowed && !allowed.has(dataset))) continue;
        badFrom.set(dataset, byTime ? by.time : '');
        reached.push({ dataset, steps, by });
      }
    }
  }
  return reached;
}

/** Whether the amount went into a data set, so that a walk by column can start there. */
export function hasAmount(dataset: string): boolean {
  return dependents(true).has(dataset);
}

/** Data sets with a column that depends on the amount, by edges of the kinds that count. */
function dependents(indirect: boolean): ReadonlySet<string> {
  const columns = new Set([`${BAD.dataset}.${BAD.column}`]);
  for (let before = 0; before !== columns.size;) {
    before = columns.size;
    for (const { to, from, kind } of COLUMN_EDGES) {
      if ((indirect || kind === 'DIRECT') && columns.has(from)) columns.add(to);
    }
  }
  return new Set([...columns].map((column) => column.slice(0, column.lastIndexOf('.'))));
}

/** Why a data set is not on the list, or how it came to be there, in words. */
export function sayWhy(dataset: string, settings: Walk, reached: readonly Reached[]): string {
  const found = reached.find((one) => one.dataset === dataset);
  if (dataset === settings.start) return 'the walk starts here';
  if (found) return `written by ${found.by.job} on ${found.by.time}, step ${found.steps}`;
  const wider = [
    [{ ...settings, indirect: true }, 'a filter used the amount, and indirect edges are left out'],
    [{ ...settings, byColumn: false }, 'no column of it depends on the amount'],
    [{ ...settings, byColumn: false, byTime: false }, 'written before the file came'],
  ] as const;
  for (const [one, words] of wider) {
    if (walk(one).some((other) => other.dataset === dataset)) return words;
  }
  return 'nothing that was read leads to it';
}
