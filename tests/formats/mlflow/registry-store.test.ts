import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  faultSentence,
  readRegisteredModel,
  readTrackedRun,
  registryMeaning,
  type ProjectFiles,
} from '#formats';

const FOLDER = 'registry/models/loan-default';
const encoder = new TextEncoder();

const version = (number: number, more = 'current_stage: None') => `name: loan-default
version: ${number}
creation_timestamp: 1775125293120
last_updated_timestamp: 1775125293120
source: mlruns/0/a/artifacts/model
run_id: a
status: READY
${more}
`;

const SOUND: Readonly<Record<string, string>> = {
  'meta.yaml':
    'name: loan-default\ncreation_timestamp: 1775125293120\nlast_updated_timestamp: 1775125293120\ndescription: null\n',
  'version-2/meta.yaml': version(2),
  'version-10/meta.yaml': version(10),
  'version-10/tags/validation_status': 'passed',
  'version-10/tags/owner/team': 'credit',
  'version-3/meta.yaml': version(3, 'current_stage: Deleted_Internal'),
  'aliases/champion': '10',
  'tags/domain': 'credit-risk',
};

function files(changes: Readonly<Record<string, string>> = {}): ProjectFiles {
  return new Map(
    Object.entries({ ...SOUND, ...changes }).map(([path, text]) => [
      `${FOLDER}/${path}`,
      encoder.encode(text),
    ]),
  );
}

const faults = (changes: Readonly<Record<string, string>>) =>
  (readRegisteredModel(files(changes), FOLDER).faults ?? []).map((fault) =>
    faultSentence(fault).replaceAll(`${FOLDER}/`, ''),
  );

test('a model has its versions by number, and what was deleted is marked', () => {
  const { value } = readRegisteredModel(files(), FOLDER);
  assert.deepEqual(
    value?.versions.map((one) => [one.version, one.deleted]),
    [
      [2, false],
      [3, true],
      [10, false],
    ],
  );
  assert.deepEqual(value.aliases, new Map([['champion', 10]]));
  assert.deepEqual(
    value.versions[2]?.tags,
    new Map([
      ['validation_status', 'passed'],
      ['owner/team', 'credit'],
    ]),
  );
  assert.deepEqual(value.tags, new Map([['domain', 'credit-risk']]));
});

test('an alias file holds a number and nothing else, as MLflow looks a folder up by it', () => {
  const wants =
    'the format wants the number of a version and nothing else: no word, no space, no line end.';
  assert.deepEqual(faults({ 'aliases/champion': 'version-2' }), [
    `aliases/champion, line 1: found the text "version-2"; ${wants}`,
  ]);
  assert.deepEqual(faults({ 'aliases/champion': '10\n' }), [
    `aliases/champion, line 1: found the text "10\\n"; ${wants}`,
  ]);
  assert.deepEqual(faults({ 'aliases/champion': '4' }), [
    `aliases/champion, line 1: found 4, which is no version; ${wants}`,
  ]);
  assert.deepEqual(faults({ 'aliases/champion': '3' }), [
    `aliases/champion, line 1: found 3, which is no version any more; ${wants}`,
  ]);
});

test('folder, name and number agree', () => {
  assert.deepEqual(faults({ 'version-2/meta.yaml': version(1) }), [
    'version-2/meta.yaml, line 1, version: found the number 1; the format wants the number 2.',
  ]);
  assert.deepEqual(faults({ 'version-two/meta.yaml': version(2) }), [
    'version-two, line 1: found the folder version-two; the format wants version-<number>, from 1.',
  ]);
  assert.deepEqual(faults({ 'version-4/tags/a': 'b' }), [
    'version-4/meta.yaml, line 1: found no such file; the format wants meta.yaml.',
  ]);
  assert.deepEqual(
    faults({ 'version-2/meta.yaml': version(2).replace('version: 2', "version: '2'") }),
    [
      'version-2/meta.yaml, line 2, version: found the text "2"; the format wants the number of the version, from 1.',
    ],
  );
});

test('a stage that YAML takes for nothing is told', () => {
  assert.deepEqual(faults({ 'version-2/meta.yaml': version(2, 'current_stage: null') }), [
    'version-2/meta.yaml, line 8, current_stage: found null; the format wants "None", as text (or a stage of old).',
  ]);
});

test('a model that is not there is a fault, not an empty model', () => {
  assert.deepEqual((readRegisteredModel(new Map(), FOLDER).faults ?? []).map(faultSentence), [
    `${FOLDER}/meta.yaml, line 1: found no such file; the format wants meta.yaml.`,
  ]);
});

test('two models mean the same whatever their times and the order of their keys', () => {
  const meaning = (changes: Readonly<Record<string, string>>) => {
    const { value } = readRegisteredModel(files(changes), FOLDER);
    return value && registryMeaning(value);
  };
  const turned = version(2).trim().split('\n').reverse().join('\n');
  assert.deepEqual(
    meaning({ 'version-2/meta.yaml': turned.replaceAll('1775125293120', '1775125299999') }),
    meaning({}),
  );
  assert.notDeepEqual(meaning({ 'aliases/champion': '2' }), meaning({}));
});

test('a run has its metrics, params and tags', () => {
  const run: ProjectFiles = new Map(
    Object.entries({
      'mlruns/0/a/meta.yaml': 'run_id: a\nrun_name: full\nartifact_uri: mlruns/0/a/artifacts\n',
      'mlruns/0/a/metrics/auc': '1 0.8 0\n2 0.827 1\n',
      'mlruns/0/a/params/l2': '1.0',
      'mlruns/0/a/tags/data_md5': 'e5eb',
    }).map(([path, text]) => [path, encoder.encode(text)]),
  );
  assert.deepEqual(readTrackedRun(run, 'mlruns/0/a').value, {
    runId: 'a',
    name: 'full',
    artifactUri: 'mlruns/0/a/artifacts',
    metrics: new Map([['auc', 0.827]]),
    params: new Map([['l2', '1.0']]),
    tags: new Map([['data_md5', 'e5eb']]),
  });
  assert.match(
    faultSentence(readTrackedRun(run, 'mlruns/0/b').faults?.[0] ?? assert.fail()),
    /no such file/,
  );
});
