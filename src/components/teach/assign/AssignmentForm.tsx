import { useState } from 'preact/hooks';
import { lateInWords, withTerms, type Assignment } from '#cohort';
import type { PanelProps } from '../desk/teach-panel.ts';
import { TextField } from '../desk/TextField.tsx';
import { ItemChoice } from './ItemChoice.tsx';
import { draftOf, EMPTY_DRAFT, termsOf, type TermsDraft } from './terms-draft.ts';

interface Props extends PanelProps {
  /** Absent: a new one is made. */
  readonly assignment: Assignment | undefined;
  /** With the id of the assignment that was kept. */
  readonly onDone: (assignment: string | undefined) => void;
}

const ENGINES = { embedded: 'the one of this site', webcontainer: 'WebContainers, of StackBlitz' };
const LATE = {
  accept: lateInWords({ kind: 'accept' }),
  refuse: lateInWords({ kind: 'refuse' }),
  deduct: 'Late work loses a part for each day begun.',
} as const;

/** What is to be done, until when, and by which rules. */
export function AssignmentForm({ store, cohort, catalogue, attempt, assignment, onDone }: Props) {
  const [draft, setDraft] = useState<TermsDraft>(() =>
    assignment ? draftOf(assignment.terms) : EMPTY_DRAFT,
  );
  const change = (part: Partial<TermsDraft>): void => setDraft((now) => ({ ...now, ...part }));
  const isGivenOut = (assignment?.published.length ?? 0) > 0;

  const keep = async (): Promise<string> => {
    const terms = termsOf(draft, cohort, catalogue, assignment?.terms);
    await store.update(cohort.id, (now) => withTerms(now, terms));
    onDone(terms.id);
    return '';
  };
  const percent = (label: string, key: 'percentPerDay' | 'mostPercent' | 'passPercent') => (
    <TextField
      label={label}
      type="number"
      min={0}
      max={100}
      value={draft[key]}
      onValue={(value) => change({ [key]: value })}
    />
  );

  return (
    <form
      class="assign-form"
      aria-labelledby="assign-title"
      onSubmit={(event) => {
        event.preventDefault();
        attempt(keep);
      }}
    >
      <div class="teach-bar">
        <h2 id="assign-title">
          {assignment ? `Change “${assignment.terms.title}”` : 'New assignment'}
        </h2>
      </div>
      {isGivenOut && (
        <p class="notice">
          Links to it were given out. What you change holds for every hand-in from now on; a learner
          who is to read it needs the link once more.
        </p>
      )}
      <div class="assign-two">
        <ItemChoice
          items={catalogue.items}
          chosen={draft.chosen}
          onChoose={(chosen) => change({ chosen })}
        />
        <div class="teach-form">
          <TextField label="Title" value={draft.title} onValue={(title) => change({ title })} />
          <div class="assign-pair">
            <TextField
              label="Opens"
              type="datetime-local"
              note="Empty: at once."
              value={draft.opens}
              onValue={(opens) => change({ opens })}
            />
            <TextField
              label="Due"
              type="datetime-local"
              note="In your time zone; learners read it in theirs."
              value={draft.due}
              onValue={(due) => change({ due })}
            />
          </div>
          <fieldset class="teach-rule">
            <legend>What comes late</legend>
            {(['accept', 'deduct', 'refuse'] as const).map((kind) => (
              <label class="tickbox" key={kind}>
                <input
                  type="radio"
                  name="late"
                  checked={draft.late === kind}
                  onChange={() => change({ late: kind })}
                />
                <span>{LATE[kind]}</span>
              </label>
            ))}
            {draft.late === 'deduct' && (
              <div class="assign-pair">
                {percent('Percent for each day', 'percentPerDay')}
                {percent('Percent at most', 'mostPercent')}
              </div>
            )}
          </fieldset>
          <div class="assign-pair">
            <TextField
              label="Hand-ins of each item"
              type="number"
              min={1}
              max={10}
              note="Each has data of its own."
              value={draft.attempts}
              onValue={(attempts) => change({ attempts })}
            />
            {percent('Percent that passes', 'passPercent')}
          </div>
          <label class="tickbox">
            <input
              type="checkbox"
              checked={draft.hintsAllowed}
              onChange={(event) => change({ hintsAllowed: event.currentTarget.checked })}
            />
            <span>
              Hints and, after real tries, the solution may be opened. The hand-in says how many
              were.
            </span>
          </label>
          {catalogue.engines.length > 1 && (
            <label class="teach-field">
              <span class="assign-label">Engine of the labs</span>
              <select
                class="field"
                value={draft.engine}
                onChange={(event) =>
                  change({ engine: event.currentTarget.value as TermsDraft['engine'] })
                }
              >
                <option value="">Whichever the learner chooses</option>
                {catalogue.engines.map((engine) => (
                  <option key={engine} value={engine}>
                    {ENGINES[engine]}
                  </option>
                ))}
              </select>
            </label>
          )}
          <div class="btns">
            <button class="btn primary" type="submit">
              Keep the assignment
            </button>
            <button class="btn" type="button" onClick={() => onDone(undefined)}>
              Leave it
            </button>
          </div>
        </div>
      </div>
    </form>
  );
}
