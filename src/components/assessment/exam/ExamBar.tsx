import { useEffect, useRef, useState } from 'preact/hooks';
import { timeLeftMs, type ExamClock } from '#assessment';
import { clockWords, saidOnTheWay } from './exam-words.ts';
import type { KeeperState } from './sitting-keeper.ts';

interface Props {
  readonly title: string;
  readonly clock: ExamClock;
  readonly save: KeeperState['save'];
  readonly onEnd: () => void;
}

/** Title, time and save state of an open sitting: stays in sight. The time can be hidden; its marks are said either way. */
export function ExamBar({ title, clock, save, onEnd }: Props) {
  const [isHidden, setHidden] = useState(false);
  const [said, setSaid] = useState('');
  const left = timeLeftMs(clock);
  const before = useRef(left);

  useEffect(() => {
    const words = saidOnTheWay(before.current, left);
    before.current = left;
    if (words !== '') setSaid(words);
  }, [left]);

  return (
    <div class="exam-bar">
      <div class="exam-t">
        <h1>{title}</h1>
        <span role="status" class={typeof save === 'object' ? 'w-fail' : 'dim'}>
          {typeof save === 'object'
            ? `Not saved: ${save.failed}`
            : save === 'saving'
              ? 'Saving'
              : 'Every answer is saved'}
        </span>
      </div>
      <p class="exam-time">
        {isHidden ? (
          <span class="dim">Time is hidden</span>
        ) : (
          <>
            <span class="dim">Time left</span>{' '}
            <b class="num" role="timer" aria-label="Time left">
              {clockWords(left)}
            </b>
          </>
        )}
      </p>
      <button class="btn tight" type="button" onClick={() => setHidden(!isHidden)}>
        {isHidden ? 'Show time' : 'Hide time'}
      </button>
      <button class="btn tight" type="button" onClick={onEnd}>
        Review and end
      </button>
      <span class="vh" role="status">
        {said}
      </span>
      {said !== '' && isHidden && (
        <p class="exam-said small" aria-hidden="true">
          {said}
        </p>
      )}
    </div>
  );
}
