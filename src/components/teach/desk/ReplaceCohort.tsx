import type { BroughtCohort } from '#cohort';
import { ModalDialog } from './ModalDialog.tsx';

interface Props {
  readonly brought: BroughtCohort;
  readonly onReplace: () => void;
  readonly onLeave: () => void;
}

/** Asks before a cohort from a file takes the place of the one that is kept here. */
export function ReplaceCohort({ brought, onReplace, onLeave }: Props) {
  return (
    <ModalDialog title="Replace what is here?" onClose={onLeave}>
      <p>
        “{brought.cohort.name}” is kept in this browser already. Bringing the file in puts it in the
        place of all that is here: roster, assignments, hand-ins, grades and comments.
      </p>
      <div class="btns">
        <button class="btn deletes" type="button" onClick={onReplace}>
          Replace it
        </button>
        <button class="btn" type="button" autofocus onClick={onLeave}>
          Keep what is here
        </button>
      </div>
    </ModalDialog>
  );
}
