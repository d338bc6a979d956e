import type { Reading } from '../format-fault.ts';
import { anything, anyText, holdTo, truth, type Shape } from '../yaml/shape.ts';
import { readYamlDocument } from '../yaml/yaml-document.ts';

/** One thing that DVC keeps: in a `.dvc` file, or as a dep or out of a stage in `dvc.lock`. */
export interface DvcEntry {
  readonly path: string;
  readonly md5: string;
  readonly size: number;
  /** `md5`: the plain digest of the bytes, as DVC 3 takes it. Without it the digest is DVC 2's, which alters line ends. */
  readonly hash: 'md5';
  readonly nfiles?: number;
  readonly isexec?: boolean;
}

/** What a `.dvc` file says. */
export interface DvcFile {
  readonly outs: readonly DvcEntry[];
}

const MD5: Shape = {
  kind: 'text',
  matches: /^[0-9a-f]{32}(?:\.dir)?$/,
  words: 'an md5 of 32 lower-case hex digits (with .dir behind for a folder), as text',
};
const SIZE: Shape = { kind: 'integer', least: 0, words: 'a number of bytes' };
const PLAIN_MD5: Shape = {
  kind: 'text',
  matches: /^md5$/,
  words: '"md5", which marks the plain digest of DVC 3',
};
const PATH: Shape = { kind: 'text', matches: /./, words: 'a path' };

/** The shape of an entry of `outs` or `deps`. */
export const ENTRY: Shape = {
  kind: 'mapping',
  required: { path: PATH, md5: MD5, size: SIZE, hash: PLAIN_MD5 },
  optional: {
    nfiles: SIZE,
    isexec: truth,
    desc: anyText,
    remote: anyText,
    meta: anything,
    type: anyText,
    labels: anything,
    cache: truth,
    persist: truth,
    push: truth,
  },
};

const DVC_FILE: Shape = {
  kind: 'mapping',
  required: { outs: { kind: 'list', of: ENTRY, atLeast: 1 } },
  optional: {
    md5: anyText,
    wdir: anyText,
    frozen: truth,
    desc: anyText,
    meta: anything,
    deps: anything,
  },
};

/** Reads a `.dvc` file as DVC 3 does. */
export function readDvcFile(text: string, file: string): Reading<DvcFile> {
  const document = readYamlDocument(text, file, 'ruamel');
  return document.faults ? document : holdTo<DvcFile>(document.value, DVC_FILE);
}
