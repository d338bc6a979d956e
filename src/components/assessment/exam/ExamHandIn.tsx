import { useState } from 'preact/hooks';
import type { ExamResult } from '#assessment';
import type { LearnerRecord } from '#progress';
import { downloadBytes } from '../../workbench/download.ts';
import { canSaveToFolder, saveToFolder } from '../../workbench/hand-in/save-to-folder.ts';

interface Props {
  readonly record: LearnerRecord;
  readonly result: ExamResult;
}

/** Saves the hand-in of a sitting as a file, or into a folder; its receipt is kept in the record. */
export function ExamHandIn({ record, result }: Props) {
  const [isBusy, setBusy] = useState(false);
  const [said, setSaid] = useState('');
  const [isFault, setFault] = useState(false);

  const save = async (where: 'download' | 'folder'): Promise<void> => {
    const { makeExamHandIn } = await import('./hand-in.ts');
    const { bytes, receipt, note = '' } = await makeExamHandIn(record, result, new Date());
    const folder = where === 'folder' ? await saveToFolder(receipt.fileName, bytes) : undefined;
    if (where === 'folder' && folder === undefined) {
      setSaid('No folder was chosen, so nothing was saved.');
      return;
    }
    if (where === 'download') downloadBytes(receipt.fileName, bytes);
    await record.addExamReceipt(receipt);
    const place = folder === undefined ? 'Saved as' : `Written to “${folder}” as`;
    setSaid(`${place} ${receipt.fileName}. Its receipt is in My record. ${note}`.trimEnd());
  };
  const handIn = (where: 'download' | 'folder'): void => {
    if (isBusy) return;
    setBusy(true);
    setFault(false);
    setSaid('');
    save(where)
      .catch((error: unknown) => {
        const { message, hint } = error as { message?: string; hint?: string };
        setFault(true);
        setSaid([message ?? 'The browser did not save it.', hint].filter(Boolean).join(' '));
      })
      .finally(() => setBusy(false));
  };
  return (
    <>
      <div class="btns">
        <button class="btn" type="button" aria-disabled={isBusy} onClick={() => handIn('download')}>
          Save the hand-in file
        </button>
        {canSaveToFolder() && (
          <button class="btn" type="button" aria-disabled={isBusy} onClick={() => handIn('folder')}>
            Write to a folder
          </button>
        )}
      </div>
      <p class={isFault ? 'exam-saved small w-fail' : 'exam-saved small'} role="status">
        {said}
      </p>
    </>
  );
}
