import { useState } from 'preact/hooks';
import { ActButton } from '../instrument/ActButton.tsx';
import { Instrument } from '../instrument/Instrument.tsx';
import { Keep } from '../instrument/Keep.tsx';
import { Part } from '../instrument/Part.tsx';
import { Pick } from '../instrument/Pick.tsx';
import { Said } from '../instrument/Said.tsx';
import { Sheet } from '../instrument/Sheet.tsx';
import { Tick } from '../instrument/Tick.tsx';
import { Verdict } from '../instrument/Verdict.tsx';
import { checkFolder, LINES, type LineId } from './check-folder.ts';
import { FOLDERS } from './folders.ts';

/** Four folders and one checklist: tick what holds, then let a program ask the same. */
export function FolderCheck() {
  const [id, setId] = useState(FOLDERS[0].id);
  const [ticked, setTicked] = useState<ReadonlySet<LineId>>(new Set());
  const [isChecked, setChecked] = useState(false);
  const { folder, facts, label: name } = FOLDERS.find((one) => one.id === id) ?? FOLDERS[0];
  const findings = checkFolder(folder, facts);
  const seen = findings.filter(({ line, holds }) => ticked.has(line) === holds).length;
  const isWhole = findings.every(({ holds }) => holds);
  return (
    <Instrument title="Folder check" note="Four folders of loan-default, one checklist.">
      <Part>
        <Pick
          legend="The folder"
          isList
          options={FOLDERS}
          chosen={id}
          onChange={(chosen) => {
            setId(chosen);
            setTicked(new Set());
            setChecked(false);
          }}
        />
      </Part>
      <Part title="What it says, and what is so">
        <Sheet
          caption="What the folder says, and what is so"
          isNamed
          stacks
          head={['About', 'The folder says', 'It is so']}
          rows={[
            ['version', `cover: ${folder.version}`, `tag: loan-default-v${facts.version}`],
            [
              'training data',
              <code key="">{folder.data.slice(0, 8)}…</code>,
              <code key="">{facts.data.slice(0, 8)}…</code>,
            ],
            ...folder.card.map(({ who, auc, rows, defaults }) => [
              `AUC, ${who}`,
              `${auc}${rows === undefined ? '' : `, ${rows.toLocaleString('en')} rows`}${defaults === undefined ? '' : `, ${defaults} defaults`}`,
              folder.version === facts.version ? (facts.computed[who] ?? '–') : 'of another model',
            ]),
            ['owners', folder.owners.join(', '), `work here: ${facts.people.join(', ')}`],
            ['look again', folder.lookAgain.join(', '), `today: ${facts.today}`],
          ]}
        />
      </Part>
      <Part title="The checklist: tick what holds">
        {LINES.map(({ id: line, label }) => (
          <Tick
            key={line}
            checked={ticked.has(line)}
            onChange={(checked) => {
              const next = new Set(ticked);
              if (checked) next.add(line);
              else next.delete(line);
              setTicked(next);
              setChecked(false);
            }}
          >
            {label}
          </Tick>
        ))}
        <div class="ins-btns">
          <ActButton onAct={() => setChecked(true)}>Run the check in CI</ActButton>
        </div>
        {isChecked && (
          <>
            <Sheet
              caption="What the check in CI found"
              stacks
              head={['Line', 'Found', 'Because']}
              rows={findings.map(({ line, holds, because }) => [
                labelOf(line),
                <Verdict key="" holds={holds} word={sayHolds(holds)} />,
                because,
              ])}
            />
            <Keep
              result={{
                instrument: 'Folder check',
                settings: {
                  folder: name,
                  ...Object.fromEntries(
                    LINES.map((line) => [
                      line.label,
                      ticked.has(line.id) ? 'ticked' : 'not ticked',
                    ]),
                  ),
                },
                results: {
                  'lines agreed on': `${seen} of ${findings.length}`,
                  ...Object.fromEntries(
                    findings.map(({ line, holds, because }) => [
                      labelOf(line),
                      `${sayHolds(holds)}: ${because}`,
                    ]),
                  ),
                },
              }}
            />
          </>
        )}
      </Part>
      <Said>
        {isChecked && (
          <p>
            <Verdict
              holds={seen === findings.length}
              word={`You and the check agree on ${seen} of ${findings.length} lines.`}
            >
              {isWhole
                ? 'The folder is about this version, and stands.'
                : 'A version with this folder is not promoted.'}
            </Verdict>
          </p>
        )}
      </Said>
    </Instrument>
  );
}

const labelOf = (line: LineId): string => LINES.find(({ id }) => id === line)?.label ?? line;
const sayHolds = (holds: boolean): string => (holds ? 'holds' : 'does not hold');
