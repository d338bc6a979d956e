import type { DroppedFile } from './collect-worker.ts';

/** More files than this in a folder are no hand-ins of a class. */
const MOST_FILES = 20_000;

/** Files of a choice: of a folder with their paths below it. */
export function chosenFiles(files: readonly File[]): readonly DroppedFile[] {
  return [...files].map((file) => ({ name: file.webkitRelativePath || file.name, file }));
}

/**
 * Files and folders that were dropped, with all that is below them.
 *
 * @throws RangeError for a folder of very many files.
 */
export async function droppedFiles(data: DataTransfer): Promise<readonly DroppedFile[]> {
  // Entries are there only while the event is handled.
  const entries = [...data.items].map((item) => item.webkitGetAsEntry());
  const plain = [...data.files];
  const found: DroppedFile[] = [];
  for (const [index, entry] of entries.entries()) {
    if (entry) await within(entry, '', found);
    else if (plain[index]) found.push({ name: plain[index].name, file: plain[index] });
  }
  return found;
}

async function within(entry: FileSystemEntry, above: string, found: DroppedFile[]): Promise<void> {
  if (found.length >= MOST_FILES) {
    throw new RangeError(
      `This folder holds more than ${MOST_FILES} files. Drop the one with the hand-ins.`,
    );
  }
  const name = `${above}${entry.name}`;
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => {
      entry.file(resolve, reject);
    });
    found.push({ name, file });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    const some = await new Promise<readonly FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (some.length === 0) return;
    for (const one of some) await within(one, `${name}/`, found);
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
