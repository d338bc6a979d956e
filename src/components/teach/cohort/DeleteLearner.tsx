import type { Learner } from '#cohort';
import { ModalDialog } from '../desk/ModalDialog.tsx';
import type { PanelProps } from '../desk/teach-panel.ts';

interface Props extends PanelProps {
  readonly learner: Learner;
  readonly onClose: () => void;
}

/** Asks before a learner is deleted for good, and says what goes and what stays. */
export function DeleteLearner({ store, cohort, attempt, learner, onClose }: Props) {
  const certificates = cohort.certificates.filter((one) => one.learner === learner.id).length;
  return (
    <ModalDialog title="Delete for good?" onClose={onClose}>
      <p>
        Everything of <bdi>{learner.name}</bdi> is taken out of this browser: the line of the
        roster, hand-ins, grades, comments, and what was set aside under this name. It cannot be
        brought back.
      </p>
      <p>
        {certificates === 0
          ? 'There is no certificate of this cohort to revoke later.'
          : 'Of certificates the number in the status list stays, without the learner, so that one can still be revoked.'}{' '}
        Files that you exported or published before are not in reach.
      </p>
      <div class="btns">
        <button
          class="btn deletes"
          type="button"
          onClick={() => {
            onClose();
            attempt(async () => {
              await store.deleteLearner(cohort.id, learner.id);
              return 'The learner is deleted.';
            });
          }}
        >
          Delete for good
        </button>
        <button class="btn" type="button" autofocus onClick={onClose}>
          Keep
        </button>
      </div>
    </ModalDialog>
  );
}
