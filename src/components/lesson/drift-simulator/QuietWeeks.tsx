import { useEffect, useRef, useState } from 'preact/hooks';
import { ActButton } from '../instrument/ActButton.tsx';
import { percent } from '../instrument/number-words.ts';
import { Part } from '../instrument/Part.tsx';
import { quietPsi, type Setting } from './weeks.ts';

interface Props {
  readonly setting: Setting;
  readonly threshold: number;
}

const WEEKS = 200;
/** Milliseconds of drawing between two looks at what the learner does. */
const SLICE_MS = 12;

/** Two hundred weeks without any drift: how often does the alert ring? */
export function QuietWeeks({ setting, threshold }: Props) {
  const [values, setValues] = useState<readonly number[]>([]);
  const [isRunning, setRunning] = useState(false);
  const run = useRef(0);
  const { rows, bins } = setting;
  useEffect(() => {
    // Another size of week is another question; what is being drawn for the old one is given up.
    run.current += 1;
    setValues([]);
    setRunning(false);
  }, [rows, bins]);
  const start = async (): Promise<void> => {
    run.current += 1;
    const mine = run.current;
    setRunning(true);
    const drawn: number[] = [];
    while (drawn.length < WEEKS) {
      const until = performance.now() + SLICE_MS;
      do drawn.push(quietPsi(drawn.length, setting));
      while (drawn.length < WEEKS && performance.now() < until);
      await afterPaint();
      if (run.current !== mine) return;
      setValues([...drawn]);
    }
    setRunning(false);
  };
  const alarms = values.filter((value) => value >= threshold).length;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return (
    <Part title="Two hundred quiet weeks">
      <p>
        The same size of week, {rows} rows in {bins} bins, 200 times without any drift.
      </p>
      <div class="ins-btns">
        <ActButton isOff={isRunning} onAct={() => void start()}>
          {isRunning ? `Drawing, ${values.length} of ${WEEKS}` : 'Draw them'}
        </ActButton>
      </div>
      <div role="status">
        {values.length === WEEKS && (
          <p>
            The alert at {threshold.toFixed(2)} rings in <b>{percent(alarms / WEEKS)}</b> of them;
            the mean PSI is <b>{mean.toFixed(3)}</b>.
          </p>
        )}
      </div>
    </Part>
  );
}

/** Resolves once the browser has had a turn to paint and to listen. */
function afterPaint(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
