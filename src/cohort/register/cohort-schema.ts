import type { JsonSchema } from '#formats';
import {
  closed,
  line,
  listOf,
  sha256,
  slug,
  time,
  whole,
} from '../submission/submission-schema.ts';

const text: JsonSchema = { type: 'string', minLength: 1, maxLength: 4000 };
const percent: JsonSchema = { type: 'number', minimum: 0, maximum: 100 };
const email: JsonSchema = {
  type: 'string',
  pattern: '^[^\\s@<>,;"]+@[^\\s@<>,;"]+$',
  maxLength: 254,
};
const url: JsonSchema = { type: 'string', pattern: '^https?://[^\\s<>"]+$', maxLength: 500 };
const uuid: JsonSchema = { type: 'string', pattern: '^urn:uuid:[0-9a-f-]{36}$' };
const yes: JsonSchema = { type: 'boolean' };

/** A learner's id: what can stand in a link, a file name and a key. */
export const LEARNER_ID_PATTERN = '^[A-Za-z0-9][A-Za-z0-9._@-]{0,99}$';
const learnerId: JsonSchema = { type: 'string', pattern: LEARNER_ID_PATTERN };

/** `<course>/<lesson>`, or one name. */
const itemId: JsonSchema = {
  type: 'string',
  pattern: '^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)?$',
  maxLength: 200,
};

/** The most that a cohort may have. */
export const COHORT_LIMITS = {
  learners: 5000,
  assignments: 500,
  items: 200,
  practical: 20,
  attempts: 10,
} as const;

const LMS_KEYS = [
  'moodleUsername',
  'moodleIdNumber',
  'canvasId',
  'canvasSisUserId',
  'canvasSisLoginId',
  'canvasSection',
] as const;

export const LEARNER_SCHEMA: JsonSchema = closed(
  {
    id: learnerId,
    name: line,
    email,
    lms: closed(Object.fromEntries(LMS_KEYS.map((key) => [key, line])), LMS_KEYS),
    addedAt: time,
  },
  ['email'],
);

/** The shape of the terms of an assignment, without a proof. Draft 2020-12. */
export const TERMS_SCHEMA: JsonSchema = closed(
  {
    format: { const: 'plumbline-assignment' },
    formatVersion: { const: 1 },
    id: slug,
    title: line,
    cohort: closed({ id: slug, name: line }),
    issuer: line,
    items: {
      ...listOf(
        closed(
          {
            kind: { enum: ['lesson', 'quiz', 'lab', 'exam'] },
            id: itemId,
            title: line,
            version: line,
            sha256,
            practical: listOf(closed({ id: slug, title: line }), COHORT_LIMITS.practical),
            handIn: { const: true },
          },
          ['version', 'sha256', 'practical', 'handIn'],
        ),
        COHORT_LIMITS.items,
      ),
      minItems: 1,
    },
    opensAt: time,
    dueAt: time,
    late: {
      oneOf: [
        closed({ kind: { enum: ['accept', 'refuse'] } }),
        closed({ kind: { const: 'deduct' }, percentPerDay: percent, mostPercent: percent }),
      ],
    },
    attempts: { type: 'integer', minimum: 1, maximum: COHORT_LIMITS.attempts },
    passPercent: percent,
    hintsAllowed: yes,
    engine: { enum: ['embedded', 'webcontainer'] },
  },
  ['opensAt', 'dueAt', 'engine'],
);

const assignment = closed({
  terms: TERMS_SCHEMA,
  published: listOf(closed({ sha256, publishedAt: time, hasCommonLink: yes }), 1000),
});

const certificate = closed(
  {
    learner: learnerId,
    credentialId: uuid,
    statusIndex: whole,
    program: slug,
    issuedAt: time,
    validUntil: time,
    revokedAt: time,
  },
  ['learner', 'validUntil', 'revokedAt'],
);

/** The shape of `cohort.json`. Draft 2020-12. */
export const COHORT_SCHEMA: JsonSchema = closed(
  {
    format: { const: 'plumbline-cohort' },
    formatVersion: { const: 1 },
    id: slug,
    name: line,
    issuer: closed({ name: line, url }, ['url']),
    createdAt: time,
    retainUntil: { type: 'string', pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' },
    passRule: closed({
      items: { anyOf: [{ const: 'all' }, { type: 'integer', minimum: 0, maximum: 10_000 }] },
      percent,
    }),
    secret: sha256,
    learners: listOf(LEARNER_SCHEMA, COHORT_LIMITS.learners),
    assignments: listOf(assignment, COHORT_LIMITS.assignments),
    certificates: listOf(certificate, 100_000),
    archivedAt: time,
  },
  ['archivedAt'],
);

const status: JsonSchema = { enum: ['pass', 'fail', 'blocked', 'error'] };

/** The shape of one hand-in beside its record, whose own reader holds that to its schema. Draft 2020-12. */
export const HAND_IN_SCHEMA: JsonSchema = closed(
  {
    cohort: slug,
    learner: learnerId,
    bundleSha256: sha256,
    assignment: slug,
    item: closed({ kind: { enum: ['lesson', 'quiz', 'lab', 'exam'] }, id: itemId }),
    exam: slug,
    attempt: { type: 'integer', minimum: 0, maximum: COHORT_LIMITS.attempts },
    manifestSha256: sha256,
    fileName: { type: 'string', minLength: 1, maxLength: 1024 },
    sizeBytes: whole,
    receivedAt: time,
    createdAt: time,
    signer: line,
    isLate: yes,
    notes: listOf(text, 1000),
    grading: {
      oneOf: [
        closed({ status: { const: 'waiting' } }),
        closed({
          status: { const: 'graded' },
          record: { type: 'object' },
          signedRecord: { type: 'string', minLength: 1 },
          verdicts: listOf(
            { type: 'object', required: ['check', 'status'], properties: { check: slug, status } },
            1000,
          ),
        }),
        closed({
          status: { enum: ['judged', 'marked'] },
          record: { type: 'object' },
          signedRecord: { type: 'string', minLength: 1 },
        }),
        closed({ status: { const: 'failed' }, reason: text, at: time }),
      ],
    },
    comments: listOf(
      closed(
        {
          id: line,
          path: { type: 'string', minLength: 1, maxLength: 1024 },
          line: { type: 'integer', minimum: 1 },
          text,
          by: line,
          at: time,
        },
        ['path', 'line'],
      ),
      10_000,
    ),
    overrides: listOf(
      closed({
        points: { type: 'number', minimum: 0 },
        maxPoints: { type: 'number', minimum: 0 },
        passed: yes,
        reason: text,
        by: line,
        at: time,
      }),
      1000,
    ),
  },
  ['exam'],
);

export const SET_ASIDE_SCHEMA: JsonSchema = closed(
  {
    cohort: slug,
    sha256,
    fileName: { type: 'string', minLength: 1, maxLength: 1024 },
    receivedAt: time,
    list: {
      enum: ['unreadable', 'tampered', 'unknown', 'wrong-seed', 'duplicate', 'replayed', 'late'],
    },
    reason: text,
    learner: learnerId,
  },
  ['learner'],
);
