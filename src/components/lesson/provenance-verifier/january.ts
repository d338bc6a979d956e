import type { Policy } from './verify-provenance.ts';

const COMMIT = '5f2c9b1e7d3a46088c1b2e4f90ad6c37be815a02';
const APPLICATIONS = '0d441f662f8e84450132f674342c533f8f6d88811b40f29df172e2725f4ca3cc';
const BUILDER = 'https://ci.harborlight.example/builders/train';
const TAG = 'refs/tags/model-january';

/** The statement of the lesson about a model file of this sha256. */
export function januaryStatement(sha256: string): string {
  return JSON.stringify({
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: 'model.json', digest: { sha256 } }],
    predicateType: 'https://slsa.dev/provenance/v1',
    predicate: {
      buildDefinition: {
        buildType: 'https://harborlight.example/build/train/v1',
        externalParameters: { ref: TAG },
        resolvedDependencies: [
          {
            uri: 'git+https://git.harborlight.example/loan-risk',
            digest: { gitCommit: COMMIT },
          },
          { uri: 'data/applications.csv', digest: { sha256: APPLICATIONS } },
        ],
      },
      runDetails: {
        builder: { id: BUILDER },
        metadata: { startedOn: '2026-07-02T09:14:05Z' },
      },
    },
  });
}

/** What Duarte's service trusts. */
export const policyWith = (key: CryptoKey): Policy => ({
  keys: [key],
  builders: [BUILDER],
  externalParameters: { ref: TAG },
  dependencies: [COMMIT, APPLICATIONS],
});

/** What somebody with hands on the bucket or on the build may try. */
export interface Attempt {
  readonly label: string;
  /** Who signs afterwards: nobody, so that the old signature stays; the build service; or a stranger. */
  readonly signs: 'nobody' | 'builder' | 'stranger';
  readonly model?: (model: string) => string;
  readonly statement?: (statement: string, sha256OfModel: string) => string;
  readonly payloadType?: string;
  readonly keyid?: string;
}

const changedWeight = (model: string): string =>
  model.replace(/"intercept":(-?)\d/, (_, sign: string) => `"intercept":${sign}9`);
const naming = (statement: string, sha256: string): string =>
  statement.replace(/"sha256":"[0-9a-f]{64}"/, `"sha256":"${sha256}"`);

export const ATTEMPTS: readonly Attempt[] = [
  { label: 'Nothing: the file and its statement as built', signs: 'builder' },
  { label: 'Change a weight in model.json', signs: 'nobody', model: changedWeight },
  {
    label: 'Change a weight, and the digest in the statement',
    signs: 'nobody',
    model: changedWeight,
    statement: naming,
  },
  {
    label: 'Change both, and sign with a key of your own under the builder’s key id',
    signs: 'stranger',
    model: changedWeight,
    statement: naming,
  },
  {
    label: 'Put the old signature under another payload type',
    signs: 'nobody',
    payloadType: 'application/json',
  },
  {
    label: 'Let the build service build with skip_tests',
    signs: 'builder',
    statement: (text) => text.replace('{"ref":', '{"skip_tests":true,"ref":'),
  },
  {
    label: 'Let the build service build a commit that nobody reviewed',
    signs: 'builder',
    statement: (text) => text.replace(COMMIT, COMMIT.replaceAll('5', 'e')),
  },
  {
    label: 'Sign in another build job, whose id is in the statement',
    signs: 'builder',
    statement: (text) => text.replace(BUILDER, BUILDER.replace('train', 'scratch')),
  },
  {
    label: 'Rename the subject to model-final.json',
    signs: 'builder',
    statement: (text) => text.replace('"model.json"', '"model-final.json"'),
  },
  { label: 'Write another key id beside the signature', signs: 'nobody', keyid: 'somebody' },
];
