import {
  buildBadge,
  buildStatusList,
  didKeyOf,
  emptyStatusBits,
  signDocument,
  type DidDocument,
} from '#credentials';
import {
  badge,
  details,
  forgerKey,
  ISSUED,
  ISSUER,
  issuerKey,
  keys,
  METHOD,
  statusListWith,
  trust,
} from './example-badge.ts';

/** A badge that must be refused, and what its verdict must say. */
export interface HostileBadge {
  readonly name: string;
  readonly text: string;
  readonly line: 'signature' | 'issuer' | 'dates' | 'status';
  readonly code: string;
  /** `bad` unless said. */
  readonly state?: 'unknown';
  readonly statusList?: string;
  readonly documents?: readonly DidDocument[];
}

type Json = Record<string, unknown>;

const text = JSON.stringify(badge);
const unsigned = buildBadge(details);
const [proof] = badge.proof;
const forgerDid = didKeyOf(forgerKey.publicKeyMultibase);
const forgerMethod = `${forgerDid}#${forgerKey.publicKeyMultibase}`;

const sign = (document: object) => signDocument(document, issuerKey, METHOD, ISSUED);
const forge = (document: object, method = forgerMethod) =>
  signDocument(document, forgerKey, method, ISSUED);
const withProof = (changes: Json): string =>
  JSON.stringify({ ...badge, proof: [{ ...proof, ...changes }] });
const withSubject = (changes: Json): Json => ({
  ...unsigned,
  credentialSubject: { ...unsigned.credentialSubject, ...changes },
});
const without = (key: string): Json =>
  Object.fromEntries(Object.entries(badge).filter(([name]) => name !== key));

const unreadable: readonly [string, string][] = [
  ['an empty file', ''],
  ['a file that is not JSON', '<svg/>'],
  ['a list', `[${text}]`],
  ['a bare string', '"badge"'],
  ['a cut-off file', text.slice(0, -9)],
  ['a key given twice', text.replace('{', '{"name":"Another",')],
  ['a key given twice, once escaped', text.replace('{', '{"\\u006eame":"Another",')],
  ['a key given twice further in', text.replace('"value":"92"', '"value":"92","value":"99"')],
  [
    'a key given twice with much space before its colon',
    text.replace('{', `{"name"${' '.repeat(200)}:"A",`),
  ],
  ['a prototype', text.replace('{', '{"__proto__":{"type":"VerifiableCredential"},')],
  ['half a character', text.replace('practitioner', 'practitioner\\ud800')],
  ['null, which would not be signed', text.replace('{', '{"description":null,')],
  ['a huge file', `${text}${' '.repeat(300_000)}`],
  [
    'a great many objects without a name, dear to bring into order',
    JSON.stringify({
      ...badge,
      evidence: Array.from({ length: 3000 }, () => ({ type: ['Evidence'] })),
    }),
  ],
  ['a deep file', text.replace('{', `{"evil":${'['.repeat(5000)}${']'.repeat(5000)},`)],
];

const inContext = (context: unknown): string => JSON.stringify({ ...badge, '@context': context });

const ofMeaning: readonly [string, string, string][] = [
  [
    'a remote context',
    inContext([...badge['@context'], 'https://evil.example/v1']),
    'context-not-known',
  ],
  [
    'a context written out',
    inContext([...badge['@context'], { name: 'https://evil.example/' }]),
    'context-not-known',
  ],
  ['contexts in another order', inContext([...badge['@context']].reverse()), 'context-not-known'],
  ['a context that is no list', inContext(badge['@context'][0]), 'context-not-known'],
  ['no context', JSON.stringify(without('@context')), 'context-not-known'],
  [
    'a context inside',
    JSON.stringify(withSubject({ '@context': { '@vocab': 'https://evil.example/' } })),
    'inner-keyword',
  ],
  ['a graph beside', JSON.stringify({ ...badge, '@graph': [] }), 'inner-keyword'],
  ['an extra term', JSON.stringify({ ...badge, honours: 'summa cum laude' }), 'not-signable'],
  [
    'an extra term in the subject',
    JSON.stringify({ ...withSubject({ rank: 1 }), proof: badge.proof }),
    'not-signable',
  ],
  ['an identifier that is relative', JSON.stringify({ ...badge, id: 'badge' }), 'not-signable'],
  [
    'a type that is made up',
    JSON.stringify({ ...badge, type: [...badge.type, 'GoldBadge'] }),
    'not-signable',
  ],
];

