import { LabError } from '#container';

type Mode = { readonly mode: 'readwrite' };

/** A folder of the File System Access API: not every browser has it, nor TypeScript all of its types. */
export type FolderHandle = FileSystemDirectoryHandle & {
  queryPermission?(options: Mode): Promise<PermissionState>;
  requestPermission?(options: Mode): Promise<PermissionState>;
};
type ChooseFolder = (options: Mode & { readonly id: string }) => Promise<FolderHandle>;

const READ_AND_WRITE: Mode = { mode: 'readwrite' };
const ENDING = '.cohort.zip';

function chooser(): ChooseFolder | undefined {
  const found = (globalThis as { showDirectoryPicker?: unknown }).showDirectoryPicker;
  return typeof found === 'function' ? (found as ChooseFolder).bind(globalThis) : undefined;
}

/** True where the browser lets a page keep files in a folder that somebody chooses. */
export const canUseFolders = (): boolean => chooser() !== undefined;

/** Lets a person choose a folder; `undefined` when none was chosen. @throws what the browser throws. */
export async function chooseFolder(): Promise<FolderHandle | undefined> {
  try {
    return await chooser()?.({ id: 'cohorts', ...READ_AND_WRITE });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return undefined;
    throw error;
  }
}

/** Whether the folder may be used without asking: a browser forgets its permission with the page, most of them. */
export async function isOpenFolder(folder: FolderHandle): Promise<boolean> {
  return ((await folder.queryPermission?.(READ_AND_WRITE)) ?? 'granted') === 'granted';
}

/**
 * Makes sure that the folder may be used, and has the browser ask where it must. Call it for a press of a person only.
 *
 * @throws LabError `FolderForbidden`
 */
export async function openFolder(folder: FolderHandle): Promise<void> {
  if (await isOpenFolder(folder)) return;
  if ((await folder.requestPermission?.(READ_AND_WRITE)) === 'granted') return;
  throw new LabError(
    'FolderForbidden',
    `The browser was not allowed to use the folder “${folder.name}”.`,
    'Press again and allow it, or choose another folder. Nothing was changed.',
  );
}

export interface CohortFileThere {
  readonly name: string;
  readonly sizeBytes: number;
  /** ISO 8601 in UTC. */
  readonly savedAt: string;
}

/** The cohorts' files in a folder, by name. @throws LabError `FolderUnreadable`. */
export function cohortFilesIn(folder: FolderHandle): Promise<readonly CohortFileThere[]> {
  return using(folder, async () => {
    const found: CohortFileThere[] = [];
    for await (const [name, handle] of folder.entries()) {
      if (handle.kind !== 'file' || !name.endsWith(ENDING)) continue;
      const { size, lastModified } = await handle.getFile();
      found.push({ name, sizeBytes: size, savedAt: new Date(lastModified).toISOString() });
    }
    return found.sort((a, b) => (a.name < b.name ? -1 : 1));
  });
}

/** @throws LabError `FolderUnreadable`. */
export function readFromFolder(folder: FolderHandle, name: string): Promise<Uint8Array> {
  return using(folder, async () => {
    const file = await (await folder.getFileHandle(name)).getFile();
    return new Uint8Array(await file.arrayBuffer());
  });
}

/**
 * Writes a file, whole or not at all: what had its name stands until the last piece is written.
 *
 * @param pieces calls `write` for each piece, one after the other
 * @throws LabError `FolderUnreadable`.
 */
export function writeInFolder(
  folder: FolderHandle,
  name: string,
  pieces: (write: (piece: Uint8Array<ArrayBuffer>) => Promise<void>) => Promise<void>,
): Promise<void> {
  return using(folder, async () => {
    const file = await (await folder.getFileHandle(name, { create: true })).createWritable();
    try {
      await pieces((piece) => file.write(piece));
    } catch (error) {
      await file.abort();
      throw error;
    }
    await file.close();
  });
}

async function using<T>(folder: FolderHandle, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    throw new LabError(
      'FolderUnreadable',
      `The folder “${folder.name}” could not be used: ${error.message}`,
      'Look whether it is still there and has room. What is kept in this browser is untouched.',
      { cause: error },
    );
  }
}
