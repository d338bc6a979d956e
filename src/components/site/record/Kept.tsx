import { useRef, useState } from 'preact/hooks';
import type { LearnerRecord, MergeReport } from '#progress';
import { downloadBytes } from '../../workbench/download.ts';
import { BroughtIn } from './BroughtIn.tsx';
import { forgetTyping } from './forget-typing.ts';
import { StorageState } from './StorageState.tsx';
import type { StorageFacts } from './storage-state.ts';

interface Props {
  readonly open: () => Promise<LearnerRecord>;
  /** Absent until it was read. */
  readonly record: LearnerRecord | undefined;
  readonly empty: boolean;
  readonly storage: StorageFacts | undefined;
}

/** Where the record is kept, what it is worth, and what can be done with it. */
export function Kept({ open, record, empty, storage }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const chooser = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState('');
  const [report, setReport] = useState<MergeReport>();

  const save = async (): Promise<void> => {
    const { exportRecordJson } = await import('./record-file.ts');
    const name = `plumbline-record-${new Date().toISOString().slice(0, 10)}.json`;
    downloadBytes(name, new TextEncoder().encode(await exportRecordJson(await open())));
    setSaid(`Saved as ${name}.`);
  };
  const bringIn = async (file: File): Promise<void> => {
    setReport(undefined);
    setSaid(`Reading ${file.name}.`);
    const { bringInRecord } = await import('./record-file.ts');
    setReport(await bringInRecord(await open(), new Uint8Array(await file.arrayBuffer())));
    setSaid(`${file.name} is brought in.`);
  };
  const deleteAll = async (): Promise<void> => {
    dialog.current?.close();
    await (await open()).deleteAll();
    forgetTyping();
    setReport(undefined);
    setSaid('Everything is deleted.');
  };
  const attempt = (work: Promise<void>): void => {
    work.catch((error: unknown) => {
      const { message, hint } = error as { message?: string; hint?: string };
      setSaid([message ?? 'The browser did not carry it out.', hint].filter(Boolean).join(' '));
    });
  };

  return (
    <section class="row sect pad-foot" aria-labelledby="kept">
      <div class="at tick">Kept here</div>
      <div class="on">
        <h2 id="kept">In this browser, and nowhere else</h2>
        {record?.place !== 'memory' ? (
          <p class="safety">
            The record and your work in the labs lie in this browser’s storage on this device.
            Nobody else can see them, and nobody can give them back when the site’s data is cleared.
            Save a copy from time to time, and bring it in on another computer to go on there.
          </p>
        ) : (
          <p class="safety">
            <span class="w-error">This browser keeps nothing for the site.</span>{' '}
            {record.whyMemory?.message} What you do now lasts until you close the page.
          </p>
        )}
        <p class="safety">
          All of it but the certificates is self-assessed: this browser judged the work. It shows
          you where you stand, and certifies nothing.
        </p>
        {/* An empty record takes no room that would be worth a word. */}
        {record?.place === 'device' && storage && !empty && <StorageState first={storage} />}
        <div class="btns">
          <button class="btn" type="button" disabled={empty} onClick={() => attempt(save())}>
            Save to file
          </button>
          <button class="btn" type="button" onClick={() => chooser.current?.click()}>
            Bring in a file
          </button>
          <input
            ref={chooser}
            type="file"
            hidden
            accept=".json,application/json"
            aria-label="A record that was saved to a file"
            onChange={({ currentTarget }) => {
              const file = currentTarget.files?.[0];
              currentTarget.value = '';
              if (file) attempt(bringIn(file));
            }}
          />
          <button
            class="btn quiet deletes"
            type="button"
            onClick={() => dialog.current?.showModal()}
          >
            Delete everything
          </button>
        </div>
        <p class="small dim kept-said" role="status">
          {said}
        </p>
        {report && <BroughtIn report={report} />}
        <dialog ref={dialog} class="asks" aria-labelledby="asks">
          <h2 id="asks">Delete everything?</h2>
          <p>
            Lessons read, answers, attempts, exams and their packs, receipts, certificates, your
            work in every lab and its kept copies are taken out of this browser. They cannot be
            brought back, unless you have a file.
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
