import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import {
  ANALYSIS_TEMPLATE_SCHEMA,
  faultSentence,
  faultsOfFile,
  INFERENCE_SERVICE_SCHEMA,
  manifestFaults,
  readCheckedManifests,
  readManifests,
  ROLLOUT_SCHEMA,
  type JsonSchema,
} from '#formats';
import { RELEASE } from './release-text.ts';

const FILE = 'deploy/release.yaml';

/** What is said of the release with one piece of text replaced by another. */
function said(from: string, to: string): string[] {
  const text = RELEASE.replace(from, to);
  assert.notEqual(text, RELEASE, 'the text to replace stands in the release');
  return (readCheckedManifests(text, FILE).faults ?? []).map(faultSentence);
}

test('a file holds any number of objects, each with its lines', () => {
  const { value = [] } = readCheckedManifests(RELEASE, FILE);
  assert.deepEqual(
    value.map(({ kind, name, lineOf }) => [kind, name, lineOf(['metadata', 'name'])]),
    [
      ['Rollout', 'loan-default', 4],
      ['Service', 'loan-default-stable', 43],
      ['AnalysisTemplate', 'loan-default-canary', 56],
    ],
  );
});

test('the items of a List are objects, in JSON as in YAML', () => {
  const list = {
    apiVersion: 'v1',
    kind: 'List',
    items: (readManifests(RELEASE, FILE).value ?? []).map(({ value }) => value),
  };
  const { value = [] } = readCheckedManifests(JSON.stringify(list, null, 2), 'release.json');
  assert.deepEqual(
    value.map(({ kind }) => kind),
    ['Rollout', 'Service', 'AnalysisTemplate'],
  );
});

const CORRUPTIONS: readonly (readonly [from: string, to: string, said: string])[] = [
  [
    '  replicas: 4',
    '  replica: 4',
    `${FILE}, line 6, spec.replica: found the key "replica"; the format wants no key of that name here.`,
  ],
  [
    'replicas: 4',
    'replicas: four',
    `${FILE}, line 6, spec.replicas: found the text "four"; the format wants a whole number.`,
  ],
  [
    'setWeight: 5',
    'setWeight: 5%',
    `${FILE}, line 37, spec.strategy.canary.steps[0].setWeight: found the text "5%"; the format wants a whole number.`,
  ],
  [
    'setWeight: 5',
    'setWeights: 5',
    `${FILE}, line 37, spec.strategy.canary.steps[0].setWeights: found the key "setWeights"; the format wants no key of that name here.`,
  ],
  [
    'setWeight: 5',
    'setWeight: 105',
    `${FILE}, line 37, spec.strategy.canary.steps[0].setWeight: found the number 105; the format wants a weight from 0 to 100.`,
  ],
  [
    'duration: 15m',
    'duration: 15 minutes',
    `${FILE}, line 38, spec.strategy.canary.steps[1].pause.duration: found the text "15 minutes"; the format wants seconds, or a duration in s, m and h such as 15m.`,
  ],
  [
    'setWeight: 5\n        - pause',
    'setWeight: 5\n          pause',
    `${FILE}, line 37, spec.strategy.canary.steps[0]: found a step that does setWeight and pause; the format wants one thing in each step.`,
  ],
  [
    'canaryService: loan-default-canary',
    'canaryService: loan-default-stable',
    `${FILE}, line 27, spec.strategy.canary.canaryService: found the stable service; the format wants another service than the stable one.`,
  ],
  [
    '      app: loan-default\n  template',
    '      app: loans\n  template',
    `${FILE}, line 8, spec.selector.matchLabels: found labels that the pods of the template do not have: app: loans; the format wants labels of spec.template.metadata.labels.`,
  ],
  [
    'argoproj.io/v1alpha1\nkind: Rollout',
    'argoproj.io/v1\nkind: Rollout',
    `${FILE}, line 1, apiVersion: found the text "argoproj.io/v1"; the format wants "argoproj.io/v1alpha1".`,
  ],
  [
    'argoproj.io/v1alpha1\nkind: Rollout',
    'apps/v1\nkind: Rollout',
    `${FILE}, line 1, apiVersion: found the text "apps/v1"; the format wants "argoproj.io/v1alpha1", where Rollout is at home.`,
  ],
  [
    'failureLimit: 2',
    'failurelimit: 2',
    `${FILE}, line 65, spec.metrics[0].failurelimit: found the key "failurelimit"; the format wants no key of that name here.`,
  ],
  [
    'successCondition: isNaN(result[0]) || result[0] <= 0.02',
    'successCondition: 0.02',
    `${FILE}, line 66, spec.metrics[0].successCondition: found the number 0.02; the format wants text.`,
  ],
  [
    'containers:\n        - name: model',
    'containers:\n        - nam: model',
    `${FILE}, line 16, spec.template.spec.containers[0].name: found nothing; the format wants the key "name", which is required.`,
  ],
  [
    'port: 80\n',
    'port: 70000\n',
    `${FILE}, line 48, spec.ports[0].port: found the number 70000; the format wants 65535 or less.`,
  ],
  [
    'name: loan-default-stable\nspec',
    'name: Loan_Default\nspec',
    `${FILE}, line 43, metadata.name: found the text "Loan_Default"; the format wants a name of lower-case letters, digits, "-" and ".".`,
  ],
  [
    'kind: Service',
    'kind:',
    `${FILE}, line 41, kind: found null; the format wants the kind of the object, as text.`,
  ],
  [
    'replicas: 4',
    'replicas: 4\n  replicas: 5',
    `${FILE}, line 7: found the key "replicas" a second time; the format wants each key once.`,
  ],
];

