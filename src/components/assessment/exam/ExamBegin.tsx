import { useState } from 'preact/hooks';
import { EXTRA_TIME } from '#assessment';
import type { ExamSheet } from './exam-sheet.ts';
import { dayAndTime, lengthWords } from './exam-words.ts';
import { PLEDGE_FIRST, PledgeBox } from './PledgeBox.tsx';

interface Props {
  readonly sheet: Pick<ExamSheet, 'minutes'>;
  /** From when on it may be begun; absent when at once. */
  readonly from: Date | undefined;
  readonly isAgain: boolean;
  readonly onBegin: (extraPercent: number) => void;
}

const EXTRA_WORDS: Readonly<Record<number, string>> = {
  0: 'no extra time',
  50: 'half as much again',
  100: 'twice the time',
  900: 'ten times the time, as good as no limit',
};

/** The pledge, the time that somebody needs, and the beginning. */
export function ExamBegin({ sheet, from, isAgain, onBegin }: Props) {
  const [isPledged, setPledged] = useState(false);
  const [extra, setExtra] = useState(0);
  const [lacks, setLacks] = useState('');
  if (from) {
    return (
      <section class="row sect" aria-labelledby="again">
        <div class="at tick">Part K</div>
        <div class="on exam-begin">
          <h2 id="again">The next sitting</h2>
          <p>
            It can begin from <b class="num">{dayAndTime(from)}</b> on, with other questions. Until
            then read what the result points to.
          </p>
        </div>
      </section>
    );
  }
  return (
    <section class="row sect" aria-labelledby="begin">
      <div class="at tick">Part K</div>
      <form
        class="on exam-begin"
        onSubmit={(event) => {
          event.preventDefault();
          if (isPledged) onBegin(extra);
          else setLacks(PLEDGE_FIRST);
        }}
      >
        <h2 id="begin">{isAgain ? 'Sit it again' : 'Begin'}</h2>
        <fieldset>
          <legend>Time</legend>
          <p class="small dim">
            Extra time is for everybody who needs it; nobody asks why. The hand-in says how much was
            taken.
          </p>
          {EXTRA_TIME.map((percent) => (
            <label key={percent} class="choice">
              <input
                type="radio"
                name="extra"
                checked={extra === percent}
                onChange={() => setExtra(percent)}
              />
              <span>
                {lengthWords((sheet.minutes * (100 + percent)) / 100)}, {EXTRA_WORDS[percent]}
              </span>
            </label>
          ))}
        </fieldset>
        <fieldset>
          <legend>Pledge</legend>
          <PledgeBox
            isPledged={isPledged}
            onPledge={(pledged) => {
              setPledged(pledged);
              setLacks('');
            }}
          />
        </fieldset>
        <p class="lacks w-error" role="status">
          {lacks}
        </p>
        <div class="btns">
          <button class="btn primary" type="submit">
            Begin: the time runs from here
          </button>
        </div>
      </form>
    </section>
  );
}
