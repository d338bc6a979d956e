import { effect, useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { firstTouch } from '../site/first-touch.ts';
import { useBench } from './bench-context.ts';
import { OtherView, ViewChoice } from './OtherView.tsx';
import { viewsOf, type FileView } from './file-views.ts';
import type { CodeEditor } from './code-editor.ts';
import { downloadFile } from './download.ts';
import { EarlyKeys } from './early-keys.ts';
import type { LineMark } from './editor-marks.ts';
import { openBytes, type OpenedFile } from './file-kind.ts';
import { sizeInWords } from './file-name.ts';
import { shownName } from './file-rows.ts';
import { readablePart, selectionIn, type EarlyWork } from './reading-text.ts';

/** The file that is readable before any script has run. */
export interface FirstFile {
  readonly path: string;
  readonly text: string;
}

/** Open files as tabs, and the editor for the one that is shown. */
export function EditorPane({ firstFile }: { readonly firstFile: FirstFile | undefined }) {
  const { bench, layout, session } = useBench();
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<CodeEditor | undefined>(undefined);
  /** The frame in which the editor takes the focus. */
  const focusing = useRef(0);
  const isLoaded = useSignal(false);
  const pane = useRef<HTMLElement>(null);
  /** The text before the editor is there, what is typed into it, and what of all that the editor is to take up. */
  const reading = useRef<HTMLPreElement>(null);
  const early = useMemo(() => new EarlyKeys(), []);
  const earlyWork = useRef<EarlyWork | undefined>(undefined);
  /** The editor has the file, and stands where its text was. */
  const isEditor = useSignal(false);
  const opened = useSignal<OpenedFile | undefined>(undefined);
  /** The way to look at a file, by path: its usual one until another is chosen. */
  const chosenViews = useSignal<ReadonlyMap<string, FileView>>(new Map());

  useEffect(() => {
    let isGone = false;
    const encoder = new TextEncoder();
    // The text can be read already: the editor comes when somebody is there.
    const load = () => import('./code-editor.ts');
    // Made with nothing to show, it would be measured while it is hidden, and move when it is seen.
    const workOpen = new Promise<void>((resolve) => {
      effect(() => {
        if (session.value) resolve();
      });
    });
    void Promise.all([firstTouch().then(load), workOpen]).then(([{ CodeEditor: Editor }]) => {
      if (isGone || !host.current) return;
      editor.current = new Editor(host.current, {
        onType: (path, text) => session.value?.workspace.type(path, encoder.encode(text)),
        onCursor: (path, place) => session.value?.setCursor(path, place),
      });
      isLoaded.value = true;
    });
    return () => {
      isGone = true;
      editor.current?.destroy();
    };
  }, []);

  // Shows the active file, and follows what programs write into it.
  useSignalEffect(() => {
    const open = session.value;
    const path = bench.active.value;
    if (!open || bench.phase.value === 'opening') return;
    const isKnown = path !== undefined && open.workspace.revision.value >= 0;
    const bytes = isKnown ? open.workspace.bytesOf(path) : undefined;
    const found = bytes && openBytes(bytes);
    opened.value = found;
    const usual = found && viewsOf(path ?? '', found)[0];
    // The usual way is chosen once: a note that is being written does not turn into a page at its first letter.
    if (path !== undefined && usual !== undefined && !chosenViews.peek().has(path)) {
      chosenViews.value = new Map([...chosenViews.peek(), [path, usual]]);
    }
    if (!isLoaded.value || !editor.current) return;
    if (path !== undefined && found?.kind === 'text') {
      editor.current.show(path, found.text, open.cursorOf(path));
      editor.current.sync(path, found.text);
    }
    noteEarlyWork();
    isEditor.value = true;
  });

  /** Just before the text gives way to the editor. */
  function noteEarlyWork() {
    const text = reading.current;
    if (!text || earlyWork.current) return;
    const selection = selectionIn(text);
    const typed = early.take();
    const hasFocus = isEntered(document.activeElement);
    if (hasFocus || selection || typed !== '') earlyWork.current = { selection, typed };
  }
  const isEntered = (element: unknown): boolean =>
    element === pane.current || element === reading.current;
  const takesEarly = ({ target }: Event): boolean =>
    reading.current !== null && isEntered(target) && !bench.isReadOnly.peek();

  useLayoutEffect(() => {
    const work = earlyWork.current;
    earlyWork.current = undefined;
    if (work && opened.peek()?.kind === 'text' && !host.current?.hidden)
      editor.current?.takeUp(work);
  }, [isEditor.value]);

  useSignalEffect(() => {
    const isReadOnly = bench.isReadOnly.value;
    if (isLoaded.value) editor.current?.setReadOnly(isReadOnly);
  });

  useSignalEffect(() => {
    const marks = new Map<string, LineMark[]>();
    for (const { path, line, words } of bench.marks.value) {
      marks.set(path, [...(marks.get(path) ?? []), { line, words }]);
    }
    if (isLoaded.value) editor.current?.setMarks(marks);
  });

  useEffect(() => effect(() => jump()), []);

  function jump() {
    const to = bench.jump.value;
    if (!to || !isLoaded.value || !session.value) return;
    bench.jump.value = undefined;
    if (bench.shape.peek()[to.path] === undefined) {
      session.value.say(`“${shownName(to.path)}” is not there.`);
      return;
    }
    const { tabs, active } = bench;
    if (!tabs.peek().includes(to.path)) tabs.value = [...tabs.peek(), to.path];
    active.value = to.path;
    layout.pane.value = 'editor';
    // The pane may be shown only now, and the editor measures itself when it is seen.
    if (to.line !== undefined) {
      chosenViews.value = new Map([...chosenViews.peek(), [to.path, 'text']]);
    }
    // Of several files that are asked for at once, one takes the focus.
    cancelAnimationFrame(focusing.current);
    focusing.current = requestAnimationFrame(() => {
      if (opened.peek()?.kind !== 'text') return;
      if (to.line === undefined) editor.current?.focus();
      else editor.current?.goToLine(to.line);
    });
  }

  /** What is read before there is an editor: the lab's text, and the learner's own once it is known. */
  function readableText(): string | undefined {
    // An effect opens the file a frame after it is known which: its text stays, with what is selected in it.
    const isAsked = opened.value === undefined && bench.active.value === firstFile?.path;
    if (session.value === undefined || bench.phase.value === 'opening' || isAsked)
      return firstFile?.text;
    return opened.value?.kind === 'text' ? readablePart(opened.value.text) : undefined;
  }

  const active = bench.active.value;
  const file = opened.value;
  const views = file && active !== undefined ? viewsOf(active, file) : [];
  const chosen = active === undefined ? undefined : chosenViews.value.get(active);
  const view = chosen !== undefined && views.includes(chosen) ? chosen : views[0];
  const isText = view === 'text';
  const readable = isEditor.value ? undefined : readableText();
  return (
    <section
      class="pane code"
      id="editor"
      aria-label="Editor"
      tabIndex={-1}
      data-pane="editor"
      ref={pane}
      {...early.heard(takesEarly)}
    >
      <Tabs firstFile={firstFile} onClose={(path) => editor.current?.forget(path)} />
      <div class="code-b" role="tabpanel" aria-label={active ?? firstFile?.path ?? 'No file'}>
        {readable !== undefined && (
          <pre tabIndex={0} aria-label={active ?? firstFile?.path} ref={reading}>
            <code>{readable}</code>
          </pre>
        )}
        <div class="code-host" ref={host} hidden={!isEditor.value || !isText} />
        {file !== undefined && view === undefined && active !== undefined && (
          <NotText path={active} file={file} />
        )}
        {isEditor.value && active !== undefined && view !== undefined && !isText && (
          <OtherView key={active} path={active} view={view} />
        )}
        {session.value !== undefined && active === undefined && (
          <p class="code-none dim">No file is open. Choose one under Files.</p>
        )}
      </div>
      <div class="code-foot fine">
        {(isText || view === undefined) && (
          <p>
            <kbd>Tab</kbd> indents. <kbd>Esc</kbd>, then <kbd>Tab</kbd> leaves. <kbd>F6</kbd> goes
            to the next pane.
          </p>
        )}
        {active !== undefined && views.length > 1 && (
          <ViewChoice
            views={views}
            chosen={isEditor.value ? view : 'text'}
            onChoose={(next) =>
              (chosenViews.value = new Map([...chosenViews.value, [active, next]]))
            }
          />
        )}
      </div>
    </section>
  );
}

function Tabs({
  firstFile,
  onClose,
}: {
  readonly firstFile: FirstFile | undefined;
  readonly onClose: (path: string) => void;
}) {
  const { bench, act } = useBench();
  const list = useRef<HTMLDivElement>(null);
  const tabs = bench.phase.value === 'opening' && firstFile ? [firstFile.path] : bench.tabs.value;
  const active = bench.active.value ?? tabs[0];
  const choose = (path: string | undefined) => {
    if (path === undefined) return;
    bench.active.value = path;
    act((session) => session.viewChanged());
  };
  const close = (path: string) => {
    const left = bench.tabs.value.filter((other) => other !== path);
    if (bench.active.value === path) {
      const index = bench.tabs.value.indexOf(path);
      bench.active.value = left[Math.min(index, left.length - 1)];
    }
    bench.tabs.value = left;
    onClose(path);
    act((session) => session.viewChanged());
  };
  const press = (event: KeyboardEvent, path: string) => {
    const index = tabs.indexOf(path);
    const to: Record<string, number> = {
      ArrowRight: (index + 1) % tabs.length,
      ArrowLeft: (index - 1 + tabs.length) % tabs.length,
      Home: 0,
      End: tabs.length - 1,
    };
    if (event.key === 'Delete') close(path);
    else if (event.key in to) {
      choose(tabs[to[event.key] ?? 0]);
      const next = to[event.key] ?? 0;
      requestAnimationFrame(() =>
        list.current?.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus(),
      );
    } else return;
    event.preventDefault();
  };
  return (
    <div class="tabs">
      <div role="tablist" aria-label="Open files" class="tabs-l" ref={list}>
        {tabs.map((path) => (
          <button
            key={path}
            role="tab"
            type="button"
            aria-selected={path === active}
            tabIndex={path === active ? 0 : -1}
            title={path}
            onClick={() => choose(path)}
            onAuxClick={(event) => {
              if (event.button === 1) close(path);
            }}
            onKeyDown={(event) => press(event, path)}
          >
            {tabName(path, tabs)}
          </button>
        ))}
      </div>
      {active !== undefined && bench.phase.value === 'open' && (
        <button
          class="tabs-x"
          type="button"
          aria-label={`Close ${shownName(active)}`}
          title="Close file"
          onClick={() => close(active)}
        >
          ×
        </button>
      )}
    </div>
  );
}

/** The name of the file; with its folder where two open files have the same. */
function tabName(path: string, tabs: readonly string[]): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const isAlone = tabs.filter((other) => other === name || other.endsWith(`/${name}`)).length < 2;
  return shownName(isAlone ? name : path);
}

function NotText({ path, file }: { readonly path: string; readonly file: OpenedFile }) {
  const { act } = useBench();
  if (file.kind === 'text') return null;
  const size = sizeInWords(file.sizeBytes);
  return (
    <div class="code-none">
      <p>
        {file.kind === 'binary'
          ? `“${shownName(path)}” is not text (${size}). The editor does not open it, so that not one byte of it changes.`
          : `“${shownName(path)}” has ${size}. The editor opens files up to 1 MB; the terminal reads it all.`}
      </p>
      <p>
        <button
          class="btn tight"
          type="button"
          onClick={() => act(({ workspace }) => downloadFile(workspace, path))}
        >
          Download
        </button>
      </p>
    </div>
  );
}
