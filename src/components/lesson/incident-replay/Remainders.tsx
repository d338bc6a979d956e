import { useState } from 'preact/hooks';
import { ActButton } from '../instrument/ActButton.tsx';
import { Part } from '../instrument/Part.tsx';
import { Tick } from '../instrument/Tick.tsx';
import { Verdict } from '../instrument/Verdict.tsx';
import { REMAINDERS } from './incident.ts';

/** The alias is back: what is not undone? */
export function Remainders() {
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const [isChecked, setChecked] = useState(false);
  return (
    <Part title="What does going back leave behind?">
      <fieldset>
        <legend>Tick what is still there</legend>
        {REMAINDERS.map(({ id, label, stays, why }) => (
          <div key={id}>
            <Tick
              checked={ticked.includes(id)}
              onChange={(on) => {
                setChecked(false);
                setTicked(on ? [...ticked, id] : ticked.filter((one) => one !== id));
              }}
            >
              {label}
            </Tick>
            {isChecked && (
              <Verdict
                holds={ticked.includes(id) === stays}
                word={stays ? 'It stays.' : 'It goes.'}
              >
                {why}
              </Verdict>
            )}
          </div>
        ))}
      </fieldset>
      <div class="ins-btns">
        <ActButton onAct={() => setChecked(true)}>Check the list</ActButton>
      </div>
    </Part>
  );
}
