import { useSignal } from '@preact/signals';
import { useEffect, useId } from 'preact/hooks';
import { LAST_ID, type HandInReceipt } from '#progress';
import { proposedId } from '../../assessment/exam/proposed-id.ts';
import { faultWords, useHandIn } from '../../assessment/use-hand-in.ts';
import { useBench } from '../bench-context.ts';
import { Dialog } from '../Dialog.tsx';
import { clockTime } from '../save-words.ts';
import { learnerFault, makeHandIn, type HandInSource } from './hand-in.ts';
import { inTheFile, NOT_IN_THE_FILE, shortDigest } from './hand-in-words.ts';
import { canSaveToFolder } from './save-hand-in.ts';

/** Says what is in a hand-in and what is not, makes it, saves it, and shows its receipt. */
export function HandInDialog({ onClose }: { readonly onClose: () => void }) {
  const { sheet, bench, session } = useBench();
  const assigned = bench.assigned.value;
  const sitting = bench.exam.value;
  /** Title of the assignment that names the learner. */
  const namedBy = useSignal(assigned?.title);
  const id = useId();
  const learner = useSignal('');
  const facts = useSignal<readonly string[]>([]);
  const receipts = useSignal<readonly HandInReceipt[]>([]);
  const unread = useSignal('');

  const sourceOf = async (): Promise<HandInSource> => {
    const open = session.peek();
    if (!open) throw new Error('The lab is not open yet.');
    return {
      ...(await open.handInSource()),
      sheet,
      engineName: bench.engineName.peek() || sheet.identity.engine.name,
    };
  };
  const readFacts = async (): Promise<void> => {
    const { record, work, seed } = await sourceOf();
    const attempts = (await record.attempts(sheet.id)).filter((attempt) => attempt.seed === seed);
    facts.value = inTheFile(sheet, work, attempts);
    receipts.value = (await record.receipts(sheet.id)).toReversed();
    if (learner.peek() !== '') return;
    if (assigned) {
      learner.value = assigned.learner;
      return;
    }
    const proposed = await proposedId(record, sitting?.exam);
    learner.value = proposed.learner;
    namedBy.value = proposed.assigned;
  };
  useEffect(() => {
    readFacts().catch((error: unknown) => {
      unread.value = faultWords(error);
    });
  }, []);

  const { isBusy, said, isFault, handIn } = useHandIn(
    async () => makeHandIn(await sourceOf(), learner.peek().trim(), new Date()),
    async (receipt) => {
      const { record } = await sourceOf();
      await record.addReceipt(receipt);
      if (namedBy.peek() === undefined) await record.setSetting(LAST_ID, receipt.learner);
      await readFacts();
    },
    'Give this file to whoever set the lab; its receipt is below and in My record.',
  );
  const fault =
    learner.value === '' && facts.value.length === 0
      ? undefined
      : learnerFault(learner.value.trim());

  return (
    <Dialog title="Hand in your work" onClose={onClose}>
      <form
        class="wb-dialog-b hand-in"
        onSubmit={(event) => {
          event.preventDefault();
          handIn('download');
        }}
      >
        <p>
          One file with your work as it stands now. It is made here and saved to your device;
          nothing is sent. Whoever gets it grades the work again: what this browser said counts for
          nothing.
        </p>
        <div class="hand-in-two">
          <section aria-labelledby={`${id}-in`}>
            <h3 id={`${id}-in`}>In the file</h3>
            <ul>
              {facts.value.map((fact) => (
                <li key={fact}>{fact}</li>
              ))}
            </ul>
          </section>
          <section aria-labelledby={`${id}-out`}>
            <h3 id={`${id}-out`}>Not in it</h3>
            <ul>
              {NOT_IN_THE_FILE.map((fact) => (
                <li key={fact}>{fact}</li>
              ))}
            </ul>
          </section>
        </div>
        <div class="hand-in-id">
          <label for={`${id}-id`}>Your id in this file</label>
          <input
            id={`${id}-id`}
            class="field"
            type="text"
            autocomplete="off"
            autocapitalize="off"
            spellcheck={false}
            value={learner.value}
            readOnly={namedBy.value !== undefined}
            aria-invalid={fault !== undefined}
            aria-describedby={`${id}-id-note`}
            onInput={(event) => (learner.value = event.currentTarget.value)}
          />
          <p class="fine" id={`${id}-id-note`}>
            {fault ??
              (namedBy.value === undefined ? undefined : `As “${namedBy.value}” names you.`) ??
              'A random one is proposed. Use the id that your instructor gave you; a name is in the file only if you type it.'}
          </p>
        </div>
        <div class="btns">
          <button
            class="btn tight primary"
            type="submit"
            aria-disabled={isBusy || fault !== undefined}
          >
            Save the hand-in
          </button>
          {canSaveToFolder() && (
            <button
              class="btn tight"
              type="button"
              aria-disabled={isBusy || fault !== undefined}
              onClick={() => handIn('folder')}
            >
              Write to a folder
            </button>
          )}
        </div>
        <p
          class={isFault || unread.value !== '' ? 'hand-in-said w-fail-text' : 'hand-in-said'}
          role="status"
        >
          {said || unread.value}
        </p>
        {receipts.value.length > 0 && (
          <section aria-labelledby={`${id}-receipts`}>
            <h3 id={`${id}-receipts`}>Receipts of this lab</h3>
            <ul role="list" class="wb-copies">
              {receipts.value.map((receipt) => (
                <li key={receipt.id}>
                  <Receipt receipt={receipt} />
                </li>
              ))}
            </ul>
          </section>
        )}
      </form>
    </Dialog>
  );
}

function Receipt({ receipt }: { readonly receipt: HandInReceipt }) {
  const at = new Date(receipt.handedInAt);
  const day = at.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
  return (
    <span>
      <b>{receipt.fileName}</b>
      <span class="fine num">
        {day}, {clockTime(at)}; {receipt.points} of {receipt.maxPoints} points, self-assessed
      </span>
      <span class="fine">
        SHA-256 <code title={receipt.id}>{shortDigest(receipt.id)}</code>
      </span>
    </span>
  );
}
