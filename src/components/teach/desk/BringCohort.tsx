import type { BroughtCohort } from '#cohort';
import { cohortFiles } from './cohort-files.ts';
import { FileChooser } from './FileChooser.tsx';

interface Props {
  readonly attempt: (work: () => Promise<string>) => void;
  /** Takes a cohort that was read from a file. */
  readonly bring: (brought: BroughtCohort) => Promise<string>;
}

/** Takes a cohort that was exported, on this browser or on a colleague's. */
export function BringCohort({ attempt, bring }: Props) {
  return (
    <section class="teach-way" aria-labelledby="bring-cohort">
      <h2 id="bring-cohort">A cohort that you were given</h2>
      <p class="teach-say">
        From a colleague, another computer or an archive: the file that <i>Export</i> made. Keys are
        not in it; you sign with your own.
      </p>
      <FileChooser
        label="Bring in a file"
        name="A cohort that was exported"
        accept=".zip"
        onFiles={([file]) =>
          attempt(async () => {
            const { readCohortFile } = await cohortFiles();
            return bring(readCohortFile(new Uint8Array(await file.arrayBuffer())));
          })
        }
      />
    </section>
  );
}
