import { useState } from 'preact/hooks';
import { exportCohort } from '#cohort';
import { dayOf } from '../desk/dates.ts';
import { ModalDialog } from '../desk/ModalDialog.tsx';
import { saveBlob } from '../desk/save-blob.ts';
import type { PanelProps } from '../desk/teach-panel.ts';
import { fileStem } from '../desk/file-stem.ts';

/** Export, archive, and the end. */
export function KeepAndDelete({ store, cohort, attempt }: PanelProps) {
  const [asks, setAsks] = useState(false);
  const isArchived = cohort.archivedAt !== undefined;

  const save = async (): Promise<string> => {
    const name = `${fileStem(cohort.name)}-${new Date().toISOString().slice(0, 10)}.cohort.zip`;
    saveBlob(
      name,
      new Blob([...(await exportCohort(store, cohort.id))], { type: 'application/zip' }),
    );
    return `Saved as ${name}. It holds names, work and the secret of the seeds: keep it as you keep grades.`;
  };
  const archive = async (): Promise<string> => {
    await store.archive(cohort.id, isArchived ? undefined : new Date());
    return isArchived ? 'The cohort is open again.' : 'The cohort is archived.';
  };

  return (
    <section class="teach-way" aria-labelledby="keep">
      <h2 id="keep">Export, archive, delete</h2>
      <p class="teach-say">
        One file holds everything but keys: roster, assignments, hand-ins, grades and comments. A
        colleague brings it in on their own browser and goes on. Until {dayOf(cohort.retainUntil)}{' '}
        it may lie here.
      </p>
      <div class="btns">
        <button class="btn" type="button" onClick={() => attempt(save)}>
          Export
        </button>
        <button class="btn" type="button" onClick={() => attempt(archive)}>
          {isArchived ? 'Open it again' : 'Archive'}
        </button>
        <button class="btn quiet deletes" type="button" onClick={() => setAsks(true)}>
          Delete the cohort
        </button>
      </div>
      {asks && (
        <ModalDialog title="Delete the cohort for good?" onClose={() => setAsks(false)}>
          <p>
            “{cohort.name}” with its {cohort.learners.length} learners, all hand-ins, grades and
            comments is taken out of this browser. It cannot be brought back, unless you have a
            file. Certificates that were issued stay valid; the issuer’s page has what revokes them.
          </p>
          <div class="btns">
            <button
              class="btn deletes"
              type="button"
              onClick={() => {
                location.hash = '';
                attempt(async () => {
                  await store.deleteCohort(cohort.id);
                  return 'The cohort is deleted.';
                });
              }}
            >
              Delete the cohort for good
            </button>
            <button class="btn" type="button" autofocus onClick={() => setAsks(false)}>
              Keep it
            </button>
          </div>
        </ModalDialog>
      )}
    </section>
  );
}
