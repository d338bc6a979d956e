import { useState } from 'preact/hooks';
import { ActButton } from '../instrument/ActButton.tsx';
import { Instrument } from '../instrument/Instrument.tsx';
import { Keep } from '../instrument/Keep.tsx';
import { Part } from '../instrument/Part.tsx';
import { Pick } from '../instrument/Pick.tsx';
import { Said } from '../instrument/Said.tsx';
import { Sheet } from '../instrument/Sheet.tsx';
import { Slider } from '../instrument/Slider.tsx';
import { Tick } from '../instrument/Tick.tsx';
import { Verdict } from '../instrument/Verdict.tsx';
import { FIELDS, objections, replies } from './fields.ts';
import { CHECKPOINT, TAMPERINGS, verify } from './hash-chain.ts';

/** What the operators' log held when the letter came. */
const BEFORE = new Set(['ts', 'status_code', 'latency_ms']);

/** Choose the fields of a line and hold them to the letter; then tamper with a chain and verify it. */
export function DecisionLog() {
  return (
    <Instrument title="Design the log" note="Held to the letter with two pages and one request.">
      <Fields />
      <Chain />
    </Instrument>
  );
}

function Fields() {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(BEFORE);
  const [days, setDays] = useState(90);
  const all = replies(chosen);
  const open = all.filter(({ missing }) => missing.length > 0);
  const wrong = objections(chosen, days);
  const toggle = (id: string, isIn: boolean): void => {
    const next = new Set(chosen);
    if (isIn) next.add(id);
    else next.delete(id);
    setChosen(next);
  };
  return (
    <>
      <Part title="One line holds">
        <div class="ins-two">
          {FIELDS.map(({ id, sample }) => (
            <Tick key={id} checked={chosen.has(id)} onChange={(isIn) => toggle(id, isIn)}>
              <code>{id}</code> <span class="small dim">{sample}</span>
            </Tick>
          ))}
        </div>
        <Slider
          label="Lines are kept for"
          value={days}
          from={30}
          to={730}
          step={1}
          say={(value) => `${value} days`}
          onChange={setDays}
        />
      </Part>
      <Part>
        <Sheet
          caption="The letter, demand by demand"
          stacks
          head={['It asks for', 'Your log']}
          rows={all.map(({ demand, missing }) => [
            demand.asks,
            missing.length === 0 ? (
              <Verdict key="" holds word="Answers" />
            ) : (
              <Verdict key="" holds={false} word="Cannot say">
                Missing: {missing.join(', ')}.
              </Verdict>
            ),
          ])}
        />
        <Keep
          result={{
            instrument: 'Design the log',
            settings: {
              'one line holds': FIELDS.filter(({ id }) => chosen.has(id))
                .map(({ id }) => id)
                .join(', '),
              'lines are kept for, days': days,
            },
            results: {
              'demands answered': `${all.length - open.length} of ${all.length}`,
              ...Object.fromEntries(
                all.map(({ demand, missing }) => [
                  demand.asks,
                  missing.length === 0 ? 'answers' : `missing: ${missing.join(', ')}`,
                ]),
              ),
              'against it': wrong.join(' ') || 'nothing',
            },
          }}
        />
      </Part>
      <Said>
        <p>
          <Verdict
            holds={open.length === 0 && wrong.length === 0}
            word={
              open.length > 0
                ? `${all.length - open.length} of ${all.length} demands are answered.`
                : wrong.length > 0
                  ? 'The letter is answered, at a price.'
                  : 'The letter is answered, and no more is kept than it asks for.'
            }
          >
            {wrong.join(' ')}
          </Verdict>
        </p>
      </Said>
    </>
  );
}

const PLACES = [
  { id: '0', label: 'nothing is found' },
  { id: '2', label: 'at line 2' },
  { id: '3', label: 'at line 3' },
  { id: '4', label: 'at line 4' },
];

function Chain() {
  const [tampering, setTampering] = useState('edit');
  const [hasCheckpoint, setHasCheckpoint] = useState(false);
  const [guess, setGuess] = useState<string>();
  const [isVerified, setVerified] = useState(false);
  const lines = TAMPERINGS.find(({ id }) => id === tampering)?.lines ?? [];
  const fault = verify(lines, hasCheckpoint ? CHECKPOINT : undefined);
  const right = String(fault?.line ?? 0) === guess;
  const again = (change: () => void): void => {
    change();
    setVerified(false);
    setGuess(undefined);
  };
  return (
    <>
      <Part title="Somebody with full access does this to four lines">
        <Pick
          legend="They"
          isList
          options={TAMPERINGS}
          chosen={tampering}
          onChange={(id) => again(() => setTampering(id))}
        />
        <Tick checked={hasCheckpoint} onChange={(has) => again(() => setHasCheckpoint(has))}>
          A checkpoint of line 4 is kept elsewhere
        </Tick>
        <Sheet
          caption="The file as it is now"
          head={['Line', 'Event', 'Application', 'Decision', 'prev', 'hash']}
          rows={lines.map(({ event, prev, hash }) => [
            event['seq'],
            event['event'],
            <code key="">{event['application_id']}</code>,
            event['decision'],
            <code key="">{prev.slice(0, 8)}</code>,
            <code key="">{hash.slice(0, 8)}</code>,
          ])}
        />
        <Pick
          legend="Where does the verifier stop?"
          options={PLACES}
          chosen={guess}
          onChange={(id) => {
            setGuess(id);
            setVerified(false);
          }}
        />
        <div class="ins-btns">
          <ActButton isOff={!guess} onAct={() => setVerified(true)}>
            Verify
          </ActButton>
        </div>
      </Part>
      <Said>
        {isVerified && (
          <p>
            <Verdict holds={right} word={right ? 'As you said.' : 'Not where you said.'}>
              {fault ? `Altered: ${fault.found}.` : 'Nothing is found: every line follows.'}
            </Verdict>
          </p>
        )}
      </Said>
    </>
  );
}
