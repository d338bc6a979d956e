import { LabError } from '#container';
import { canonicalJson, NotCanonical } from '#formats';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { quoted, type EvidenceFault, type EvidenceReading } from '../evidence-fault.ts';
import type { EvidenceKey } from './evidence-key.ts';
import { prove } from './proof.ts';
import { readSignedJson } from './read-signed-json.ts';

/** What a hand-in that is one signed JSON document may hold. */
export const HAND_IN_BYTES = 2 ** 20;

/** A fault of a hand-in before it is known who is told of it. */
export type HandInFault = Omit<EvidenceFault, 'toDo'>;

export const invalidHandIn = (found: string, expected: string): HandInFault => ({
  name: 'ManifestInvalid',
  found,
  expected,
});

/**
 * The bytes of a hand-in: canonical and signed. The same hand-in and key give the same bytes.
 *
 * @param what it is, as the subject of a sentence
 * @throws LabError `SubmissionNotPossible` when something of it cannot stand in a hand-in, naming what.
 */
export async function writeSignedHandIn(
  submission: { readonly createdAt: string },
  [fault]: readonly HandInFault[],
  what: string,
  key: EvidenceKey,
): Promise<Uint8Array> {
  if (fault) {
    throw new LabError(
      'SubmissionNotPossible',
      `${what} cannot be handed in: it has ${fault.found}; a hand-in holds ${fault.expected}.`,
      'Change it, then hand in again. Nothing was changed.',
    );
  }
  try {
    const signed = await prove(submission, key, submission.createdAt);
    return new TextEncoder().encode(canonicalJson(signed));
  } catch (error) {
    if (!(error instanceof NotCanonical)) throw error;
    throw new LabError(
      'SubmissionNotPossible',
      `${what} cannot be handed in: ${error.message}.`,
      'Look for a strange character in an answer or your id. Nothing was changed.',
      { cause: error },
    );
  }
}

const AGAIN = 'Do not count it. Ask for the file once more, exactly as it was saved.';

/** Reads a hand-in and verifies its form and signature. Never throws, whatever the bytes are. */
export function readSignedHandIn<Submission extends { readonly createdAt: string }>(
  bytes: Uint8Array,
  about: {
    readonly file: string;
    readonly format: string;
    readonly faultsOf: (value: unknown) => readonly HandInFault[];
    /** Of a document without faults. */
    readonly asSubmission: (document: object) => Submission;
  },
): EvidenceReading<{
  readonly submission: Submission;
  readonly signer: string;
  readonly sha256: string;
}> {
  if (bytes.length > HAND_IN_BYTES) {
    const found = `a file of ${bytes.length} bytes`;
    const expected = 'at most 1,048,576 bytes';
    return { faults: [{ name: 'TooLarge', found, expected, toDo: AGAIN }] };
  }
  const read = readSignedJson(bytes, {
    file: about.file,
    format: about.format,
    version: 1,
    faultsOf: (value) => about.faultsOf(value).map((fault) => ({ ...fault, toDo: AGAIN })),
  });
  if (read.faults) return read;
  const { document, signer, created } = read.value;
  const submission = about.asSubmission(document);
  if (created !== submission.createdAt) {
    const found = `a proof of ${quoted(created)} for a hand-in of ${quoted(submission.createdAt)}`;
    const expected = 'the same time in both';
    return { faults: [{ name: 'SignatureInvalid', found, expected, toDo: AGAIN }] };
  }
  return { value: { submission, signer, sha256: bytesToHex(sha256(bytes)) } };
}
