import type { JsonSchema } from '../json-schema/json-schema.ts';
import {
  anyMapping,
  count,
  listOf,
  mapping,
  openMapping,
  text,
  texts,
  whole,
} from '../json-schema/write-schema.ts';
import { metadata } from '../kubernetes/core-schema.ts';

/** Keys of every component: replicas, scaling, traffic. */
const component = {
  minReplicas: count,
  maxReplicas: count,
  scaleTarget: whole,
  scaleMetric: { enum: ['cpu', 'memory', 'concurrency', 'rps'] },
  scaleMetricType: { enum: ['Utilization', 'Value', 'AverageValue'] },
  autoScaling: anyMapping,
  containerConcurrency: whole,
  timeout: whole,
  canaryTrafficPercent: whole,
  logger: anyMapping,
  batcher: anyMapping,
  labels: texts,
  annotations: texts,
  deploymentStrategy: anyMapping,
};

const storage = {
  storageUri: text,
  storage: mapping({ path: text, schemaPath: text, parameters: texts, key: text }),
  runtimeVersion: text,
  protocolVersion: { enum: ['v1', 'v2', 'grpc-v1', 'grpc-v2'] },
};

/** A model server is also a container, whose many keys are left alone. */
const model: JsonSchema = openMapping(
  { ...storage, modelFormat: mapping({ name: text, version: text }, ['name']), runtime: text },
  ['modelFormat'],
);

const FRAMEWORKS = [
  'sklearn',
  'xgboost',
  'tensorflow',
  'pytorch',
  'triton',
  'onnx',
  'huggingface',
  'pmml',
  'lightgbm',
  'paddle',
];

/** Of a pod, what a predictor commonly says; the CRD lists some thirty keys more, all of them a pod's. */
const POD_KEYS = [
  'containers',
  'initContainers',
  'volumes',
  'tolerations',
  'imagePullSecrets',
  'topologySpreadConstraints',
];
const POD_MAPPINGS = ['nodeSelector', 'affinity', 'securityContext'];

/**
 * `InferenceService` of `serving.kserve.io/v1beta1`; unknown keys are refused where a predictor is written.
 *
 * Trimmed from https://github.com/kserve/kserve, pkg/apis/serving/v1beta1/component.go (commit
 * f7bf4fd60a7538ebd0e6acc2c203017aa5dbeb61), predictor.go (0217bdabaaa250485b336805da1aed04960dc758, of 2026, with
 * `storageUris`) and predictor_model.go, Apache-2.0; compared on 2026-11-26, when 0.17 was the newest release that we knew
 * of. Trimmed: transformer, explainer, scaling and the keys of pods and containers are known by name only.
 */
export const INFERENCE_SERVICE_SCHEMA: JsonSchema = mapping(
  {
    apiVersion: { const: 'serving.kserve.io/v1beta1' },
    kind: { const: 'InferenceService' },
    metadata,
    spec: mapping(
      {
        predictor: mapping({
          ...component,
          model,
          storageUris: { ...listOf(mapping({ uri: text, mountPath: text }, ['uri'])), minItems: 1 },
          workerSpec: anyMapping,
          ...Object.fromEntries(FRAMEWORKS.map((name) => [name, openMapping(storage)])),
          ...Object.fromEntries(POD_KEYS.map((key) => [key, listOf(anyMapping)])),
          ...Object.fromEntries(POD_MAPPINGS.map((key) => [key, anyMapping])),
          serviceAccountName: text,
          priorityClassName: text,
          terminationGracePeriodSeconds: count,
        }),
        transformer: anyMapping,
        explainer: anyMapping,
      },
      ['predictor'],
    ),
    status: anyMapping,
  },
  ['apiVersion', 'kind', 'metadata', 'spec'],
);
