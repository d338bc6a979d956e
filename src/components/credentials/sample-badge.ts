import { buildBadge, didKeyOf, importSigningKey, packBadge, signDocument } from '#credentials';

/** Anybody can read this secret here, so what it signs is worth nothing; that is what a sample is for. */
const SECRET_OF_NO_WORTH = new Uint8Array(32).fill(1);
const AWARDED = new Date('2026-11-23T00:00:00Z');

/** The fragment of a sample certificate, the same at each build. */
export async function sampleFragment(): Promise<string> {
  const key = await importSigningKey(SECRET_OF_NO_WORTH);
  const did = didKeyOf(key.publicKeyMultibase);
  const badge = buildBadge({
    id: 'urn:uuid:5a3e9b1c-0000-4000-8000-000000000001',
    name: 'MLOps Foundations',
    issuer: { id: did, name: 'Sample issuer', url: 'https://sample.invalid/' },
    recipient: { id: 'urn:uuid:5a3e9b1c-0000-4000-8000-000000000002', name: 'Noor Sample' },
    awarded: AWARDED,
    validFrom: AWARDED,
    achievement: {
      id: 'https://sample.invalid/certificates/foundations',
      name: 'MLOps Foundations',
      description:
        'Explains the five challenges, reads every artifact of the running case, and runs a lab with hints.',
      criteria: 'https://sample.invalid/certificates/foundations#criteria',
      narrative: 'A sample: nobody did this work.',
    },
    judgement: { assurance: 'A1', grader: { name: 'plumbline', version: '0.1.0' } },
    scorePercent: 100,
    scoreId: 'urn:uuid:5a3e9b1c-0000-4000-8000-000000000003',
    evidence: [
      {
        id: 'urn:uuid:5a3e9b1c-0000-4000-8000-000000000004',
        name: 'Pin the data',
        outcome: '16 of 16 checks hold, 100 of 100 points',
        narrative: 'Lab pin-the-data. Graded again on 2026-11-23.',
        bundleSha256: '0'.repeat(64),
      },
    ],
  });
  const signed = await signDocument(badge, key, `${did}#${key.publicKeyMultibase}`, AWARDED);
  return packBadge(JSON.stringify(signed));
}
