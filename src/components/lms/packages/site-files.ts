import { LabError } from '#container';
import { choose, filesToPack, type PackageCatalogue } from '#interop';

/** What the site can be packed into. @throws LabError `SiteFileMissing` */
export async function readCatalogue(root: string): Promise<PackageCatalogue> {
  const bytes = await fetchFile(root, 'packages/catalogue.json');
  return JSON.parse(new TextDecoder().decode(bytes)) as PackageCatalogue;
}

/** How many bytes of the site go into a package, before they are packed. */
export function sizeOf(catalogue: PackageCatalogue, name: string): number {
  return filesToPack(catalogue, choose(catalogue, name)).reduce(
    (sum, path) => sum + (catalogue.bytes[path] ?? 0),
    0,
  );
}

/** A file of the site. @throws LabError `SiteFileMissing` */
export async function fetchFile(root: string, path: string): Promise<Uint8Array> {
  // A page is asked for as its folder, which is how the site's copy on this device knows it.
  const address = root + path.replace(/(^|\/)index\.html$/, '$1');
  const response = await fetch(address).catch(() => undefined);
  if (response?.ok) return new Uint8Array(await response.arrayBuffer());
  throw new LabError(
    'SiteFileMissing',
    response
      ? `The site answers ${response.status} for ${path}.`
      : `${path} could not be fetched: there is no network.`,
    'Nothing was written. Reload the page and try again.',
  );
}
