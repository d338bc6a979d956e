import { useState } from 'preact/hooks';
import { ActButton } from '../instrument/ActButton.tsx';
import { Instrument } from '../instrument/Instrument.tsx';
import { Keep } from '../instrument/Keep.tsx';
import { grouped } from '../instrument/number-words.ts';
import { Part } from '../instrument/Part.tsx';
import { Pick } from '../instrument/Pick.tsx';
import { Said } from '../instrument/Said.tsx';
import { Sheet } from '../instrument/Sheet.tsx';
import { ApprovalChart } from './ApprovalChart.tsx';
import {
  clock,
  LATEST,
  loans,
  MOVES,
  PER_MINUTE,
  timesOf,
  WHAT_IF,
  type Address,
  type Replay,
} from './incident.ts';
import { Remainders } from './Remainders.tsx';

const ADDRESSES = [
  { id: 'ticket', label: 'as a ticket; Ines rings at 10:31' },
  { id: 'page', label: 'as a page' },
] as const;

const begin = (address: Address): Replay => ({ address, moves: [], isRolledBack: false });

/** The bad Tuesday, led by the learner: each move takes minutes, and each minute decides about people. */
export function IncidentReplay() {
  const [replay, setReplay] = useState<Replay>(begin('ticket'));
  const { detected, decided, restored } = timesOf(replay);
  const now = restored ?? decided;
  const last = MOVES.find(({ id }) => id === replay.moves.at(-1));
  const isLate = decided >= LATEST;
  return (
    <Instrument title="Incident replay" note="200 applications a minute, 8.2 points too many.">
      <Part title="It is an incident, and you lead it">
        <Pick
          legend="The alert of 10:15 came"
          options={ADDRESSES}
          chosen={replay.address}
          onChange={(address) => setReplay(begin(address))}
        />
        <dl class="ins-facts">
          <dt>It is</dt>
          <dd>{clock(now)}</dd>
          <dt>Noticed</dt>
          <dd>
            {clock(detected)}, after {detected} minutes
          </dd>
          <dt>Loans too many</dt>
          <dd>{grouped(loans(now))}</dd>
        </dl>
        <div class="ins-btns">
          {!replay.isRolledBack &&
            MOVES.map(({ id, label }) => (
              <ActButton
                key={id}
                isOff={isLate}
                onAct={() => setReplay({ ...replay, moves: [...replay.moves, id] })}
              >
                {label}
              </ActButton>
            ))}
          {!replay.isRolledBack && (
            <ActButton onAct={() => setReplay({ ...replay, isRolledBack: true })}>
              Go back to version 3, four minutes
            </ActButton>
          )}
          <ActButton isQuiet onAct={() => setReplay(begin(replay.address))}>
            Back to {clock(detected)}
          </ActButton>
        </div>
      </Part>
      {restored !== undefined && (
        <>
          <Part title="What the graph showed">
            <ApprovalChart detected={detected} restored={restored} />
            <Sheet
              caption="Your replay beside the lesson’s table"
              stacks
              head={['What if', 'Minutes', 'Loans too many']}
              rows={[
                [<b key="">yours</b>, restored, grouped(loans(restored))],
                ...WHAT_IF.map(({ label, minutes, weight }) => [
                  label,
                  minutes,
                  grouped(loans(minutes, weight)),
                ]),
              ]}
            />
            <Keep
              result={{
                instrument: 'Incident replay',
                settings: {
                  'alert came as': replay.address,
                  moves: replay.moves.join(', ') || 'none',
                },
                results: {
                  detected: clock(detected),
                  decided: clock(decided),
                  restored: clock(restored),
                  'loans too many': loans(restored),
                },
              }}
            />
          </Part>
          <Remainders />
        </>
      )}
      <Said>
        {restored === undefined ? (
          last && (
            <p>
              {clock(decided)}. {last.said}
              {isLate && ' It is one o’clock; whoever has not gone back by now has decided too.'}
            </p>
          )
        ) : (
          <p>
            {clock(restored)}: each answer says version 3. Version 4 has decided about{' '}
            {grouped(restored * PER_MINUTE)} people, {grouped(loans(restored))} of them wrongly.
          </p>
        )}
      </Said>
    </Instrument>
  );
}
