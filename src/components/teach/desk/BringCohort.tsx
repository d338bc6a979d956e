import { useRef, useState } from 'preact/hooks';
import { readCohortFile, type BroughtCohort, type CohortStore } from '#cohort';

interface Props {
  readonly store: CohortStore;
  readonly attempt: (work: () => Promise<string>) => void;
  /** Shows the cohort of this id. */
  readonly onOpen: (cohort: string) => void;
}

/** Takes a cohort that was exported, on this browser or on a colleague's. */
export function BringCohort({ store, attempt, onOpen }: Props) {
  const chooser = useRef<HTMLInputElement>(null);
  const dialog = useRef<HTMLDialogElement>(null);
  const [waiting, setWaiting] = useState<BroughtCohort>();

  const take = async (brought: BroughtCohort, replacing: boolean): Promise<string> => {
    await store.take(brought, brought.bundle, replacing);
    onOpen(brought.cohort.id);
    return '';
  };
  const bring = async (file: File): Promise<string> => {
    const brought = readCohortFile(new Uint8Array(await file.arrayBuffer()));
    const isHere = (await store.cohorts()).some(({ id }) => id === brought.cohort.id);
    if (!isHere) return take(brought, false);
    setWaiting(brought);
    dialog.current?.showModal();
    return '';
  };

  return (
    <section class="teach-way" aria-labelledby="bring-cohort">
      <h2 id="bring-cohort">A cohort that you were given</h2>
      <p class="teach-say">
        From a colleague, another computer or an archive: the file that <i>Export</i> made. Keys are
        not in it; you sign with your own.
      </p>
      <button class="btn" type="button" onClick={() => chooser.current?.click()}>
        Bring in a file
      </button>
      <input
        ref={chooser}
        type="file"
        hidden
        accept=".zip"
        aria-label="A cohort that was exported"
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          currentTarget.value = '';
          if (file) attempt(() => bring(file));
        }}
      />
      <dialog ref={dialog} class="asks" aria-labelledby="replace-cohort">
        <h2 id="replace-cohort">Replace what is here?</h2>
        <p>
          “{waiting?.cohort.name}” is kept in this browser already. Bringing the file in puts it in
          the place of all that is here: roster, assignments, hand-ins, grades and comments.
        </p>
        <div class="btns">
          <button
            class="btn deletes"
            type="button"
            onClick={() => {
              dialog.current?.close();
              if (waiting) attempt(() => take(waiting, true));
            }}
          >
            Replace it
          </button>
          <button class="btn" type="button" autofocus onClick={() => dialog.current?.close()}>
            Keep what is here
          </button>
        </div>
      </dialog>
    </section>
  );
}
