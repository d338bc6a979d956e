import { LabError, pathFault, type FileEntry, type FileTree } from '#container';
import { crc32, readZipDirectory, type ZipEntry } from '#formats';
import { strFromU8, strToU8, unzipSync, zipSync, type ZipAttributes } from 'fflate';

/** What a saved file says of itself, in `plumbline-lab.json` beside the work. */
export interface WorkFileAbout {
  readonly format: 'plumbline-work';
  readonly lab: string;
  readonly labVersion: string;
  readonly seed: string;
  readonly savedAt: string;
  /** Paths of executable files: whoever packs the file again may lose its modes. */
  readonly executable: readonly string[];
  /** Targets of symbolic links, by path. */
  readonly links: Readonly<Record<string, string>>;
}

const ABOUT = 'plumbline-lab.json';
const MOST_BYTES = 256 * 2 ** 20;
const MOST_FILES = 50_000;

const UNIX = 3;
const S_IFMT = 0o170000;
const S_IFLNK = 0o120000;
/** A ZIP knows no earlier day. */
const EARLIEST = Date.UTC(1980, 0, 2);

/**
 * The work as a ZIP: a folder named after the lab, and a file beside it that says what it is. `unzip` makes of it what the
 * lab has, executable files and links among it.
 */
export function zipWork(
  tree: FileTree,
  about: Pick<WorkFileAbout, 'lab' | 'labVersion' | 'seed' | 'savedAt'>,
): Uint8Array {
  const files: Record<string, [Uint8Array, ZipAttributes]> = {};
  const mtime = Math.max(EARLIEST, Date.parse(about.savedAt) || EARLIEST);
  const as = (mode: number): ZipAttributes => ({ os: UNIX, attrs: mode * 2 ** 16, mtime });
  const executable: string[] = [];
  const links: Record<string, string> = {};
  for (const [path, entry] of Object.entries(tree)) {
    const name = `${about.lab}/${path}`;
    if (entry.kind === 'symlink') {
      links[path] = entry.target;
      files[name] = [strToU8(entry.target), as(0o120777)];
    } else if (entry.kind === 'folder') files[`${name}/`] = [new Uint8Array(0), as(0o040755)];
    else {
      files[name] = [entry.bytes, as(entry.executable ? 0o100755 : 0o100644)];
      if (entry.executable) executable.push(path);
    }
  }
  const card: WorkFileAbout = { format: 'plumbline-work', ...about, executable, links };
  const text = strToU8(`${JSON.stringify(card, null, 2)}\n`);
  return zipSync({ [ABOUT]: [text, as(0o100644)], ...files });
}

/**
 * Reads a ZIP that `zipWork` made, or another one whose files are then taken as they lie.
 *
 * @throws LabError `WorkFileUnreadable` when it is no ZIP or its parts do not fit, `WorkFileTooLarge`, `PathNotAllowed`.
 */
export function unzipWork(bytes: Uint8Array): { tree: FileTree; about?: WorkFileAbout } {
  const { contents, modes } = unzip(bytes);
  const card = contents[ABOUT];
  const about = card ? readAbout(strFromU8(card)) : undefined;
  const prefix = about ? `${about.lab}/` : '';
  const tree = new Map<string, FileEntry>();
  for (const [name, data] of Object.entries(contents)) {
    if (name === ABOUT || !name.startsWith(prefix) || name === prefix) continue;
    const isFolder = name.endsWith('/');
    const path = name.slice(prefix.length, isFolder ? -1 : undefined);
    const mode = modes.get(name) ?? 0;
    if ((mode & S_IFMT) === S_IFLNK) {
      tree.set(allowed(path), { kind: 'symlink', target: strFromU8(data) });
      continue;
    }
    const isExecutable = (mode & 0o111) !== 0 || about?.executable.includes(path);
    const executable = isExecutable ? { executable: true } : {};
    tree.set(
      allowed(path),
      isFolder ? { kind: 'folder' } : { kind: 'file', bytes: data, ...executable },
    );
  }
  for (const [path, target] of Object.entries(about?.links ?? {})) {
    tree.set(allowed(path), { kind: 'symlink', target });
  }
  const files = Object.fromEntries(tree);
  return about ? { tree: files, about } : { tree: files };
}

function unzip(bytes: Uint8Array): {
  contents: Record<string, Uint8Array>;
  modes: ReadonlyMap<string, number>;
} {
  const entries = directoryOf(bytes);
  const unpacked = unpack(bytes);
  // Without a prototype: by assignment a file named `__proto__` would be lost.
  const contents = Object.create(null) as Record<string, Uint8Array>;
  for (const { name, key, crc32: wanted } of entries) {
    const data = unpacked[key];
    if (!data) continue;
    if (crc32(data) !== wanted) throw unreadable(`${JSON.stringify(name)} in it is damaged`);
    contents[name] = data;
  }
  return { contents, modes: new Map(entries.map(({ name, mode }) => [name, mode])) };
}

function directoryOf(bytes: Uint8Array): readonly ZipEntry[] {
  let entries: readonly ZipEntry[];
  try {
    entries = readZipDirectory(bytes);
  } catch (error) {
    const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
    throw unreadable(
      isZip ? 'it is a ZIP file of which the end is missing' : 'it is not a ZIP file',
      error,
    );
  }
  for (const { name, isEncrypted, method } of entries) {
    if (isEncrypted) throw unreadable(`${JSON.stringify(name)} in it is locked by a password`);
    if (method !== 0 && method !== 8) {
      throw unreadable(`${JSON.stringify(name)} in it is packed in a way that is not known here`);
    }
  }
  return entries;
}

function unpack(bytes: Uint8Array): Record<string, Uint8Array> {
  let total = 0;
  let count = 0;
  try {
    return unzipSync(bytes, {
      filter({ originalSize }) {
        total += originalSize;
        count += 1;
        if (total > MOST_BYTES || count > MOST_FILES) throw tooLarge();
        return true;
      },
    });
  } catch (error) {
    if (error instanceof LabError) throw error;
    throw unreadable('it is a damaged ZIP file', error);
  }
}

function readAbout(text: string): WorkFileAbout {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch (error) {
    throw unreadable(`${ABOUT} in it is not JSON`, error);
  }
  const about = found as Partial<WorkFileAbout> | null;
  if (about?.format !== 'plumbline-work' || typeof about.lab !== 'string') {
    throw unreadable(`${ABOUT} in it is not of this kind`);
  }
  return {
    format: 'plumbline-work',
    lab: about.lab,
    labVersion: about.labVersion ?? '',
    seed: about.seed ?? '',
    savedAt: about.savedAt ?? '',
    executable: Array.isArray(about.executable) ? about.executable : [],
    links: about.links ?? {},
  };
}

function allowed(path: string): string {
  const fault = pathFault(path);
  if (fault === undefined) return path;
  throw new LabError(
    'PathNotAllowed',
    `The file holds the path ${JSON.stringify(path)}, which cannot be used: ${fault}.`,
    'Nothing was changed. Take the path out of the ZIP and load it again.',
  );
}

function unreadable(why: string, cause?: unknown): LabError {
  return new LabError(
    'WorkFileUnreadable',
    `This file cannot be read: ${why}.`,
    'Choose a file that “Save to file” made, or another ZIP of your files. Nothing was changed.',
    { cause },
  );
}

function tooLarge(): LabError {
  return new LabError(
    'WorkFileTooLarge',
    'This file unpacks to more than 256 MB or 50,000 files, which is more than a lab takes.',
    'Choose a smaller one. Nothing was changed.',
  );
}
