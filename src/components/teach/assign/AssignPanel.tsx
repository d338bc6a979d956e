import type { PanelProps } from '../desk/teach-panel.ts';
import { momentOf } from '../desk/dates.ts';
import { AssignmentForm } from './AssignmentForm.tsx';
import { GiveOut } from './GiveOut.tsx';

/** What is assigned, and the links with which it is given out. */
export function AssignPanel(props: PanelProps) {
  const { cohort, detail, open } = props;
  const [action = '', id = ''] = detail.split(' ');
  const chosen = cohort.assignments.find(({ terms }) => terms.id === id);
  const isOpen = cohort.archivedAt === undefined;
  if (isOpen && (action === 'new' || (action === 'change' && chosen))) {
    return (
      <AssignmentForm
        key={detail}
        {...props}
        assignment={chosen}
        onDone={(assignment) =>
          open('assign', assignment === undefined ? '' : `give ${assignment}`)
        }
      />
    );
  }
  if (action === 'give' && chosen) return <GiveOut {...props} assignment={chosen} />;
  return (
    <section aria-labelledby="assignments">
      <div class="teach-bar">
        <h2 id="assignments">Assignments</h2>
        {isOpen && (
          <button class="btn tight primary" type="button" onClick={() => open('assign', 'new')}>
            New assignment
          </button>
        )}
      </div>
      {cohort.assignments.length === 0 ? (
        <p class="teach-say">
          Nothing is assigned yet. An assignment is any choice of lessons, quizzes, labs and exams
          with dates and rules. Each learner gets a link with data of their own.
        </p>
      ) : (
        <div class="scroll-x" tabIndex={0} role="region" aria-label="All of them">
          <table class="t dense stack">
            <thead>
              <tr>
                <th scope="col">Assignment</th>
                <th scope="col">What</th>
                <th scope="col">Opens</th>
                <th scope="col">Due</th>
                <th scope="col" class="r">
                  Hand-ins
                </th>
                <th scope="col" class="r">
                  Passes at
                </th>
                <th scope="col">Links</th>
                <th scope="col">
                  <span class="vh">Actions</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {cohort.assignments.map(({ terms, published }) => (
                <tr key={terms.id}>
                  <th scope="row">{terms.title}</th>
                  <td>{inCounts(terms.items)}</td>
                  <td class="nowrap" data-l="Opens">
                    {terms.opensAt === undefined ? 'at once' : momentOf(terms.opensAt)}
                  </td>
                  <td class="nowrap" data-l="Due">
                    {terms.dueAt === undefined ? 'whenever' : momentOf(terms.dueAt)}
                  </td>
                  <td class="r" data-l="Hand-ins">
                    {terms.attempts}
                  </td>
                  <td class="r" data-l="Passes at">
                    {terms.passPercent} %
                  </td>
                  <td data-l="Links">
                    {published.length === 0 ? <span class="dim">none made</span> : 'made'}
                  </td>
                  <td class="teach-acts">
                    <button
                      class="btn tight quiet"
                      type="button"
                      aria-label={`Links of ${terms.title}`}
                      onClick={() => open('assign', `give ${terms.id}`)}
                    >
                      Links
                    </button>
                    {isOpen && (
                      <button
                        class="btn tight quiet"
                        type="button"
                        aria-label={`Change ${terms.title}`}
                        onClick={() => open('assign', `change ${terms.id}`)}
                      >
                        Change
                      </button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

const PLURALS = { lesson: 'lessons', quiz: 'quizzes', lab: 'labs', exam: 'exams' } as const;

function inCounts(items: readonly { readonly kind: keyof typeof PLURALS }[]): string {
  return (['lesson', 'quiz', 'lab', 'exam'] as const)
    .map((kind) => [kind, items.filter((item) => item.kind === kind).length] as const)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => `${count} ${count === 1 ? kind : PLURALS[kind]}`)
    .join(', ');
}
