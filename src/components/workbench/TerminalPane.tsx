import { useSignal, useSignalEffect, type ReadonlySignal, type Signal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { useBench } from './bench-context.ts';
import { EarlyKeys } from './early-keys.ts';
import { engineInWords, otherEngines } from './engine-words.ts';
import { Glyph } from './Glyph.tsx';
import { keepChoice, keptChoice } from './kept-choice.ts';
import { loadInWords, unfinished } from './load-words.ts';
import type { TerminalScreen } from './terminal-screen.ts';
import { panelId, tabId, TerminalTabList } from './TerminalTabList.tsx';
import { TerminalTabs } from './terminal-tabs.ts';

const SCREEN_READER = 'terminal-text';

/** The shells. What is loading says so here, in bytes; nothing about checks ever stands here. */
export function TerminalPane() {
  const { bench } = useBench();
  const terminals = useMemo(() => new TerminalTabs(), []);
  const screens = useMemo(() => new Map<number, TerminalScreen>(), []);
  const early = useMemo(() => new EarlyKeys(), []);
  const pane = useRef<HTMLElement>(null);
  /** The terminals in which a command runs. */
  const running = useSignal<ReadonlySet<number>>(new Set());
  const isReadable = useSignal(false);
  const isReady = bench.engine.value.kind === 'ready';
  const isHere = isReady && !bench.isReadOnly.value;

  useEffect(() => {
    isReadable.value = keptChoice(SCREEN_READER) === 'on';
  }, []);

  const takesEarly = (event: Event): boolean =>
    event.target === event.currentTarget && screens.size === 0 && !bench.isReadOnly.peek();
  const toggle = () => {
    isReadable.value = !isReadable.value;
    for (const screen of screens.values()) screen.screenReader = isReadable.value;
    keepChoice(SCREEN_READER, isReadable.value ? 'on' : 'off');
  };

  return (
    <section
      class="pane term"
      id="terminal"
      aria-label="Terminal"
      tabIndex={-1}
      data-pane="terminal"
      ref={pane}
      {...early.heard(takesEarly)}
    >
      <div class="pane-h term-h">
        <h2>Terminal</h2>
        {isHere && <TerminalTabList terminals={terminals} />}
        <Loading />
        {isHere && (
          <StopButton
            isRunning={running.value.has(terminals.active.value)}
            onStop={() => {
              const screen = screens.get(terminals.active.value);
              screen?.interrupt();
              screen?.focus();
            }}
          />
        )}
        <button
          class="linklike term-read"
          type="button"
          title="Gives the terminal’s text to screen readers line by line"
          onClick={toggle}
        >
          Screen reader text: {isReadable.value ? 'on' : 'off'}
        </button>
      </div>
      <div class="term-b">
        {terminals.tabs.value.map(({ id }, index) => (
          <TerminalHost
            key={id}
            id={id}
            isFirst={index === 0}
            isShown={isHere && id === terminals.active.value}
            terminals={terminals}
            screens={screens}
            early={early}
            isEntered={() => document.activeElement === pane.current}
            running={running}
            isReadable={() => isReadable.peek()}
          />
        ))}
        {!isReady && <NotReady typed={early.text} />}
        {isReady && bench.isReadOnly.value && <NotHere />}
      </div>
    </section>
  );
}

/** Why no terminal is here. */
function NotHere() {
  const { bench } = useBench();
  return (
    <p class="term-wait">
      {bench.hasExamEnded.value
        ? 'The exam has ended, and its terminals with it. The files stand as they were then.'
        : 'The terminal runs in the tab that has the lab.'}
    </p>
  );
}

/** Ctrl-C for whoever has no such key. It keeps the focus while nothing runs, so that nobody loses their place. */
function StopButton({
  isRunning,
  onStop,
}: {
  readonly isRunning: boolean;
  readonly onStop: () => void;
}) {
  return (
    <button
      class="linklike term-stop"
      type="button"
      aria-disabled={!isRunning}
      title={
        isRunning
          ? 'Sends Ctrl-C: what runs in this terminal ends'
          : 'Nothing runs in this terminal'
      }
      onClick={() => {
        if (isRunning) onStop();
      }}
    >
      Stop
    </button>
  );
}

/** One terminal: a screen, and a shell of its own for as long as the engine is the same. */
function TerminalHost({
  id,
  isFirst,
  isShown,
  terminals,
  screens,
  early,
  isEntered,
  running,
  isReadable,
}: {
  readonly id: number;
  readonly isFirst: boolean;
  readonly isShown: boolean;
  readonly terminals: TerminalTabs;
  readonly screens: Map<number, TerminalScreen>;
  /** What was typed before there was a screen. */
  readonly early: EarlyKeys;
  /** Whether the focus waits on the pane for a screen to take it. */
  readonly isEntered: () => boolean;
  readonly running: Signal<ReadonlySet<number>>;
  readonly isReadable: () => boolean;
}) {
  const { bench, session } = useBench();
  const host = useRef<HTMLDivElement>(null);
  const isGone = useRef(false);

  const tellRunning = (isRunning: boolean) => {
    const others = [...running.peek()].filter((other) => other !== id);
    running.value = new Set(isRunning ? [...others, id] : others);
  };
  const close = () => {
    screens.get(id)?.close();
    screens.delete(id);
    tellRunning(false);
  };

  useSignalEffect(() => {
    const open = session.value;
    // Another engine takes over, and its shell gets a screen of its own. (Effects run late: a short state is missed.)
    if (bench.engine.value.kind !== 'ready') close();
    if (!open || bench.engine.value.kind !== 'ready' || screens.has(id)) return;
    void import('./terminal-screen.ts').then(async ({ TerminalScreen: Screen }) => {
      if (!host.current || isGone.current || screens.has(id)) return;
      const screen = new Screen(host.current, { screenReader: isReadable() });
      screens.set(id, screen);
      // The first one must not take the focus from what the learner reads.
      if (terminals.tabs.peek().length > 1 || isEntered()) screen.focus();
      const hasLeft = await screen.attach(await open.container, {
        greeting: isFirst ? open.greeting : '',
        typed: early.take().replaceAll('\n', '\r'),
        isLast: () => terminals.tabs.peek().length === 1,
        beforeLine: () => open.workspace.bringTyped(),
        onRunning: tellRunning,
      });
      if (!hasLeft || screens.get(id) !== screen) return;
      terminals.close(id);
      screens.get(terminals.active.peek())?.focus();
    });
  });

  useEffect(
    () => () => {
      isGone.current = true;
      close();
    },
    [],
  );

  const isOneOfMany = terminals.tabs.value.length > 1;
  return (
    <div
      class="term-host"
      id={panelId(id)}
      ref={host}
      hidden={!isShown}
      {...(isOneOfMany ? { role: 'tabpanel', 'aria-labelledby': tabId(id) } : {})}
    />
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
function NotReady({ typed }: { readonly typed: ReadonlySignal<string> }) {
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
  if (bench.isReadOnly.value) return <NotHere />;
  const words =
    bench.parts.value.length > 0 ? bench.parts.value.map(loadInWords) : ['The shell is on its way'];
  return (
    <div class="term-wait">
      {engine.kind === 'resting' ? (
        <p>The shell starts when you touch the page, or after five seconds.</p>
      ) : engine.kind === 'preparing' ? (
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
      {typed.value !== '' && <pre>{typed.value}</pre>}
    </div>
  );
}
