import { LabError, type FileTree } from '#container';
import { canonicalJson, NotCanonical } from '#formats';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { zipSync, type Zippable, type ZipAttributes } from 'fflate';
import type { EvidenceFault } from '../evidence-fault.ts';
import { prove } from '../signing/proof.ts';
import type { EvidenceKey } from '../signing/evidence-key.ts';
import { manifestFaults, parentsOf } from './manifest-faults.ts';
import {
  FORMAT_VERSION,
  MANIFEST_NAME,
  WORK_PREFIX,
  type SubmissionAbout,
  type SubmissionManifest,
  type SubmittedEntry,
} from './submission-manifest.ts';

const UNIX = 3;
const COMPRESSION = 6;

/**
 * A hand-in: the bytes of `<name>.submission.zip`, signed. The same work, description and key give the same bytes, in
 * whatever order the files of `work` stand.
 *
 * @throws LabError `SubmissionNotPossible` when something of it cannot stand in a hand-in, naming what.
 * @see docs/formats/submission.md
 */
export async function writeSubmission(
  work: FileTree,
  about: SubmissionAbout,
  key: EvidenceKey,
): Promise<Uint8Array> {
  const paths = Object.keys(work).sort();
  const filled = new Set(paths.flatMap(parentsOf));
  const files = paths
    .map((path) => submitted(work, path))
    .filter(({ kind, path }) => kind !== 'folder' || !filled.has(path));
  const manifest: SubmissionManifest = {
    ...about,
    format: 'plumbline-submission',
    formatVersion: FORMAT_VERSION,
    files,
  };
  const toDo = 'Change it, then hand in again. Nothing was changed.';
  const [fault] = manifestFaults(manifest, toDo);
  if (fault) throw notPossible(fault);
  const text = await signedText(manifest, key);
  const zipped: Zippable = { [MANIFEST_NAME]: [text, entryAttributes(0o100644)] };
  for (const { path } of files) {
    const entry = work[path];
    if (entry?.kind !== 'file') continue;
    const mode = entry.executable ? 0o100755 : 0o100644;
    zipped[`${WORK_PREFIX}${path}`] = [entry.bytes, entryAttributes(mode)];
  }
  return zipSync(zipped);
}

async function signedText(manifest: SubmissionManifest, key: EvidenceKey): Promise<Uint8Array> {
  try {
    const signed = await prove(manifest, key, manifest.createdAt);
    return new TextEncoder().encode(canonicalJson(signed));
  } catch (error) {
    if (!(error instanceof NotCanonical)) throw error;
    throw new LabError(
      'SubmissionNotPossible',
      `This work cannot be handed in: in the description of it ${error.message}.`,
      'Look for a strange character in a file name or your id. Nothing was changed.',
      { cause: error },
    );
  }
}

function submitted(work: FileTree, path: string): SubmittedEntry {
  const entry = work[path];
  if (entry?.kind === 'symlink') return { kind: 'symlink', path, target: entry.target };
  if (entry?.kind !== 'file') return { kind: 'folder', path };
  return {
    kind: 'file',
    path,
    sizeBytes: entry.bytes.length,
    sha256: bytesToHex(sha256(entry.bytes)),
    ...(entry.executable ? { executable: true as const } : {}),
  };
}

/** How each entry of a hand-in is packed. fflate writes a date's local parts: those of this one are the format's first moment in every time zone. */
export function entryAttributes(mode: number): ZipAttributes & { level: typeof COMPRESSION } {
  return { os: UNIX, attrs: mode * 2 ** 16, mtime: new Date(1980, 0, 1), level: COMPRESSION };
}

function notPossible({ found, expected, toDo }: EvidenceFault): LabError {
  return new LabError(
    'SubmissionNotPossible',
    `This work cannot be handed in: it has ${found}; a hand-in holds ${expected}.`,
    toDo,
  );
}