const ofProof: readonly [string, string, string][] = [
  ['no proof', JSON.stringify(without('proof')), 'no-proof'],
  ['a proof that is text', JSON.stringify({ ...badge, proof: 'trust me' }), 'no-proof'],
  ['two proofs', JSON.stringify({ ...badge, proof: [proof, proof] }), 'many-proofs'],
  ['another cryptosuite', withProof({ cryptosuite: 'eddsa-jcs-2022' }), 'other-suite'],
  ['another kind of proof', withProof({ type: 'Ed25519Signature2020' }), 'other-suite'],
  ['a proof for another purpose', withProof({ proofPurpose: 'authentication' }), 'wrong-purpose'],
  ['an extra term in the proof', withProof({ domain: 'academy.example' }), 'proof-terms'],
  ['a context in the proof', withProof({ '@context': 'https://evil.example/' }), 'proof-terms'],
  ['a proof without a date', withProof({ created: 'yesterday' }), 'proof-date'],
  ['an empty proof value', withProof({ proofValue: 'z' }), 'altered'],
  ['a proof value that is a number', withProof({ proofValue: 7 }), 'altered'],
  ['a huge proof value', withProof({ proofValue: `z${'2'.repeat(100_000)}` }), 'altered'],
  ['a key that is no text', withProof({ verificationMethod: [METHOD] }), 'key-not-of-issuer'],
  [
    'a key that the issuer does not list',
    withProof({ verificationMethod: `${ISSUER}#other` }),
    'key-not-listed',
  ],
  [
    'the proof of another badge',
    JSON.stringify({ ...(await sign({ ...unsigned, name: 'Cook' })), name: badge.name }),
    'altered',
  ],
];

const ofForger: readonly [string, string, string][] = [
  [
    'a self-made key naming a known issuer',
    JSON.stringify(await forge(unsigned)),
    'key-not-of-issuer',
  ],
  [
    'a self-made key under the name of the issuer’s key',
    JSON.stringify(await forge(unsigned, METHOD)),
    'altered',
  ],
  [
    'a self-made key written after the issuer’s DID',
    JSON.stringify(await forge(unsigned, `${ISSUER}#${forgerKey.publicKeyMultibase}`)),
    'key-not-listed',
  ],
  ['no issuer', JSON.stringify(without('issuer')), 'key-not-of-issuer'],
];

const withoutCriteria = { ...unsigned.credentialSubject.achievement, criteria: undefined };

const ofShape: readonly [string, string][] = [
  ['a badge without criteria', JSON.stringify(withSubject({ achievement: withoutCriteria }))],
  ['a badge for nobody', JSON.stringify(withSubject({ identifier: [] }))],
  ['two subjects', JSON.stringify({ ...badge, credentialSubject: [badge.credentialSubject] })],
  ['another credential', JSON.stringify(await statusListWith([]))],
];

const ofTime: readonly [string, Json, string][] = [
  ['an expired badge', { ...unsigned, validUntil: '2026-11-26T11:59:59Z' }, 'expired'],
  ['a badge of tomorrow', { ...unsigned, validFrom: '2026-11-27T00:00:00Z' }, 'not-yet-valid'],
  [
    'a badge that ends before it begins',
    { ...unsigned, validUntil: '2026-11-22T00:00:00Z' },
    'dates-crossed',
  ],
  [
    'a badge without a time zone',
    { ...unsigned, validFrom: '2026-11-23T00:00:00' },
    'dates-unreadable',
  ],
  ['a badge until for ever', { ...unsigned, validUntil: 'for ever' }, 'dates-unreadable'],
];

const revoked = JSON.stringify(await statusListWith([42]));
const clean = await statusListWith([]);

