import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { sweepKept } from './sweep-kept.ts';

/** Results of costly work, each in a file that is named after the digest of all that it was made from. */
export interface KeptResults {
  /**
   * The file with the result for `source`, made first where it is not there.
   *
   * @param make called when nothing is kept; what it throws is thrown, and nothing is kept
   */
  fileFor(
    source: string | Uint8Array,
    make: () => Promise<string | Uint8Array> | string | Uint8Array,
  ): Promise<string>;
  /** Throws away what has not been asked for since it was opened, and is older than a week. */
  sweep(now?: number): void;
}

/**
 * Opens a folder of results.
 *
 * @param folder need not be there yet; it may be deleted at any time between two builds
 * @param maker says in full what makes the results: another maker finds none of this one's
 * @param ending of the files, with its dot
 */
export function openKeptResults(folder: string, maker: string, ending: string): KeptResults {
  const asked = new Set<string>();
  mkdirSync(folder, { recursive: true });
  return {
    async fileFor(source, make) {
      const name = createHash('sha256').update(maker).update('\0').update(source).digest('hex');
      const file = join(folder, `${name}${ending}`);
      asked.add(`${name}${ending}`);
      if (!existsSync(file)) {
        const result = await make();
        // Another build may be reading: a file is there whole, or not at all.
        const half = `${file}.${process.pid}.half`;
        writeFileSync(half, result);
        renameSync(half, file);
      }
      return file;
    },
    sweep(now = Date.now()) {
      sweepKept(folder, asked, now);
    },
  };
}

/** What the site is made with, beside its content. */
const SOURCES = ['src', 'astro.config.mjs', 'site.yaml', 'package.json', 'tsconfig.json'];

/**
 * A digest of all that makes pages out of content: this site's own code and settings, every installed package, Node, and
 * what the build is told by the environment.
 */
export function digestOfMaker(root = '.'): string {
  const hash = createHash('sha256');
  const take = (path: string): void => {
    const text = readFileSync(join(root, path));
    hash.update(`${path}\0${text.length}\0`).update(text);
  };
  for (const source of SOURCES) {
    const stat = statSync(join(root, source), { throwIfNoEntry: false });
    if (stat?.isFile()) take(source);
    if (!stat?.isDirectory()) continue;
    for (const entry of readdirSync(join(root, source), { recursive: true, withFileTypes: true })
      .filter((one) => one.isFile())
      .map((one) => join(one.parentPath, one.name).slice(join(root, '/').length))
      .sort())
      take(entry);
  }
  const { PLUMBLINE_BASE = '', NODE_ENV = '' } = process.env;
  return hash
    .update(installedPackages(resolve(root)))
    .update(JSON.stringify([process.version, PLUMBLINE_BASE, NODE_ENV]))
    .digest('hex');
}

/** npm's list of what lies in the nearest `node_modules`. */
function installedPackages(from: string): string {
  const list = join(from, 'node_modules/.package-lock.json');
  if (existsSync(list)) return readFileSync(list, 'utf8');
  return dirname(from) === from ? '' : installedPackages(dirname(from));
}
