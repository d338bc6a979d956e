import { downloadBytes } from '../download.ts';

/** The part of the File System Access API that is used: not every browser has it, nor TypeScript's own types. */
interface FolderHandle {
  readonly name: string;
  getFileHandle(
    name: string,
    options: { create: boolean },
  ): Promise<{
    createWritable(): Promise<{ write(data: Uint8Array): Promise<void>; close(): Promise<void> }>;
  }>;
}
type ChooseFolder = (options: { id: string; mode: 'readwrite' }) => Promise<FolderHandle>;

function chooser(): ChooseFolder | undefined {
  const found = (globalThis as { showDirectoryPicker?: unknown }).showDirectoryPicker;
  return typeof found === 'function' ? (found as ChooseFolder).bind(globalThis) : undefined;
}

/** True where the browser lets a page write into a folder that somebody chooses. */
export const canSaveToFolder = (): boolean => chooser() !== undefined;

/** The first of `x.exam.json`, `x-2.exam.json`, `x-3.exam.json`… that the folder has no file of. */
async function freeName(folder: FolderHandle, name: string): Promise<string> {
  const kind = /\.[^.]+\.[^.]+$/.exec(name)?.[0] ?? '';
  const stem = name.slice(0, name.length - kind.length);
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? name : `${stem}-${number}${kind}`;
    try {
      await folder.getFileHandle(candidate, { create: false });
    } catch (error) {
      if (error instanceof DOMException && error.name === 'NotFoundError') return candidate;
      throw error;
    }
  }
}

/** Writes into a folder that the learner chooses; the names of both, or `undefined` when none was chosen. */
async function saveToFolder(
  name: string,
  bytes: Uint8Array,
): Promise<{ readonly folder: string; readonly file: string } | undefined> {
  let folder: FolderHandle | undefined;
  try {
    folder = await chooser()?.({ id: 'hand-in', mode: 'readwrite' });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return undefined;
    throw error;
  }
  if (!folder) return undefined;
  const free = await freeName(folder, name);
  const file = await (await folder.getFileHandle(free, { create: true })).createWritable();
  await file.write(bytes);
  await file.close();
  return { folder: folder.name, file: free };
}

/**
 * Saves a hand-in: as a download, or into a folder that the learner chooses, such as one that is shared with an
 * instructor. A file that is there already is left as it is: two hand-ins within a second have one name.
 *
 * @returns the receipt, with the name that the file got, and words for where it is; `undefined` when no folder was chosen
 * @throws what the browser throws when it cannot write there
 */
export async function saveHandIn<Receipt extends { readonly fileName: string }>(
  where: 'download' | 'folder',
  receipt: Receipt,
  bytes: Uint8Array,
): Promise<{ readonly receipt: Receipt; readonly saved: string } | undefined> {
  if (where === 'download') {
    downloadBytes(receipt.fileName, bytes);
    return { receipt, saved: `Saved as ${receipt.fileName}.` };
  }
  const written = await saveToFolder(receipt.fileName, bytes);
  if (written === undefined) return undefined;
  const { folder, file } = written;
  return {
    receipt: { ...receipt, fileName: file },
    saved: `Written to “${folder}” as ${file}.`,
  };
}
