import { LabError, pathFault, type FileEntry, type FileTree } from '#container';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/** What a saved file says of itself, in `plumbline-lab.json` beside the work. */
export interface WorkFileAbout {
  readonly format: 'plumbline-work';
  readonly lab: string;
  readonly labVersion: string;
  readonly seed: string;
  readonly savedAt: string;
  /** Paths of executable files: a ZIP made in a browser has no modes. */
  readonly executable: readonly string[];
  /** Targets of symbolic links, by path. */
  readonly links: Readonly<Record<string, string>>;
}

const ABOUT = 'plumbline-lab.json';
const MOST_BYTES = 256 * 2 ** 20;
const MOST_FILES = 50_000;

/** The work as a ZIP: a folder named after the lab, and a file beside it that says what it is. */
export function zipWork(
  tree: FileTree,
  about: Pick<WorkFileAbout, 'lab' | 'labVersion' | 'seed' | 'savedAt'>,
): Uint8Array {
  const files: Record<string, Uint8Array> = {};
  const executable: string[] = [];
  const links: Record<string, string> = {};
  for (const [path, entry] of Object.entries(tree)) {
    if (entry.kind === 'symlink') links[path] = entry.target;
    else if (entry.kind === 'folder') files[`${about.lab}/${path}/`] = new Uint8Array(0);
    else {
      files[`${about.lab}/${path}`] = entry.bytes;
      if (entry.executable) executable.push(path);
    }
  }
  const card: WorkFileAbout = { format: 'plumbline-work', ...about, executable, links };
  return zipSync({ [ABOUT]: strToU8(`${JSON.stringify(card, null, 2)}\n`), ...files });
}

/**
 * Reads a ZIP that `zipWork` made, or another one whose files are then taken as they lie.
 *
 * @throws LabError `WorkFileUnreadable` when it is no ZIP or its parts do not fit, `WorkFileTooLarge`, `PathNotAllowed`.
 */
export function unzipWork(bytes: Uint8Array): { tree: FileTree; about?: WorkFileAbout } {
  const contents = unzip(bytes);
  const card = contents[ABOUT];
  const about = card ? readAbout(strFromU8(card)) : undefined;
  const prefix = about ? `${about.lab}/` : '';
  const tree = new Map<string, FileEntry>();
  for (const [name, data] of Object.entries(contents)) {
    if (name === ABOUT || !name.startsWith(prefix) || name === prefix) continue;
    const isFolder = name.endsWith('/');
    const path = name.slice(prefix.length, isFolder ? -1 : undefined);
    const executable = about?.executable.includes(path) ? { executable: true } : {};
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

function unzip(bytes: Uint8Array): Record<string, Uint8Array> {
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
    throw unreadable('it is not a ZIP file, or a damaged one', error);
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
    'Choose a file that “Save to file” made. Nothing was changed.',
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
