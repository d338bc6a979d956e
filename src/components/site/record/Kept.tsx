import { useRef, useState } from 'preact/hooks';
import type { LearnerRecord } from '#progress';

interface Props {
  readonly record: LearnerRecord;
  readonly empty: boolean;
}

/** Where the record is kept, what it is worth, and the two things that can be done with it. */
export function Kept({ record, empty }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [said, setSaid] = useState('');

  const save = async (): Promise<void> => {
    const blob = new Blob([await record.exportJson()], { type: 'application/json' });
    const link = document.createElement('a');
    link.href = URL.createObjectURL(blob);
    link.download = `plumbline-record-${new Date().toISOString().slice(0, 10)}.json`;
    link.click();
    URL.revokeObjectURL(link.href);
    setSaid(`Saved as ${link.download}.`);
  };
  const deleteAll = async (): Promise<void> => {
    dialog.current?.close();
    await record.deleteAll();
    setSaid('Everything is deleted.');
  };
  const attempt = (work: Promise<void>): void => {
    work.catch((error: unknown) => {
      setSaid(error instanceof Error ? error.message : 'The browser did not carry it out.');
    });
  };

  return (
    <section class="row sect pad-foot" aria-labelledby="kept">
      <div class="at tick">Kept here</div>
      <div class="on">
        <h2 id="kept">In this browser, and nowhere else</h2>
        {record.place === 'device' ? (
          <p class="safety">
            The record and your work in the labs lie in this browser’s storage on this device.
            Nobody else can see them, and nobody can give them back when the site’s data is cleared.
            Save a copy from time to time.
          </p>
        ) : (
          <p class="safety">
            <span class="w-error">This browser keeps nothing for the site.</span>{' '}
            {record.whyMemory?.message} What you do now lasts until you close the page.
          </p>
        )}
        <p class="safety">
          All of it is self-assessed: this browser judged the work. It shows you where you stand and
          is no certificate.
        </p>
        <div class="btns">
          <button class="btn" type="button" disabled={empty} onClick={() => attempt(save())}>
            Save to file
          </button>
          <button
            class="btn quiet deletes"
            type="button"
            onClick={() => dialog.current?.showModal()}
          >
            Delete everything
          </button>
          <span class="small dim" role="status">
            {said}
          </span>
        </div>
        <dialog ref={dialog} class="asks" aria-labelledby="asks">
          <h2 id="asks">Delete everything?</h2>
          <p>
            Lessons read, answers, attempts, your work in every lab and its kept copies are taken
            out of this browser. They cannot be brought back.
          </p>
          <div class="btns">
            <button class="btn deletes" type="button" onClick={() => attempt(deleteAll())}>
              Delete everything
            </button>
            <button class="btn" type="button" autofocus onClick={() => dialog.current?.close()}>
              Keep it
            </button>
          </div>
        </dialog>
      </div>
    </section>
  );
}
