import { useId, useState } from 'preact/hooks';
import type { OpenedLink } from './open-link.ts';

interface Props {
  readonly opened: OpenedLink;
  readonly onKeep: (learner: string) => void;
  readonly onLeave: () => void;
}

/** A link that asks something first: the learner's id, or whether it can be trusted. */
export function TakeLink({ opened, onKeep, onLeave }: Props) {
  const id = useId();
  const [learner, setLearner] = useState(opened.learner);
  const { terms, learner: own } = opened.read.link;
  const isForAll = own === undefined;
  return (
    <section class="row sect" aria-labelledby={`${id}-title`}>
      <div class="at tick">
        <span class="here">A link</span>
      </div>
      <div class="on">
        <h2 id={`${id}-title`}>{terms.title}</h2>
        <p class="safety">
          From {terms.issuer}, for {terms.cohort.name}.
        </p>
        {opened.doubts.map((doubt) => (
          <p key={doubt} class="notice is-fail" role="alert">
            {doubt}
          </p>
        ))}
        <form
          class="assigned-take"
          onSubmit={(event) => {
            event.preventDefault();
            onKeep(learner.trim());
          }}
        >
          {isForAll && (
            <div>
              <label for={`${id}-id`}>Your id</label>
              <input
                id={`${id}-id`}
                class="field"
                type="text"
                autocomplete="off"
                autocapitalize="off"
                spellcheck={false}
                value={learner}
                aria-describedby={`${id}-note`}
                onInput={(event) => setLearner(event.currentTarget.value)}
              />
              <p class="fine" id={`${id}-note`}>
                The one that your instructor gave you, such as p-7k3mq2xw. Your data follow from it,
                and a hand-in under another id is nobody’s.
              </p>
            </div>
          )}
          <div class="btns">
            <button class="btn primary" type="submit">
              {isForAll ? 'Keep the assignment' : 'Keep it all the same'}
            </button>
            <button class="btn" type="button" onClick={onLeave}>
              Leave it
            </button>
          </div>
        </form>
      </div>
    </section>
  );
}
