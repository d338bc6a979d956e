import { LabError } from '#container';
import { evidenceFaultLine } from '../evidence-fault.ts';
import { readExamPack } from './exam-pack.ts';
import type { IssuersSitting } from './regrade-exam.ts';
import { readRevealedDraw } from './revealed-draw.ts';

/** A file of a sitting's folder, with its path as it is shown. */
export interface SittingFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/**
 * A sitting from what `pack` has laid into its folder: `sitting.json`, which the issuer keeps, and its packs.
 *
 * @throws LabError `SittingUnreadable` that names the file
 */
export function readSittingFiles(
  sitting: SittingFile,
  packs: readonly SittingFile[],
): IssuersSitting {
  const { value, faults } = readRevealedDraw(sitting.bytes);
  if (!value) throw unreadable(sitting, evidenceFaultLine(faults[0]));
  return {
    ...value,
    packs: new Map(
      packs.map((file) => {
        const read = readExamPack(file.bytes);
        if (read.value) return [read.value.sha256, read.value] as const;
        throw unreadable(file, evidenceFaultLine(read.faults[0]));
      }),
    ),
  };
}

const unreadable = ({ path }: SittingFile, why: string): LabError =>
  new LabError('SittingUnreadable', `${path}: ${why}`, 'Take it from your copy.');
