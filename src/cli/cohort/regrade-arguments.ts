import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import type { Shard, SoftwareKey } from '#cohort';
import { readRoster, timeOf, usage, wholeOf } from './argument-values.ts';
import { readHiddenSecret, readKeyFile } from './secrets.ts';

/** What `regrade` was asked to do. */
export interface RegradeArguments {
  /** Folders and files, as given. */
  readonly paths: readonly string[];
  readonly secret: Uint8Array;
  readonly key: SoftwareKey;
  readonly gradedBy: string;
  readonly gradedAt: string;
  readonly out: string;
  readonly shard: Shard | undefined;
  readonly dueAt: string | undefined;
  /** Seeds by learner's id; empty where none was given out. */
  readonly roster: ReadonlyMap<string, readonly string[]> | undefined;
  readonly lanes: number;
  readonly timeLimitMs: number;
  readonly inBrowser: boolean;
  readonly json: boolean;
}

/** @throws LabError `UsageError`, `SecretUnreadable`, `RosterUnreadable`. */
export function readRegradeArguments(words: readonly string[]): RegradeArguments {
  const { values, positionals } = parsed(words);
  if (positionals.length === 0) throw usage('A folder or a file is needed.');
  const { 'seed-file': seedFile, 'key-file': keyFile, by } = values;
  if (!seedFile || !keyFile || !by) throw usage('--seed-file, --key-file and --by are needed.');
  const shard = values.shard === undefined ? undefined : shardOf(values.shard);
  if (shard && values.at === undefined) {
    throw usage('--shard needs --at: parts come together only when all tell the same time.');
  }
  return {
    paths: positionals,
    secret: readHiddenSecret(seedFile),
    key: readKeyFile(keyFile),
    gradedBy: by,
    gradedAt: values.at === undefined ? new Date().toISOString() : timeOf('--at', values.at),
    out: values.out ?? 'regrades',
    shard,
    dueAt: values.due === undefined ? undefined : timeOf('--due', values.due),
    roster: values.roster === undefined ? undefined : readRoster(values.roster),
    lanes: wholeOf('--lanes', values.lanes ?? String(Math.max(1, availableParallelism() - 1))),
    timeLimitMs: 1000 * wholeOf('--time-limit', values['time-limit'] ?? '900'),
    inBrowser: values['in-browser'] ?? false,
    json: values.json ?? false,
  };
}

function parsed(words: readonly string[]) {
  const text = { type: 'string' } as const;
  const yes = { type: 'boolean' } as const;
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        'seed-file': text,
        'key-file': text,
        by: text,
        at: text,
        out: text,
        shard: text,
        due: text,
        roster: text,
        lanes: text,
        'time-limit': text,
        'in-browser': yes,
        json: yes,
      },
    });
  } catch (error) {
    throw usage(error instanceof Error ? error.message : String(error));
  }
}

function shardOf(text: string): Shard {
  const [, index = '', of = ''] = /^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? [];
  const shard = { index: Number(index) - 1, of: Number(of) };
  if (shard.index >= 0 && shard.index < shard.of) return shard;
  throw usage(`--shard has "${text}"; expected a part and their number, as 2/8.`);
}
