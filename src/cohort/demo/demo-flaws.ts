import { unzipSync, zipSync } from 'fflate';
import {
  MANIFEST_NAME,
  WORK_PREFIX,
  type SubmissionManifest,
} from '../submission/submission-manifest.ts';
import { entryAttributes } from '../submission/write-submission.ts';

/** The hand-in with one more line in one of its programs, packed as before: only its signature tells. */
export function tampered(bundle: Uint8Array): Uint8Array {
  const entries = unzipSync(bundle);
  const { files } = JSON.parse(
    new TextDecoder().decode(entries[MANIFEST_NAME]),
  ) as SubmissionManifest;
  const program = files.find(({ kind, path }) => kind === 'file' && path.endsWith('.py'));
  if (!program) throw new RangeError('This hand-in has no program to change.');
  const runs = new Set(
    files.flatMap((file) =>
      file.kind === 'file' && file.executable ? [WORK_PREFIX + file.path] : [],
    ),
  );
  const line = new TextEncoder().encode('# one more line\n');
  return zipSync(
    Object.fromEntries(
      Object.entries(entries).map(([name, bytes]) => [
        name,
        [
          name === WORK_PREFIX + program.path ? Uint8Array.from([...bytes, ...line]) : bytes,
          entryAttributes(runs.has(name) ? 0o100755 : 0o100644),
        ],
      ]),
    ),
  );
}

/** The hand-in as a full disk or a broken line leaves it. */
export function cutOff(bundle: Uint8Array): Uint8Array {
  return bundle.slice(0, Math.floor(bundle.length * 0.6));
}
