import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { evidenceFaultLine, readExamPack, readRevealedDraw, type IssuersSitting } from '#cohort';
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
  const { value, faults } = readRevealedDraw(bytes);
  if (!value) {
    throw new LabError(
      'SittingUnreadable',
      `${folder}/sitting.json: ${evidenceFaultLine(faults[0])}`,
      'Take it from your copy.',
    );
  }
  const packs = findFiles([join(folder, 'packs')], '.exam-pack.json').flatMap((file) => {
    const read = readExamPack(file.bytes);
    if (read.value) return [[read.value.sha256, read.value] as const];
    throw new LabError(
      'SittingUnreadable',
      `${file.path}: ${evidenceFaultLine(read.faults[0])}`,
      'Take it from your copy.',
    );
  });
  return { ...value, packs: new Map(packs) };
}
