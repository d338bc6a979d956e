import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { ExamResult } from '#assessment';
import { LAST_ID, type LearnerRecord } from '#progress';
import { canSaveToFolder } from '../../workbench/hand-in/save-hand-in.ts';
import { useHandIn } from '../use-hand-in.ts';

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
  const [unproposed, setUnproposed] = useState('');
  const nameOf = (): Promise<string> =>
    isOfPack ? record.learnerId() : Promise.resolve(learner.trim());
  const { isBusy, said, isFault, handIn } = useHandIn(
    async () => (await load()).makeExamHandIn(record, result, await nameOf(), new Date()),
    async (receipt) => {
      await record.addExamReceipt(receipt);
      if (!isOfPack && assigned === undefined) await record.setSetting(LAST_ID, receipt.learner);
    },
  );

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
        () => setUnproposed('No id could be proposed: type the one that you were given.'),
      );
    return () => {
      isOld = true;
    };
  }, [result.id]);

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
        {said === '' ? unproposed : said}
      </p>
    </>
  );
}
