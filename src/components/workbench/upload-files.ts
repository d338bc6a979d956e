import { uploadFault } from './file-name.ts';
import { shownName } from './file-rows.ts';
import type { LabSession } from './session.ts';

/** Adds files from the learner's device to a folder of the lab (`''` or ending in `/`), and says what became of each. */
export async function uploadFiles(
  session: LabSession,
  files: readonly File[],
  folder: string,
): Promise<void> {
  const said: string[] = [];
  const added: string[] = [];
  for (const file of files) {
    const path = folder + file.name;
    const fault = uploadFault(path, file.size);
    if (fault !== undefined) {
      said.push(fault);
      continue;
    }
    try {
      await session.workspace.write(path, new Uint8Array(await file.arrayBuffer()));
      added.push(`“${shownName(path)}”`);
    } catch {
      said.push(`“${shownName(path)}” was not added: it is a folder, or it cannot be read.`);
    }
  }
  if (added.length > 0) said.push(`Added ${added.join(', ')}.`);
  session.say(said.join(' '));
}
