import type { FileEntry, FileTree } from '#container';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { quoted, type EvidenceFault, type EvidenceReading } from '../evidence-fault.ts';
import { readSignedJson } from '../signing/read-signed-json.ts';
import { manifestFaults } from './manifest-faults.ts';
import { openContainer, unpackEntry, type Container } from './open-container.ts';
import {
  FORMAT_VERSION,
  MANIFEST_NAME,
  SUBMISSION_LIMITS,
  WORK_PREFIX,
  type SubmissionManifest,
} from './submission-manifest.ts';

/** A hand-in that holds what it says, signed by one key. Who holds that key is for the receiver to know. */
export interface Submission {
  readonly manifest: SubmissionManifest;
  readonly work: FileTree;
  /** `did:key:z6Mk…`: the same for all that this learner's browser has signed. */
  readonly signer: string;
  /** Of the file as received, lower-case hexadecimal. */
  readonly bundleSha256: string;
  /** Of `submission.json`: the same however the file was compressed, so equal hand-ins are found by it. */
  readonly manifestSha256: string;
}

const AGAIN =
  'Ask for the file once more, exactly as it was saved, neither opened nor packed anew.';
const MOST_FAULTS = 20;

/**
 * Reads `<name>.submission.zip` and verifies all of it: layout, description, signature, and every file. Never throws,
 * whatever the bytes are; memory stays within `SUBMISSION_LIMITS`.
 *
 * @see docs/formats/submission.md
 */
export function readSubmission(bytes: Uint8Array): EvidenceReading<Submission> {
  const opened = openContainer(bytes);
  if (opened.faults) return opened;
  const container = opened.value;
  const text = manifestBytes(bytes, container);
  if (text.faults) return text;
  const read = readSignedJson(text.value, {
    file: MANIFEST_NAME,
    format: 'plumbline-submission',
    version: FORMAT_VERSION,
    faultsOf: (value) => manifestFaults(value, AGAIN),
  });
  if (read.faults) return read;
  const manifest = read.value.document as SubmissionManifest;
  const { signer, created } = read.value;
  const { createdAt } = manifest;
  if (created !== createdAt) {
    const found = `a proof of ${quoted(created)} for a hand-in of ${quoted(createdAt)}`;
    const expected = 'the same time in both';
    return { faults: [{ name: 'SignatureInvalid', found, expected, toDo: AGAIN }] };
  }
  const work = workOf(bytes, container, manifest);
  if (work.faults) return work;
  return {
    value: {
      manifest,
      work: work.value,
      signer,
      bundleSha256: bytesToHex(sha256(bytes)),
      manifestSha256: bytesToHex(sha256(text.value)),
    },
  };
}

function manifestBytes(bytes: Uint8Array, container: Container): EvidenceReading<Uint8Array> {
  const entry = container.get(MANIFEST_NAME);
  if (!entry) {
    const found = `a ZIP of ${container.size} files without a description`;
    const toDo = 'Choose the file that “Hand in” saved; “Save to file” makes another kind.';
    const expected = `"${MANIFEST_NAME}" in it`;
    return { faults: [{ name: 'ManifestInvalid', found, expected, toDo }] };
  }
  if (entry.sizeBytes > SUBMISSION_LIMITS.manifestBytes) {
    const found = `a description of ${entry.sizeBytes} bytes`;
    const toDo = 'Ask who sent it how it was made.';
    return { faults: [{ name: 'TooLarge', found, expected: 'at most 33,554,432 bytes', toDo }] };
  }
  return unpackEntry(bytes, entry, entry.sizeBytes);
}

/** The tree, when the files are those of the description: no other, none less, each the same to the byte. */
function workOf(
  bytes: Uint8Array,
  container: Container,
  { files }: SubmissionManifest,
): EvidenceReading<FileTree> {
  const faults: EvidenceFault[] = [];
  const differ = (found: string, expected: string) =>
    faults.push({ name: 'FilesDiffer', found, expected, toDo: AGAIN });
  // Without a prototype: by assignment a file named `__proto__` would be lost.
  const work = Object.create(null) as Record<string, FileEntry>;
  const unlisted = new Set(container.keys());
  unlisted.delete(MANIFEST_NAME);
  for (const entry of files) {
    if (faults.length >= MOST_FAULTS) break;
    if (entry.kind === 'folder') work[entry.path] = { kind: 'folder' };
    if (entry.kind === 'symlink') work[entry.path] = { kind: 'symlink', target: entry.target };
    if (entry.kind !== 'file') continue;
    const name = WORK_PREFIX + entry.path;
    const packed = container.get(name);
    unlisted.delete(name);
    if (!packed) {
      differ(`no file ${quoted(name)}`, 'it, as the signed list names it');
      continue;
    }
    if (packed.sizeBytes !== entry.sizeBytes) {
      differ(`${quoted(name)} of ${packed.sizeBytes} bytes`, `${entry.sizeBytes} bytes, as signed`);
      continue;
    }
    if (((packed.mode & 0o111) !== 0) !== (entry.executable ?? false)) {
      differ(`${quoted(name)} with the mode ${packed.mode.toString(8)}`, 'the mode that is signed');
      continue;
    }
    const contents = unpackEntry(bytes, packed, entry.sizeBytes);
    if (contents.faults) {
      faults.push(...contents.faults);
      continue;
    }
    const digest = bytesToHex(sha256(contents.value));
    if (digest !== entry.sha256) {
      differ(`${quoted(name)} with SHA-256 ${digest}`, `${entry.sha256}, as signed`);
      continue;
    }
    work[entry.path] = {
      kind: 'file',
      bytes: contents.value,
      ...(entry.executable ? { executable: true } : {}),
    };
  }
  for (const name of unlisted) {
    if (faults.length >= MOST_FAULTS) break;
    differ(`the file ${quoted(name)}`, 'no file that the signed list does not name');
  }
  const [first, ...others] = faults;
  return first ? { faults: [first, ...others] } : { value: work };
}
