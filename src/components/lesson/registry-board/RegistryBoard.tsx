import { useState } from 'preact/hooks';
import { ActButton } from '../instrument/ActButton.tsx';
import { Instrument } from '../instrument/Instrument.tsx';
import { Keep } from '../instrument/Keep.tsx';
import { Part } from '../instrument/Part.tsx';
import { Pick } from '../instrument/Pick.tsx';
import { Said } from '../instrument/Said.tsx';
import { Sheet } from '../instrument/Sheet.tsx';
import { TextField } from '../instrument/TextField.tsx';
import { Verdict } from '../instrument/Verdict.tsx';
import {
  promote,
  registerLeaky,
  reload,
  resolve,
  rollBack,
  setAlias,
  SUNDAY,
  type Act,
  type Registry,
} from './registry.ts';

/** Three versions and their aliases: promote, roll back, and see who gets which version. */
export function RegistryBoard() {
  const [act, setAct] = useState<Act>({ registry: SUNDAY, isDone: true, said: '' });
  const [version, setVersion] = useState('3');
  const [by, setBy] = useState('freja');
  const [reason, setReason] = useState('');
  const [alias, setAliasName] = useState('latest');
  const [uri, setUri] = useState('models:/loan-default@champion');
  const { registry } = act;
  const chosen = Number(version);
  const trail = registry.trail.map((line) => JSON.stringify(line)).join('\n');
  const acts = [
    { label: 'Promote', run: () => promote(registry, chosen, by, reason) },
    { label: 'Roll back', run: () => rollBack(registry, by, reason) },
    { label: 'Let the service look again', run: () => reload(registry) },
    { label: 'Register run E', run: () => registerLeaky(registry) },
  ];
  return (
    <Instrument title="Registry board" note="As it stood on Sunday. Every act is noted.">
      <Part title="Versions and aliases">
        <Board registry={registry} />
        <p>
          The service holds <b>version {registry.served}</b> in memory
          {registry.served === registry.aliases['champion']
            ? '.'
            : ', and champion is another one.'}
        </p>
      </Part>
      <Part title="Decide">
        <Pick
          legend="Version"
          options={registry.versions.map(({ number, run }) => ({
            id: String(number),
            label: `${number} (run ${run})`,
          }))}
          chosen={version}
          onChange={setVersion}
        />
        <div class="ins-two">
          <TextField label="By" value={by} onInput={setBy} />
          <TextField label="Reason" value={reason} onInput={setReason} />
        </div>
        <div class="ins-btns">
          {acts.map(({ label, run }) => (
            <ActButton key={label} onAct={() => setAct(run())}>
              {label}
            </ActButton>
          ))}
          <ActButton
            isQuiet
            onAct={() => setAct({ registry: SUNDAY, isDone: true, said: 'It is Sunday again.' })}
          >
            Back to Sunday
          </ActButton>
        </div>
      </Part>
      <Part title="Name and ask">
        <div class="ins-two">
          <div class="ins-gap">
            <TextField
              label="Another alias for the chosen version"
              value={alias}
              onInput={setAliasName}
            />
            <div class="ins-btns">
              <ActButton onAct={() => setAct(setAlias(registry, alias, chosen))}>
                Set the alias
              </ActButton>
            </div>
          </div>
          <TextField
            label="A client asks for"
            value={uri}
            note={resolve(registry, uri)}
            onInput={setUri}
          />
        </div>
      </Part>
      {registry.trail.length > 0 && (
        <Part title="registry/audit.jsonl">
          <pre tabIndex={0} aria-label="The trail">
            <code>{trail}</code>
          </pre>
          <Keep
            result={{
              instrument: 'Registry board',
              settings: Object.fromEntries(
                registry.versions.map(({ number, run, validation }) => [
                  `version-${number}`,
                  `run ${run}, ${validation}`,
                ]),
              ),
              results: { ...registry.aliases, 'the service holds': registry.served },
              texts: { 'registry/audit.jsonl': trail },
            }}
          />
        </Part>
      )}
      <Said>
        {act.said && (
          <p>
            <Verdict holds={act.isDone} word={act.said} />
          </p>
        )}
      </Said>
    </Instrument>
  );
}

function Board({ registry: { versions, aliases } }: { readonly registry: Registry }) {
  return (
    <Sheet
      caption="Versions and the aliases that point at them"
      isNamed
      stacks
      head={['Version', 'Run', 'validation_status', 'Aliases']}
      rows={versions.map(({ number, run, validation }) => {
        const names = Object.entries(aliases).flatMap(([name, to]) =>
          to === number ? [name] : [],
        );
        return [
          `version-${number}`,
          run,
          <Verdict key="" holds={validation === 'passed'} word={validation} />,
          names.length > 0 ? <b key="">{names.join(', ')}</b> : 'none',
        ];
      })}
    />
  );
}
