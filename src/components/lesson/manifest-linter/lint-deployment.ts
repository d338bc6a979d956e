import type { Concern, Finding } from './finding.ts';

type Mapping = Readonly<Record<string, unknown>>;
/** Line of the nearest thing that is there on this way; 0 when there is none. */
export type LineOf = (path: readonly (string | number)[]) => number;

const TEMPLATE = ['spec', 'template', 'spec'] as const;
const CONTAINER = [...TEMPLATE, 'containers', 0] as const;

/** One rule: what must hold of the manifest, and what to say when it does not. */
interface Rule {
  readonly rule: string;
  readonly concern: Concern;
  readonly at: readonly (string | number)[];
  readonly holds: (value: unknown, manifest: Mapping) => boolean;
  readonly says: string;
}

const RULES: readonly Rule[] = [
  {
    rule: 'image-by-digest',
    concern: 'what is it',
    at: [...CONTAINER, 'image'],
    holds: (image) => typeof image === 'string' && /@sha256:[0-9a-f]{64}$/.test(image),
    says: 'The image is not named by its digest: a node that is replaced may pull other bytes.',
  },
  {
    rule: 'model-version',
    concern: 'what is it',
    at: [...CONTAINER, 'args'],
    holds: (args) =>
      Array.isArray(args) && args.some((one) => /^models:\/[^/@]+\/\d+$/.test(String(one))),
    says: 'The model is not named by its version, so “what runs?” has no single answer.',
  },
  {
    rule: 'selector',
    concern: 'what is it',
    at: ['spec', 'selector', 'matchLabels'],
    holds: (labels, manifest) => {
      const own = valueAt(manifest, ['spec', 'template', 'metadata', 'labels']);
      const entries = Object.entries(mapping(labels));
      return entries.length > 0 && entries.every(([key, value]) => mapping(own)[key] === value);
    },
    says: 'The selector does not match the labels of the template.',
  },
  {
    rule: 'non-root',
    concern: 'what can it break',
    at: [...TEMPLATE, 'securityContext', 'runAsNonRoot'],
    holds: (value, manifest) =>
      value === true ||
      valueAt(manifest, [...CONTAINER, 'securityContext', 'runAsNonRoot']) === true,
    says: 'runAsNonRoot is not true: a library that unpickles a model can run any code, as root.',
  },
  {
    rule: 'no-escalation',
    concern: 'what can it break',
    at: [...CONTAINER, 'securityContext', 'allowPrivilegeEscalation'],
    holds: (value) => value === false,
    says: 'allowPrivilegeEscalation is not false: the process may become root.',
  },
  {
    rule: 'read-only',
    concern: 'what can it break',
    at: [...CONTAINER, 'securityContext', 'readOnlyRootFilesystem'],
    holds: (value) => value === true,
    says: 'readOnlyRootFilesystem is not true: whoever gets in can lay down programs.',
  },
  {
    rule: 'drop-all',
    concern: 'what can it break',
    at: [...CONTAINER, 'securityContext', 'capabilities', 'drop'],
    holds: (value) => Array.isArray(value) && value.includes('ALL'),
    says: 'The kernel’s capabilities are not all dropped.',
  },
  {
    rule: 'no-token',
    concern: 'what can it break',
    at: [...TEMPLATE, 'automountServiceAccountToken'],
    holds: (value) => value === false,
    says: 'A token for the cluster’s interface is put into the container, and nothing in it needs one.',
  },
  {
    rule: 'requests',
    concern: 'what does it take',
    at: [...CONTAINER, 'resources', 'requests'],
    holds: (value) => 'cpu' in mapping(value) && 'memory' in mapping(value),
    says: 'Nothing is set aside: there must be requests for cpu and memory.',
  },
  {
    rule: 'memory-limit',
    concern: 'what does it take',
    at: [...CONTAINER, 'resources', 'limits', 'memory'],
    holds: (value, manifest) =>
      value !== undefined &&
      value === valueAt(manifest, [...CONTAINER, 'resources', 'requests', 'memory']),
    says: 'The limit of memory is not its request: a process that grows takes a neighbour with it.',
  },
  {
    rule: 'no-cpu-limit',
    concern: 'what does it take',
    at: [...CONTAINER, 'resources', 'limits', 'cpu'],
    holds: (value) => value === undefined,
    says: 'A limit of the processor makes a process pause in the middle of a request.',
  },
  {
    rule: 'two-copies',
    concern: 'is it well',
    at: ['spec', 'replicas'],
    holds: (value) => typeof value === 'number' && value >= 2,
    says: 'One copy: each restart is an outage.',
  },
  {
    rule: 'readiness',
    concern: 'is it well',
    at: [...CONTAINER, 'readinessProbe'],
    holds: (probe) => pathOf(probe)?.endsWith('/ready') ?? false,
    says: 'No readiness probe asks the ready address: a copy without a model gets requests.',
  },
  {
    rule: 'liveness',
    concern: 'is it well',
    at: [...CONTAINER, 'livenessProbe'],
    holds: (probe) => pathOf(probe)?.endsWith('/live') ?? false,
    says: 'No liveness probe asks the live address: a hanging copy is not restarted, or a waiting one is.',
  },
  {
    rule: 'startup',
    concern: 'is it well',
    at: [...CONTAINER, 'startupProbe'],
    holds: (probe) => pathOf(probe) !== undefined,
    says: 'No startup probe: the liveness probe ends a copy that is still loading its model.',
  },
];

/** What ought to be otherwise in a Deployment, most of it lines that are missing. */
export function lintDeployment(manifest: unknown, lineOf: LineOf): readonly Finding[] {
  const whole = mapping(manifest);
  if (whole['kind'] !== 'Deployment') {
    return [
      {
        rule: 'kind',
        concern: 'what is it',
        line: lineOf(['kind']),
        says: `A Deployment is expected; kind is ${whole['kind'] === undefined ? 'missing' : JSON.stringify(whole['kind'])}.`,
      },
    ];
  }
  return RULES.flatMap(({ rule, concern, at, holds, says }) => {
    const value = valueAt(whole, at);
    if (holds(value, whole)) return [];
    return [{ rule, concern, line: value === undefined ? 0 : lineOf(at), says }];
  });
}

/** How many rules there are, so that "no finding" says how much was looked at. */
export const DEPLOYMENT_RULES = RULES.length;

function pathOf(probe: unknown): string | undefined {
  const path = mapping(mapping(probe)['httpGet'])['path'];
  return typeof path === 'string' ? path : undefined;
}

function valueAt(value: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (now, key) => (typeof now === 'object' && now !== null ? (now as Mapping)[key] : undefined),
    value,
  );
}

const mapping = (value: unknown): Mapping =>
  typeof value === 'object' && value !== null ? (value as Mapping) : {};
