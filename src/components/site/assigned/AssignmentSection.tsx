import { useId } from 'preact/hooks';
import { lateInWords } from '#cohort';
import type { LearnerRecord } from '#progress';
import { HandInOnNeed } from './HandInOnNeed.tsx';
import { Mark } from '../record/Mark.tsx';
import { farAway, ownTime } from './due-words.ts';
import type { ShownAssignment } from './read-kept.ts';

interface Props {
  readonly record: LearnerRecord;
  readonly shown: ShownAssignment;
  readonly onDrop: () => void;
  readonly onHandedIn: () => void;
}

const KINDS = { lesson: 'Lesson', quiz: 'Quiz', lab: 'Lab', exam: 'Exam' } as const;
const MARKS = { done: 'pass', begun: 'half', untouched: 'wait' } as const;
const STATES = { done: 'done', begun: 'begun', untouched: 'not begun' } as const;

/** One assignment: when it is due, by which rules, and what there is to do. */
export function AssignmentSection({ record, shown, onDrop, onHandedIn }: Props) {
  const id = useId();
  const { kept } = shown;
  if (shown.fault !== undefined) {
    return (
      <section class="row sect" aria-labelledby={id}>
        <div class="at tick" />
        <div class="on">
          <h2 id={id}>{kept.title}</h2>
          <p class="notice is-fail">
            What is kept of it cannot be read any more. {shown.fault} Open its link once more.
          </p>
          <Drop onDrop={onDrop} title={kept.title} />
        </div>
      </section>
    );
  }
  const { terms, items } = shown;
  const now = new Date();
  const isClosed = terms.opensAt !== undefined && Date.parse(terms.opensAt) > now.getTime();
  const isOver = terms.dueAt !== undefined && Date.parse(terms.dueAt) < now.getTime();
  return (
    <section class="row sect" aria-labelledby={id}>
      <div class="at tick">
        <span class={isOver ? 'w-error' : 'here'}>
          {terms.dueAt === undefined
            ? 'No due date'
            : `${isOver ? 'Was due' : 'Due'} ${farAway(terms.dueAt, now)}`}
        </span>
      </div>
      <div class="on">
        <h2 id={id}>{terms.title}</h2>
        <p class="safety">
          {terms.cohort.name}, from {terms.issuer}. Your id in it is <code>{kept.learner}</code>.
        </p>
        <dl class="assigned-facts">
          {terms.opensAt !== undefined && (
            <div>
              <dt>Opens</dt>
              <dd>
                <time dateTime={terms.opensAt}>{ownTime(terms.opensAt)}</time>
              </dd>
            </div>
          )}
          {terms.dueAt !== undefined && (
            <div>
              <dt>Due</dt>
              <dd>
                <time dateTime={terms.dueAt}>{ownTime(terms.dueAt)}</time>
              </dd>
            </div>
          )}
          <div>
            <dt>Passes at</dt>
            <dd>{terms.passPercent} percent</dd>
          </div>
          <div>
            <dt>Hand-ins</dt>
            <dd>{terms.attempts === 1 ? 'one of each' : `up to ${terms.attempts} of each`}</dd>
          </div>
          <div>
            <dt>Hints</dt>
            <dd>{terms.hintsAllowed ? 'may be opened' : 'none'}</dd>
          </div>
        </dl>
        {terms.dueAt !== undefined && (
          <p class="small dim">
            {lateInWords(terms.late)} When your file arrives decides, by your instructor’s clock.
          </p>
        )}
        {isClosed && <p class="notice">It opens {farAway(terms.opensAt, now)}.</p>}
        <ul role="list" class="items record-list">
          {items.map(({ item, state, ways }) => (
            <li key={`${item.kind} ${item.id}`}>
              <Mark name={MARKS[state]} />
              <div>
                <h3>{item.title}</h3>
                <p>
                  {KINDS[item.kind]}
                  <span class="vh">, {STATES[state]}</span>
                </p>
              </div>
              {!isClosed && (
                <div class="assigned-ways">
                  {ways.map(({ href, label, words, handIn }) => (
                    <div key={`${href} ${label}`}>
                      <p>
                        <a href={href} aria-label={`${label}: ${item.title}`}>
                          {label}
                        </a>
                        {words !== '' && <span class="fine">{words}</span>}
                      </p>
                      {handIn && (
                        <HandInOnNeed
                          record={record}
                          what={handIn}
                          title={ways.length > 1 ? `${item.title}, ${label}` : item.title}
                          isListed
                          onHandedIn={onHandedIn}
                        />
                      )}
                    </div>
                  ))}
                </div>
              )}
            </li>
          ))}
        </ul>
        <Drop onDrop={onDrop} title={terms.title} />
      </div>
    </section>
  );
}

function Drop({ onDrop, title }: { readonly onDrop: () => void; readonly title: string }) {
  return (
    <button class="btn tight quiet" type="button" aria-label={`Take off ${title}`} onClick={onDrop}>
      Take it off this list
    </button>
  );
}
