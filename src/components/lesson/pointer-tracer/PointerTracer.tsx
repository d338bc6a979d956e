import { useState } from 'preact/hooks';
import { ActButton } from '../instrument/ActButton.tsx';
import { grouped } from '../instrument/number-words.ts';
import { Instrument } from '../instrument/Instrument.tsx';
import { Keep } from '../instrument/Keep.tsx';
import { Part } from '../instrument/Part.tsx';
import { Said } from '../instrument/Said.tsx';
import { Sheet } from '../instrument/Sheet.tsx';
import { Verdict } from '../instrument/Verdict.tsx';
import { COMMANDS, isJanuary, sourceOf, START, TAGS, VERSIONS, type Desk } from './data-desk.ts';

interface Typed {
  readonly desk: Desk;
  readonly typed: readonly string[];
  readonly said: string;
}

const FRESH: Typed = { desk: START, typed: [], said: '' };

/** A pointer, two stores and a file: run the commands and follow the digest from the tag to the bytes. */
export function PointerTracer() {
  const [{ desk, typed, said }, setTyped] = useState(FRESH);
  return (
    <Instrument title="Pointer tracer" note="Two versions, one working tree">
      <Part title="From the pointer to the bytes">
        <Trace desk={desk} />
        <p class="small">
          {TAGS.map((tag) => `${tag}: its bytes can be had from ${SOURCES[sourceOf(desk, tag)]}. `)}
        </p>
      </Part>
      <Part title="Run a command">
        <div class="ins-btns">
          {COMMANDS.map((command) => (
            <button
              key={command.typed}
              class="btn tight mono"
              type="button"
              onClick={() => {
                const step = command.run(desk);
                setTyped({ ...step, typed: [...typed, command.typed] });
              }}
            >
              {command.typed}
            </button>
          ))}
          <ActButton isQuiet onAct={() => setTyped(FRESH)}>
            Start again
          </ActButton>
        </div>
        {typed.length > 0 && (
          <pre tabIndex={0} aria-label="Commands so far">
            <code>{sayTyped(typed)}</code>
          </pre>
        )}
        {typed.length > 0 && (
          <Keep
            result={{
              instrument: 'Pointer tracer',
              settings: { commands: typed.length },
              results: {
                'the pointer is as at': desk.pointer,
                'the file on disk': desk.file ? `the bytes of ${desk.file}` : 'no file',
                ...Object.fromEntries(
                  TAGS.map((tag) => [`bytes of ${tag}`, SOURCES[sourceOf(desk, tag)]]),
                ),
              },
              texts: { 'commands so far': sayTyped(typed) },
            }}
          />
        )}
      </Part>
      <Said>
        {said && <p>{said}</p>}
        {isJanuary(desk) && (
          <p>
            <Verdict holds word="January is back.">
              {grouped(VERSIONS['data-v1'].size)} bytes, and their md5 is the name in the pointer.
            </Verdict>
          </p>
        )}
      </Said>
    </Instrument>
  );
}

const sayTyped = (typed: readonly string[]): string => typed.map((one) => `$ ${one}`).join('\n');

const SOURCES = {
  cache: 'the cache',
  remote: 'the remote alone',
  nowhere: 'nowhere any more',
} as const;

function Trace({ desk }: { readonly desk: Desk }) {
  const { md5, size } = VERSIONS[desk.pointer];
  const path = `files/md5/${md5.slice(0, 2)}/${md5.slice(2, 11)}…`;
  const there = (holds: boolean) => <Verdict holds={holds} word={holds ? 'there' : 'missing'} />;
  return (
    <Sheet
      caption="The way of one digest"
      isNamed
      stacks
      head={['Place', 'What it says', 'Holds']}
      rows={[
        [
          'pointer, in Git',
          <code key="">
            {md5.slice(0, 8)}… · {grouped(size)} bytes
          </code>,
          `as at ${desk.pointer}`,
        ],
        [
          'object in the cache',
          <code key="">.dvc/cache/{path}</code>,
          there(desk.cache.includes(desk.pointer)),
        ],
        [
          'object in the remote',
          <code key="">lake/dvc/{path}</code>,
          there(desk.remote.includes(desk.pointer)),
        ],
        [
          'file on disk',
          desk.file ? (
            <code key="">
              {VERSIONS[desk.file].md5.slice(0, 8)}… · {grouped(VERSIONS[desk.file].size)} bytes
            </code>
          ) : (
            'no file'
          ),
          <Verdict
            key=""
            holds={desk.file === desk.pointer}
            word={desk.file === desk.pointer ? 'the pointer’s bytes' : 'not the pointer’s bytes'}
          />,
        ],
      ]}
    />
  );
}
