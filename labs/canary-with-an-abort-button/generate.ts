import { textFile, type FileEntry, type FileTree } from '#container';
import { Random } from '#harborlight';
import { windowCsv, type Side } from './windows.ts';

/** What goes out, and what is out there; each learner has other versions. */
export interface ReleaseNote {
  readonly version: string;
  readonly before: string;
  readonly image: string;
  readonly tag: string;
  readonly digest: string;
  readonly storageUri: string;
  readonly storageUriBefore: string;
}

const REPOSITORY = 'registry.harborlight.example/loan-default';
const BUCKET = 's3://harborlight-models/loan-default';

export function drawRelease(seed: string): ReleaseNote {
  const random = new Random(`${seed}/release`);
  const major = 4 + random.below(5);
  const tag = `${major}.${random.below(6)}.${random.below(4)}`;
  const digest = [...random.bytes(32)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return {
    version: String(major),
    before: String(major - 1),
    image: `${REPOSITORY}:${tag}`,
    tag,
    digest: `sha256:${digest}`,
    storageUri: `${BUCKET}/${major}`,
    storageUriBefore: `${BUCKET}/${major - 1}`,
  };
}

/** The three windows that a learner sees: a good night, a bad one, and one that is too short. */
function visibleWindows(
  seed: string,
): Readonly<Record<string, Readonly<Record<'stable' | 'canary', Side>>>> {
  const random = new Random(`${seed}/windows`);
  const stable = {
    requests: 9000 + random.below(600),
    errors: 27 + random.below(6),
    slow: 180 + random.below(20),
    approvalPermille: 780,
  };
  return {
    monday: {
      stable,
      canary: { requests: 1400 + random.below(200), errors: 5, slow: 30, approvalPermille: 778 },
    },
    tuesday: {
      stable,
      canary: {
        requests: 1400 + random.below(200),
        errors: 42 + random.below(10),
        slow: 31,
        approvalPermille: 781,
      },
    },
    wednesday: {
      stable,
      canary: { requests: 220 + random.below(60), errors: 1, slow: 4, approvalPermille: 760 },
    },
  };
}

export function generate(seed: string): FileTree {
  const note = drawRelease(seed);
  const windows = Object.entries(visibleWindows(seed)).flatMap(([day, sides]) =>
    Object.entries(sides).map(([side, counts]): [string, FileEntry] => [
      `data/windows/${day}-${side}.csv`,
      textFile(windowCsv(`${seed}/${day}/${side}`, counts)),
    ]),
  );
  return {
    'docs/release-note.md': textFile(releaseNote(note)),
    'deploy/inferenceservice.yaml': textFile(inferenceService(note)),
    ...Object.fromEntries(windows),
  };
}

function releaseNote({
  version,
  before,
  image,
  digest,
  storageUri,
  storageUriBefore,
}: ReleaseNote): string {
  return `# Release note: loan-default ${version}

| | now | goes out |
| --- | --- | --- |
| model version | ${before} | ${version} |
| image | | \`${image}\` |
| digest of the image | | \`${digest}\` |
| model, for KServe | \`${storageUriBefore}\` | \`${storageUri}\` |

Trained on data up to the end of March. Offline AUC is up by a point. Nobody has seen it decide yet. Freja
`;
}

function inferenceService({ storageUriBefore }: ReleaseNote): string {
  return `# The Berlin cluster serves the same model through KServe.
apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata:
  name: loan-default
spec:
  predictor:
    minReplicas: 2
    model:
      modelFormat:
        name: harborlight-logit
      protocolVersion: v2
      storageUri: ${storageUriBefore}
`;
}
