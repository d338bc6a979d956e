import { gzip } from './archive/gzip.ts';
import { tar } from './archive/tar.ts';
import { unzip } from './archive/unzip.ts';
import { zip } from './archive/zip.ts';
import { make } from './make/make.ts';
import type { Tool } from './tool/tool.ts';
import { yq } from './yq/yq.ts';

/** Tools that run outside of the kernel, by the names that they are called by. */
export const TOOLS: Readonly<Record<string, Tool>> = {
  tar,
  gzip,
  gunzip: gzip,
  zcat: gzip,
  zip,
  unzip,
  make,
  yq,
};
