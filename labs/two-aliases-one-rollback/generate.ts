import { textFile, type FileEntry, type FileTree } from '#container';
import { FEATURES } from '#harborlight';
import { drawRuns, ROLES, type Run } from './runs.ts';

/** The runs of a learner, the data versions that are known, the contract of the features, and an empty registry. */
export function generate(seed: string): FileTree {
  const { runs, dataVersions } = drawRuns(seed);
  return {
    'registry/models': { kind: 'folder' },
    'contracts/data-versions.json': textFile(`${JSON.stringify(dataVersions, null, 2)}\n`),
    // A set, so in the order of the alphabet; a model has an order of its own.
    'contracts/features.json': textFile(
      `${JSON.stringify({ model: 'loan-default', features: [...FEATURES].sort() }, null, 2)}\n`,
    ),
    'mlruns/0/meta.yaml': textFile(
      "artifact_location: mlruns/0\ncreation_time: 1775030400000\nexperiment_id: '0'\nlast_update_time: 1775030400000\nlifecycle_stage: active\nname: loan-default\n",
    ),
    ...Object.fromEntries(ROLES.flatMap((role) => Object.entries(runFiles(runs[role])))),
  };
}

/** The folder of a run's package. */
export const packageOf = ({ runId }: Pick<Run, 'runId'>): string =>
  `mlruns/0/${runId}/artifacts/model`;

/** A run as MLflow's file store keeps it. */
export function runFiles(run: Run): FileTree {
  const { runId, name, metrics, params, startMs, user, commit, dataMd5 } = run;
  const endMs = startMs + 61_000;
  const folder = `mlruns/0/${runId}`;
  const under = (kind: string, values: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      Object.entries(values).map(([name, text]): [string, FileEntry] => [
        `${folder}/${kind}/${name}`,
        textFile(text),
      ]),
    );
  return {
    [`${folder}/meta.yaml`]: textFile(
      [
        `artifact_uri: ${folder}/artifacts`,
        `end_time: ${endMs}`,
        "entry_point_name: ''",
        "experiment_id: '0'",
        'lifecycle_stage: active',
        `run_id: ${runId}`,
        `run_name: ${name}`,
        "source_name: ''",
        'source_type: 4',
        "source_version: ''",
        `start_time: ${startMs}`,
        'status: 3',
        'tags: []',
        `user_id: ${user}`,
        '',
      ].join('\n'),
    ),
    ...under(
      'metrics',
      Object.fromEntries(
        Object.entries(metrics).map(([name, value]) => [name, `${endMs} ${String(value)} 0\n`]),
      ),
    ),
    ...under('params', params),
    ...under('tags', {
      'mlflow.runName': name,
      'mlflow.user': user,
      'mlflow.source.name': 'src/train.py',
      'mlflow.source.git.commit': commit,
      data_md5: dataMd5,
    }),
    ...packageFiles(run),
  };
}

function packageFiles(run: Run): FileTree {
  const folder = packageOf(run);
  const { features, coef, intercept } = run;
  return {
    [`${folder}/MLmodel`]: textFile(mlModel(run, run.signed ?? run.role !== 'full')),
    [`${folder}/model.json`]: textFile(
      `${JSON.stringify({ format: 'harborlight-logit/1', features, intercept, coef, threshold: 0.2 }, null, 2)}\n`,
    ),
    [`${folder}/python_env.yaml`]: textFile(
      'python: 3.14.0\nbuild_dependencies:\n- pip==25.3\ndependencies:\n- -r requirements.txt\n',
    ),
    [`${folder}/requirements.txt`]: textFile('mlflow==3.2.0\nharborlight==1.4.0\n'),
  };
}

/** The text of an `MLmodel`; the signature's values are JSON inside of YAML, as MLflow writes them. */
export function mlModel(run: Run, signed: boolean): string {
  const created = new Date(run.startMs + 60_000).toISOString();
  const columns = (names: readonly string[]) =>
    `[${names.map((name) => `{"type": "double", "name": "${name}", "required": true}`).join(', ')}]`;
  return [
    'artifact_path: model',
    'flavors:',
    '  python_function:',
    '    env:',
    '      virtualenv: python_env.yaml',
    '    loader_module: harborlight.pyfunc',
    '    python_version: 3.14.0',
    'mlflow_version: 3.2.0',
    `model_uuid: ${run.modelUuid}`,
    `run_id: ${run.runId}`,
    ...(signed
      ? [
          'signature:',
          `  inputs: '${columns(run.features)}'`,
          `  outputs: '${columns(['p_default'])}'`,
          '  params: null',
        ]
      : []),
    `utc_time_created: '${created.slice(0, 10)} ${created.slice(11, 23)}000'`,
    '',
  ].join('\n');
}
