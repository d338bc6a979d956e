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
export function statementOfRegrade(
  { bundleSha256, lab, learner, score, gradedAt }: RegradedWork,
  { homePage, actorSecret, activities }: Naming,
): Readonly<Record<string, unknown>> {
  const { points, maxPoints, passed } = score;
  const verb = passed ? 'passed' : 'failed';
  return {
    id: uuidOf(`${bundleSha256}\n${gradedAt}\n${verb}`),
    actor: {
      objectType: 'Agent',
      account: { homePage, name: opaqueName(actorSecret, learner) },
    },
    verb: { id: `http://adlnet.gov/expapi/verbs/${verb}`, display: { en: verb } },
    object: {
      objectType: 'Activity',
      id: `${activities}/lab-${lab.id}`,
      definition: { type: 'http://adlnet.gov/expapi/activities/assessment' },
    },
    result: {
      success: passed,
      score: {
        scaled: maxPoints > 0 ? Math.round((points * 10_000) / maxPoints) / 10_000 : 0,
        raw: points,
        min: 0,
        max: maxPoints,
      },
    },
    context: {
      revision: lab.version,
      platform: 'Plumbline',
      extensions: { [BASIS]: 're-graded', 'urn:plumbline:xapi:bundle-sha256': bundleSha256 },
    },
    timestamp: gradedAt,
  };
}

/** A name that is the same for a learner each time, and tells nothing of their id. */
export const opaqueName = (secret: string, learner: string): string =>
  bytesToHex(hmac(sha256, utf8ToBytes(secret), utf8ToBytes(learner))).slice(0, 32);

/** A UUID of version 8 (RFC 9562) that follows from a text. */
function uuidOf(text: string): string {
  const bytes = sha256(utf8ToBytes(`plumbline-statement-1\n${text}`)).slice(0, 16);
  bytes[6] = 0x80 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  return bytesToHex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
