import { strFromU8, strToU8, zipSync, type Zippable } from 'fflate';
import { LabError } from '#container';
import { unitName } from '../unit.ts';
import type { CatalogueUnit, Choice, PackageCatalogue } from './catalogue.ts';
import { cmi5Course } from './cmi5-course.ts';
import { launchPage } from './launch-page.ts';
import { aboutPackage, type PackageContents, type PackedUnit } from './package-contents.ts';
import { rewritePage } from './rewrite-page.ts';
import { scormManifest } from './scorm-manifest.ts';

/** What an LMS may be given. */
export const PACKAGE_FORMATS = ['scorm12', 'scorm2004', 'cmi5'] as const;
export type PackageFormat = (typeof PACKAGE_FORMATS)[number];

export interface PackageOptions {
  readonly format: PackageFormat;
  /** Absolute address of the public site, where what is not packed can be read. */
  readonly site?: string;
  /** Absolute IRI below which cmi5 names the course and its units. */
  readonly activities?: string;
}

/** How a package is named where nobody says otherwise. */
export const packageFileName = ({ id }: Choice, format: PackageFormat): string =>
  `${id.replace(/^plumbline\./, '')}.${format}.zip`;

/** Under which IRI activities are named on a site that has no address of its own. */
const NO_SITE = 'https://plumbline.invalid/activities';
const ABOUT = 'ABOUT.txt';

/** The site's files that a package is made of, each once, from the site's root. */
export function filesToPack({ engine }: PackageCatalogue, { groups }: Choice): readonly string[] {
  const units = groups.flatMap((group) => group.units);
  return [
    ...new Set([
      ...units.flatMap(({ files }) => files),
      ...(units.some(({ runsEngine }) => runsEngine) ? engine : []),
    ]),
  ].sort();
}

/**
 * Packs a choice: the site's own files with relative addresses, a launched page for each unit, the manifest. The same
 * choice of the same site gives the same bytes.
 *
 * @param read gives a file of the site by its path from the site's root; files in `packages/lms/` are asked for too
 * @throws what `read` throws
 */
export async function writePackage(
  catalogue: PackageCatalogue,
  choice: Choice,
  options: PackageOptions,
  read: (path: string) => Promise<Uint8Array>,
): Promise<Uint8Array<ArrayBuffer>> {
  const { format, site } = options;
  const script = `${format}.js`;
  const paths = filesToPack(catalogue, choice);
  const packed = new Set(paths);
  const entries = new Map<string, Uint8Array>();
  for (const path of paths) {
    const bytes = await read(path);
    const isPage = path.endsWith('.html') && !path.startsWith('engine/');
    entries.set(path, isPage ? strToU8(rewritten(strFromU8(bytes), path)) : bytes);
  }
  for (const name of ['lms.css', script])
    entries.set(`lms/${name}`, await read(`packages/lms/${name}`));

  const contents = contentsOf(choice, [...entries.keys(), ABOUT]);
  entries.set(ABOUT, strToU8(aboutPackage(contents)));
  const all = launches(choice);
  for (const { unit, page, launch } of all) {
    const others = Object.fromEntries(
      all
        .filter((one) => one.page !== page)
        .map((one) => [one.page, { name: unitName(one.unit), title: one.unit.title }]),
    );
    const data = { unit, page, others, packageId: choice.id };
    const html = launchPage(data, script, format === 'cmi5' ? '*' : undefined);
    entries.set(launch, strToU8(html));
  }
  const [name, manifest] = manifestOf(contents, options);
  return zipped(new Map([[name, strToU8(manifest)], ...entries]));

  function rewritten(html: string, page: string): string {
    return rewritePage(html, {
      page,
      base: catalogue.base,
      isPacked: (path) => packed.has(path),
      ...(site === undefined ? {} : { site }),
    });
  }
}

function manifestOf(
  contents: PackageContents,
  { format, site, activities }: PackageOptions,
): [name: string, text: string] {
  if (format === 'scorm12') return ['imsmanifest.xml', scormManifest(contents, '1.2')];
  if (format === 'scorm2004') return ['imsmanifest.xml', scormManifest(contents, '2004')];
  const ofSite = site === undefined ? NO_SITE : `${site.replace(/\/$/, '')}/activities`;
  const below = (activities ?? ofSite).replace(/\/$/, '');
  if (!/^[a-z][a-z0-9+.-]*:\S+$/i.test(below)) {
    throw new LabError(
      'ActivitiesUnreadable',
      `"${below}" is no absolute address, below which activities could be named.`,
      'Give one that is yours, such as https://academy.example/activities.',
    );
  }
  return ['cmi5.xml', cmi5Course(contents, below)];
}

/** Each unit with the page that an LMS launches: in the package's root, so that no LMS loses its way in folders. */
const launches = ({ groups }: Choice): readonly (CatalogueUnit & { readonly launch: string })[] =>
  groups.flatMap(({ units }) =>
    units.map((one) => ({ ...one, launch: `${unitName(one.unit)}.html` })),
  );

function contentsOf(choice: Choice, paths: readonly string[]): PackageContents {
  const all = launches(choice);
  const uses = new Map<string, number>();
  for (const { files } of all) for (const path of files) uses.set(path, (uses.get(path) ?? 0) + 1);
  const own = (path: string): boolean => all.length > 1 && uses.get(path) === 1;
  const packed = new Set(paths);
  const asPacked = ({ unit, launch, files }: (typeof all)[number]): PackedUnit => ({
    unit,
    launch,
    files: [launch, ...files.filter((path) => own(path) && packed.has(path))],
  });
  const byUnit = new Map(all.map((one) => [unitName(one.unit), asPacked(one)]));
  return {
    id: choice.id,
    title: choice.title,
    description: choice.description,
    groups: choice.groups.map(({ title, units }) => ({
      title,
      units: units.flatMap(({ unit }) => byUnit.get(unitName(unit)) ?? []),
    })),
    shared: paths.filter((path) => !own(path)),
  };
}

/** The first moment that a ZIP can tell, the same everywhere. */
const WHEN = new Date(1980, 0, 1);

function zipped(entries: ReadonlyMap<string, Uint8Array>): Uint8Array<ArrayBuffer> {
  const files: Zippable = {};
  for (const [path, bytes] of entries) {
    // What is packed already would only take time.
    files[path] = [bytes, { level: path.endsWith('.gz') ? 0 : 9, mtime: WHEN }];
  }
  return zipSync(files);
}
