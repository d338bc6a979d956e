/** The part of the File System Access API that is used: not every browser has it, nor TypeScript's own types. */
interface FolderHandle {
  readonly name: string;
  getFileHandle(
    name: string,
    options: { create: true },
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

/**
 * Writes a file into a folder that the learner chooses, such as one that is shared with an instructor.
 *
 * @returns the folder's name, or `undefined` when none was chosen
 * @throws what the browser throws when it cannot write there
 */
export async function saveToFolder(name: string, bytes: Uint8Array): Promise<string | undefined> {
  let folder: FolderHandle | undefined;
  try {
    folder = await chooser()?.({ id: 'hand-in', mode: 'readwrite' });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return undefined;
    throw error;
  }
  if (!folder) return undefined;
  const file = await (await folder.getFileHandle(name, { create: true })).createWritable();
  await file.write(bytes);
  await file.close();
  return folder.name;
}