const ofStatus: readonly HostileBadge[] = [
  { name: 'a revoked badge', text, line: 'status', code: 'revoked', statusList: revoked },
  {
    name: 'a revoked badge with the list of another',
    text,
    line: 'status',
    code: 'other-list',
    statusList: JSON.stringify(
      await sign(
        buildStatusList(
          { id: 'https://academy.example/status/2.json', issuer: ISSUER, validFrom: ISSUED },
          emptyStatusBits(),
        ),
      ),
    ),
  },
  {
    name: 'a revoked badge with a list whose bits were changed',
    text,
    line: 'status',
    code: 'list-not-signed',
    statusList: JSON.stringify({
      ...(JSON.parse(revoked) as Json),
      credentialSubject: clean.credentialSubject,
    }),
  },
  {
    name: 'a badge with itself as its list',
    text,
    line: 'status',
    code: 'other-list',
    statusList: text,
  },
  {
    name: 'a badge with a list that is not JSON',
    text,
    line: 'status',
    code: 'list-refused',
    statusList: '<html>',
  },
  {
    name: 'a badge whose index is beyond its list',
    text: JSON.stringify(
      await sign({
        ...unsigned,
        credentialStatus: { ...unsigned.credentialStatus, statusListIndex: '131072' },
      }),
    ),
    line: 'status',
    code: 'list-refused',
    statusList: JSON.stringify(clean),
  },
  {
    name: 'a badge whose index is no number',
    text: JSON.stringify(
      await sign({
        ...unsigned,
        credentialStatus: { ...unsigned.credentialStatus, statusListIndex: '-1' },
      }),
    ),
    line: 'status',
    code: 'entry-unreadable',
  },
];

const ofTrust: readonly HostileBadge[] = [
  {
    name: 'a stranger with script in the name of the issuer',
    text: JSON.stringify(
      await forge({
        ...unsigned,
        issuer: {
          ...unsigned.issuer,
          id: forgerDid,
          name: '<script>alert(1)</script>Example Academy',
        },
      }),
    ),
    line: 'issuer',
    code: 'identity-not-proven',
    state: 'unknown',
  },
  {
    name: 'a stranger with a did:web of a like name',
    text: JSON.stringify(
      await forge(
        { ...unsigned, issuer: { ...unsigned.issuer, id: 'did:web:academy.exampIe' } },
        `did:web:academy.exampIe#${forgerKey.publicKeyMultibase}`,
      ),
    ),
    line: 'signature',
    code: 'key-not-at-hand',
    state: 'unknown',
  },
  {
    name: 'the issuer’s key for logging in, used for a badge',
    text,
    line: 'signature',
    code: 'wrong-purpose',
    documents: [{ ...keys, assertionMethod: [] }],
  },
  {
    name: 'a key listed under the issuer that belongs to another',
    text,
    line: 'signature',
    code: 'key-not-listed',
    documents: [
      {
        ...keys,
        verificationMethod: keys.verificationMethod.map((method) => ({
          ...method,
          controller: forgerDid,
        })),
      },
    ],
  },
  {
    name: 'an issuer named by a web address',
    text: JSON.stringify(
      await forge(
        { ...unsigned, issuer: { ...unsigned.issuer, id: 'https://academy.example' } },
        'https://academy.example#key',
      ),
    ),
    line: 'signature',
    code: 'issuer-not-did',
    state: 'unknown',
  },
];

const signature = 'signature' as const;

export const HOSTILE_BADGES: readonly HostileBadge[] = [
  ...unreadable.map(([name, hostile]) => ({
    name,
    text: hostile,
    line: signature,
    code: 'unreadable',
  })),
  ...[...ofMeaning, ...ofProof, ...ofForger].map(([name, hostile, code]) => ({
    name,
    text: hostile,
    line: signature,
    code,
  })),
  ...ofShape.map(([name, hostile]) => ({
    name,
    text: hostile,
    line: signature,
    code: 'not-a-badge',
  })),
  ...(await Promise.all(
    ofTime.map(async ([name, document, code]) => ({
      name,
      text: JSON.stringify(await sign(document)),
      line: 'dates' as const,
      code,
    })),
  )),
  ...ofStatus,
  ...ofTrust.map((hostile) => ({ documents: trust.documents, ...hostile })),
];
