import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { Annotation, Compartment, EditorState, Text, type Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { lineMarks, setLineMarks, type LineMark } from './editor-marks.ts';
import { editorTheme } from './editor-theme.ts';
import { editorValidation } from './editor-validation.ts';
import type { EarlyWork } from './reading-text.ts';
import { languageOf, lineEndingOf } from './file-kind.ts';
import { loadLanguage } from './languages.ts';

export interface CodeEditorEvents {
  onType(path: string, text: string): void;
  onCursor(path: string, place: number): void;
}

/** A change that came from a program, not from the learner's hand. */
const fromOutside = Annotation.define<boolean>();

/**
 * The code editor: one view, one state for each open file, so that undo and place survive a change of tabs.
 *
 * It lives in a shadow root: there its styles are adopted style sheets, which a strict style policy allows.
 */
export class CodeEditor {
  readonly #view: EditorView;
  readonly #resized: ResizeObserver;
  readonly #events: CodeEditorEvents;
  readonly #states = new Map<string, EditorState>();
  readonly #marks = new Map<string, readonly LineMark[]>();
  readonly #readOnly = new Compartment();
  readonly #language = new Compartment();
  #path: string | undefined;
  #isReadOnly = false;

  constructor(host: HTMLElement, events: CodeEditorEvents) {
    this.#events = events;
    const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
    const parent = document.createElement('div');
    parent.style.height = '100%';
    root.replaceChildren(parent);
    this.#view = new EditorView({ parent, root });
    // How wide a note may be and still be read without scrolling: all but the line numbers.
    this.#resized = new ResizeObserver(() => {
      const gutter = this.#view.contentDOM.offsetLeft;
      parent.style.setProperty('--room', `${parent.clientWidth - gutter}px`);
    });
    this.#resized.observe(parent);
  }

  /** Shows a file. What was opened before and is unchanged keeps its history. */
  show(path: string, text: string, cursor: number): void {
    if (this.#path === path) return;
    this.#keep();
    const known = this.#states.get(path);
    const state = known ?? this.#stateOf(path, text, cursor);
    this.#path = path;
    this.#view.setState(state);
    this.sync(path, text);
    this.#setReadOnly();
    this.#showMarks();
    if (!known) {
      void this.#loadLanguage(path, text);
      this.#view.dispatch({ effects: EditorView.scrollIntoView(state.selection.main.head) });
    }
  }

  /** Forgets a closed file. */
  forget(path: string): void {
    this.#states.delete(path);
    if (this.#path === path) this.#path = undefined;
  }

  /** Takes over contents that changed outside the editor; the cursor stays where its text is. */
  sync(path: string, text: string): void {
    if (this.#path !== path) {
      // A hidden file is made anew when it is shown.
      const known = this.#states.get(path);
      if (known && textOf(known) !== text) this.#states.delete(path);
      return;
    }
    const old = textOf(this.#view.state);
    if (old === text) return;
    if (lineEndingOf(old) !== lineEndingOf(text)) {
      const cursor = this.#view.state.selection.main.head;
      this.#view.setState(this.#stateOf(path, text, Math.min(cursor, text.length)));
      this.#setReadOnly();
      void this.#loadLanguage(path, text);
      return;
    }
    const lines = text.split(lineEndingOf(text)).join('\n');
    const { from, to, insert } = smallestChange(this.#view.state.doc.toString(), lines);
    // As lines: a string would be cut at the file's own line ending.
    const changes = { from, to, insert: Text.of(insert.split('\n')) };
    this.#view.dispatch({ changes, annotations: fromOutside.of(true) });
  }

  setReadOnly(isReadOnly: boolean): void {
    this.#isReadOnly = isReadOnly;
    this.#setReadOnly();
  }

  /** Marks lines of a file, in place of those marked before in any file. */
  setMarks(marks: ReadonlyMap<string, readonly LineMark[]>): void {
    this.#marks.clear();
    for (const [path, lines] of marks) this.#marks.set(path, lines);
    this.#showMarks();
  }

  focus(): void {
    this.#view.focus();
  }

  /** Puts the cursor at the beginning of a line, shows it in the middle, and takes the focus. */
  goToLine(line: number): void {
    const { doc } = this.#view.state;
    const { from } = doc.line(Math.min(Math.max(1, line), doc.lines));
    this.#view.dispatch({
      selection: { anchor: from },
      effects: EditorView.scrollIntoView(from, { y: 'center' }),
    });
    this.#view.focus();
  }

  /** Goes on from what was done in the text before the editor was there, and takes the focus. */
  takeUp({ selection, typed }: EarlyWork): void {
    const { length } = this.#view.state.doc;
    if (selection) {
      const [anchor, head] = selection.map((place) => Math.min(place, length));
      this.#view.dispatch({ selection: { anchor: anchor ?? 0, head: head ?? 0 } });
    }
    if (typed !== '' && !this.#isReadOnly) {
      this.#view.dispatch(this.#view.state.replaceSelection(Text.of(typed.split('\n'))));
    }
    this.#view.dispatch({ scrollIntoView: true });
    this.#view.focus();
  }

  destroy(): void {
    this.#resized.disconnect();
    this.#view.destroy();
  }

  #keep(): void {
    if (this.#path !== undefined) this.#states.set(this.#path, this.#view.state);
  }

  #stateOf(path: string, text: string, cursor: number): EditorState {
    const ending = lineEndingOf(text);
    const doc = Text.of(text.split(ending));
    return EditorState.create({
      doc,
      selection: { anchor: Math.min(cursor, doc.length) },
      extensions: [
        EditorState.lineSeparator.of(ending),
        this.#extensions(path),
        this.#readOnly.of([]),
        this.#language.of([]),
      ],
    });
  }

  #extensions(path: string): Extension {
    return [
      lineNumbers(),
      highlightActiveLineGutter(),
      highlightSpecialChars(),
      history(),
      drawSelection(),
      highlightActiveLine(),
      highlightSelectionMatches(),
      bracketMatching(),
      indentOnInput(),
      indentUnit.of(path.endsWith('.py') ? '    ' : '  '),
      EditorState.tabSize.of(4),
      keymap.of([...defaultKeymap, ...historyKeymap, ...searchKeymap, indentWithTab]),
      lineMarks,
      editorValidation(path),
      editorTheme,
      EditorView.contentAttributes.of({
        'aria-label': path,
        tabindex: '0',
        spellcheck: 'false',
        autocorrect: 'off',
        autocapitalize: 'off',
      }),
      EditorView.updateListener.of((update) => {
        const isTyped =
          update.docChanged && !update.transactions.some((t) => t.annotation(fromOutside));
        if (isTyped) this.#events.onType(path, textOf(update.state));
        if (update.selectionSet || update.docChanged) {
          this.#events.onCursor(path, update.state.selection.main.head);
        }
      }),
    ];
  }

  #setReadOnly(): void {
    const value = this.#isReadOnly ? EditorState.readOnly.of(true) : [];
    this.#view.dispatch({ effects: this.#readOnly.reconfigure(value) });
  }

  #showMarks(): void {
    const marks = this.#path === undefined ? [] : (this.#marks.get(this.#path) ?? []);
    this.#view.dispatch({ effects: setLineMarks.of(marks) });
  }

  async #loadLanguage(path: string, text: string): Promise<void> {
    const name = languageOf(path, text.slice(0, text.indexOf('\n')));
    const language = await loadLanguage(name);
    if (this.#path === path) {
      this.#view.dispatch({ effects: this.#language.reconfigure(language) });
      return;
    }
    // The learner has gone to another tab meanwhile: the file is made anew, with its language, when shown again.
    this.#states.delete(path);
  }
}

/** The text with its own line endings. */
function textOf(state: EditorState): string {
  return state.sliceDoc();
}

/** The one replacement that leads from one text to another, as short as common ends allow. */
function smallestChange(from: string, to: string): { from: number; to: number; insert: string } {
  const most = Math.min(from.length, to.length);
  let start = 0;
  while (start < most && from[start] === to[start]) start += 1;
  let end = 0;
  while (end < most - start && from[from.length - 1 - end] === to[to.length - 1 - end]) end += 1;
  return { from: start, to: from.length - end, insert: to.slice(start, to.length - end) };
}
