import type { JsonSchema } from '../json-schema/json-schema.ts';
import {
  anyMapping,
  count,
  flag,
  listOf,
  mapping,
  text,
  whole,
} from '../json-schema/write-schema.ts';
import { intOrText, metadata } from '../kubernetes/core-schema.ts';

const valueFrom: JsonSchema = mapping({
  secretKeyRef: mapping({ name: text, key: text }, ['name', 'key']),
  fieldRef: mapping({ fieldPath: text }, ['fieldPath']),
  podTemplateHashValue: { enum: ['Stable', 'Latest'] },
});

/** Arguments of a template, and those that a rollout hands to it. */
export const argument: JsonSchema = mapping({ name: text, value: text, valueFrom }, ['name']);

export const dryRun: JsonSchema = listOf(mapping({ metricName: text }, ['metricName']));
export const measurementRetention: JsonSchema = listOf(
  mapping({ metricName: text, limit: whole }, ['metricName', 'limit']),
);
export const templateReference: JsonSchema = mapping({ templateName: text, clusterScope: flag });

/** Providers other than Prometheus are known by name; what they hold is left alone. */
const OTHER_PROVIDERS = [
  'kayenta',
  'web',
  'datadog',
  'wavefront',
  'newRelic',
  'job',
  'cloudWatch',
  'graphite',
  'influxdb',
  'skywalking',
  'plugin',
];

const metric: JsonSchema = mapping(
  {
    name: text,
    interval: text,
    initialDelay: text,
    count: intOrText,
    successCondition: text,
    failureCondition: text,
    failureLimit: intOrText,
    inconclusiveLimit: intOrText,
    consecutiveErrorLimit: intOrText,
    consecutiveSuccessLimit: intOrText,
    provider: mapping({
      prometheus: mapping({
        address: text,
        query: text,
        authentication: anyMapping,
        timeout: count,
        insecure: flag,
        headers: listOf(mapping({ key: text, value: text }, ['key', 'value'])),
        rangeQuery: mapping({ start: text, end: text, step: text }),
      }),
      ...Object.fromEntries(OTHER_PROVIDERS.map((name) => [name, anyMapping])),
    }),
  },
  ['name', 'provider'],
);

/**
 * `AnalysisTemplate` and `ClusterAnalysisTemplate` of `argoproj.io/v1alpha1`, unknown keys refused as kubectl does.
 *
 * Trimmed from https://github.com/argoproj/argo-rollouts, manifests/crds/analysis-template-crd.yaml and
 * pkg/apis/rollouts/v1alpha1/analysis_types.go (commit eee6677fbec9ae054de575e9e6b9c967329f2f28, with the keys that 1.7 and
 * 1.8 added), Apache-2.0. Trimmed: what the providers beside Prometheus hold.
 */
export const ANALYSIS_TEMPLATE_SCHEMA: JsonSchema = mapping(
  {
    apiVersion: { const: 'argoproj.io/v1alpha1' },
    kind: { enum: ['AnalysisTemplate', 'ClusterAnalysisTemplate'] },
    metadata,
    spec: {
      ...mapping({
        args: listOf(argument),
        metrics: listOf(metric),
        dryRun,
        measurementRetention,
        templates: listOf(templateReference),
      }),
      anyOf: [{ required: ['metrics'] }, { required: ['templates'] }],
    },
  },
  ['apiVersion', 'kind', 'metadata', 'spec'],
);
