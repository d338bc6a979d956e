// npm run preset -- HOST [--address URL] [--dist FOLDER] [--root FOLDER] [--out FOLDER]: what a host needs to serve the site.
// Exit code: 0 written, 2 bad input or no built site.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { LabError } from '#container';
import { readBuiltSite } from './hosting/built-site.ts';
import { PRESETS } from './hosting/presets.ts';

const HELP = `npm run preset -- HOST [options]: writes what a host needs to serve the built site as npm start serves it.

HOST is one of
${Object.entries(PRESETS)
  .map(([name, { about }]) => `  ${name.padEnd(18)}${about}`)
  .join('\n')}

  --address URL    where the site is to be reached; https://training.example/ unless said, with the path that it was built for
  --dist FOLDER    the built site; dist unless said
  --root FOLDER    the same on the server; /srv/plumbline unless said
  --out FOLDER     where files go that the host does not read in the site; hosting/HOST unless said

docs/operators/ has a page for each.`;

process.exitCode = main(process.argv.slice(2));

function main(args: readonly string[]): number {
  try {
    return writePreset(args);
  } catch (error) {
    if (error instanceof LabError)
      console.error(`${error.name}: ${error.message}\n  ${error.hint}`);
    else if (error instanceof TypeError && 'code' in error)
      console.error(`${error.message}\n  See npm run preset -- --help.`);
    else throw error;
    return 2;
  }
}

function writePreset(args: readonly string[]): number {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      address: { type: 'string' },
      dist: { type: 'string', default: 'dist' },
      root: { type: 'string', default: '/srv/plumbline' },
      out: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const [host] = positionals;
  if (values.help || host === undefined) {
    console.log(HELP);
    return values.help ? 0 : 2;
  }
  const preset = PRESETS[host];
  if (!preset || positionals.length > 1) {
    throw new LabError(
      'UsageError',
      `There is no preset "${positionals.join(' ')}".`,
      `There are ${Object.keys(PRESETS).join(', ')}.`,
    );
  }
  const site = readBuiltSite(values.dist);
  const url = addressOf(values.address ?? `https://training.example${site.base}`, site.base);
  const { files, next } = preset.make(site, { url, root: rootOf(values.root) });
  for (const { place, path, text } of files) {
    const at = join(place === 'site' ? values.dist : (values.out ?? join('hosting', host)), path);
    mkdirSync(dirname(at), { recursive: true });
    writeFileSync(at, text, { mode: /\.(?:sh|py)$/.test(path) ? 0o755 : 0o644 });
    console.log(`Written: ${at}`);
  }
  for (const line of next) console.log(`- ${line}`);
  return 0;
}

/** Goes into a server's configuration as it is. */
function rootOf(folder: string): string {
  if (!/^[\w./:-]+$/.test(folder)) {
    throw new LabError(
      'UsageError',
      `--root is "${folder}".`,
      'Name a folder with letters, digits, and . _ - / in its path.',
    );
  }
  return folder.replace(/\/+$/, '');
}

function addressOf(text: string, base: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new LabError(
      'UsageError',
      `--address is "${text}".`,
      'Give an address such as https://training.example/.',
    );
  }
  if (`${url.pathname.replace(/\/$/, '')}/` !== base) {
    throw new LabError(
      'WrongBase',
      `The site was built for the path ${base}, and the address has ${url.pathname}.`,
      `Build it for that path: PLUMBLINE_BASE=${url.pathname.replace(/\/?$/, '/')} npm run build`,
    );
  }
  return url;
}
