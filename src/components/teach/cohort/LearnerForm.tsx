import { useState } from 'preact/hooks';
import { LEARNER_ID_PATTERN, newLearnerId, withLearner, withoutKey, type Learner } from '#cohort';
import { ModalDialog } from '../desk/ModalDialog.tsx';
import type { PanelProps } from '../desk/teach-panel.ts';
import { TextField } from '../desk/TextField.tsx';

interface Props extends PanelProps {
  /** Absent: a learner is added. */
  readonly learner: Learner | undefined;
  readonly onClose: () => void;
}

/** One learner, to be added or changed. The id stays: hand-ins name it. */
export function LearnerForm({ store, cohort, learner, onClose }: Props) {
  const [name, setName] = useState(learner?.name ?? '');
  const [email, setEmail] = useState(learner?.email ?? '');
  const [id, setId] = useState('');
  const [username, setUsername] = useState(learner?.lms.moodleUsername ?? '');
  const [fault, setFault] = useState('');

  const keep = async (): Promise<void> => {
    const own = id.trim();
    const wrong = faultIn(name, email, own);
    if (wrong !== undefined) {
      setFault(wrong);
      return;
    }
    await store.update(cohort.id, (now) => {
      const ids = new Set(now.learners.map((one) => one.id));
      if (!learner && ids.has(own)) throw new RangeError(`The id ${own} is another learner’s.`);
      const others = withoutKey(learner?.lms ?? {}, 'moodleUsername');
      return withLearner(now, {
        id: learner?.id ?? (own === '' ? newLearnerId(ids) : own),
        name: clean(name),
        ...(email.trim() === '' ? {} : { email: email.trim() }),
        lms: { ...others, ...(username.trim() === '' ? {} : { moodleUsername: username.trim() }) },
        addedAt: learner?.addedAt ?? new Date().toISOString(),
      });
    });
    onClose();
  };

  return (
    <ModalDialog title={learner ? 'Change a learner' : 'Add a learner'} onClose={onClose}>
      <form
        class="teach-form"
        onSubmit={(event) => {
          event.preventDefault();
          keep().catch((error: unknown) =>
            setFault(error instanceof Error ? error.message : String(error)),
          );
        }}
      >
        <TextField label="Name" value={name} onValue={setName} />
        <TextField label="E-mail, if links go there" value={email} onValue={setEmail} />
        {learner ? (
          <p class="small dim">
            The id <code>{learner.id}</code> stays: hand-ins name it.
          </p>
        ) : (
          <TextField
            label="Id in hand-ins"
            note="Empty: one is drawn that says nothing of the person."
            value={id}
            onValue={setId}
          />
        )}
        <TextField label="User name in Moodle, if any" value={username} onValue={setUsername} />
        <p class={fault === '' ? 'vh' : 'notice is-fail'} role="alert">
          {fault}
        </p>
        <div class="btns">
          <button class="btn primary" type="submit">
            {learner ? 'Keep the change' : 'Add'}
          </button>
          <button class="btn" type="button" onClick={onClose}>
            Leave it
          </button>
        </div>
      </form>
    </ModalDialog>
  );
}

function faultIn(name: string, email: string, id: string): string | undefined {
  if (clean(name) === '') return 'Give a name.';
  if (/[\u0000-\u001f\u007f<>]/.test(name)) return 'The name has a character that it cannot have.';
  if (email.trim() !== '' && !/^[^\s@<>,;"]+@[^\s@<>,;"]+$/.test(email.trim())) {
    return `“${email.trim()}” is no e-mail address; expected one as lina@example.org.`;
  }
  if (id !== '' && !new RegExp(LEARNER_ID_PATTERN).test(id)) {
    return 'An id has letters, digits, and . _ @ - inside.';
  }
  return undefined;
}

const clean = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim();
