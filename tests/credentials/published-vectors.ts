/** Facts published by W3C and 1EdTech: documents, keys and the bytes that must come out. */
export interface PublishedVector {
  readonly source: string;
  readonly secretKeyHex?: string;
  readonly secretKeyMultibase?: string;
  readonly publicKeyMultibase: string;
  readonly document: Readonly<Record<string, unknown>>;
  readonly created: string;
  readonly verificationMethod: string;
  /** Hash of the proof options, then of the document. */
  readonly signedHex: string;
  readonly proofValue: string;
}

export const VECTORS: readonly PublishedVector[] = [
  {
    source: 'W3C, Data Integrity EdDSA Cryptosuites v1.0, representation eddsa-rdfc-2022',
    secretKeyMultibase: 'z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq',
    publicKeyMultibase: 'z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2',
    document: {
      '@context': [
        'https://www.w3.org/ns/credentials/v2',
        'https://www.w3.org/ns/credentials/examples/v2',
      ],
      id: 'urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33',
      type: ['VerifiableCredential', 'AlumniCredential'],
      name: 'Alumni Credential',
      description: 'A minimum viable example of an Alumni Credential.',
      issuer: 'https://vc.example/issuers/5678',
      validFrom: '2023-01-01T00:00:00Z',
      credentialSubject: { id: 'did:example:abcdefgh', alumniOf: 'The School of Examples' },
    },
    created: '2023-02-24T23:36:38Z',
    verificationMethod:
      'https://vc.example/issuers/5678#z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2',
    signedHex:
      '4c4d3890a157f8d611b13c265c2c22f39aa0a567c7c7dd9ba3e45cd579784eeb517744132ae165a5349155bef0bb0cf2258fff99dfe1dbd914b938d775a36017',
    proofValue:
      'z21EVs3eXERqTn4acNHT9viboqgzUaQ3kTmhPT3eA8qrVPE7CrQq78WkzctnMX5W4CrzcKnHw8V6dvy5pgWYCU5e9',
  },
  {
    source: '1EdTech, Open Badges 3.0 implementation guide, linked data proof test vector',
    secretKeyHex: '6241a409e6707bb640a0140a8a32bc3d193c33a661747284d6adfa4ed4180be4',
    publicKeyMultibase: 'z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi',
    document: {
      '@context': [
        'https://www.w3.org/ns/credentials/v2',
        'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
      ],
      id: 'http://example.com/credentials/3527',
      type: ['VerifiableCredential', 'OpenBadgeCredential'],
      issuer: {
        id: 'https://example.edu/issuers/565049',
        type: ['Profile'],
        url: 'https://www.imsglobal.org',
        name: 'Example Corp',
      },
      validFrom: '2010-01-01T00:00:00Z',
      name: 'Teamwork Badge',
      credentialSubject: {
        id: 'did:example:ebfeb1f712ebc6f1c276e12ec21',
        type: ['AchievementSubject'],
        achievement: {
          id: 'https://example.com/achievements/21st-century-skills/teamwork',
          type: ['Achievement'],
          criteria: {
            narrative:
              'Team members are nominated for this badge by their peers and recognized upon review by Example Corp management.',
          },
          description:
            'This badge recognizes the development of the capacity to collaborate within a group environment.',
          name: 'Teamwork',
        },
      },
    },
    created: '2010-01-01T19:23:24Z',
    verificationMethod:
      'https://example.edu/issuers/565049#z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi',
    signedHex:
      'd34009cea0dbc1ca941e09dc01c8c9d3e3ce3c5b853f67ee44698dcea10f5d1987f65a76d40146205e3b3e06cb0fbd153f97f9ce70372390f52566bb7f9e0773',
    proofValue:
      'z5x9aCBYovW3CQCbKdNyhEm7ffYSw1YpEdPywQJoNbzDD2gkzQDKJ1sYKJaWvqZtkMtSbz35HcbgXVEDYHxCzgkCr',
  },
];
