// npm run package -- scorm12|scorm2004|cmi5 <lab|quiz|course> [--out FILE]: packs it for an LMS. --help says what goes in.
// Exit code: 0 written, 2 bad input or a site that cannot be built.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { LabError } from '#container';
import {
  choose,
  PACKAGE_FORMATS,
  packageFileName,
  SELF_REPORTED,
  writePackage,
  type PackageCatalogue,
  type PackageFormat,
} from '#interop';

const HELP = `npm run package -- FORMAT NAME [options]

  FORMAT   scorm12 (which every LMS takes), scorm2004 or cmi5; see docs/operators/lms.md
  NAME     a lab, a quiz (<course>/<quiz>) or a course

  --out FILE         where the package goes; FORMAT's name in this folder otherwise
  --site URL         address of your site: what is linked to and not packed is read there; without it, it is text
  --activities URL   cmi5: address of yours below which the units are named; <site>/activities otherwise
  --dist FOLDER      pack from this built site; otherwise the site is built first where it is stale

The package holds its pages, the engine and everything else that it needs: it asks for nothing outside of itself.
${SELF_REPORTED}`;

process.exitCode = await main();

async function main(): Promise<number> {
  try {
    return await pack();
  } catch (error) {
    if (error instanceof LabError)
      console.error(`${error.name}: ${error.message}\n  ${error.hint}`);
    else if (isUsage(error)) console.error(`${error.message}\n  See npm run package -- --help.`);
    else throw error;
    return 2;
  }
}

async function pack(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      out: { type: 'string' },
      site: { type: 'string' },
      activities: { type: 'string' },
      dist: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const [format = '', name = '', ...more] = positionals;
  if (!isFormat(format)) {
    throw usage(`"${format}" is no format; expected one of ${PACKAGE_FORMATS.join(', ')}.`);
  }
  if (name === '' || more.length > 0) throw usage('Name one lab, quiz or course to pack.');
  const { site, activities } = values;
  if (site !== undefined && !/^https?:\/\/[^\s]+$/.test(site)) {
    throw usage(`--site is "${site}"; expected an address that begins with https://.`);
  }
  const dist = values.dist ?? builtSite();
  const catalogue = await readCatalogue(dist);
  const choice = choose(catalogue, name);
  const options = {
    format,
    ...(site === undefined ? {} : { site }),
    ...(activities === undefined ? {} : { activities }),
  };
  const bytes = await writePackage(catalogue, choice, options, (path) =>
    readFile(join(dist, path)),
  );
  const out = values.out ?? packageFileName(choice, format);
  await writeFile(out, bytes);
  const units = choice.groups.flatMap((group) => group.units).length;
  const size = ((await stat(out)).size / 1e6).toFixed(1);
  console.log(`${out}: ${choice.title}, ${units === 1 ? '1 unit' : `${units} units`}, ${size} MB`);
  console.log(SELF_REPORTED);
  return 0;
}

function isFormat(name: string): name is PackageFormat {
  return (PACKAGE_FORMATS as readonly string[]).includes(name);
}

/** The site of this repository, built where something changed. */
function builtSite(): string {
  const { status } = spawnSync(process.execPath, ['src/cli/build-if-stale.ts'], {
    stdio: 'inherit',
  });
  if (status !== 0) throw usage('The site could not be built, so there is nothing to pack.');
  return 'dist';
}

async function readCatalogue(dist: string): Promise<PackageCatalogue> {
  const path = join(dist, 'packages', 'catalogue.json');
  if (!existsSync(path)) {
    throw usage(`${dist} is no built site: it has no packages/catalogue.json.`);
  }
  return JSON.parse(await readFile(path, 'utf8')) as PackageCatalogue;
}

function usage(message: string): RangeError {
  return new RangeError(message);
}

function isUsage(error: unknown): error is Error {
  const code = (error as { readonly code?: unknown } | null)?.code;
  return (
    error instanceof RangeError ||
    (typeof code === 'string' && /^(?:ERR_PARSE|ENOENT|EISDIR|EACCES)/.test(code))
  );
}
