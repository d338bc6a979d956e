import { canonicalJson, SchemaValidator, type JsonSchema } from '#formats';
import type { EvidenceFault, EvidenceReading } from '../evidence-fault.ts';
import { isTooBulky, shapeFaults } from '../submission/manifest-faults.ts';
import type { GraderIdentity } from '../submission/submission-manifest.ts';
import type { EvidenceKey } from './evidence-key.ts';
import { prove } from './proof.ts';
import { readSignedJson } from './read-signed-json.ts';

/** A kind of file in which an issuer says what was found when something was graded again. */
export interface RecordKind {
  /** Its name, for faults: `the re-grade record`. */
  readonly file: string;
  readonly format: string;
  /** Of the record without its proof. Draft 2020-12. */
  readonly schema: JsonSchema;
}

/** What a record of an exam, a quiz or a lesson says of the hand-in that it is of, and of who answers for it. */
export interface RecordHead {
  /** Of the hand-in as received. */
  readonly submissionSha256: string;
  readonly title: string;
  readonly learner: string;
  /** `did:key:…` that signed the hand-in. */
  readonly learnerKey: string;
  readonly grader: GraderIdentity;
  /** What a person should look at, a sentence each. */
  readonly notes: readonly string[];
  /** ISO 8601 in UTC, by the issuer's clock. */
  readonly gradedAt: string;
  /** Name of who answers for it, as shown. */
  readonly gradedBy: string;
}

export interface SignedRecords<T> {
  /** The bytes of the file: canonical and signed. The same record and key give the same bytes. */
  readonly write: (record: T, key: EvidenceKey) => Promise<Uint8Array>;
  /** Reads a record and verifies its form and signature. Never throws. Whether to trust `signer` is for the reader. */
  readonly read: (
    bytes: Uint8Array,
  ) => EvidenceReading<{ readonly record: T; readonly signer: string }>;
}

const AGAIN = 'Do not count it. Ask the issuer for the record once more, exactly as it was saved.';

/** How records of one kind, version 1, are written and read. */
export function signedRecords<T extends { readonly gradedAt: string }>({
  file,
  format,
  schema,
}: RecordKind): SignedRecords<T> {
  const validator = new SchemaValidator(schema, '2020-12');
  const faultsOf = (value: unknown): readonly EvidenceFault[] => {
    if (isTooBulky(value)) {
      const found = 'a list or mapping of very many parts';
      return [{ name: 'TooLarge', found, expected: 'at most 10,000 in a list', toDo: AGAIN }];
    }
    return shapeFaults(validator, value, '').map((fault) => ({ ...fault, toDo: AGAIN }));
  };
  return {
    write: async (record, key) =>
      new TextEncoder().encode(canonicalJson(await prove(record, key, record.gradedAt))),
    read(bytes) {
      const read = readSignedJson(bytes, { file, format, version: 1, faultsOf });
      if (read.faults) return read;
      const { document, signer } = read.value;
      return { value: { record: document as T, signer } };
    },
  };
}
