import { textFile, type FileTree } from '#container';
import { applicationsCsv, outcomesCsv, Random, table } from '#harborlight';

/** The tables of one learner, as text. */
export interface Tables {
  /** `data/applications.csv` as the learner finds it. */
  readonly january: string;
  /** `inbox/applications_2026-04.csv`. */
  readonly april: string;
  /** `data/outcomes.csv`: of both. */
  readonly outcomes: string;
}

/** The values of `params.yaml`, drawn per learner. */
export interface Params {
  readonly holdoutPct: number;
  /** As written, so that `1.0` stays a number with a point. */
  readonly l2: string;
}

const JANUARY = { rows: 3000, first: 1, startDay: 0, spanDays: 84 };
const APRIL = { rows: 250, first: 4001, startDay: 84, spanDays: 7 };

/** The data of a learner, the inbox, the parameters and an empty lake. */
export function generate(seed: string): FileTree {
  const { january, april, outcomes } = tables(seed);
  return {
    'data/applications.csv': textFile(january),
    'data/outcomes.csv': textFile(outcomes),
    'inbox/applications_2026-04.csv': textFile(april),
    'lake/dvc': { kind: 'folder' },
    'params.yaml': textFile(paramsYaml(params(seed))),
  };
}

export function tables(seed: string): Tables {
  const [january, april] = [table('train', seed, JANUARY), table('april', seed, APRIL)];
  return {
    january: applicationsCsv(january),
    april: applicationsCsv(april),
    outcomes: outcomesCsv([...january, ...april]),
  };
}

export function params(seed: string): Params {
  const random = new Random(`${seed}/params`);
  return {
    holdoutPct: [15, 20, 25][random.below(3)] ?? 20,
    l2: ['0.5', '1.0', '2.0'][random.below(3)] ?? '1.0',
  };
}

function paramsYaml({ holdoutPct, l2 }: Params): string {
  return `prepare:\n  holdout_pct: ${holdoutPct}  # of the customers, not of the rows\ntrain:\n  l2: ${l2}\n  max_iter: 8\n`;
}
