import { useState } from 'preact/hooks';
import { EXTRA_TIME } from '#assessment';
import { Mark } from '../../site/record/Mark.tsx';
import type { ExamSheet } from './exam-sheet.ts';
import { dayAndTime, lengthWords } from './exam-words.ts';
import { LabEnded } from './LabEnded.tsx';
import { examLabAddress } from './exam-lab-address.ts';
import { PLEDGE_FIRST, PledgeBox } from './PledgeBox.tsx';
import type { LabStand, PracticalStand } from './practical-stand.ts';

interface Props {
  readonly sheet: ExamSheet;
  readonly stand: PracticalStand;
  readonly onBegin: (stand: LabStand, extraPercent: number) => void;
}

/** Part P: what is done, where the learner stands with it, and where it begins. */
export function ExamPractical({ sheet, stand, onBegin }: Props) {
  const { practical } = sheet;
  return (
    <section class="row sect pad-foot" aria-labelledby="part-p">
      <div class="at tick">Part P</div>
      <div class="on exam-practical">
        <h2 id="part-p">The practical part</h2>
        {practical.kind === 'practice' && stand.kind === 'practice' && (
          <p>
            <span class="vd">
              <Mark name={stand.holds ? 'pass' : 'half'} />
              <b>
                {Math.min(stand.done.length, practical.labs)} of {practical.labs} labs
              </b>
            </span>{' '}
            have {practical.pass} points or more in your record.{' '}
            {stand.holds ? 'Part P holds.' : <a href={practical.address}>Choose a lab</a>}
          </p>
        )}
        {stand.kind === 'labs' &&
          stand.labs.map((one) => (
            <LabInExam key={one.lab.title} stand={one} onBegin={(extra) => onBegin(one, extra)} />
          ))}
      </div>
    </section>
  );
}

function LabInExam({
  stand,
  onBegin,
}: {
  readonly stand: LabStand;
  readonly onBegin: (extraPercent: number) => void;
}) {
  const { lab, open, sittings, holds, from } = stand;
  const [isPledged, setPledged] = useState(false);
  const [extra, setExtra] = useState(0);
  const [lacks, setLacks] = useState('');
  const last = sittings.findLast(({ end }) => end !== undefined);
  if (lab.lab === undefined) {
    return (
      <p>
        “{lab.title}”: this lab is not written yet. Part P opens with it; part K can be practised
        before.
      </p>
    );
  }
  return (
    <>
      {last && <LabEnded stand={stand} last={last} />}
      {open ? (
        <p class="btns">
          <a class="btn primary" href={examLabAddress(lab.address ?? '', open.exam)}>
            Go on with “{lab.title}”
          </a>
          <span class="small dim">Its time runs.</span>
        </p>
      ) : holds ? null : from && from > new Date() ? (
        <p>
          “{lab.title}” can be done again from <b class="num">{dayAndTime(from)}</b> on, with other
          data.
        </p>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (isPledged) onBegin(extra);
            else setLacks(PLEDGE_FIRST);
          }}
        >
          <fieldset>
            <legend>Time for “{lab.title}”</legend>
            {EXTRA_TIME.map((percent) => (
              <label key={percent} class="choice">
                <input
                  type="radio"
                  name={`extra-${lab.lab ?? ''}`}
                  checked={extra === percent}
                  onChange={() => setExtra(percent)}
                />
                <span>
                  {lengthWords((lab.minutes * (100 + percent)) / 100)}
                  {percent === 0 ? '' : `, ${percent} % more`}
                </span>
              </label>
            ))}
          </fieldset>
          <PledgeBox
            isPledged={isPledged}
            onPledge={(pledged) => {
              setPledged(pledged);
              setLacks('');
            }}
          />
          <p class="lacks w-error" role="status">
            {lacks}
          </p>
          <div class="btns">
            <button class="btn primary" type="submit">
              Begin “{lab.title}” in exam mode
            </button>
          </div>
        </form>
      )}
    </>
  );
}
