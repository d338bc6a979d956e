import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { textFile, type FileTree } from '#container';
import { readRegisteredModel, registryMeaning } from '#formats';
import { createEmbeddedEngine } from '#host';
import { openLab, type ToolLab } from './tool-lab.ts';

const engine = createEmbeddedEngine();
after(() => {
  engine.dispose();
});

const RUN = 'c3b8f1f0e2a84c6e9d0b7a6c5e4d3c2b';

const FILES: FileTree = {
  'registry/models': { kind: 'folder' },
  'mlruns/0/meta.yaml': textFile("experiment_id: '0'\nname: Default\n"),
  [`mlruns/0/${RUN}/meta.yaml`]: textFile(
    `artifact_uri: mlruns/0/${RUN}/artifacts\nrun_id: ${RUN}\nrun_name: full\n`,
  ),
  [`mlruns/0/${RUN}/metrics/auc`]: textFile('1775125293120 0.8 0\n1775125293180 0.827 1\n'),
  [`mlruns/0/${RUN}/artifacts/model/MLmodel`]: textFile('flavors: {}\n'),
};

const REGISTER = `mlreg register runs:/${RUN}/model --name loan-default`;

async function registered(versions: number): Promise<ToolLab> {
  const lab = await openLab(engine, FILES);
  for (let i = 0; i < versions; i++) assert.equal((await lab.type(REGISTER)).code, 0);
  return lab;
}

async function meaning(lab: ToolLab) {
  const tree = await lab.files();
  const files = new Map(
    Object.entries(tree).flatMap(([path, entry]): [string, Uint8Array][] =>
      entry.kind === 'file' ? [[path, entry.bytes]] : [],
    ),
  );
  const { value, faults } = readRegisteredModel(files, 'registry/models/loan-default');
  assert.ok(value, JSON.stringify(faults));
  return registryMeaning(value);
}

test('the lab edition says that it is one, and what it has', async () => {
  const lab = await openLab(engine, {});
  assert.deepEqual(await lab.type('mlreg --version'), {
    code: 0,
    printed: '3.x file store (Plumbline lab edition of the MLflow model registry)\n',
  });
  assert.deepEqual(await lab.type('mlreg promote'), {
    code: 2,
    printed:
      "Usage: mlreg [--registry DIR] [--runs DIR] COMMAND ...\nError: No such command 'promote'. The lab edition has: runs, register, tag, alias, show, list, delete.\n",
  });
  const help = await lab.type('mlreg --help');
  assert.equal(help.code, 0);
  assert.match(help.printed, /register MODEL_URI --name NAME/);
  lab.end();
});

test('a package is registered in MLflow’s words and files', async () => {
  const lab = await openLab(engine, FILES);
  assert.deepEqual(await lab.type(REGISTER), {
    code: 0,
    printed:
      "Successfully registered model 'loan-default'.\nCreated version '1' of model 'loan-default'.\n",
  });
  assert.deepEqual(await lab.type(`${REGISTER} -d 'again'`), {
    code: 0,
    printed:
      "Registered model 'loan-default' already exists. Creating a new version of this model...\nCreated version '2' of model 'loan-default'.\n",
  });
  const meta = await lab.read('registry/models/loan-default/version-2/meta.yaml');
  assert.match(
    meta,
    new RegExp(
      `^creation_timestamp: \\d{13}\ncurrent_stage: None\ndescription: again\nlast_updated_timestamp: \\d{13}\nname: loan-default\nrun_id: ${RUN}\nrun_link: null\nsource: mlruns/0/${RUN}/artifacts/model\nstatus: READY\nstatus_message: null\nstorage_location: mlruns/0/${RUN}/artifacts/model\nuser_id: null\nversion: 2\n$`,
    ),
  );
  lab.end();
});

