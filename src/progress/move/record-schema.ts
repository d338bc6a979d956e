import type { JsonSchema } from '#formats';

const object = (
  properties: Record<string, JsonSchema>,
  optional: readonly string[] = [],
): JsonSchema => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((key) => !optional.includes(key)),
});
const mapOf = (values: JsonSchema): JsonSchema => ({
  type: 'object',
  additionalProperties: values,
});
const list = (items: JsonSchema): JsonSchema => ({ type: 'array', items, maxItems: 100_000 });

const text: JsonSchema = { type: 'string', maxLength: 2000 };
const name: JsonSchema = { type: 'string', minLength: 1, maxLength: 500 };
const slug: JsonSchema = { type: 'string', pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 200 };
const time: JsonSchema = {
  type: 'string',
  pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{3})?Z$',
};
const sha256: JsonSchema = { type: 'string', pattern: '^[0-9a-f]{64}$' };
const amount: JsonSchema = { type: 'number', minimum: 0, maximum: 1e15 };
const count: JsonSchema = { type: 'integer', minimum: 0, maximum: 1e9 };
const yes: JsonSchema = { type: 'boolean' };
const files: JsonSchema = {
  type: 'object',
  additionalProperties: {
    type: 'object',
    anyOf: [
      object({ text: { type: 'string' } }),
      object({ base64: { type: 'string', pattern: '^[A-Za-z0-9+/]*={0,2}$' } }),
      object({ symlink: name }),
      object({ folder: { const: true } }),
    ],
  },
};

const lesson = object({ lesson: name, firstOpenedAt: time, doneAt: time, markedAt: time }, [
  'doneAt',
  'markedAt',
]);
const answer = object({ question: name, right: yes, answeredAt: time });
const attempt = object(
  {
    id: name,
    lab: slug,
    labVersion: text,
    labSha256: sha256,
    graderSha256: sha256,
    seed: text,
    engine: text,
    engineSha256: sha256,
    startedAt: time,
    durationMs: amount,
    activeMs: amount,
    points: amount,
    maxPoints: amount,
    verdicts: mapOf({ enum: ['pass', 'fail', 'blocked', 'error'] }),
    hintsUsed: mapOf(count),
    solutionSeen: yes,
    assigned: name,
    sitting: name,
  },
  ['labSha256', 'graderSha256', 'engineSha256', 'activeMs', 'assigned', 'sitting'],
);
const openTry = object(
  {
    id: name,
    quiz: name,
    number: count,
    seed: name,
    startedAt: time,
    items: list(name),
    answers: mapOf(object({ right: yes, answer: {} })),
    assigned: name,
    attempt: count,
  },
  ['assigned', 'attempt'],
);
const quizResult = object(
  {
    id: name,
    quiz: name,
    number: count,
    startedAt: time,
    finishedAt: time,
    items: mapOf(yes),
    right: count,
    of: count,
    pass: amount,
    seed: name,
    answers: { type: 'object' },
    bankSha256: sha256,
    assigned: name,
    attempt: count,
  },
  ['seed', 'answers', 'bankSha256', 'assigned', 'attempt'],
);
/** As far as the record's page and the rules for trying again read them. */
const examResult = object({
  id: name,
  exam: name,
  number: count,
  seed: text,
  startedAt: time,
  finishedAt: time,
  items: list(name),
  answers: { type: 'object' },
  score: { type: 'object' },
  pass: amount,
});
const labSitting = object({
  id: name,
  exam: name,
  lab: slug,
  number: count,
  seed: text,
  end: object({ at: time, by: { enum: ['learner', 'time'] } }),
});
const receipt = object(
  {
    id: sha256,
    fileName: text,
    sizeBytes: count,
    lab: slug,
    labVersion: text,
    learner: text,
    handedInAt: time,
    points: amount,
    maxPoints: amount,
    signer: text,
    assigned: name,
    attempt: count,
    sitting: name,
  },
  ['assigned', 'attempt', 'sitting'],
);
const assignment = object(
  {
    id: name,
    title: text,
    dueAt: time,
    link: { type: 'string', maxLength: 100_000 },
    learner: text,
    signer: text,
    keptAt: time,
  },
  ['dueAt'],
);
const examReceipt = object({
  id: sha256,
  fileName: text,
  sizeBytes: count,
  exam: name,
  number: count,
  learner: text,
  handedInAt: time,
  right: count,
  of: count,
  signer: text,
});
const learnedReceipt = object(
  {
    id: sha256,
    fileName: text,
    sizeBytes: count,
    kind: { enum: ['quiz', 'lesson'] },
    activity: name,
    learner: text,
    handedInAt: time,
    right: count,
    of: count,
    signer: text,
    assigned: name,
    attempt: count,
  },
  ['attempt'],
);
/** Packs and certificates as their files came: what they say is read, and held to its signature, where it is shown. */
const keptFile = object({
  id: sha256,
  text: { type: 'string', minLength: 2, maxLength: 4 * 2 ** 20 },
  keptAt: time,
});
const view = object(
  { tabs: list(name), active: name, cursors: mapOf(count), openFolders: list(name) },
  ['active'],
);
const work = object(
  {
    lab: slug,
    labVersion: text,
    labDigest: text,
    seed: text,
    begunAt: time,
    origin: mapOf(text),
    startDigest: text,
    declinedDigest: text,
    view,
    activeMs: amount,
    hintsOpened: mapOf(count),
    solutionUnlocked: yes,
    solutionSeen: yes,
    savedAt: time,
    files,
  },
  ['declinedDigest', 'activeMs'],
);
const copy = object({ id: name, lab: slug, labVersion: text, keptAt: time, reason: text, files });

/**
 * The shape of a record's file. Keys that it does not name are kept as they are: a build of the site may have added
 * some that this one does not show. Draft 2020-12.
 */
export const RECORD_SCHEMA: JsonSchema = object({
  format: { const: 'plumbline-record' },
  schema: { type: 'integer', minimum: 1, maximum: 1e6 },
  exportedAt: time,
  learnerId: { type: 'string', pattern: '^[0-9a-z]{16}$' },
  lessons: list(lesson),
  answers: list(answer),
  attempts: list(attempt),
  tries: list(openTry),
  quizResults: list(quizResult),
  examResults: list(examResult),
  labSittings: list(labSitting),
  receipts: list(receipt),
  assignments: list(assignment),
  packs: list(keptFile),
  examReceipts: list(examReceipt),
  learnedReceipts: list(learnedReceipt),
  certificates: list(keptFile),
  diagnostic: { type: 'object' },
  works: list(work),
  copies: list(copy),
});
