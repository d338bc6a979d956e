import { harmless, quoted, type EvidenceFault, type EvidenceReading } from '../evidence-fault.ts';
import { canonicalJson } from '#formats';
import { signerOf, type Proven } from './proof.ts';

/** What a signed file must be. */
export interface SignedFormat {
  /** Its name, for faults. */
  readonly file: string;
  readonly format: string;
  readonly version: number;
  /** What is wrong with the document without its proof. */
  readonly faultsOf: (document: unknown) => readonly EvidenceFault[];
}

export interface SignedDocument {
  /** Without its proof. */
  readonly document: object;
  readonly signer: string;
  /** The proof's time. */
  readonly created: string;
}

const MOST_FAULTS = 20;
const AGAIN = 'Ask for the file once more, exactly as it was saved; nothing in it may be edited.';

/**
 * Reads a signed JSON file: UTF-8, in its canonical form to the byte (so that no key stands twice and no two readers
 * see different things), of the format and shape that is asked for, with a proof that fits. Never throws.
 */
export function readSignedJson(
  bytes: Uint8Array,
  { file, format, version, faultsOf }: SignedFormat,
): EvidenceReading<SignedDocument> {
  const invalid = (found: string, expected: string): { faults: [EvidenceFault] } => ({
    faults: [{ name: 'ManifestInvalid', found, expected, toDo: AGAIN }],
  });
  let value: unknown;
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    value = JSON.parse(text);
  } catch (error) {
    const reason = harmless(error instanceof Error ? error.message : String(error));
    return invalid(`${file} that is not JSON in UTF-8 (${reason})`, 'JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return invalid(`${file} that is no mapping`, 'a mapping with "format" and "proof"');
  }
  const { proof, ...document } = value as Record<string, unknown>;
  if (document['format'] !== format) {
    const found = typeof document['format'] === 'string' ? quoted(document['format']) : 'none';
    return invalid(`${file} of the format ${found}`, `"${format}"`);
  }
  if (document['formatVersion'] !== version) {
    const found = versionWords(document['formatVersion']);
    return {
      faults: [
        {
          name: 'FormatUnknown',
          found: `${file} of format version ${found}`,
          expected: `version ${version}`,
          toDo: 'Open it with a newer edition of Plumbline.',
        },
      ],
    };
  }
  const canonical = canonicalOr(value);
  if (canonical.reason !== undefined) {
    return invalid(`${file} without a canonical form: ${canonical.reason}`, 'one (RFC 8785)');
  }
  if (canonical.text !== text) {
    return invalid(
      `${file} in another form than the canonical one (a key twice, white space, another order)`,
      'the canonical form to the byte (RFC 8785)',
    );
  }
  const [first, ...others] = faultsOf(document);
  if (first) return { faults: [first, ...others.slice(0, MOST_FAULTS - 1)] };
  const proven = signerOf({ ...document, proof });
  if (proven.fault) return { faults: [proven.fault] };
  const { created } = (value as Proven<object>).proof;
  return { value: { document, signer: proven.signer, created } };
}

const versionWords = (value: unknown): string => {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? quoted(value) : 'no number';
};

function canonicalOr(value: unknown): { text: string; reason?: undefined } | { reason: string } {
  try {
    return { text: canonicalJson(value) };
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }
}
