import { useId, useState } from 'preact/hooks';
import { ActButton } from '../instrument/ActButton.tsx';
import { Instrument } from '../instrument/Instrument.tsx';
import { Keep } from '../instrument/Keep.tsx';
import { Part } from '../instrument/Part.tsx';
import { Said } from '../instrument/Said.tsx';
import { Sheet } from '../instrument/Sheet.tsx';
import { TextField } from '../instrument/TextField.tsx';
import { Verdict } from '../instrument/Verdict.tsx';
import {
  contractOf,
  EMPTY_DRAFT,
  houseGaps,
  PARTS,
  rulings,
  standardFaults,
  yamlText,
  type ContractPart,
  type Draft,
} from './contract.ts';

/** The part of a contract about people, written line by line and held to the standard, the house and five requests. */
export function ContractPeople() {
  const [draft, setDraft] = useState<Draft>(EMPTY_DRAFT);
  const faults = standardFaults(draft);
  const gaps = houseGaps(draft);
  const all = rulings(draft);
  const settled = all.filter((ruling) => ruling.settled !== undefined).length;
  const set = (id: keyof Draft, text: string): void => setDraft({ ...draft, [id]: text });
  return (
    <Instrument title="Contract builder" note="ODCS 3.1.0, checked as you type.">
      <Part title="Write it">
        <div class="ins-two">
          <TextField
            label="apiVersion"
            value={draft.apiVersion}
            onInput={(text) => set('apiVersion', text)}
          />
          <TextField label="status" value={draft.status} onInput={(text) => set('status', text)} />
        </div>
        {PARTS.map((part) => (
          <PartField
            key={part.id}
            part={part}
            text={draft[part.id]}
            onInput={(text) => set(part.id, text)}
          />
        ))}
      </Part>
      <Part title="What a program sees">
        <pre class="mono" tabIndex={0} aria-label="The contract as YAML">
          {yamlText(contractOf(draft))}
        </pre>
        <p>
          {faults.length === 0 ? (
            <Verdict holds word="The standard accepts it.">
              {gaps.length > 0 && 'It asks for none of the lines that are still empty.'}
            </Verdict>
          ) : (
            <Verdict holds={false} word="The standard refuses it.">
              {faults.join(' ')}
            </Verdict>
          )}
        </p>
        <p>
          {gaps.length === 0 ? (
            <Verdict holds word="The house accepts it." />
          ) : (
            <Verdict holds={false} word="The house refuses it.">
              Still empty: {gaps.join(', ')}.
            </Verdict>
          )}
        </p>
      </Part>
      <Part>
        <Sheet
          caption="Five requests, and what your lines say to them"
          stacks
          head={['Request', 'The contract']}
          rows={all.map(({ request, settled: how, isYours }) => [
            request.asks,
            how !== undefined ? (
              <Verdict key="" holds word="Settled.">
                {how}
              </Verdict>
            ) : isYours ? (
              'Your own words: read them aloud and try to refuse with them. No program can tell.'
            ) : (
              <Verdict key="" holds={false} word="Open.">
                No line decides it.
              </Verdict>
            ),
          ])}
        />
        {draft !== EMPTY_DRAFT && (
          <Keep
            result={{
              instrument: 'Contract builder',
              settings: {
                apiVersion: draft.apiVersion,
                status: draft.status,
                ...Object.fromEntries(PARTS.map(({ id, label }) => [label, draft[id]])),
              },
              results: {
                'the standard': faults.join(' ') || 'accepts it',
                'the house': gaps.length === 0 ? 'accepts it' : `still empty: ${gaps.join(', ')}`,
                ...Object.fromEntries(
                  all.map(({ request, settled: how, isYours }) => [
                    request.asks,
                    how ?? (isYours ? 'in words of your own' : 'open'),
                  ]),
                ),
              },
              texts: { 'applications.odcs.yaml': yamlText(contractOf(draft)) },
            }}
          />
        )}
      </Part>
      <Said>
        <p>
          {settled} of 5 requests are settled by what stands there
          {faults.length === 0 ? '' : ', and the standard does not accept the file yet'}.
        </p>
      </Said>
    </Instrument>
  );
}

interface PartFieldProps {
  readonly part: ContractPart;
  readonly text: string;
  readonly onInput: (text: string) => void;
}

function PartField({ part: { label, candidates }, text, onInput }: PartFieldProps) {
  const id = useId();
  return (
    <div class="ins-gap">
      <TextField label={label} value={text} onInput={onInput} />
      <div class="ins-btns" role="group" aria-labelledby={id}>
        <span id={id} class="small dim">
          Take for {label}:
        </span>
        {candidates.map((candidate) => (
          <ActButton key={candidate.text} onAct={() => onInput(candidate.text)}>
            {candidate.text}
          </ActButton>
        ))}
      </div>
    </div>
  );
}
