import { md5 } from '@noble/hashes/legacy.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** A file of a folder: its path in the folder, and the md5 of its bytes. */
export interface DigestedFile {
  readonly relpath: string;
  readonly md5: string;
}

/** What DVC stores for a folder, and the name it gets. */
export interface DirectoryObject {
  /** JSON: the list of files, sorted by path, keys sorted, `", "` and `": "` as separators. */
  readonly json: string;
  /** md5 of that JSON, and `.dir`. */
  readonly name: string;
}

/**
 * The object by which DVC names a folder.
 *
 * @see iterative/dvc-data, `hashfile/tree.py`: `json.dumps(list, sort_keys=True)` over entries sorted by `relpath`
 */
export function directoryObject(files: readonly DigestedFile[]): DirectoryObject {
  const sorted = files.toSorted((a, b) =>
    a.relpath < b.relpath ? -1 : a.relpath > b.relpath ? 1 : 0,
  );
  const entries = sorted.map(
    (file) => `{"md5": ${asciiJson(file.md5)}, "relpath": ${asciiJson(file.relpath)}}`,
  );
  const json = `[${entries.join(', ')}]`;
  return { json, name: `${bytesToHex(md5(utf8ToBytes(json)))}.dir` };
}

/** JSON text as Python writes it: all that is not ASCII is escaped. */
function asciiJson(text: string): string {
  return JSON.stringify(text).replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
