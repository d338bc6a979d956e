import { stateOf, type ExamPaper, type ExamSitting } from '#assessment';
import { useEffect, useRef } from 'preact/hooks';

interface Props {
  readonly sitting: ExamSitting;
  readonly paper: ExamPaper;
  readonly at: number | undefined;
  readonly onChoose: (index: number) => void;
}

const WORDS = { open: 'open', partly: 'begun', answered: 'answered' } as const;

/** The questions of a form by number: answered, begun or open, flagged or not, and which is shown. The line is the time. */
export function ExamPlaces({ sitting, paper, at, onChoose }: Props) {
  const counts = countsOf(sitting, paper);
  const { usedMs, limitMs } = sitting.clock;
  const line = useRef<HTMLElement>(null);
  useEffect(() => {
    // By script and not in the markup, which the page's policy refuses.
    if (line.current) line.current.style.height = `${Math.min(100, (100 * usedMs) / limitMs)}%`;
  }, [usedMs, limitMs]);
  return (
    <nav class="at exam-places" aria-label="Questions">
      <i ref={line} class="clockline" aria-hidden="true" />
      <div class="places">
        <p class="small num">
          {at === undefined ? (
            'Review'
          ) : (
            <>
              <b class="here">Question {at + 1}</b> of {sitting.items.length}
            </>
          )}
        </p>
        <ol role="list">
          {sitting.items.map((id, index) => {
            const item = paper.items.find((one) => one.id === id);
            const state = item ? stateOf(sitting, item) : 'open';
            const isFlagged = sitting.marks[id]?.isFlagged ?? false;
            return (
              <li key={id}>
                <button
                  type="button"
                  class={`${state === 'answered' ? 'is-answered' : ''} ${isFlagged ? 'is-flagged' : ''}`}
                  aria-current={index === at ? 'step' : undefined}
                  aria-label={`Question ${index + 1}, ${WORDS[state]}${isFlagged ? ', flagged' : ''}`}
                  onClick={() => onChoose(index)}
                >
                  {index + 1}
                </button>
              </li>
            );
          })}
        </ol>
        <dl class="places-key small">
          <div>
            <dt class="is-answered" />
            <dd>{counts.answered} answered</dd>
          </div>
          <div>
            <dt />
            <dd>{counts.open} open</dd>
          </div>
          <div>
            <dt class="is-flagged" />
            <dd>{counts.flagged} flagged</dd>
          </div>
        </dl>
      </div>
    </nav>
  );
}

/** How many questions are answered, open (begun ones among them) and flagged. */
export function countsOf(
  sitting: ExamSitting,
  paper: ExamPaper,
): { readonly answered: number; readonly open: number; readonly flagged: number } {
  const answered = sitting.items.filter((id) => {
    const item = paper.items.find((one) => one.id === id);
    return item !== undefined && stateOf(sitting, item) === 'answered';
  }).length;
  const flagged = sitting.items.filter((id) => sitting.marks[id]?.isFlagged).length;
  return { answered, open: sitting.items.length - answered, flagged };
}
