import type { JsonSchema } from '#formats';

export const closed = (
  properties: Record<string, JsonSchema>,
  optional: readonly string[] = [],
): JsonSchema => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((key) => !optional.includes(key)),
  additionalProperties: false,
});
export const listOf = (items: JsonSchema, maxItems: number): JsonSchema => ({
  type: 'array',
  items,
  maxItems,
});

export const sha256: JsonSchema = { type: 'string', pattern: '^[0-9a-f]{64}$' };
/** One line without markup; shown to people. */
export const line: JsonSchema = { type: 'string', pattern: '^[^\\u0000-\\u001f\\u007f<>]{1,200}$' };
export const slug: JsonSchema = {
  type: 'string',
  pattern: '^[a-z0-9]+(-[a-z0-9]+)*$',
  maxLength: 200,
};
export const time: JsonSchema = {
  type: 'string',
  pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{3})?Z$',
};
const amount: JsonSchema = { type: 'number', minimum: 0, maximum: 1e15 };
export const whole: JsonSchema = { type: 'integer', minimum: 0, maximum: 1e15 };
const path: JsonSchema = { type: 'string', minLength: 1, maxLength: 1024 };
const results = listOf(
  closed({ check: slug, status: { enum: ['pass', 'fail', 'blocked', 'error'] } }),
  1000,
);
const lab = closed({ id: slug, version: line, sha256 });
const grader = closed({ name: line, version: line, sha256 });
const engine = closed({ name: line, version: line, sha256 }, ['sha256']);

/** One of `files`. */
export const ENTRY_SCHEMA: JsonSchema = {
  type: 'object',
  required: ['kind', 'path'],
  properties: {
    kind: { enum: ['file', 'symlink', 'folder'] },
    path,
    sizeBytes: whole,
    sha256,
    executable: { const: true },
    target: path,
  },
  additionalProperties: false,
};

/** One of `attempts`. */
export const ATTEMPT_SCHEMA: JsonSchema = closed(
  {
    startedAt: time,
    durationMs: amount,
    labVersion: line,
    labSha256: sha256,
    graderSha256: sha256,
    engine: line,
    engineSha256: sha256,
    points: amount,
    maxPoints: amount,
    results,
    hintsUsed: listOf(closed({ task: slug, count: whole }), 1000),
    solutionSeen: { type: 'boolean' },
  },
  ['labSha256', 'graderSha256', 'engineSha256'],
);

const anyItem: JsonSchema = { type: 'object' };

/**
 * The shape of `submission.json` without its proof, apart from the items of its two long lists: those are held to
 * their own schemas one by one, so that a list of a million faults costs no more than its first. Draft 2020-12.
 */
export const SUBMISSION_SCHEMA: JsonSchema = closed(
  {
    format: { const: 'plumbline-submission' },
    formatVersion: { const: 1 },
    lab,
    assignmentSha256: sha256,
    exam: slug,
    seed: line,
    learner: line,
    grader,
    engine,
    files: listOf(anyItem, 50_000),
    attempts: listOf(anyItem, 10_000),
    selfReported: closed({ points: amount, maxPoints: amount, results }),
    createdAt: time,
  },
  ['assignmentSha256', 'exam'],
);

/** The shape of a re-grade record without its proof. Draft 2020-12. */
export const REGRADE_SCHEMA: JsonSchema = closed(
  {
    format: { const: 'plumbline-regrade' },
    formatVersion: { const: 1 },
    bundleSha256: sha256,
    manifestSha256: sha256,
    lab,
    grader,
    engine,
    handedInWith: closed({ lab, grader, engine }),
    assignmentSha256: sha256,
    seed: line,
    learner: line,
    learnerKey: line,
    seedCommitment: sha256,
    results,
    score: closed({
      points: amount,
      maxPoints: amount,
      passed: { type: 'boolean' },
      unmet: listOf(slug, 1000),
    }),
    differences: listOf(
      closed({
        check: slug,
        selfReported: { enum: ['pass', 'fail', 'blocked', 'error', 'absent'] },
        regraded: { enum: ['pass', 'fail', 'blocked', 'error', 'absent'] },
      }),
      2000,
    ),
    gradedAt: time,
    gradedBy: line,
  },
  ['assignmentSha256'],
);
