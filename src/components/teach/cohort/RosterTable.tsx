import { useState } from 'preact/hooks';
import type { Learner } from '#cohort';
import type { PanelProps } from '../desk/teach-panel.ts';
import { DeleteLearner } from './DeleteLearner.tsx';
import { LearnerForm } from './LearnerForm.tsx';

/** The roster: who is in it, to be found, changed, added and deleted. */
export function RosterTable(props: PanelProps) {
  const { cohort } = props;
  const [wanted, setWanted] = useState('');
  /** The learner who is being changed, `new` for one who is being added. */
  const [edited, setEdited] = useState<Learner | 'new'>();
  const [leaving, setLeaving] = useState<Learner>();
  const isOpen = cohort.archivedAt === undefined;
  const shown = cohort.learners.filter((learner) => isLike(learner, wanted));

  return (
    <section aria-labelledby="roster">
      <div class="teach-bar">
        <h2 id="roster">Roster</h2>
        <p class="small dim" role="status">
          {wanted === ''
            ? `${cohort.learners.length} ${cohort.learners.length === 1 ? 'learner' : 'learners'}`
            : `${shown.length} of ${cohort.learners.length} learners`}
        </p>
        {cohort.learners.length > 0 && (
          <input
            class="field teach-find"
            type="search"
            aria-label="Find in the roster"
            placeholder="Find a name, an address, an id"
            value={wanted}
            onInput={(event) => setWanted(event.currentTarget.value)}
          />
        )}
        {isOpen && (
          <button class="btn tight" type="button" onClick={() => setEdited('new')}>
            Add a learner
          </button>
        )}
      </div>
      {cohort.learners.length === 0 ? (
        <p class="teach-say">
          Nobody is in it yet. Bring a roster in below, or add learners one by one.
        </p>
      ) : (
        <div class="scroll-x teach-roster" tabIndex={0} role="region" aria-label="Learners">
          <table class="t dense stack">
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">E-mail</th>
                <th scope="col">Id in hand-ins</th>
                <th scope="col">In other systems</th>
                {isOpen && (
                  <th scope="col">
                    <span class="vh">Actions</span>
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {shown.map((learner) => (
                <tr key={learner.id}>
                  <th scope="row">
                    <bdi>{learner.name}</bdi>
                  </th>
                  <td>{learner.email ?? <span class="dim">none</span>}</td>
                  <td data-l="Id">
                    <code>{learner.id}</code>
                  </td>
                  <td>{systemsOf(learner)}</td>
                  {isOpen && (
                    <td class="teach-acts">
                      <button
                        class="btn tight quiet"
                        type="button"
                        aria-label={`Change ${learner.name}`}
                        onClick={() => setEdited(learner)}
                      >
                        Change
                      </button>
                      <button
                        class="btn tight quiet deletes"
                        type="button"
                        aria-label={`Delete ${learner.name}`}
                        onClick={() => setLeaving(learner)}
                      >
                        Delete
                      </button>
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {edited && (
        <LearnerForm
          {...props}
          learner={edited === 'new' ? undefined : edited}
          onClose={() => setEdited(undefined)}
        />
      )}
      {leaving && (
        <DeleteLearner {...props} learner={leaving} onClose={() => setLeaving(undefined)} />
      )}
    </section>
  );
}

function isLike({ name, email, id }: Learner, wanted: string): boolean {
  const folded = fold(wanted.trim());
  return [name, email ?? '', id].some((text) => fold(text).includes(folded));
}

const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

function systemsOf({ lms }: Learner): string {
  const moodle = lms.moodleUsername ?? lms.moodleIdNumber;
  const canvas = lms.canvasSisLoginId ?? lms.canvasSisUserId ?? lms.canvasId;
  return [
    ...(moodle === undefined ? [] : [`Moodle: ${moodle}`]),
    ...(canvas === undefined ? [] : [`Canvas: ${canvas}`]),
    ...(lms.canvasSection === undefined ? [] : [lms.canvasSection]),
  ].join(', ');
}
