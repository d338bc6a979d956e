import { useState } from 'preact/hooks';
import { commentsWords, handInKey, type HandIn } from '#cohort';
import { titleOf } from '../collect/CollectedList.tsx';
import { gradingWords } from '../collect/grading-words.ts';
import type { PanelProps } from '../desk/teach-panel.ts';
import { useHandIns } from '../desk/use-hand-ins.ts';
import { nameOf } from '../regrade/RegradePanel.tsx';
import { HandInReview } from './HandInReview.tsx';
import { SimilarWorksSection } from './SimilarWorksSection.tsx';

/** Every hand-in of the cohort, and one of them as it is. */
export function ReviewPanel(props: PanelProps) {
  const { detail, open } = props;
  const kept = useHandIns(props);
  const [wanted, setWanted] = useState('');
  if (!kept) return null;
  const handIns = [...kept].sort((a, b) => nameOf(props, a).localeCompare(nameOf(props, b)));
  if (handIns.length === 0) {
    return (
      <p class="teach-say">
        Nothing was handed in yet.{' '}
        <button class="linklike" type="button" onClick={() => open('collect')}>
          Collect hand-ins
        </button>
      </p>
    );
  }
  const shown = handIns.filter((handIn) =>
    `${nameOf(props, handIn)} ${titleOf(props, handIn)}`
      .toLocaleLowerCase()
      .includes(wanted.trim().toLocaleLowerCase()),
  );
  const chosen = handIns.find((handIn) => handInKey(handIn) === detail);
  return (
    <div class="rv">
      <nav class="rv-list" aria-label="Hand-ins">
        <div class="teach-field">
          <label for="rv-find">Find a learner or a lab</label>
          <input
            id="rv-find"
            class="field"
            type="search"
            value={wanted}
            onInput={({ currentTarget }) => setWanted(currentTarget.value)}
          />
        </div>
        <ul role="list">
          {shown.map((handIn) => (
            <li key={handInKey(handIn)}>
              <button
                type="button"
                aria-current={handIn === chosen ? 'true' : undefined}
                onClick={() => open('review', handInKey(handIn))}
              >
                <b>{nameOf(props, handIn)}</b>
                <span>
                  {titleOf(props, handIn)}
                  {handIn.attempt > 1 && `, attempt ${handIn.attempt}`}
                </span>
                <span class="fine">
                  {gradingWords(handIn)}
                  {marksOf(handIn)}
                </span>
              </button>
            </li>
          ))}
        </ul>
      </nav>
      <div class="rv-main">
        {chosen ? (
          <HandInReview key={detail} {...props} handIn={chosen} />
        ) : (
          <>
            <p class="teach-say">Choose a hand-in to see its files, verdicts and history.</p>
            <SimilarWorksSection {...props} handIns={handIns} />
          </>
        )}
      </div>
    </div>
  );
}

function marksOf({ isLate, notes, comments }: HandIn): string {
  const marks = [
    isLate ? 'late' : '',
    notes.length > 0 ? `${notes.length} to look at` : '',
    comments.length > 0 ? commentsWords(comments.length) : '',
  ].filter((mark) => mark !== '');
  return marks.length > 0 ? ` · ${marks.join(' · ')}` : '';
}
