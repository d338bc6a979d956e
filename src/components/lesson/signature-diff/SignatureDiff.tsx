import { useState } from 'preact/hooks';
import type { Bump, SignatureColumn } from '#formats';
import { ActButton } from '../instrument/ActButton.tsx';
import { Instrument } from '../instrument/Instrument.tsx';
import { Keep } from '../instrument/Keep.tsx';
import { counted } from '../instrument/number-words.ts';
import { Part } from '../instrument/Part.tsx';
import { Pick } from '../instrument/Pick.tsx';
import { Said } from '../instrument/Said.tsx';
import { Sheet } from '../instrument/Sheet.tsx';
import { TextField } from '../instrument/TextField.tsx';
import { Verdict } from '../instrument/Verdict.tsx';
import { CANDIDATES, columnsText, CURRENT, readColumns, releaseOf, sayChange } from './release.ts';

const BUMPS = ['major', 'minor', 'patch'].map((id) => ({ id: id as Bump, label: id }));

interface Draft {
  readonly from: string;
  readonly inputs: string;
  readonly outputs: string;
}

const draftOf = (id: string): Draft => {
  const { inputs, outputs } = (CANDIDATES.find((one) => one.id === id) ?? CANDIDATES[0])
    ?.signature ?? { inputs: [], outputs: [] };
  return { from: id, inputs: columnsText(inputs), outputs: columnsText(outputs) };
};

/** A candidate's signature as text, compared by name with the one that serves. */
export function SignatureDiff() {
  const [draft, setDraft] = useState(() => draftOf('rename'));
  const [predicted, setPredicted] = useState<Bump>();
  const [isCompared, setCompared] = useState(false);
  const inputs = readColumns(draft.inputs);
  const outputs = readColumns(draft.outputs);
  const release =
    typeof inputs !== 'string' && typeof outputs !== 'string'
      ? releaseOf({ inputs, outputs })
      : undefined;
  const take = (next: Draft): void => {
    setDraft(next);
    setCompared(false);
    setPredicted(undefined);
  };
  return (
    <Instrument title="Two signatures" note={`Version ${CURRENT} serves; the other wants to.`}>
      <Part title="The candidate">
        <Pick
          legend="Begin from"
          options={CANDIDATES}
          chosen={CANDIDATES.some(({ id }) => id === draft.from) ? draft.from : undefined}
          onChange={(id) => take(draftOf(id))}
        />
        <ColumnsField
          label="signature.inputs, as JSON"
          rows={8}
          text={draft.inputs}
          read={inputs}
          onInput={(text) => take({ ...draft, from: 'own', inputs: text })}
        />
        <ColumnsField
          label="signature.outputs, as JSON"
          rows={3}
          text={draft.outputs}
          read={outputs}
          onInput={(text) => take({ ...draft, from: 'own', outputs: text })}
        />
        <Pick
          legend="Which part of the version number must go up?"
          options={BUMPS}
          chosen={predicted}
          onChange={setPredicted}
        />
        <div class="ins-btns">
          <ActButton isOff={!release || !predicted} onAct={() => setCompared(true)}>
            Compare by name
          </ActButton>
        </div>
      </Part>
      {isCompared && release && (
        <Part title="What changed for a caller">
          {release.changes.length === 0 ? (
            <p>Nothing: every column has the name, type and duty that it had.</p>
          ) : (
            <Sheet
              caption="Changes, by name"
              isNamed
              stacks
              head={['Column', 'Serves', 'Candidate', 'For a caller', 'Calls for']}
              rows={release.changes.map((change) => [
                <code key="">
                  {change.of === 'outputs' ? 'output ' : ''}
                  {change.name}
                </code>,
                sayColumn(change.before),
                sayColumn(change.after),
                `${change.what}: ${sayChange(change)}`,
                change.bump,
              ])}
            />
          )}
          <Keep
            result={{
              instrument: 'Two signatures',
              settings: {
                'begun from':
                  CANDIDATES.find(({ id }) => id === draft.from)?.label ?? 'your own columns',
                foretold: predicted ?? '',
              },
              results: {
                release: release.bump,
                'needs at least': release.needs,
                ...Object.fromEntries(
                  release.changes.map((change) => [
                    `${change.of}, ${change.name}`,
                    `${sayColumn(change.before)} to ${sayColumn(change.after)}; ${change.what}: ${sayChange(change)}; ${change.bump}`,
                  ]),
                ),
              },
              texts: { 'signature.inputs': draft.inputs, 'signature.outputs': draft.outputs },
            }}
          />
        </Part>
      )}
      <Said>
        {isCompared && release && (
          <p>
            <Verdict
              holds={predicted === release.bump}
              word={`It is a ${release.bump} release: ${release.needs} at least.`}
            >
              {predicted === release.bump ? 'As you said.' : `You said ${predicted ?? ''}.`}
            </Verdict>
          </p>
        )}
      </Said>
    </Instrument>
  );
}

function sayColumn(column: SignatureColumn | undefined): string {
  return column ? `${column.type}${column.required === false ? ', optional' : ''}` : '–';
}

interface FieldProps {
  readonly label: string;
  readonly rows: number;
  readonly text: string;
  readonly read: readonly SignatureColumn[] | string;
  readonly onInput: (text: string) => void;
}

function ColumnsField({ label, rows, text, read, onInput }: FieldProps) {
  const isWrong = typeof read === 'string';
  return (
    <TextField
      label={label}
      rows={rows}
      value={text}
      isWrong={isWrong}
      note={isWrong ? `This is ${read}.` : `${counted(read.length, 'column')}.`}
      onInput={onInput}
    />
  );
}
