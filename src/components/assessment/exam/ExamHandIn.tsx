import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { ExamResult } from '#assessment';
import { LAST_ID, type LearnerRecord } from '#progress';
import { canSaveToFolder, saveHandIn } from '../../workbench/hand-in/save-hand-in.ts';

interface Props {
  readonly record: LearnerRecord;
  readonly result: ExamResult;
}

const load = () => import('./hand-in.ts');

/**
 * Saves the hand-in of a sitting as a file, or into a folder, under the id by which its receiver knows the learner; its
 * receipt is kept in the record.
 */
export function ExamHandIn({ record, result }: Props) {
  const id = useId();
  // A pack is made out to an id.
  const isOfPack = result.packSha256 !== undefined;
  const [learner, setLearner] = useState('');
  const [assigned, setAssigned] = useState<string>();
  const isTyped = useRef(false);
  const [isBusy, setBusy] = useState(false);
  const [said, setSaid] = useState('');
  const [isFault, setFault] = useState(false);

  useEffect(() => {
    if (isOfPack) return undefined;
    let isOld = false;
    import('./proposed-id.ts')
      .then(({ proposedId }) => proposedId(record, result.exam))
      .then(
        (proposed) => {
          if (isOld) return;
          setAssigned(proposed.assigned);
          if (!isTyped.current) setLearner(proposed.learner);
        },
        () => setSaid('No id could be proposed: type the one that you were given.'),
      );
    return () => {
      isOld = true;
    };
  }, [result.id]);

  const save = async (where: 'download' | 'folder'): Promise<void> => {
    const { makeExamHandIn } = await load();
    const name = isOfPack ? await record.learnerId() : learner.trim();
    const { bytes, receipt, note = '' } = await makeExamHandIn(record, result, name, new Date());
    const kept = await saveHandIn(where, receipt, bytes);
    if (kept === undefined) {
      setSaid('No folder was chosen, so nothing was saved.');
      return;
    }
    await record.addExamReceipt(kept.receipt);
    if (!isOfPack && assigned === undefined) await record.setSetting(LAST_ID, name);
    setSaid(`${kept.saved} Its receipt is in My record. ${note}`.trimEnd());
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
      {!isOfPack && (
        <div class="exam-id">
          <label for={id}>Your id in the file</label>
          <input
            id={id}
            class="field"
            type="text"
            autocomplete="off"
            autocapitalize="off"
            spellcheck={false}
            value={learner}
            readOnly={assigned !== undefined}
            aria-describedby={`${id}-note`}
            onInput={(event) => {
              isTyped.current = true;
              setLearner(event.currentTarget.value);
            }}
          />
          <p class="fine" id={`${id}-note`}>
            {assigned === undefined
              ? 'A random one is proposed. Use the id that your instructor gave you; a name is in the file only if you type it.'
              : `As “${assigned}” names you.`}
          </p>
        </div>
      )}
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
