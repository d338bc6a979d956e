import { useLayoutEffect, useRef } from 'preact/hooks';
import { stateOf, type ExamPaper, type ExamSitting } from '#assessment';
import { InlineText } from '../../lesson/InlineText.tsx';
import { countsOf } from './ExamPlaces.tsx';
import { questionsAre } from './exam-words.ts';

interface Props {
  readonly sitting: ExamSitting;
  readonly paper: ExamPaper;
  readonly onGo: (index: number) => void;
  readonly onEnd: () => void;
}

/** What is open and flagged before the end, each a way back; and the end. */
export function ExamReview({ sitting, paper, onGo, onEnd }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  const dialog = useRef<HTMLDialogElement>(null);
  const counts = countsOf(sitting, paper);
  useLayoutEffect(() => heading.current?.focus(), []);
  const rows = sitting.items.flatMap((id, index) => {
    const item = paper.items.find((one) => one.id === id);
    if (!item) return [];
    const state = stateOf(sitting, item);
    const isFlagged = sitting.marks[id]?.isFlagged ?? false;
    return state === 'answered' && !isFlagged ? [] : [{ item, index, state, isFlagged }];
  });
  const openWords =
    counts.open === 0
      ? 'Every question is answered.'
      : `${questionsAre(counts.open)} open and would count as wrong.`;
  return (
    <section class="quiz-rest" aria-labelledby="review">
      <h2 id="review" ref={heading} tabIndex={-1}>
        Before you end
      </h2>
      <p>
        {openWords} {counts.flagged > 0 && `${questionsAre(counts.flagged)} flagged.`} You can go
        back to every question while time is left.
      </p>
      {rows.length > 0 && (
        <table class="t exam-review">
          <caption class="vh">Questions that are open or flagged</caption>
          <thead>
            <tr>
              <th scope="col">No.</th>
              <th scope="col">Question</th>
              <th scope="col">State</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ item, index, state, isFlagged }) => (
              <tr key={item.id}>
                <th scope="row" class="num">
                  {index + 1}
                </th>
                <td>
                  <button class="linklike" type="button" onClick={() => onGo(index)}>
                    <InlineText text={item.ask} />
                  </button>
                </td>
                <td>
                  {state === 'partly' ? 'begun' : state}
                  {isFlagged ? ', flagged' : ''}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div class="btns">
        <button class="btn" type="button" onClick={() => onGo(0)}>
          Back to the questions
        </button>
        <button class="btn primary" type="button" onClick={() => dialog.current?.showModal()}>
          End the exam
        </button>
      </div>
      <dialog ref={dialog} class="asks" aria-labelledby="ends">
        <h2 id="ends">End the exam?</h2>
        <p>{openWords} After the end no answer can be changed.</p>
        <div class="btns">
          <button
            class="btn primary"
            type="button"
            onClick={() => {
              dialog.current?.close();
              onEnd();
            }}
          >
            End the exam
          </button>
          <button class="btn" type="button" autofocus onClick={() => dialog.current?.close()}>
            Go on with it
          </button>
        </div>
      </dialog>
    </section>
  );
}
