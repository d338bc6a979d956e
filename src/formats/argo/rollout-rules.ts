import { inWords, pathText, type DocumentPath, type FormatFault } from '../format-fault.ts';
import type { Manifest } from '../kubernetes/manifest.ts';

/** What a step may do; a step does one of them. */
const STEP_KINDS = [
  'setWeight',
  'pause',
  'analysis',
  'experiment',
  'setCanaryScale',
  'setHeaderRoute',
  'setMirrorRoute',
  'plugin',
  'replicaProgressThreshold',
];

/**
 * What Argo's controller refuses of a Rollout that fits the schema (`InvalidSpec`): a strategy that is missing or double,
 * steps that do none or two things, weights out of 0 to 100, a pause that is no duration, traffic routing without its two
 * services, one service for both versions, a selector that the pods do not fit.
 *
 * @see https://github.com/argoproj/argo-rollouts/blob/v1.7.2/pkg/apis/rollouts/validation/validation.go
 */
export function rolloutRules(manifest: Manifest): readonly FormatFault[] {
  const faults: FormatFault[] = [];
  const fault = (path: DocumentPath, found: string, wanted: string) =>
    faults.push({
      file: manifest.file,
      line: manifest.lineOf(path),
      path: pathText(path),
      found,
      wanted,
    });
  const spec = asMapping(manifest.value['spec']);
  const strategy = asMapping(spec['strategy']);
  const kinds = ['canary', 'blueGreen'].filter((kind) => strategy[kind] !== undefined);
  if (kinds.length !== 1) {
    const found = kinds.length === 0 ? 'no strategy' : 'two strategies';
    fault(['spec', 'strategy'], found, 'either canary or blueGreen');
  }
  const missing = missingLabels(spec);
  if (missing.length > 0) {
    fault(
      ['spec', 'selector', 'matchLabels'],
      `labels that the pods of the template do not have: ${missing.join(', ')}`,
      'labels of spec.template.metadata.labels',
    );
  }
  if (strategy['canary'] !== undefined) canaryRules(asMapping(strategy['canary']), fault);
  return faults;
}

/** The labels that a Rollout's (or Deployment's) selector asks for and its pods lack, as `key: value`. */
export function missingLabels(spec: Readonly<Record<string, unknown>>): readonly string[] {
  const selected = asMapping(asMapping(spec['selector'])['matchLabels']);
  const labels = asMapping(asMapping(asMapping(spec['template'])['metadata'])['labels']);
  return Object.entries(selected)
    .filter(([key, value]) => labels[key] !== value)
    .map(([key, value]) => `${key}: ${String(value)}`);
}

type Told = (path: DocumentPath, found: string, wanted: string) => void;

function canaryRules(canary: Readonly<Record<string, unknown>>, fault: Told): void {
  const at: DocumentPath = ['spec', 'strategy', 'canary'];
  const { stableService, canaryService, trafficRouting, steps, pingPong } = canary;
  if (trafficRouting !== undefined && pingPong === undefined) {
    for (const [key, service] of Object.entries({ stableService, canaryService })) {
      if (service === undefined) fault(at, `traffic routing without ${key}`, `the key ${key}`);
    }
  }
  if (stableService !== undefined && stableService === canaryService) {
    fault([...at, 'canaryService'], 'the stable service', 'another service than the stable one');
  }
  for (const [i, value] of (Array.isArray(steps) ? (steps as unknown[]) : []).entries()) {
    const step = asMapping(value);
    const here: DocumentPath = [...at, 'steps', i];
    const does = STEP_KINDS.filter((kind) => step[kind] !== undefined);
    if (does.length !== 1) {
      fault(
        here,
        does.length === 0 ? 'a step that does nothing' : `a step that does ${does.join(' and ')}`,
        'one thing in each step',
      );
    }
    const weight = step['setWeight'];
    if (typeof weight === 'number' && (weight < 0 || weight > 100)) {
      fault([...here, 'setWeight'], inWords(weight), 'a weight from 0 to 100');
    }
    const { duration } = asMapping(step['pause']);
    if (duration !== undefined && !isPauseDuration(duration)) {
      fault(
        [...here, 'pause', 'duration'],
        inWords(duration),
        'seconds, or a duration in s, m and h such as 15m',
      );
    }
  }
}

const isPauseDuration = (duration: unknown): boolean =>
  typeof duration === 'number'
    ? duration >= 0
    : /^(?:\d+|(?:(?:\d+\.?\d*|\.\d+)(?:ms|s|m|h))+)$/.test(String(duration));

function asMapping(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}
