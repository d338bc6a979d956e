import { useEffect, useState } from 'preact/hooks';
import type { BroughtCohort, CohortStore } from '#cohort';
import { cohortFiles } from '../desk/cohort-files.ts';
import { momentOf } from '../desk/dates.ts';
import { fileStem } from '../desk/file-stem.ts';
import {
  canUseFolders,
  chooseFolder,
  cohortFilesIn,
  isOpenFolder,
  openFolder,
  readFromFolder,
  writeInFolder,
  type CohortFileThere,
  type FolderHandle,
} from './folder-access.ts';
import { forgetFolder, keepFolder, keptFolder } from './kept-folder.ts';

interface Props {
  readonly openStore: () => Promise<CohortStore>;
  readonly attempt: (work: () => Promise<string>) => void;
  /** Takes a cohort that was read from a file. */
  readonly bring: (brought: BroughtCohort) => Promise<string>;
}

/** Cohorts in a folder of the instructor's own: all saved into it, and brought in from it, when they say so. */
export function YourFolder({ openStore, attempt, bring }: Props) {
  const [canUse, setCanUse] = useState(true);
  const [folder, setFolder] = useState<FolderHandle>();
  const [files, setFiles] = useState<readonly CohortFileThere[]>();
  useEffect(() => {
    setCanUse(canUseFolders());
    if (!canUseFolders()) return;
    attempt(async () => {
      const known = await keptFolder();
      setFolder(known);
      // Without a press of a person the browser would not ask.
      if (known && (await isOpenFolder(known))) setFiles(await cohortFilesIn(known));
      return '';
    });
  }, []);

  const choose = async (): Promise<string> => {
    const chosen = await chooseFolder();
    if (!chosen) return '';
    await openFolder(chosen);
    const found = await cohortFilesIn(chosen);
    await keepFolder(chosen);
    setFolder(chosen);
    setFiles(found);
    return '';
  };
  const inFolder = (work: (known: FolderHandle) => Promise<string>) => (): void => {
    if (!folder) return;
    attempt(async () => {
      await openFolder(folder);
      const said = await work(folder);
      setFiles(await cohortFilesIn(folder));
      return said;
    });
  };
  const saveAll = inFolder(async (known) => {
    const { writeCohortFile } = await cohortFiles();
    const store = await openStore();
    const cohorts = await store.cohorts();
    for (const cohort of cohorts) {
      // The same for the same cohort, and another one for a namesake.
      const name = `${fileStem(cohort.name)}.${cohort.id}.cohort.zip`;
      await writeInFolder(known, name, (write) => writeCohortFile(store, cohort.id, write));
    }
    const many = cohorts.length === 1 ? '1 cohort is' : `${cohorts.length} cohorts are`;
    return `${many} saved in “${known.name}”.`;
  });

  return (
    <section class="teach-way" aria-labelledby="your-folder">
      <h2 id="your-folder">A folder of yours</h2>
      {!canUse ? (
        <p class="teach-say">
          This browser lets no page keep files in a folder; Chrome and Edge do. Here, <i>Export</i>{' '}
          of each cohort saves the same file, and <i>Bring in a file</i> takes it back.
        </p>
      ) : !folder ? (
        <>
          <p class="teach-say">
            On a drive that is backed up or that colleagues share: save all cohorts into it, and
            open them from it in another browser. The commands read the same files.
          </p>
          <button class="btn" type="button" onClick={() => attempt(choose)}>
            Choose a folder
          </button>
        </>
      ) : (
        <>
          <p class="teach-say">
            “{folder.name}”. A file in it is as it was when it was saved: who was deleted here since
            then is still in it, until you save again.
          </p>
          <div class="btns">
            <button class="btn" type="button" onClick={saveAll}>
              Save all cohorts into it
            </button>
            {!files && (
              <button class="btn" type="button" onClick={inFolder(() => Promise.resolve(''))}>
                Look into it
              </button>
            )}
            <button class="btn quiet" type="button" onClick={() => attempt(choose)}>
              Another folder
            </button>
            <button
              class="btn quiet"
              type="button"
              onClick={() =>
                attempt(async () => {
                  await forgetFolder();
                  setFolder(undefined);
                  setFiles(undefined);
                  return 'The folder is forgotten. What lies in it stays there.';
                })
              }
            >
              Forget it
            </button>
          </div>
          {files?.length === 0 && <p class="small dim">There is no cohort in it yet.</p>}
          {files && files.length > 0 && (
            <ul class="teach-files" role="list">
              {files.map(({ name, sizeBytes, savedAt }) => (
                <li key={name}>
                  <button
                    class="linklike"
                    type="button"
                    aria-label={`Open ${name}`}
                    onClick={inFolder(async (known) => {
                      const { readCohortFile } = await cohortFiles();
                      return bring(readCohortFile(await readFromFolder(known, name)));
                    })}
                  >
                    {name}
                  </button>{' '}
                  <span class="fine">
                    {momentOf(savedAt)}, {Math.ceil(sizeBytes / 1000).toLocaleString('en')} kB
                  </span>
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </section>
  );
}
