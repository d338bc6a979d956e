import type { Assurance } from './assurance.ts';
import { BUILDINGS, type BadgeDesign } from './artwork/buildings.ts';
import { digestOf } from './artwork/engraving.ts';
import { listOf } from './badge-shape.ts';
import { instantOf } from './date-time.ts';
import { isObject, type JsonObject } from './strict-json.ts';

/** One piece of work on which a badge rests, in the issuer's words. */
export interface BadgeWork {
  readonly name: string;
  readonly outcome?: string;
  readonly narrative?: string;
}

/** What a badge says, for people. All texts are the issuer's words and plain text. */
export interface BadgeDescription {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  /** The name that the badge tells, when it tells one. */
  readonly holder?: string;
  /** True when the holder is told by the salted hash of an e-mail address. */
  readonly hasHashedAddress: boolean;
  readonly issuer: { readonly id: string; readonly name?: string; readonly url?: string };
  readonly awarded?: Date;
  readonly validFrom?: Date;
  readonly validUntil?: Date;
  readonly criteria: string;
  readonly assurance?: Assurance;
  readonly scorePercent?: string;
  readonly work: readonly BadgeWork[];
  readonly statusList?: string;
  /** The key that signed it, as the proof names it. */
  readonly key: string;
  /** Which drawing belongs to it, when it is one of Plumbline's levels or endorsements. */
  readonly design?: BadgeDesign;
  /** Hexadecimal; see `digestOf`. */
  readonly digest: string;
}

/**
 * What a badge says. Call it with a badge whose signature holds (`CredentialVerdict.badge`); of another one it would tell
 * what anybody may have written.
 */
export function describeBadge(signed: object): BadgeDescription {
  const badge = signed as JsonObject;
  const subject = objectOf(badge['credentialSubject']);
  const achievement = objectOf(subject['achievement']);
  const issuer = badge['issuer'];
  const proof = objectOf(listOf(badge['proof'])[0]);
  const work = listOf(badge['evidence']).filter(isObject).map(workOf);
  const identities = listOf(subject['identifier']).filter(isObject);
  const named = identities.find(
    (identity) => identity['identityType'] === 'name' && identity['hashed'] === false,
  );
  const status = objectOf(listOf(badge['credentialStatus'])[0]);
  const result = objectOf(listOf(subject['result'])[0]);
  const profile: JsonObject = isObject(issuer) ? issuer : {};
  return {
    id: textOf(badge['id']) ?? '',
    title: textOf(achievement['name']) ?? textOf(badge['name']) ?? '',
    about: textOf(achievement['description']) ?? '',
    ...some('holder', textOf(named?.['identityHash'])),
    hasHashedAddress: identities.some(
      (identity) => identity['identityType'] === 'emailAddress' && identity['hashed'] === true,
    ),
    issuer: {
      id: textOf(isObject(issuer) ? issuer['id'] : issuer) ?? '',
      ...some('name', textOf(profile['name'])),
      ...some('url', textOf(profile['url'])),
    },
    ...some('awarded', instantOf(badge['awardedDate'])),
    ...some('validFrom', instantOf(badge['validFrom'])),
    ...some('validUntil', instantOf(badge['validUntil'])),
    criteria: textOf(objectOf(achievement['criteria'])['narrative']) ?? '',
    ...some('assurance', assuranceIn(work)),
    ...some('scorePercent', textOf(result['value'])),
    work,
    ...some('statusList', textOf(status['statusListCredential'])),
    key: textOf(proof['verificationMethod']) ?? '',
    ...some('design', designOf(textOf(achievement['id']))),
    digest: digestOf(textOf(proof['proofValue']) ?? ''),
  };
}

function workOf(evidence: JsonObject): BadgeWork {
  return {
    name: textOf(evidence['name']) ?? textOf(evidence['id']) ?? 'Evidence without a name',
    ...some('outcome', textOf(evidence['description'])),
    ...some('narrative', textOf(evidence['narrative'])),
  };
}

function assuranceIn(work: readonly BadgeWork[]): Assurance | undefined {
  const levels = work.map(({ narrative }) =>
    /\bassurance level (A[123])\b/.exec(narrative ?? '')?.at(1),
  );
  const [level] = levels;
  return levels.every((one) => one === level) ? (level as Assurance | undefined) : undefined;
}

/** An achievement of ours is named by its last part: `https://academy.example/certificates/professional`. */
function designOf(achievement: string | undefined): BadgeDesign | undefined {
  const name = /\/([a-z-]+)\/?$/.exec(achievement ?? '')?.[1] ?? '';
  return Object.hasOwn(BUILDINGS, name) ? (name as BadgeDesign) : undefined;
}

const objectOf = (value: unknown): JsonObject => (isObject(value) ? value : {});
const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** The member when there is a value, else nothing. */
function some<Key extends string, Value>(
  key: Key,
  value: Value | undefined,
): { readonly [K in Key]?: Value } {
  return value === undefined ? {} : ({ [key]: value } as { [K in Key]: Value });
}
