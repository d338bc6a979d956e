import { craftZip, deflatedZeros } from '../cohort/craft-zip.ts';
import {
  FILE,
  HONEST,
  LISTED,
  MANIFEST,
  text,
  withFile,
  withManifest,
} from '../cohort/attacked.ts';
import type { GivenFile } from './class-of-three.ts';

/** What would tell if any text of a hand-in came to act as a page. */
export const TRAP = '<img src=x onerror="window.pwned=1">';
const GIGABYTE = 2 ** 30;

/**
 * What somebody may drop among a class's hand-ins to harm who collects them.
 *
 * @param stolen a work under another learner's seed
 * @param owner the id of that learner
 */
export async function hostileHandIns(
  stolen: Uint8Array,
  owner: string,
): Promise<readonly (GivenFile & { readonly says: RegExp })[]> {
  const packed = deflatedZeros(10 * GIGABYTE);
  const crowd = Array.from({ length: 30_000 }, (_, at) => ({
    name: `work/${String(at).padStart(6, '0')}`,
  }));
  const later = new TextDecoder().decode(HONEST.data).replaceAll('10:05:00Z', '09:05:00Z');
  const edited = craftZip([{ name: 'submission.json', data: text(later) }, FILE]);
  const attacks: readonly (readonly [string, Uint8Array, RegExp])[] = [
    ['notes.zip', text('my notes'), /NotReadable: found a file that is not a ZIP/],
    ['climbs', withFile({ ...FILE, name: 'work/../../x' }), /PathNotAllowed/],
    [
      'link',
      withFile({ ...FILE, mode: 0o120777, data: text('/etc/passwd') }),
      /packed as a symbolic link/,
    ],
    [
      'bomb',
      withFile({ ...FILE, packed, method: 8, sizeBytes: 2 ** 31 }),
      /FilesDiffer: found "work\/a\.csv" of 2147483648 bytes; expected 15 bytes/,
    ],
    [
      'swells',
      withFile({ ...FILE, packed, method: 8 }),
      /TooLarge: found "work\/a\.csv" that unpacks to more than it claims; expected 15 bytes/,
    ],
    [
      'download',
      craftZip([{ name: 'x.submission.zip', packed, method: 8, sizeBytes: 2 ** 31 }]),
      /TooLarge: found "x\.submission\.zip" of 2147483648 bytes/,
    ],
    ['crowd', craftZip(crowd), /ManifestInvalid: found a ZIP of 30000 files/],
    [
      'lies',
      await withManifest({ ...MANIFEST, files: [{ ...LISTED, sizeBytes: 14 }] }, FILE),
      /FilesDiffer: found "work\/a\.csv" of 15 bytes; expected 14 bytes/,
    ],
    [
      TRAP,
      withFile({ ...FILE, name: `work/${TRAP}` }),
      /FilesDiffer: found no file "work\/a\.csv"/,
    ],
    ['edited', edited, /SignatureInvalid/],
    ['dated', withFile({ ...FILE, date: 0x5b7a }), /with another date; expected 1980-01-01/],
    ['stolen', stolen, new RegExp(`It was made with the seed .* It is that of "${owner}"`)],
  ];
  return attacks.map(([name, bytes, says]) => ({
    name: `${name}.submission.zip`,
    mimeType: 'application/zip',
    buffer: Buffer.from(bytes),
    says,
  }));
}
