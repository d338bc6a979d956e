import type { JsonSchema } from '../json-schema/json-schema.ts';
import {
  anyMapping,
  count,
  flag,
  listOf,
  mapping,
  text,
  texts,
} from '../json-schema/write-schema.ts';
import { intOrText, labelSelector, metadata, podTemplate } from '../kubernetes/core-schema.ts';
import { argument, dryRun, measurementRetention, templateReference } from './analysis-schema.ts';

const analysis = {
  templates: listOf(templateReference),
  args: listOf(argument),
  dryRun,
  measurementRetention,
  analysisRunMetadata: anyMapping,
};

const podMetadata: JsonSchema = mapping({ labels: texts, annotations: texts });

const trafficRouting: JsonSchema = mapping({
  nginx: mapping({
    stableIngress: text,
    stableIngresses: listOf(text),
    annotationPrefix: text,
    additionalIngressAnnotations: texts,
    canaryIngressAnnotations: texts,
  }),
  ...Object.fromEntries(
    ['istio', 'alb', 'smi', 'ambassador', 'appMesh', 'traefik', 'apisix', 'plugins'].map((name) => [
      name,
      anyMapping,
    ]),
  ),
  managedRoutes: listOf(mapping({ name: text }, ['name'])),
  maxTrafficWeight: count,
});

const step: JsonSchema = mapping({
  setWeight: { type: 'integer' },
  pause: mapping({ duration: intOrText }),
  analysis: mapping(analysis),
  setCanaryScale: mapping({ weight: count, replicas: count, matchTrafficWeight: flag }),
  experiment: anyMapping,
  setHeaderRoute: anyMapping,
  setMirrorRoute: anyMapping,
  plugin: anyMapping,
  replicaProgressThreshold: anyMapping,
});

const canary: JsonSchema = mapping({
  canaryService: text,
  stableService: text,
  steps: listOf(step),
  trafficRouting,
  maxUnavailable: intOrText,
  maxSurge: intOrText,
  analysis: mapping({ ...analysis, startingStep: { type: 'integer' } }),
  antiAffinity: anyMapping,
  canaryMetadata: podMetadata,
  stableMetadata: podMetadata,
  scaleDownDelaySeconds: count,
  scaleDownDelayRevisionLimit: count,
  abortScaleDownDelaySeconds: count,
  dynamicStableScale: flag,
  pingPong: mapping({ pingService: text, pongService: text }, ['pingService', 'pongService']),
  minPodsPerReplicaSet: count,
});

const blueGreen: JsonSchema = mapping(
  {
    activeService: text,
    previewService: text,
    previewReplicaCount: count,
    autoPromotionEnabled: flag,
    autoPromotionSeconds: count,
    maxUnavailable: intOrText,
    scaleDownDelaySeconds: count,
    scaleDownDelayRevisionLimit: count,
    abortScaleDownDelaySeconds: count,
    prePromotionAnalysis: mapping(analysis),
    postPromotionAnalysis: mapping(analysis),
    antiAffinity: anyMapping,
    previewMetadata: podMetadata,
    activeMetadata: podMetadata,
  },
  ['activeService'],
);

/**
 * `Rollout` of `argoproj.io/v1alpha1`, unknown keys refused as kubectl does.
 *
 * Trimmed from https://github.com/argoproj/argo-rollouts, manifests/crds/rollout-crd.yaml and
 * pkg/apis/rollouts/v1alpha1/types.go (commit 1929f48222cfd2f31fffa68a7bd8d66d8e62539e, with the keys that later 1.x added),
 * Apache-2.0. Trimmed: pods are held to `core-schema.ts`; experiments, header and mirror routes, plugins and the routers
 * beside nginx are known by name only.
 */
export const ROLLOUT_SCHEMA: JsonSchema = mapping(
  {
    apiVersion: { const: 'argoproj.io/v1alpha1' },
    kind: { const: 'Rollout' },
    metadata,
    spec: mapping({
      replicas: count,
      selector: labelSelector,
      template: podTemplate,
      workloadRef: mapping({ apiVersion: text, kind: text, name: text, scaleDown: text }),
      minReadySeconds: count,
      rollbackWindow: mapping({ revisions: count }),
      strategy: mapping({ canary, blueGreen }),
      revisionHistoryLimit: count,
      paused: flag,
      progressDeadlineSeconds: count,
      progressDeadlineAbort: flag,
      restartAt: text,
      analysis: mapping({ successfulRunHistoryLimit: count, unsuccessfulRunHistoryLimit: count }),
    }),
    status: anyMapping,
  },
  ['apiVersion', 'kind', 'metadata', 'spec'],
);
