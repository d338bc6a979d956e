import type { JsonSchema } from '../json-schema/json-schema.ts';
import {
  anyMapping,
  count,
  flag,
  listOf,
  mapping,
  openMapping,
  text,
  texts,
} from '../json-schema/write-schema.ts';

/**
 * Of Kubernetes' own objects, what a release names: services, and pods as Deployments and Rollouts describe them. Pods are
 * held to what is commonly written; keys of a container that stand here have their types, others are left alone.
 *
 * Trimmed from https://github.com/kubernetes/kubernetes (api/openapi-spec, v1.31), Apache-2.0.
 */
export const intOrText: JsonSchema = { type: ['integer', 'string'] };

const quantities: JsonSchema = {
  type: 'object',
  additionalProperties: { type: ['string', 'number'] },
};

const probe: JsonSchema = openMapping({
  httpGet: {
    ...mapping({
      path: text,
      port: intOrText,
      host: text,
      scheme: { enum: ['HTTP', 'HTTPS'] },
      httpHeaders: listOf(anyMapping),
    }),
    required: ['port'],
  },
  exec: mapping({ command: listOf(text) }),
  tcpSocket: anyMapping,
  grpc: anyMapping,
  ...Object.fromEntries(
    [
      'initialDelaySeconds',
      'periodSeconds',
      'timeoutSeconds',
      'successThreshold',
      'failureThreshold',
      'terminationGracePeriodSeconds',
    ].map((key) => [key, count]),
  ),
});

const container: JsonSchema = openMapping(
  {
    name: text,
    image: text,
    command: listOf(text),
    args: listOf(text),
    workingDir: text,
    env: listOf(openMapping({ name: text, value: text }, ['name'])),
    ports: listOf(
      openMapping(
        {
          containerPort: { type: 'integer', minimum: 1, maximum: 65535 },
          name: text,
          protocol: text,
        },
        ['containerPort'],
      ),
    ),
    resources: openMapping({ requests: quantities, limits: quantities }),
    readinessProbe: probe,
    livenessProbe: probe,
    startupProbe: probe,
    imagePullPolicy: { enum: ['Always', 'IfNotPresent', 'Never'] },
  },
  ['name'],
);

/** `metadata` of any object. */
export const metadata: JsonSchema = openMapping({
  name: text,
  namespace: text,
  labels: texts,
  annotations: texts,
});

export const labelSelector: JsonSchema = mapping({
  matchLabels: texts,
  matchExpressions: listOf(
    mapping({ key: text, operator: text, values: listOf(text) }, ['key', 'operator']),
  ),
});

export const podTemplate: JsonSchema = mapping({
  metadata,
  spec: openMapping(
    { containers: { ...listOf(container), minItems: 1 }, initContainers: listOf(container) },
    ['containers'],
  ),
});

export const SERVICE_SCHEMA: JsonSchema = mapping(
  {
    apiVersion: { const: 'v1' },
    kind: { const: 'Service' },
    metadata,
    spec: openMapping({
      selector: texts,
      type: { enum: ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'] },
      ports: listOf(
        openMapping(
          {
            name: text,
            port: { type: 'integer', minimum: 1, maximum: 65535 },
            targetPort: intOrText,
            protocol: text,
          },
          ['port'],
        ),
      ),
    }),
    status: anyMapping,
  },
  ['apiVersion', 'kind', 'metadata'],
);

export const DEPLOYMENT_SCHEMA: JsonSchema = mapping(
  {
    apiVersion: { const: 'apps/v1' },
    kind: { const: 'Deployment' },
    metadata,
    spec: mapping(
      {
        replicas: count,
        selector: labelSelector,
        template: podTemplate,
        strategy: anyMapping,
        minReadySeconds: count,
        revisionHistoryLimit: count,
        progressDeadlineSeconds: count,
        paused: flag,
      },
      ['selector', 'template'],
    ),
    status: anyMapping,
  },
  ['apiVersion', 'kind', 'metadata', 'spec'],
);