for (const [from, to, sentence] of CORRUPTIONS) {
  test(`"${to.split('\n')[0] ?? ''}" is refused with file, line and place`, () => {
    assert.deepEqual(said(from, to), [sentence]);
  });
}

test('the YAML of kubectl: no and on are truth values, times of day and octal numbers as in Go', () => {
  const labels = (value: string) =>
    said(
      '        app: loan-default\n    spec',
      `        app: loan-default\n        country: ${value}\n    spec`,
    );
  assert.deepEqual(labels('"NO"'), []);
  assert.match(labels('NO').join(), /country: found the truth value false; the format wants text/);
  assert.deepEqual(labels('12:30'), []);
  assert.deepEqual(labels('2026-03-01'), []);
  assert.match(labels('1e3').join(), /country: found the number 1000; the format wants text/);
});

const SERVICE = {
  apiVersion: 'serving.kserve.io/v1beta1',
  kind: 'InferenceService',
  metadata: { name: 'loan-default' },
  spec: {
    predictor: {
      canaryTrafficPercent: 10,
      minReplicas: 1,
      model: {
        modelFormat: { name: 'sklearn' },
        protocolVersion: 'v2',
        storageUri: 's3://models/loan-default/4',
        resources: { limits: { cpu: '1' } },
      },
    },
  },
};

test('an InferenceService keeps its traffic beside the model, not in it', () => {
  const faults = (value: unknown) =>
    (
      readCheckedManifests(JSON.stringify(value, null, 2), 'deploy/inferenceservice.yaml').faults ??
      []
    ).map(faultSentence);
  assert.deepEqual(faults(SERVICE), []);
  const { predictor } = SERVICE.spec;
  const misplaced = { ...SERVICE, spec: { predictor, canaryTrafficPercent: 10 } };
  assert.deepEqual(faults(misplaced), [
    'deploy/inferenceservice.yaml, line 24, spec.canaryTrafficPercent: found the key "canaryTrafficPercent"; the format wants no key of that name here.',
  ]);
  const storageUris = [{ uri: 's3://models/loan-default/4', mountPath: '/mnt/models' }];
  assert.deepEqual(faults({ ...SERVICE, spec: { predictor: { ...predictor, storageUris } } }), []);
  const text = { ...SERVICE, spec: { predictor: { ...predictor, canaryTrafficPercent: '10%' } } };
  assert.deepEqual(faults(text), [
    'deploy/inferenceservice.yaml, line 9, spec.predictor.canaryTrafficPercent: found the text "10%"; the format wants a whole number.',
  ]);
});

test('the schemas mean to us what they mean to Ajv', () => {
  const ajv = new Ajv2020({ strict: false });
  const objects = (text: string) => readManifests(text, FILE).value ?? [];
  const schemas: Readonly<Record<string, JsonSchema>> = {
    Rollout: ROLLOUT_SCHEMA,
    AnalysisTemplate: ANALYSIS_TEMPLATE_SCHEMA,
    InferenceService: INFERENCE_SERVICE_SCHEMA,
  };
  const validate = Object.fromEntries(
    Object.entries(schemas).map(([kind, schema]) => [kind, ajv.compile(schema as object)]),
  );
  const texts = [
    RELEASE,
    JSON.stringify(SERVICE),
    ...CORRUPTIONS.map(([from, to]) => RELEASE.replace(from, to)),
  ];
  let refused = 0;
  for (const manifest of texts.flatMap(objects)) {
    const compiled = validate[manifest.kind];
    if (!compiled || manifest.apiVersion === 'apps/v1') continue;
    const holds = compiled(manifest.value);
    assert.equal(manifestFaults(manifest).length === 0, holds, JSON.stringify(manifest.value));
    if (!holds) refused += 1;
  }
  assert.equal(refused, 8);
});

test('the editor knows such files by what they say of themselves', () => {
  assert.equal(faultsOfFile('deploy/a.yml', RELEASE).format, 'Kubernetes objects');
  assert.deepEqual(
    faultsOfFile('deploy/a.yml', RELEASE.replace('replicas: 4', 'replicas: x')).faults.map(
      ({ line }) => line,
    ),
    [6],
  );
  assert.equal(faultsOfFile('params.yaml', 'kind: x\n').format, 'YAML');
});
