import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSittingFiles, type IssuersSitting } from '#cohort';
import { LabError } from '#container';
import { findFiles } from './exam-files.ts';

/** A folder that `pack` has made. @throws LabError `SittingUnreadable` */
export function readSitting(folder: string): IssuersSitting {
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(readFileSync(join(folder, 'sitting.json')));
  } catch (error) {
    throw new LabError(
      'SittingUnreadable',
      `${folder} has no sitting.json that can be read.`,
      'Name the folder that "pack" has made, with its packs.',
      { cause: error },
    );
  }
  const packs = findFiles([join(folder, 'packs')], '.exam-pack.json');
  return readSittingFiles({ path: `${folder}/sitting.json`, bytes }, packs);
}
