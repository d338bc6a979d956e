import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faultSentence, readManifests, type Manifest } from '#formats';
import { readRelease, scenarioNamed, simulateRelease } from '#rollout';
import { RELEASE } from '../formats/kubernetes/release-text.ts';

const FILE = 'deploy/release.yaml';

function manifests(text: string): readonly Manifest[] {
  const { value, faults } = readManifests(text, FILE);
  assert.deepEqual(faults ?? [], []);
  return value ?? [];
}

/** What is said of the release with one piece of text replaced by another. */
function said(from: string, to: string): string[] {
  const text = RELEASE.replace(from, to);
  assert.notEqual(text, RELEASE, 'the text to replace stands in the release');
  return (readRelease(manifests(text)).faults ?? []).map((fault) =>
    faultSentence(fault).replace(`${FILE}, `, ''),
  );
}

test('a Rollout and its template become steps and queries, arguments filled in', () => {
  const { value } = readRelease(manifests(RELEASE));
  assert.ok(value);
  assert.deepEqual(value.steps, [
    { kind: 'weight', percent: 5 },
    { kind: 'pause', seconds: 900 },
  ]);
  assert.deepEqual(value.services, {
    stable: 'loan-default-stable',
    canary: 'loan-default-canary',
  });
  const [metric] = value.background?.metrics ?? [];
  assert.ok(metric);
  assert.equal(
    metric.query.split('\n')[1],
    'sum(rate(inference_requests_total{service="loan-default-canary"}[5m]))',
  );
  assert.deepEqual(
    [metric.interval, metric.initialDelay, metric.failureLimit, metric.dryRun],
    [60, 120, 2, false],
  );
  const run = simulateRelease(value, scenarioNamed('healthy'));
  assert.deepEqual([run.outcome, run.minute], ['promoted', 15]);
});

const REFUSED: readonly (readonly [from: string, to: string, said: string])[] = [
  [
    'templateName: loan-default-canary',
    'templateName: loan-default',
    'line 32, spec.strategy.canary.analysis.templates[0].templateName: found the text "loan-default"; the format wants the name of an AnalysisTemplate in the files (there is loan-default-canary).',
  ],
  [
    '          - {name: canary, value: loan-default-canary}\n',
    '',
    'line 58, spec.args[0]: found no value; the format wants a value for the argument "canary", here or in the rollout\'s args.',
  ],
  [
    '    - name: canary\n    - name: stable',
    '    - name: stable',
    'line 69, spec.metrics[0].provider.prometheus.query: found {{args.canary}}; the format wants an argument that the template declares ({{args.stable}}).',
  ],
  [
    'interval: 1m',
    'interval: 1 min',
    'line 63, spec.metrics[0].interval: found the text "1 min"; the format wants a duration in s, m and h, such as 90s or 5m.',
  ],
  [
    'interval: 1m',
    'interval: 1s',
    'line 63, spec.metrics[0].interval: found the text "1s"; the format wants 10s or more: here Prometheus scrapes once a minute.',
  ],
  [
    '      trafficRouting: {nginx: {stableIngress: loan-default}}\n',
    '',
    'line 25, spec.strategy.canary.trafficRouting: found nothing; the format wants a router that splits the traffic: without one the shares are those of the pods, and 5% of 4 pods is 1 of 4.',
  ],
  [
    '- setWeight: 5',
    '- experiment: {}',
    'line 37, spec.strategy.canary.steps[0]: found a step that does experiment; the format wants setWeight, pause or analysis: the lab edition plays no other step.',
  ],
  [
    '- pause: {duration: 15m}',
    '- analysis: {templates: [{templateName: loan-default-canary}], args: [{name: canary, value: a}, {name: stable, value: b}]}',
    'line 38, spec.strategy.canary.steps[1].analysis: found the metric "error-ratio" without a count; the format wants a count for "error-ratio": a step must end.',
  ],
  [
    'interval: 1m\n',
    'count: 5\n',
    'line 62, spec.metrics[0]: found no interval; the format wants an interval, because count is more than 1.',
  ],
  [
    'prometheus:\n          address: http://prometheus.monitoring:9090\n          query: |',
    'web:\n          url: http://x\n          jsonPath: |',
    'line 67, spec.metrics[0].provider.prometheus.query: found nothing; the format wants a Prometheus query: the lab edition measures by nothing else.',
  ],
];

for (const [from, to, sentence] of REFUSED) {
  test(`refused: ${sentence.slice(0, 90)}`, () => {
    assert.deepEqual(said(from, to), [sentence]);
  });
}

test('an argument has its template’s default, names of metrics in dryRun and limits as text are read', () => {
  const text = RELEASE.replace(
    '    - name: canary\n',
    '    - name: canary\n      value: other\n    - name: limit\n      value: "7"\n',
  )
    .replace('          - {name: canary, value: loan-default-canary}\n', '')
    .replace('failureLimit: 2', 'failureLimit: "{{ args.limit }}"')
    .replace('  metrics:', '  dryRun: [{metricName: "*"}]\n  metrics:');
  const [metric] = readRelease(manifests(text)).value?.background?.metrics ?? [];
  assert.match(metric?.query ?? '', /service="other"/);
  assert.deepEqual([metric?.failureLimit, metric?.dryRun], [7, true]);
});

test('no Rollout, or two, is no release', () => {
  const said = (text: string) =>
    (readRelease(manifests(text), 'deploy/').faults ?? []).map(faultSentence);
  assert.deepEqual(said('apiVersion: v1\nkind: Service\nmetadata: {name: a}\n'), [
    'deploy/, line 1: found no Rollout; the format wants one object of the kind Rollout.',
  ]);
  assert.deepEqual(
    said(`${RELEASE}---\napiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: {name: b}\n`),
    [
      'deploy/release.yaml, line 75, kind: found the text "Rollout"; the format wants one Rollout, not several.',
    ],
  );
});
