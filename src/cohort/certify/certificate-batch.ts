import type { GradedEvidence } from '../certificate/award-of-records.ts';
import { readGradedEvidence } from '../certificate/read-graded-evidence.ts';
import { quoted } from '../evidence-fault.ts';
import { CohortFileFault } from '../gradebook/cohort-file-fault.ts';
import type { Cohort, IssuedCertificate } from '../register/cohort.ts';
import type { Entitlement } from './entitlement.ts';

/**
 * What goes from the instructor's page to the issuer's: who is to have a certificate, and the signed records that it rests
 * on. Nothing of learners' work. It has names, so it is to be kept like the roster.
 *
 * @see docs/formats/certificate-batch.md
 */
export interface CertificateBatch {
  readonly format: 'plumbline-certificate-batch';
  readonly formatVersion: 1;
  readonly cohort: { readonly id: string; readonly name: string };
  /** Id of the program. */
  readonly program: string;
  readonly people: readonly BatchPerson[];
}

export interface BatchPerson {
  readonly learner: string;
  readonly name: string;
  readonly email?: string;
  /** The signed texts of `*.regrade.json`, one for each lab, and of the `*.exam-regrade.json` of the knowledge exam. */
  readonly records: readonly string[];
}

/** A person of a batch whose records were read. */
export interface ReadBatchPerson {
  readonly learner: string;
  readonly name: string;
  readonly email: string;
  readonly records: readonly { readonly record: GradedEvidence; readonly signer: string }[];
}

export interface ReadBatch extends Omit<CertificateBatch, 'people'> {
  readonly people: readonly ReadBatchPerson[];
}

/** What an issuer hands back: which certificate each learner of a cohort was given. It stands in the issuer's ZIP as `issued.json`. */
export interface IssueReceipt {
  readonly format: 'plumbline-issue-receipt';
  readonly formatVersion: 1;
  /** Absent when records were brought one by one. */
  readonly cohort?: string;
  readonly issued: readonly (IssuedCertificate & { readonly learner: string })[];
}

/** More people than in any cohort, more bytes than their records have. */
const MOST_PEOPLE = 10_000;
const MOST_BYTES = 256 * 2 ** 20;
const AGAIN = 'Save it once more on the page of the cohort, and bring it as it is.';

/** The batch for those who were chosen. */
export function certificateBatch(
  { id, name }: Pick<Cohort, 'id' | 'name'>,
  program: string,
  chosen: readonly Entitlement[],
  emails: boolean,
): CertificateBatch {
  return {
    format: 'plumbline-certificate-batch',
    formatVersion: 1,
    cohort: { id, name },
    program,
    people: chosen.map(({ learner, records }) => ({
      learner: learner.id,
      name: learner.name,
      ...(emails && learner.email !== undefined && { email: learner.email }),
      records: records.map(({ signed }) => signed),
    })),
  };
}

