import type { FormatFault } from '../format-fault.ts';
import { directoryDigest, md5Hex } from './directory-object.ts';

/** What DVC writes down of a file or folder. */
export interface Digest {
  /** 32 lower-case hex digits; for a folder with `.dir` behind. */
  readonly md5: string;
  /** Of the file, or of all files of the folder together. */
  readonly size: number;
  /** Of a folder only. */
  readonly nfiles?: number;
}

/** The digest of a file's bytes. */
export function digestOfBytes(bytes: Uint8Array): Digest {
  return { md5: md5Hex(bytes), size: bytes.length };
}

/** The digest of a folder from those of its files by path inside it, or `undefined` when there are none. */
export function digestOfFolder(files: readonly (readonly [relpath: string, Digest])[]): Digest {
  return {
    md5: directoryDigest(files.map(([relpath, { md5 }]) => ({ relpath, md5 }))),
    size: files.reduce((sum, [, { size }]) => sum + size, 0),
    nfiles: files.length,
  };
}

/** Where the object of this md5 stands in a cache or a remote: `files/md5/9f/356c…`. */
export function objectPath(md5: string): string {
  return `files/md5/${md5.slice(0, 2)}/${md5.slice(2)}`;
}

/** The local cache, from the project's folder. */
export const CACHE_FOLDER = '.dvc/cache';

/** The entries of a folder's object, or what is wrong with it. */
export function readDirectoryObject(
  text: string,
  file: string,
): { readonly relpath: string; readonly md5: string }[] | FormatFault {
  const fault = (found: string): FormatFault => ({
    file,
    line: 1,
    path: '',
    found,
    wanted: 'a JSON list of {"md5": …, "relpath": …}',
  });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return fault('something that is not JSON');
  }
  if (!Array.isArray(value)) return fault('something that is no list');
  const entries = value.map((entry: unknown) => {
    const { md5, relpath } = (entry ?? {}) as Record<string, unknown>;
    return typeof md5 === 'string' && typeof relpath === 'string' ? { md5, relpath } : undefined;
  });
  const whole = entries.filter((entry) => entry !== undefined);
  return whole.length === entries.length ? whole : fault('an entry without md5 or relpath');
}
