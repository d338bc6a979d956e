import { useEffect, useRef, useState } from 'preact/hooks';
import type { ExamPaper } from '#assessment';
import { dayAndTime, lengthWords } from '../exam/exam-words.ts';
import { PLEDGE_FIRST, PledgeBox } from '../exam/PledgeBox.tsx';

interface Props {
  readonly paper: ExamPaper;
  readonly now: Date;
  readonly onBegin: () => Promise<void>;
}

/** An open pack before its time runs: how much time there is, the pledge, the beginning. */
export function PackBegin({ paper, now, onBegin }: Props) {
  const { pack, items, minutes, pass } = paper;
  const heading = useRef<HTMLHeadingElement>(null);
  const [isPledged, setPledged] = useState(false);
  const [lacks, setLacks] = useState('');
  useEffect(() => heading.current?.focus(), []);
  if (!pack) return null;
  const allowed = (minutes * (100 + pack.extraPercent)) / 100;
  const closes = new Date(pack.window.closesAt);
  const left = (closes.getTime() - now.getTime()) / 60_000;
  return (
    <form
      class="exam-begin"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isPledged) {
          setLacks(PLEDGE_FIRST);
          return;
        }
        onBegin().catch((error: unknown) => {
          setLacks(error instanceof Error ? error.message : 'The browser did not begin it.');
        });
      }}
    >
      <h3 ref={heading} tabIndex={-1}>
        The pack is open
      </h3>
      <p>
        {items.length} questions in {lengthWords(allowed)}
        {pack.extraPercent > 0 && `, of them ${pack.extraPercent} % extra time`}. {pass} % pass.
      </p>
      {left < allowed && (
        <p class="w-error">
          The window closes on {dayAndTime(closes)}: if you begin now you have{' '}
          {lengthWords(Math.max(1, Math.floor(left)))}.
        </p>
      )}
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
  );
}
