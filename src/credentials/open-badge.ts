import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { assuranceSentence, type Judgement } from './assurance.ts';
import { isoSeconds } from './date-time.ts';
import type { BadgeHolder, UnsignedBadge } from './unsigned-badge.ts';
import { BUNDLED_CONTEXTS } from './vocabularies.ts';

/**
 * Who gets a badge: an opaque identifier (a DID or URN), or the salted hash of an e-mail address; and the name that a
 * certificate prints, when the holder wants one. The name stands in the badge for everybody to read.
 */
export type Recipient = { readonly name?: string } & (
  { readonly id: string } | { readonly emailAddress: string; readonly salt: string }
);

/** One piece of work on which a badge rests. Texts are plain text. */
export interface BadgeEvidence {
  /** `urn:uuid:…` */
  readonly id: string;
  readonly name: string;
  /** In one line: `16 of 16 checks hold, 100 of 100 points`. */
  readonly outcome: string;
  /** Which version was judged, by which checks, and when. Full sentences. */
  readonly narrative: string;
  readonly bundleSha256: string;
}

/** What a badge is to say. Texts are plain text; addresses are absolute URLs. */
export interface BadgeDetails {
  /** `urn:uuid:…`, new for each badge. */
  readonly id: string;
  readonly name: string;
  readonly issuer: { readonly id: string; readonly name: string; readonly url: string };
  readonly recipient: Recipient;
  readonly awarded: Date;
  readonly validFrom: Date;
  readonly validUntil?: Date;
  readonly achievement: {
    readonly id: string;
    readonly name: string;
    readonly description: string;
    /** Page on which the criteria stand. */
    readonly criteria: string;
    /** What was checked. The sentence of the assurance level is put after it. */
    readonly narrative: string;
  };
  readonly judgement: Judgement;
  /** Of the issuer's re-grade, 0 to 100. */
  readonly scorePercent: number;
  /** `urn:uuid:…` of the description of that score. */
  readonly scoreId: string;
  readonly evidence: readonly BadgeEvidence[];
  /** Where revocation is told; see `buildStatusList`. */
  readonly status?: { readonly list: string; readonly index: number };
}

const SCHEMA =
  'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json';

/**
 * An `OpenBadgeCredential` of Open Badges 3.0, ready to be signed by `signDocument`.
 *
 * @throws RangeError when the score is not within 0 to 100, or the assurance level lacks the name of who confirmed.
 * @see https://www.imsglobal.org/spec/ob/v3p0
 */
export function buildBadge(details: BadgeDetails): UnsignedBadge {
  const { achievement, evidence, issuer, scorePercent, status, validUntil } = details;
  if (!(scorePercent >= 0 && scorePercent <= 100)) {
    throw new RangeError(`a score of ${scorePercent}; expected 0 to 100`);
  }
  const assurance = assuranceSentence(details.judgement);
  return {
    '@context': BUNDLED_CONTEXTS,
    id: details.id,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: details.name,
    issuer: { id: issuer.id, type: ['Profile'], name: issuer.name, url: issuer.url },
    validFrom: isoSeconds(details.validFrom),
    awardedDate: isoSeconds(details.awarded),
    ...(validUntil && { validUntil: isoSeconds(validUntil) }),
    credentialSubject: {
      type: ['AchievementSubject'],
      ...subjectOf(details.recipient),
      achievement: {
        id: achievement.id,
        type: ['Achievement'],
        achievementType: 'Certificate',
        name: achievement.name,
        description: achievement.description,
        criteria: { id: achievement.criteria, narrative: `${achievement.narrative} ${assurance}` },
        resultDescription: [
          {
            id: details.scoreId,
            type: ['ResultDescription'],
            name: 'Issuer re-grade score',
            resultType: 'Percent',
            valueMin: '0',
            valueMax: '100',
          },
        ],
      },
      result: [
        { type: ['Result'], resultDescription: details.scoreId, value: String(scorePercent) },
      ],
    },
    evidence: evidence.map(({ id, name, outcome, narrative, bundleSha256 }) => ({
      id,
      type: ['Evidence'],
      name,
      description: outcome,
      narrative: `${narrative} sha256 of the bundle: ${bundleSha256}; assurance level ${details.judgement.assurance}. ${assurance}`,
    })),
    credentialSchema: [{ id: SCHEMA, type: '1EdTechJsonSchemaValidator2019' }],
    ...(status && {
      credentialStatus: {
        id: `${status.list}#${status.index}`,
        type: 'BitstringStatusListEntry',
        statusPurpose: 'revocation',
        statusListIndex: String(status.index),
        statusListCredential: status.list,
      },
    }),
  };
}

function subjectOf(recipient: Recipient): BadgeHolder {
  const name = recipient.name?.trim();
  const named = name ? [identity('name', name)] : [];
  if ('id' in recipient) {
    return { id: recipient.id, ...(name && { identifier: named }) };
  }
  const text = recipient.emailAddress.trim().toLowerCase() + recipient.salt;
  const digest = bytesToHex(sha256(new TextEncoder().encode(text)));
  const address = { ...identity('emailAddress', `sha256$${digest}`), salt: recipient.salt };
  return { identifier: [{ ...address, hashed: true }, ...named] };
}

function identity<Kind extends 'name' | 'emailAddress'>(identityType: Kind, identityHash: string) {
  return { type: 'IdentityObject', hashed: false, identityType, identityHash } as const;
}
