import { useState } from 'preact/hooks';
import { saveHandIn } from '../workbench/hand-in/save-hand-in.ts';

/** A hand-in that was made, not yet saved anywhere. */
export interface MadeHandIn<Receipt> {
  readonly bytes: Uint8Array;
  readonly receipt: Receipt;
  /** What the learner should know of it, if anything. */
  readonly note: string | undefined;
}

export interface HandingIn {
  readonly isBusy: boolean;
  /** What came of it; empty before. */
  readonly said: string;
  readonly isFault: boolean;
  readonly handIn: (where: 'download' | 'folder') => void;
}

/**
 * The button of a hand-in: makes it, saves it as a file or into a folder, keeps its receipt, and says what came of it. While
 * it is at work it is not begun again.
 *
 * @param keep told the receipt of what was saved, with the name that the file got
 * @param then what is said after where it is
 */
export function useHandIn<Receipt extends { readonly fileName: string }>(
  make: () => Promise<MadeHandIn<Receipt>>,
  keep: (receipt: Receipt) => Promise<void>,
  then = 'Its receipt is in My record.',
): HandingIn {
  const [isBusy, setBusy] = useState(false);
  const [said, setSaid] = useState('');
  const [isFault, setFault] = useState(false);

  const save = async (where: 'download' | 'folder'): Promise<void> => {
    const { bytes, receipt, note = '' } = await make();
    const kept = await saveHandIn(where, receipt, bytes);
    if (kept === undefined) {
      setSaid('No folder was chosen, so nothing was saved.');
      return;
    }
    await keep(kept.receipt);
    setSaid(`${kept.saved} ${then} ${note}`.trimEnd());
  };
  const handIn = (where: 'download' | 'folder'): void => {
    if (isBusy) return;
    setBusy(true);
    setFault(false);
    setSaid('');
    save(where)
      .catch((error: unknown) => {
        setFault(true);
        setSaid(faultWords(error));
      })
      .finally(() => setBusy(false));
  };
  return { isBusy, said, isFault, handIn };
}

/** What an error says, and what is to be done. */
export function faultWords(error: unknown): string {
  const { message, hint } = error as { message?: string; hint?: string };
  return [message ?? 'The browser did not save it.', hint].filter(Boolean).join(' ');
}
