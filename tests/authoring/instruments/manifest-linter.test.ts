import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Finding } from '../../../src/components/lesson/manifest-linter/finding.ts';
import { lintDockerfile } from '../../../src/components/lesson/manifest-linter/lint-dockerfile.ts';
import { reviewManifest } from '../../../src/components/lesson/manifest-linter/review-manifest.ts';
import {
  FOUND_DEPLOYMENT,
  FOUND_DOCKERFILE,
  REVIEWED_DEPLOYMENT,
  REVIEWED_DOCKERFILE,
} from '../../../src/components/lesson/manifest-linter/samples.ts';
import { lessonText, listing } from '../lessons/stated.ts';

const lesson = lessonText('deploy-test-monitor', 'containers-and-manifests-that-pass-review');
const told = (findings: readonly Finding[]): readonly string[] =>
  findings.map(({ line, rule }) => `${line} ${rule}`);
/** A file with its digests as short as the lesson prints them. */
const shortened = (text: string): string =>
  text.replace(/@sha256:([0-9a-f]{4})[0-9a-f]{56}([0-9a-f]{4})/g, '@sha256:$1…$2');

test('the files are those of the lesson, with their digests written out', () => {
  assert.equal(FOUND_DOCKERFILE, listing(lesson, 'Dockerfile'));
  assert.equal(shortened(REVIEWED_DOCKERFILE), listing(lesson, 'Dockerfile.reviewed'));
  assert.equal(shortened(REVIEWED_DEPLOYMENT), listing(lesson, 'deploy/deployment.yaml'));
});

test('the Dockerfile as found has a finding in each line but the fourth, and the missing user', () => {
  assert.deepEqual(told(lintDockerfile(FOUND_DOCKERFILE)), [
    '0 user',
    '1 base-by-digest',
    '2 no-secret',
    '3 copy-narrow',
    '5 by-hash',
    '6 deletes-nothing',
    '7 exec-form',
    '7 model-version',
  ]);
});

test('the repaired files pass', () => {
  assert.deepEqual(lintDockerfile(REVIEWED_DOCKERFILE), []);
  assert.deepEqual(reviewManifest(REVIEWED_DEPLOYMENT), []);
});

test('continued lines are one instruction: what is missing in the second is told at the first', () => {
  const text = REVIEWED_DOCKERFILE.replace('--require-hashes ', '');
  assert.deepEqual(told(lintDockerfile(text)), ['4 by-hash']);
});

test('a stage that builds on another needs no digest, and nor does scratch', () => {
  const text = REVIEWED_DOCKERFILE.replace(
    /FROM python:3\.13-slim@\S+\nCOPY --from/,
    'FROM build\nCOPY --from',
  );
  assert.notEqual(text, REVIEWED_DOCKERFILE);
  assert.deepEqual(lintDockerfile(text), []);
  assert.deepEqual(told(lintDockerfile('FROM scratch\nUSER 1\n')), []);
});

test('root by name or number, and a user by name, are findings', () => {
  for (const [user, rule] of [
    ['USER root', '11 user'],
    ['USER 0:0', '11 user'],
    ['USER app', '11 user'],
  ] as const) {
    assert.deepEqual(told(lintDockerfile(REVIEWED_DOCKERFILE.replace('USER 10001', user))), [rule]);
  }
});

test('an empty Dockerfile builds nothing', () => {
  assert.deepEqual(told(lintDockerfile('# nothing\n')), ['0 from']);
});

test('the manifest as found leaves each of the four questions open', () => {
  const findings = reviewManifest(FOUND_DEPLOYMENT);
  assert.deepEqual(told(findings), [
    '12 image-by-digest',
    '13 model-version',
    '0 non-root',
    '0 no-escalation',
    '0 read-only',
    '0 drop-all',
    '0 no-token',
    '0 requests',
    '15 memory-limit',
    '15 no-cpu-limit',
    '5 two-copies',
    '0 readiness',
    '16 liveness',
    '0 startup',
  ]);
  assert.equal(new Set(findings.map(({ concern }) => concern)).size, 4);
});

test('each line of the repaired manifest that matters is missed when it is gone', () => {
  for (const [from, to, rule] of [
    [/@sha256:[0-9a-f]+/, ':3', 'image-by-digest'],
    ['models:/loan-default/3', 'models:/loan-default@champion', 'model-version'],
    ['runAsNonRoot: true, ', '', 'non-root'],
    ['allowPrivilegeEscalation: false', 'allowPrivilegeEscalation: true', 'no-escalation'],
    ['readOnlyRootFilesystem: true', 'readOnlyRootFilesystem: false', 'read-only'],
    ['drop: [ALL]', 'drop: [NET_RAW]', 'drop-all'],
    ['automountServiceAccountToken: false', 'enableServiceLinks: false', 'no-token'],
    ['cpu: 500m, ', '', 'requests'],
    ['limits: { memory: 512Mi }', 'limits: { memory: 1Gi }', 'memory-limit'],
    ['limits: { memory: 512Mi }', 'limits: { memory: 512Mi, cpu: 1 }', 'no-cpu-limit'],
    ['replicas: 2', 'replicas: 1', 'two-copies'],
    ['/v2/health/ready', '/v2/health/live', 'readiness'],
    [/(livenessProbe:\n.*)live/, '$1ready', 'liveness'],
    [/startupProbe:\n.*\n/, 'startupProbe:\n', 'startup'],
    ['matchLabels: { app: loan-default }', 'matchLabels: { app: other }', 'selector'],
  ] as const) {
    const text = REVIEWED_DEPLOYMENT.replace(from, to);
    assert.notEqual(text, REVIEWED_DEPLOYMENT, rule);
    assert.deepEqual(
      reviewManifest(text).map((finding) => finding.rule),
      [rule],
    );
  }
});

test('what is no YAML, and what is no Deployment, is told at its line', () => {
  const [broken] = reviewManifest('kind: Deployment\nspec: [1\n');
  assert.equal(broken?.rule, 'yaml');
  assert.match(broken.says, /^It cannot be read: found /);
  assert.deepEqual(told(reviewManifest('kind: Service\n')), ['1 kind']);
  assert.deepEqual(told(reviewManifest('')), ['1 kind']);
});
