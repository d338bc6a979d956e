import type { Assignment } from './assignment.ts';

/** Whoever answers for a cohort, as learners and certificates are told. */
export interface CohortIssuer {
  readonly name: string;
  /** Address of their site. */
  readonly url?: string;
}

/** Who a learner is to the learning management systems next door. Each is there only where a roster gave it. */
export interface LmsIds {
  readonly moodleUsername?: string;
  readonly moodleIdNumber?: string;
  readonly canvasId?: string;
  readonly canvasSisUserId?: string;
  readonly canvasSisLoginId?: string;
  readonly canvasSection?: string;
}

/** One learner of a roster. */
export interface Learner {
  /** Pseudonymous: drawn at random for this cohort, or given by the roster. It is what stands in hand-ins and records. */
  readonly id: string;
  /** As shown, one line in any script. */
  readonly name: string;
  readonly email?: string;
  readonly lms: LmsIds;
  readonly addedAt: string;
}

/** What a learner must have for a certificate of the cohort. */
export interface PassRule {
  /** How many of the graded items (labs, quizzes and exams of all assignments) must be passed. That lessons were read counts for nothing. */
  readonly items: 'all' | number;
  /** The mean over the graded items in percent, an item that is missing counting as zero. */
  readonly percent: number;
}

/** A certificate that was issued: enough to renew and to revoke it. */
export interface IssuedCertificate {
  /** Absent once the learner was deleted: then only the entry of the status list is left. */
  readonly learner?: string;
  /** The badge's own id, `urn:uuid:…`. */
  readonly credentialId: string;
  readonly statusIndex: number;
  /** Id of the program. */
  readonly program: string;
  readonly issuedAt: string;
  readonly validUntil?: string;
  readonly revokedAt?: string;
}

/**
 * A cohort as its instructor keeps it, `cohort.json`. Plain data; times are ISO 8601 in UTC. What learners handed in stands
 * beside it, one document each.
 *
 * @see docs/formats/cohort.md
 */
export interface Cohort {
  readonly format: 'plumbline-cohort';
  readonly formatVersion: 1;
  /** Random, so that no two cohorts share one. */
  readonly id: string;
  readonly name: string;
  readonly issuer: CohortIssuer;
  readonly createdAt: string;
  /** Day until which personal data may be kept, `2027-03-31`. */
  readonly retainUntil: string;
  readonly passRule: PassRule;
  /** 32 random bytes in hexadecimal, from which seeds and hidden inputs follow. Learners must never have it. */
  readonly secret: string;
  /** In the order of the roster. */
  readonly learners: readonly Learner[];
  /** In the order in which they were made. */
  readonly assignments: readonly Assignment[];
  readonly certificates: readonly IssuedCertificate[];
  /** Set once it is archived: nothing is changed in it any more. */
  readonly archivedAt?: string;
}
