import { createHash } from 'node:crypto';
import { evidenceFaultLine, readSubmission, type SubmissionManifest } from '#cohort';
import { craftZip, signedEntry, type CraftedEntry } from './craft-zip.ts';
import { ABOUT, KEY } from './example.ts';

export const text = (value: string): Uint8Array => new TextEncoder().encode(value);
export const sha256 = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex');

export const DATA = text('id,amount\n1,20\n');
export const FILE = { name: 'work/a.csv', data: DATA };
export const LISTED = {
  kind: 'file',
  path: 'a.csv',
  sizeBytes: DATA.length,
  sha256: sha256(DATA),
} as const;
export const MANIFEST: SubmissionManifest = {
  ...ABOUT,
  format: 'plumbline-submission',
  formatVersion: 1,
  files: [LISTED],
};
export const HONEST = await signedEntry(MANIFEST, KEY);

/** The first line that reading says, or "read". */
export function said(bytes: Uint8Array): string {
  const { faults } = readSubmission(bytes);
  return faults ? evidenceFaultLine(faults[0]) : 'read';
}

export const withFile = (file: CraftedEntry): Uint8Array => craftZip([HONEST, file]);
export const withManifest = async (
  manifest: object,
  ...files: CraftedEntry[]
): Promise<Uint8Array> => craftZip([await signedEntry(manifest, KEY), ...files]);
