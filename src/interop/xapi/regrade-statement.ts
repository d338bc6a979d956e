import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { BASIS } from './basis.ts';

/** The part of a re-grade record that a statement tells. */
export interface RegradedWork {
  readonly bundleSha256: string;
  readonly lab: { readonly id: string; readonly version: string };
  readonly learner: string;
  readonly score: { readonly points: number; readonly maxPoints: number; readonly passed: boolean };
  /** ISO 8601 in UTC. */
  readonly gradedAt: string;
  /** Name of who answers for it. */
  readonly gradedBy: string;
}

/** The part of the record of an exam that a statement tells. */
export interface JudgedExam {
  readonly submissionSha256: string;
  readonly exam: string;
  /** `learner`: the questions were drawn by the learner's own browser, out of a bank that is published with its answers. */
  readonly drawnBy: 'issuer' | 'learner';
  readonly learner: string;
  readonly score: { readonly right: number; readonly of: number; readonly passed: boolean };
  /** ISO 8601 in UTC. */
  readonly gradedAt: string;
  readonly gradedBy: string;
}

/** How a company names its learners and activities in its store. */
export interface Naming {
  /** Absolute address of the system in which the learners have their accounts. */
  readonly homePage: string;
  /** Secret of at least 16 characters: without it nobody can find a learner's id from a statement. */
  readonly actorSecret: string;
  /** Absolute address below which activities are named, without a slash at its end. */
  readonly activities: string;
}

/**
 * The statement of a re-grade: passed or failed, by an actor of an opaque account, marked as re-graded. The same record gives
 * the same statement with the same id, so that a store which has it stores it once.
 */
export const statementOfRegrade = (work: RegradedWork, naming: Naming): Statement =>
  statementOf(
    {
      ...work,
      activity: `lab-${work.lab.id}`,
      revision: work.lab.version,
      points: work.score.points,
      most: work.score.maxPoints,
      passed: work.score.passed,
      sha256: work.bundleSha256,
    },
    naming,
  );

/** The statement of an exam that was judged again, like that of a re-grade. It says who had drawn the questions. */
export const statementOfExam = (judged: JudgedExam, naming: Naming): Statement =>
  statementOf(
    {
      ...judged,
      activity: `exam-${judged.exam}`,
      points: judged.score.right,
      most: judged.score.of,
      passed: judged.score.passed,
      sha256: judged.submissionSha256,
      extensions: { 'urn:plumbline:xapi:drawn-by': judged.drawnBy },
    },
    naming,
  );

type Statement = Readonly<Record<string, unknown>>;

interface Graded {
  readonly activity: string;
  readonly revision?: string;
  readonly learner: string;
  readonly points: number;
  readonly most: number;
  readonly passed: boolean;
  readonly sha256: string;
  readonly gradedAt: string;
  readonly gradedBy: string;
  readonly extensions?: Readonly<Record<string, string>>;
}

function statementOf(graded: Graded, { homePage, actorSecret, activities }: Naming): Statement {
  const { activity, revision, learner, points, most, passed, sha256: digest } = graded;
  const verb = passed ? 'passed' : 'failed';
  const agent = (id: string): Statement => ({
    objectType: 'Agent',
    account: { homePage, name: opaqueName(actorSecret, id) },
  });
  return {
    id: uuidOf(`${digest}\n${graded.gradedAt}\n${verb}`),
    actor: agent(learner),
    verb: { id: `http://adlnet.gov/expapi/verbs/${verb}`, display: { en: verb } },
    object: {
      objectType: 'Activity',
      id: `${activities}/${activity}`,
      definition: { type: 'http://adlnet.gov/expapi/activities/assessment' },
    },
    result: {
      success: passed,
      score: {
        scaled: most > 0 ? Math.round((points * 10_000) / most) / 10_000 : 0,
        raw: points,
        min: 0,
        max: most,
      },
    },
    context: {
      ...(revision === undefined ? {} : { revision }),
      platform: 'Plumbline',
      // No learner's id has a line end: who grades is never taken for one.
      instructor: agent(`instructor\n${graded.gradedBy}`),
      extensions: {
        [BASIS]: 're-graded',
        'urn:plumbline:xapi:bundle-sha256': digest,
        ...graded.extensions,
      },
    },
    timestamp: graded.gradedAt,
  };
}

/** A name that is the same for a person each time, and tells nothing of their id. */
export const opaqueName = (secret: string, learner: string): string =>
  bytesToHex(hmac(sha256, utf8ToBytes(secret), utf8ToBytes(learner))).slice(0, 32);

/** A UUID of version 8 (RFC 9562) that follows from a text. */
function uuidOf(text: string): string {
  const bytes = sha256(utf8ToBytes(`plumbline-statement-1\n${text}`)).slice(0, 16);
  bytes[6] = 0x80 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  return bytesToHex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
