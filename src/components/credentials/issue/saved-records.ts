import { unzipSync } from 'fflate';

/** A file that was brought, or one out of a ZIP that was. */
export interface SavedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const RECORD = /\.(?:exam-)?regrade\.json$/;
/** A record is some kilobytes; what is larger is none, and is not unpacked. */
const MOST_BYTES = 2 ** 20;
/** What somebody unpacks at most, all records together. */
const MOST_RECORDS = 5000;

/**
 * What was brought, file by file: the records in a ZIP that "Grade them again" has saved, or the file itself.
 *
 * @returns a fault, for the person who brought it, when a ZIP cannot be opened or has no records in it.
 */
export function savedFiles(
  name: string,
  bytes: Uint8Array,
): { readonly files: readonly SavedFile[] } | { readonly fault: string } {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return { files: [{ name, bytes }] };
  let count = 0;
  try {
    const found = unzipSync(bytes, {
      filter: (entry) => {
        const isTaken = RECORD.test(entry.name) && entry.originalSize <= MOST_BYTES;
        if (isTaken) count += 1;
        return isTaken && count <= MOST_RECORDS;
      },
    });
    const files = Object.entries(found).map(([path, inner]) => ({ name: path, bytes: inner }));
    if (count > MOST_RECORDS)
      return { fault: `a ZIP with more than ${MOST_RECORDS} records. Bring them in parts.` };
    if (files.length > 0) return { files };
  } catch {
    return { fault: 'a ZIP that cannot be opened. Ask for it once more, exactly as it was saved.' };
  }
  return {
    fault:
      'a ZIP without re-grade records in it. Hand-ins are graded again first; bring what that has saved.',
  };
}
