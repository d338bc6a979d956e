import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'yaml';
import { TRAIN, grouped, lessonText, listing, states } from './stated.ts';

/** The figures and the files of "Containers and manifests that pass review". */

const lesson = lessonText('deploy-test-monitor', 'containers-and-manifests-that-pass-review');

interface Probe {
  readonly httpGet: { readonly path: string };
  readonly periodSeconds: number;
  readonly failureThreshold: number;
}

interface Deployment {
  readonly spec: {
    readonly replicas: number;
    readonly strategy: { readonly rollingUpdate: Readonly<Record<string, number>> };
    readonly selector: { readonly matchLabels: unknown };
    readonly template: {
      readonly metadata: { readonly labels: unknown };
      readonly spec: {
        readonly securityContext: { readonly runAsNonRoot: boolean };
        readonly volumes: readonly { readonly name: string; readonly emptyDir: unknown }[];
        readonly containers: readonly [
          {
            readonly image: string;
            readonly args: readonly string[];
            readonly securityContext: unknown;
            readonly resources: {
              readonly requests: Readonly<Record<string, string>>;
              readonly limits: Readonly<Record<string, string>>;
            };
            readonly startupProbe: Probe;
            readonly readinessProbe: Probe;
            readonly livenessProbe: Probe;
            readonly volumeMounts: readonly { readonly name: string }[];
          },
        ];
      };
    };
  };
}

const { spec } = parse(listing(lesson, 'deploy/deployment.yaml')) as Deployment;
const pod = spec.template.spec;
const [server] = pod.containers;
const seconds = (probe: Probe): number => probe.periodSeconds * probe.failureThreshold;

test('the first Dockerfile has as many instructions as the text goes through', () => {
  const lines = listing(lesson, 'Dockerfile').trim().split('\n');
  assert.equal(lines.length, 7);
  for (const i of lines.keys()) states(lesson, `**Line ${i + 1}** `);
  states(lesson, `the data of ${grouped(TRAIN.length)} applicants included`);
});

test('the repaired Dockerfile pins, installs by hash, and ends as an ordinary user by number', () => {
  const lines = listing(lesson, 'Dockerfile.reviewed').split('\n');
  const from = lines.filter((line) => line.startsWith('FROM '));
  assert.equal(from.length, 2);
  for (const line of from) assert.match(line, /@sha256:/);
  const last = lines.slice(lines.lastIndexOf(from[1] ?? ''));
  assert.deepEqual(
    last.filter((line) => line.startsWith('USER ')),
    ['USER 10001'],
  );
  assert.ok(last.some((line) => line.startsWith('ENTRYPOINT [')));
  const text = lines.join('\n');
  assert.ok(text.indexOf('COPY requirements.lock') < text.indexOf('COPY src/'));
  assert.match(text, /--mount=type=secret.*\\\n.*--require-hashes/);
  assert.doesNotMatch(text, /^(?:ENV|ARG) /m);
});

test('the manifest answers the four questions', () => {
  assert.match(server.image, /@sha256:/);
  assert.deepEqual(server.args, ['--model', 'models:/loan-default/3']);
  assert.equal(pod.securityContext.runAsNonRoot, true);
  assert.deepEqual(server.securityContext, {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  });
  assert.deepEqual(
    server.volumeMounts.map(({ name }) => name),
    pod.volumes.map(({ name }) => name),
  );
  assert.deepEqual(pod.volumes[0]?.emptyDir, { sizeLimit: '64Mi' });
  assert.deepEqual(spec.selector.matchLabels, spec.template.metadata.labels);
  assert.equal(server.resources.requests['memory'], server.resources.limits['memory']);
  assert.equal(server.resources.limits['cpu'], undefined);
});

test('its probes ask the right address and take as long as the text says', () => {
  assert.equal(server.startupProbe.httpGet.path, '/v2/health/live');
  assert.equal(server.livenessProbe.httpGet.path, '/v2/health/live');
  assert.equal(server.readinessProbe.httpGet.path, '/v2/health/ready');
  const { failureThreshold, periodSeconds } = server.startupProbe;
  states(
    lesson,
    `${failureThreshold} × ${periodSeconds} = ${seconds(server.startupProbe)} seconds`,
    `about ${seconds(server.readinessProbe)} seconds after`,
    `restarts it after ${seconds(server.livenessProbe)}.`,
  );
  const met = (time: number): number => Math.round((200 / 60 / spec.replicas) * time);
  states(
    lesson,
    `about ${met(seconds(server.readinessProbe))} requests before it is taken out`,
    `it would be ${met(seconds(server.livenessProbe))}, until the restart`,
  );
});

test('a release needs memory for one copy more', () => {
  const mebibytes = Number.parseInt(server.resources.limits['memory'] ?? '', 10);
  const copies = spec.replicas + (spec.strategy.rollingUpdate['maxSurge'] ?? 0);
  states(
    lesson,
    `must hold ${grouped(copies * mebibytes)} MiB, not ${grouped(spec.replicas * mebibytes)}`,
  );
});