test('tags and aliases are files with the bare value', async () => {
  const lab = await registered(1);
  await lab.type('mlreg tag loan-default 1 validation_status passed');
  await lab.type('mlreg alias set loan-default champion 1');
  const folder = 'registry/models/loan-default';
  assert.equal(await lab.read(`${folder}/version-1/tags/validation_status`), 'passed');
  assert.equal(await lab.read(`${folder}/aliases/champion`), '1');
  assert.equal(
    (await lab.type('mlreg show loan-default')).printed,
    `Version  Run ID                            Aliases   Tags\n1        ${RUN}  champion  validation_status=passed\n`,
  );
  assert.match(
    (await lab.type('mlreg show models:/loan-default@champion')).printed,
    new RegExp(`^source +mlruns/0/${RUN}/artifacts/model$`, 'm'),
  );
  await lab.type('mlreg tag --delete loan-default 1 validation_status');
  await lab.type('mlreg alias delete loan-default champion');
  const { aliases, versions } = await meaning(lab);
  assert.deepEqual([aliases, versions['1']?.tags], [{}, {}]);
  lab.end();
});

test('what MLflow refuses is refused in its words, and changes nothing', async () => {
  const lab = await registered(1);
  const before = await lab.files();
  const refusals: readonly (readonly [string, string])[] = [
    [
      'mlreg alias set loan-default Latest 1',
      "'latest' alias name (case insensitive) is reserved.",
    ],
    ['mlreg alias set loan-default v7 1', "Version alias name 'v7' is reserved."],
    [
      "mlreg alias set loan-default 'best one' 1",
      "Invalid alias name: 'best one'. Names may only contain alphanumerics, underscores (_), and dashes (-).",
    ],
    [
      'mlreg alias set loan-default champion 2',
      'Model Version (name=loan-default, version=2) not found',
    ],
    ['mlreg show churn', 'Registered Model with name=churn not found'],
    ['mlreg show models:/loan-default@champion', 'Registered model alias champion not found.'],
    ['mlreg tag loan-default one a b', "Model version must be an integer, got 'one'"],
    ['mlreg register runs:/abc/model -n loan-default', "Run 'abc' not found"],
    [
      `mlreg register runs:/${RUN}/other -n loan-default`,
      `Could not find an "MLmodel" configuration file at "mlruns/0/${RUN}/artifacts/other"`,
    ],
  ];
  for (const [line, words] of refusals) {
    assert.deepEqual(await lab.type(line), { code: 1, printed: `Error: ${words}\n` });
  }
  const escaping = await lab.type("mlreg tag loan-default 1 '../../x' y");
  assert.match(escaping.printed, /^Error: Invalid tag name/);
  assert.deepEqual(await lab.files(), before);
  lab.end();
});

test('a deleted version keeps its number and loses its aliases', async () => {
  const lab = await registered(2);
  await lab.type('mlreg alias set loan-default champion 2');
  assert.equal((await lab.type('mlreg delete loan-default 2')).code, 0);
  assert.match((await lab.type(REGISTER)).printed, /Created version '3'/);
  assert.deepEqual(await lab.type('mlreg show models:/loan-default/2'), {
    code: 1,
    printed: 'Error: Model Version (name=loan-default, version=2) not found\n',
  });
  const { aliases, versions } = await meaning(lab);
  assert.deepEqual(aliases, {});
  assert.equal(versions['2']?.currentStage, 'Deleted_Internal');
  lab.end();
});

test('runs are listed with the last value of each metric', async () => {
  const lab = await openLab(engine, FILES);
  assert.deepEqual(await lab.type('mlreg runs'), {
    code: 0,
    printed: `Run ID                            Name  auc\n${RUN}  full  0.827\n`,
  });
  lab.end();
});

test('a registry that is broken is told with file and line, not read half', async () => {
  const lab = await registered(1);
  await lab.type(
    'mkdir registry/models/loan-default/aliases && printf version-1 > registry/models/loan-default/aliases/champion',
  );
  const { code, printed } = await lab.type('mlreg show loan-default');
  assert.equal(code, 1);
  assert.match(
    printed,
    /registry\/models\/loan-default\/aliases\/champion, line 1: found the text "version-1"; the format wants the number of a version/,
  );
  lab.end();
});
