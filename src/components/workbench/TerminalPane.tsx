import { useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { useBench } from './bench-context.ts';
import { engineInWords, otherEngines } from './engine-words.ts';
import { Glyph } from './Glyph.tsx';
import { keepChoice, keptChoice } from './kept-choice.ts';
import { loadInWords, unfinished } from './load-words.ts';
import type { TerminalScreen } from './terminal-screen.ts';

const SCREEN_READER = 'terminal-text';

/** The shell. What is loading says so here, in bytes; nothing about checks ever stands here. */
export function TerminalPane() {
  const { bench, session } = useBench();
  const host = useRef<HTMLDivElement>(null);
  const screen = useRef<TerminalScreen | undefined>(undefined);
  const isReadable = useSignal(false);
  const engine = bench.engine.value;
  const isReady = engine.kind === 'ready';

  useEffect(() => {
    isReadable.value = keptChoice(SCREEN_READER) === 'on';
  }, []);

  useSignalEffect(() => {
    const open = session.value;
    if (bench.engine.value.kind !== 'ready') {
      // Another engine takes over, and its shell gets a screen of its own. (Effects run late: a short state is missed.)
      screen.current?.close();
      screen.current = undefined;
    }
    if (!open || bench.engine.value.kind !== 'ready' || screen.current) return;
    void import('./terminal-screen.ts').then(async ({ TerminalScreen: Screen }) => {
      if (!host.current || screen.current) return;
      screen.current = new Screen(host.current, { screenReader: isReadable.peek() });
      await screen.current.attach(await open.container, open.greeting);
    });
  });

  useEffect(() => () => screen.current?.close(), []);

  const toggle = () => {
    isReadable.value = !isReadable.value;
    if (screen.current) screen.current.screenReader = isReadable.value;
    keepChoice(SCREEN_READER, isReadable.value ? 'on' : 'off');
  };

  return (
    <section
      class="pane term"
      id="terminal"
      aria-label="Terminal"
      tabIndex={-1}
      data-pane="terminal"
    >
      <div class="pane-h term-h">
        <h2>Terminal</h2>
        <Loading />
        <button
          class="linklike"
          type="button"
          title="Gives the terminal’s text to screen readers line by line"
          onClick={toggle}
        >
          Screen reader text: {isReadable.value ? 'on' : 'off'}
        </button>
      </div>
      <div class="term-b">
        <div class="term-host" ref={host} hidden={!isReady || bench.isReadOnly.value} />
        {!isReady && <NotReady />}
        {isReady && bench.isReadOnly.value && (
          <p class="term-wait">The terminal runs in the tab that has the lab.</p>
        )}
      </div>
    </section>
  );
}

/** Parts on their way, in the pane's heading once the shell is there. */
function Loading() {
  const { bench } = useBench();
  const parts = unfinished(bench.parts.value);
  if (bench.engine.value.kind !== 'ready' || parts.length === 0) return null;
  return (
    <span class="term-load num">
      <Glyph name="run" /> {parts.map(loadInWords).join(', ')}
    </span>
  );
}

/** What stands in place of the shell before it runs. */
function NotReady() {
  const { bench, act } = useBench();
  const engine = bench.engine.value;
  if (engine.kind === 'failed') {
    return (
      <div class="term-wait">
        <p>
          <b class="w-error">The shell does not run here.</b> {engine.why.message}
        </p>
        <p class="dim">{engine.why.hint}</p>
        {otherEngines(bench).map((name) => (
          <p key={name}>
            <button
              class="btn tight"
              type="button"
              onClick={() => act((session) => session.switchEngine(name))}
            >
              Use {engineInWords(name).label}
            </button>
          </p>
        ))}
      </div>
    );
  }
  if (bench.isReadOnly.value) {
    return <p class="term-wait">The terminal runs in the tab that has the lab.</p>;
  }
  const words =
    bench.parts.value.length > 0 ? bench.parts.value.map(loadInWords) : ['The shell is on its way'];
  return (
    <div class="term-wait">
      {engine.kind === 'preparing' ? (
        <p>
          <Glyph name="run" /> Preparing the lab
        </p>
      ) : (
        words.map((line) => (
          <p key={line.split(' ')[0]} class="num">
            <Glyph name="run" /> {line}
          </p>
        ))
      )}
    </div>
  );
}
