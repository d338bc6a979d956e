import type { QuizTry } from '#assessment';

interface Props {
  readonly open: QuizTry;
  readonly at: number | undefined;
  readonly onChoose: (index: number) => void;
}

/** The items of a try by number: which is answered, how, and which is shown. */
export function QuizPlaces({ open, at, onChoose }: Props) {
  const done = Object.keys(open.answers).length;
  return (
    <nav class="places" aria-label="Questions">
      <p class="small num">
        <b class="here">{done}</b> of {open.items.length} answered
      </p>
      <ol role="list">
        {open.items.map((id, index) => {
          const given = open.answers[id];
          const word = !given ? 'open' : given.right ? 'right' : 'not right';
          return (
            <li key={id}>
              <button
                type="button"
                class={given && (given.right ? 'is-pass' : 'is-fail')}
                aria-current={index === at ? 'step' : undefined}
                aria-label={`Question ${index + 1}, ${word}`}
                onClick={() => onChoose(index)}
              >
                {index + 1}
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
