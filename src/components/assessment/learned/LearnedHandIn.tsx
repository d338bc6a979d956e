import type { LearnerRecord } from '#progress';
import { canSaveToFolder } from '../../workbench/hand-in/save-hand-in.ts';
import { useHandIn } from '../use-hand-in.ts';
import type { ToHandIn } from './hand-in.ts';

export interface LearnedHandInProps {
  readonly record: LearnerRecord;
  readonly what: ToHandIn;
  /** What is handed in, for names of buttons that stand among others. */
  readonly title: string;
  /** Among others in a list, instead of the one thing to do next. */
  readonly isListed?: boolean;
  readonly onHandedIn?: () => void;
}

/** Saves the hand-in of a quiz or a lesson as a file, or into a folder; its receipt is kept in the record. */
export function LearnedHandIn({ record, what, title, isListed, onHandedIn }: LearnedHandInProps) {
  const { isBusy, said, isFault, handIn } = useHandIn(
    async () => {
      // What signs is fetched by whoever hands in.
      const { makeLearnedHandIn } = await import('./hand-in.ts');
      return makeLearnedHandIn(record, what, new Date());
    },
    async (receipt) => {
      await record.addLearnedReceipt(receipt);
      onHandedIn?.();
    },
  );
  return (
    <div class="learned-hand-in">
      <div class="btns">
        <button
          class={isListed ? 'btn tight' : 'btn primary'}
          type="button"
          aria-disabled={isBusy}
          aria-label={`Hand in: ${title}`}
          onClick={() => handIn('download')}
        >
          Hand in
        </button>
        {canSaveToFolder() && (
          <button
            class={isListed ? 'btn tight quiet' : 'btn quiet'}
            type="button"
            aria-disabled={isBusy}
            aria-label={`Write to a folder: ${title}`}
            onClick={() => handIn('folder')}
          >
            Write to a folder
          </button>
        )}
      </div>
      <p class={isFault ? 'small w-fail' : 'small'} role="status">
        {said}
      </p>
    </div>
  );
}
