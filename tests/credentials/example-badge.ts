import {
  buildBadge,
  buildStatusList,
  createDidDocument,
  emptyStatusBits,
  importSigningKey,
  signDocument,
  withRevoked,
  type BadgeDetails,
  type Secured,
  type TrustList,
  type UnsignedStatusList,
} from '#credentials';

/** An academy with one key, and a forger who has another. Secrets of tests, of no worth. */
export const ISSUER = 'did:web:academy.example';
export const issuerKey = await importSigningKey(new Uint8Array(32).fill(7));
export const forgerKey = await importSigningKey(new Uint8Array(32).fill(9));
export const keys = createDidDocument(ISSUER, issuerKey.publicKeyMultibase);
export const METHOD = `${ISSUER}#${issuerKey.publicKeyMultibase}`;
export const trust: TrustList = {
  issuers: [{ id: ISSUER, name: 'Example Academy' }],
  documents: [keys],
};

export const ISSUED = new Date('2026-11-23T00:00:00Z');
export const NOW = new Date('2026-11-26T12:00:00Z');
export const LIST = 'https://academy.example/status/1.json';

export const details: BadgeDetails = {
  id: 'urn:uuid:5a4a3c2e-7c0f-4c9e-8a52-6f2a1e6a0001',
  name: 'MLOps Monitoring – practitioner',
  issuer: { id: ISSUER, name: 'Example Academy', url: 'https://academy.example/' },
  recipient: { emailAddress: 'Ada@example.org', salt: 'k3Jq' },
  awarded: ISSUED,
  validFrom: ISSUED,
  validUntil: new Date('2028-11-23T00:00:00Z'),
  achievement: {
    id: 'https://academy.example/certificates/monitoring',
    name: 'MLOps Monitoring',
    description: 'Finds drift before customers do.',
    criteria: 'https://academy.example/certificates/monitoring#criteria',
    narrative: 'Twelve checks of lab "watch-the-drift" passed.',
  },
  judgement: { assurance: 'A1', grader: { name: 'plumbline', version: '0.1.0' } },
  scorePercent: 92,
  scoreId: 'urn:uuid:5a4a3c2e-7c0f-4c9e-8a52-6f2a1e6a0002',
  evidence: [
    {
      id: 'urn:uuid:5a4a3c2e-7c0f-4c9e-8a52-6f2a1e6a0003',
      name: 'Watch the drift',
      outcome: '12 of 13 checks hold, 92 of 100 points',
      narrative: 'Lab watch-the-drift version 1.0.0. Graded again on 2026-11-22.',
      bundleSha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    },
  ],
  status: { list: LIST, index: 42 },
};

export const badge = await signDocument(buildBadge(details), issuerKey, METHOD, ISSUED);

/** The signed status list in which the given indices are revoked. */
export async function statusListWith(
  revoked: readonly number[],
): Promise<Secured<UnsignedStatusList>> {
  const bits = revoked.reduce((list, index) => withRevoked(list, index), emptyStatusBits());
  const list = buildStatusList({ id: LIST, issuer: ISSUER, validFrom: ISSUED }, bits);
  return await signDocument(list, issuerKey, METHOD, ISSUED);
}