/** True for JSON that says it is a batch; anything else may be a record. */
export function isCertificateBatch(text: string): boolean {
  return /^\s*\{\s*"format"\s*:\s*"plumbline-certificate-batch"/.test(text);
}

/**
 * Reads a batch, each record with its signature.
 *
 * @throws CohortFileFault for the first thing that is not as it must be.
 */
export function readCertificateBatch(text: string): ReadBatch {
  const file = objectOf(text, 'plumbline-certificate-batch', 'the batch');
  const { cohort, program, people } = file;
  if (!isTexts(cohort, ['id', 'name']) || typeof program !== 'string' || !Array.isArray(people)) {
    throw new CohortFileFault('a batch that is not whole', 'cohort, program and people', AGAIN);
  }
  if (people.length > MOST_PEOPLE) {
    throw new CohortFileFault(`${people.length} people`, `at most ${MOST_PEOPLE}`, AGAIN);
  }
  const seen = new Set<string>();
  return {
    format: 'plumbline-certificate-batch',
    formatVersion: 1,
    cohort: { id: cohort['id'] ?? '', name: cohort['name'] ?? '' },
    program,
    people: people.map((one: unknown) => {
      const person = personOf(one);
      if (seen.has(person.learner)) {
        throw new CohortFileFault(`${quoted(person.learner)} twice`, 'each once', AGAIN);
      }
      seen.add(person.learner);
      return person;
    }),
  };
}

function personOf(value: unknown): ReadBatchPerson {
  const person = isTexts(value, ['learner', 'name']) ? (value as Record<string, unknown>) : {};
  const { learner, name, email = '', records } = person;
  if (
    typeof learner !== 'string' ||
    typeof name !== 'string' ||
    typeof email !== 'string' ||
    !Array.isArray(records)
  ) {
    const expected = 'learner, name and records of each';
    throw new CohortFileFault('a person of the batch that is not whole', expected, AGAIN);
  }
  return {
    learner,
    name,
    email,
    records: records.map((text: unknown) => {
      const read = readGradedEvidence(
        new TextEncoder().encode(typeof text === 'string' ? text : ''),
      );
      if (read.faults) {
        const { found, expected } = read.faults[0];
        throw new CohortFileFault(`for ${quoted(learner)} ${found}`, expected, AGAIN);
      }
      const { record } = read.value;
      if (record.learner === learner) return read.value;
      throw new CohortFileFault(
        `for ${quoted(learner)} a record of ${quoted(record.learner)}`,
        'records of the same learner',
        AGAIN,
      );
    }),
  };
}

/** @throws CohortFileFault */
export function readIssueReceipt(text: string): IssueReceipt {
  const file = objectOf(text, 'plumbline-issue-receipt', 'the receipt of what was issued');
  const { cohort, issued } = file;
  if (!(
    (cohort === undefined || typeof cohort === 'string') &&
    Array.isArray(issued) &&
    issued.every(
      (one: unknown) =>
        isTexts(one, ['learner', 'credentialId', 'program', 'issuedAt']) &&
        Number.isSafeInteger((one as Record<string, unknown>)['statusIndex']) &&
        ['string', 'undefined'].includes(typeof (one as Record<string, unknown>)['validUntil']),
    )
  )) {
    throw new CohortFileFault(
      'a receipt that is not whole',
      'what the issuer’s page wrote as issued.json',
      'Bring the ZIP that the issuer’s page has saved, as it is.',
    );
  }
  return {
    format: 'plumbline-issue-receipt',
    formatVersion: 1,
    ...(cohort !== undefined && { cohort }),
    // Nothing but what is asked for comes into a cohort.
    issued: (issued as IssueReceipt['issued']).map((one) => ({
      learner: one.learner,
      credentialId: one.credentialId,
      statusIndex: one.statusIndex,
      program: one.program,
      issuedAt: one.issuedAt,
      ...(one.validUntil !== undefined && { validUntil: one.validUntil }),
    })),
  };
}

/** The cohort's certificates with those of a receipt; one that is there already stays once. */
export function withReceipt(
  certificates: readonly IssuedCertificate[],
  { issued }: Pick<IssueReceipt, 'issued'>,
  learners: ReadonlySet<string>,
): { readonly certificates: readonly IssuedCertificate[]; readonly added: number } {
  const known = new Set(certificates.map(({ credentialId }) => credentialId));
  const fresh = issued.filter(
    ({ learner, credentialId }) => learners.has(learner) && !known.has(credentialId),
  );
  return { certificates: [...certificates, ...fresh], added: fresh.length };
}

/** The cohort's certificates with what the issuer's register says was revoked. */
export function withRevocations(
  certificates: readonly IssuedCertificate[],
  register: readonly { readonly id: string; readonly revoked?: string }[],
): { readonly certificates: readonly IssuedCertificate[]; readonly added: number } {
  const revoked = new Map(register.flatMap((one) => (one.revoked ? [[one.id, one.revoked]] : [])));
  let added = 0;
  const after = certificates.map((one) => {
    const revokedAt = revoked.get(one.credentialId);
    if (revokedAt === undefined || one.revokedAt !== undefined) return one;
    added += 1;
    return { ...one, revokedAt };
  });
  return { certificates: after, added };
}

const RENEWAL_DAYS = 90;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Certificates that end within ninety days or have ended, are not revoked, and were not followed by one that lasts longer. */
export function renewalsDue(
  certificates: readonly IssuedCertificate[],
  now: Date,
  days = RENEWAL_DAYS,
): readonly IssuedCertificate[] {
  const limit = now.getTime() + days * DAY_MS;
  const ends = ({ validUntil }: IssuedCertificate): number =>
    validUntil === undefined ? Infinity : Date.parse(validUntil);
  return certificates
    .filter((one) => one.revokedAt === undefined && ends(one) <= limit)
    .filter(
      (one) =>
        !certificates.some(
          (other) =>
            other.learner !== undefined &&
            other.learner === one.learner &&
            other.program === one.program &&
            other.revokedAt === undefined &&
            ends(other) > ends(one),
        ),
    )
    .sort((a, b) => ends(a) - ends(b));
}

function objectOf(text: string, format: string, what: string): Record<string, unknown> {
  if (text.length > MOST_BYTES) {
    throw new CohortFileFault(
      `a file of ${text.length} characters`,
      `at most ${MOST_BYTES}`,
      AGAIN,
    );
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new CohortFileFault('a file that is not JSON', what, AGAIN);
  }
  const file =
    typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  if (file['format'] === format && file['formatVersion'] === 1) return file;
  const found = typeof file['format'] === 'string' ? quoted(file['format']) : 'no format';
  throw new CohortFileFault(`a file of ${found}`, `${what} ("${format}", version 1)`, AGAIN);
}

function isTexts(value: unknown, keys: readonly string[]): value is Record<string, string> {
  return (
    typeof value === 'object' &&
    value !== null &&
    keys.every((key) => typeof (value as Record<string, unknown>)[key] === 'string')
  );
}
