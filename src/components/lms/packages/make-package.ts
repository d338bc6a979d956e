import {
  choose,
  packageFileName,
  writePackage,
  type PackageCatalogue,
  type PackageFormat,
} from '#interop';
import { fetchFile, sizeOf } from './site-files.ts';

/** What is asked for. */
export interface Order {
  readonly format: PackageFormat;
  /** A lab, a quiz or a course. */
  readonly name: string;
  /** Absolute address of this site, for links to what is not packed. */
  readonly site: string;
}

export interface MadePackage {
  readonly fileName: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly units: number;
}

/**
 * Makes a package in the browser, from the site's own files.
 *
 * @param root absolute address of the site's root, with a slash at its end
 * @param onShare how much of the site's files is here, of 1
 * @throws LabError `SiteFileMissing`, `NothingToPack`
 */
export async function makePackage(
  root: string,
  catalogue: PackageCatalogue,
  { format, name, site }: Order,
  onShare: (share: number) => void,
): Promise<MadePackage> {
  const choice = choose(catalogue, name);
  const whole = sizeOf(catalogue, name);
  let here = 0;
  const bytes = await writePackage(catalogue, choice, { format, site }, async (path) => {
    const file = await fetchFile(root, path);
    here += catalogue.bytes[path] ?? 0;
    onShare(Math.min(1, here / whole));
    return file;
  });
  const units = choice.groups.flatMap((group) => group.units).length;
  return { fileName: packageFileName(choice, format), bytes, units };
}
