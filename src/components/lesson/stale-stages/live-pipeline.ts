import { md5 } from '@noble/hashes/legacy.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import {
  stageChanges,
  type Digest,
  type DvcStage,
  type LockedStage,
  type ProjectState,
  type StageChange,
} from '#formats';
import { applicationsCsv, outcomesCsv, table } from '#harborlight';
import { evaluated, prepared, trained } from './stage-programs.ts';

/** Text of every file of the project, by path. */
export type Files = Readonly<Record<string, string>>;

const stage = (
  name: string,
  deps: readonly string[],
  params: readonly string[],
  outs: readonly string[],
): DvcStage => ({
  name,
  cmd: [`python3 src/${name}.py`],
  wdir: '.',
  deps,
  params: params.length > 0 ? { 'params.yaml': params } : {},
  outs: outs.map((path) => ({ path, kind: 'outs', cache: true, persist: false })),
  frozen: false,
  alwaysChanged: false,
});

/** The lesson's `dvc.yaml`, as it is read. */
export const STAGES: readonly DvcStage[] = [
  stage(
    'prepare',
    ['data/applications.csv', 'src/prepare.py'],
    ['prepare.holdout_pct'],
    ['build/train.csv', 'build/holdout.csv'],
  ),
  stage(
    'train',
    ['build/train.csv', 'data/outcomes.csv', 'src/loan_default.py', 'src/train.py'],
    ['train.l2', 'train.max_iter'],
    ['build/model.json'],
  ),
  stage(
    'evaluate',
    [
      'build/holdout.csv',
      'build/model.json',
      'data/outcomes.csv',
      'src/evaluate.py',
      'src/loan_default.py',
    ],
    [],
    ['metrics.json'],
  ),
];

const PROGRAMS = { prepare: prepared, train: trained, evaluate: evaluated };

const SEED = 'harborlight-1';
const january = () => table('train', SEED, { rows: 3000, first: 1, startDay: 0, spanDays: 84 });
const april = () => table('april', SEED, { rows: 250, first: 4001, startDay: 84, spanDays: 7 });

/** The project before anything has run: data, scripts and `params.yaml` (as JSON, which YAML contains). */
export function sources(): Files {
  return {
    'data/applications.csv': applicationsCsv(january()),
    'data/outcomes.csv': outcomesCsv([...january(), ...april()]),
    'src/prepare.py': 'split by customer\n',
    'src/train.py': 'fit by Newton’s method\n',
    'src/evaluate.py': 'AUC on the held-out part\n',
    'src/loan_default.py': 'thirteen features\n',
    'params.yaml': '{"prepare":{"holdout_pct":20},"train":{"l2":1,"max_iter":8}}\n',
    'README.md': 'How to run this.\n',
  };
}

/** April's 250 rows behind January's 3,000. */
export const withApril = (): string => applicationsCsv([...january(), ...april()]);

export type Lock = Readonly<Record<string, LockedStage>>;

/** What a run of one stage leaves: its files, and its receipt in the lock. */
export interface Run {
  readonly files: Files;
  readonly lock: Lock;
}

/** Runs a stage for real and writes its receipt. */
export function runStage(which: DvcStage, files: Files, lock: Lock): Run {
  const program = PROGRAMS[which.name as keyof typeof PROGRAMS];
  const after = { ...files, ...program(files) };
  const project = projectOf(after);
  const entries = (paths: readonly string[]) =>
    paths.toSorted().map((path) => ({
      path,
      hash: 'md5' as const,
      ...(project.digestOf(path) ?? { md5: '', size: 0 }),
    }));
  const params = project.paramsIn('params.yaml') as Record<string, Record<string, unknown>>;
  const values = (which.params['params.yaml'] ?? []).map((key) => {
    const [part = '', name = ''] = key.split('.');
    return [key, params[part]?.[name]] as const;
  });
  const receipt: LockedStage = {
    cmd: which.cmd,
    deps: entries(which.deps),
    outs: entries(which.outs.map(({ path }) => path)),
    params: values.length > 0 ? { 'params.yaml': Object.fromEntries(values) } : {},
  };
  return { files: after, lock: { ...lock, [which.name]: receipt } };
}

/** All three stages, from nothing. */
export function runAll(files: Files): Run {
  return STAGES.reduce<Run>((run, one) => runStage(one, run.files, run.lock), { files, lock: {} });
}

/** Why a stage would run now; empty when all it was told still holds. */
export function changesOf(which: DvcStage, { files, lock }: Run): readonly StageChange[] {
  return stageChanges(which, lock[which.name], projectOf(files));
}

function projectOf(files: Files): ProjectState {
  return {
    digestOf: (path) => {
      const text = files[path];
      return text === undefined ? undefined : digestOf(text);
    },
    paramsIn: (file) => JSON.parse((files[file] ?? '{}').replace(/^#.*$/gm, '')) as unknown,
  };
}

const known = new Map<string, Digest>();

/** The md5 of a text; the large tables are digested once. */
export function digestOf(text: string): Digest {
  const before = known.get(text);
  if (before) return before;
  const bytes = utf8ToBytes(text);
  const digest = { md5: bytesToHex(md5(bytes)), size: bytes.length };
  known.set(text, digest);
  return digest;
}
