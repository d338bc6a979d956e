import { ANALYSIS_TEMPLATE_SCHEMA } from '../argo/analysis-schema.ts';
import { rolloutRules } from '../argo/rollout-rules.ts';
import { ROLLOUT_SCHEMA } from '../argo/rollout-schema.ts';
import type { FormatFault, Reading } from '../format-fault.ts';
import { SchemaValidator, type JsonSchema } from '../json-schema/json-schema.ts';
import { INFERENCE_SERVICE_SCHEMA } from '../kserve/inference-service-schema.ts';
import { DEPLOYMENT_SCHEMA, SERVICE_SCHEMA } from './core-schema.ts';
import { readManifests, type Manifest } from './manifest.ts';

/** By API group and kind; the version is the schema's to judge. */
const SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  '/Service': SERVICE_SCHEMA,
  'apps/Deployment': DEPLOYMENT_SCHEMA,
  'argoproj.io/Rollout': ROLLOUT_SCHEMA,
  'argoproj.io/AnalysisTemplate': ANALYSIS_TEMPLATE_SCHEMA,
  'argoproj.io/ClusterAnalysisTemplate': ANALYSIS_TEMPLATE_SCHEMA,
  'serving.kserve.io/InferenceService': INFERENCE_SERVICE_SCHEMA,
};

/** Kinds that belong to one group, for which another `apiVersion` is a slip of the pen. */
const HOMES: Readonly<Record<string, string>> = {
  Rollout: 'argoproj.io/v1alpha1',
  AnalysisTemplate: 'argoproj.io/v1alpha1',
  ClusterAnalysisTemplate: 'argoproj.io/v1alpha1',
  InferenceService: 'serving.kserve.io/v1beta1',
};

const validators = new Map<JsonSchema, SchemaValidator>();

/** Where an object does not fit the schema of its kind; empty for a kind that has none here. */
export function manifestFaults(manifest: Manifest): readonly FormatFault[] {
  const { apiVersion, kind, file } = manifest;
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  const schema = SCHEMAS[`${group}/${kind}`];
  const home = HOMES[kind];
  if (!schema) {
    if (home === undefined) return [];
    const line = manifest.lineOf(['apiVersion']);
    const wanted = `"${home}", where ${kind} is at home`;
    return [{ file, line, path: 'apiVersion', found: `the text "${apiVersion}"`, wanted }];
  }
  const validator = validators.get(schema) ?? new SchemaValidator(schema, '2020-12');
  validators.set(schema, validator);
  return validator.faults(manifest);
}

/** Reads a file of manifests and holds each object to its schema, and a Rollout to its controller's rules. */
export function readCheckedManifests(text: string, file: string): Reading<readonly Manifest[]> {
  const read = readManifests(text, file);
  if (!read.value) return read;
  const [first, ...others] = read.value.flatMap((manifest) => {
    const faults = manifestFaults(manifest);
    return faults.length === 0 && manifest.kind === 'Rollout' ? rolloutRules(manifest) : faults;
  });
  return first ? { faults: [first, ...others] } : read;
}

/** Whether a text says of itself that it holds Kubernetes objects. */
export function looksLikeManifests(text: string): boolean {
  return /^\s*["']?apiVersion["']?\s*:/m.test(text) && /^\s*["']?kind["']?\s*:/m.test(text);
}
