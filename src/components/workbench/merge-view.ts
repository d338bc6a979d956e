import { MergeView, unifiedMergeView } from '@codemirror/merge';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView, lineNumbers } from '@codemirror/view';
import { editorTheme } from './editor-theme.ts';
import { languageOf } from './file-kind.ts';
import { loadLanguage } from './languages.ts';

/** Below this width the two sides stand in one column. */
const SIDE_BY_SIDE_PX = 640;

/** Shows two texts compared, read-only: side by side, or in one column where it is narrow. Returns what closes it. */
export function showMerge(
  host: HTMLElement,
  texts: { readonly path: string; readonly mine: string; readonly theirs: string },
): () => void {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  const parent = document.createElement('div');
  root.replaceChildren(parent);
  let close: (() => void) | undefined;
  let isGone = false;
  void loadLanguage(languageOf(texts.path, texts.mine.split('\n', 1)[0])).then((language) => {
    if (isGone) return;
    const view = host.clientWidth < SIDE_BY_SIDE_PX ? unified : sideBySide;
    close = view(parent, root, texts, [language, readOnly]);
  });
  return () => {
    isGone = true;
    close?.();
  };
}

const readOnly: Extension = [
  lineNumbers(),
  EditorState.readOnly.of(true),
  EditorView.editable.of(false),
  EditorView.lineWrapping,
  EditorView.contentAttributes.of({ tabindex: '0' }),
  editorTheme,
];
const collapseUnchanged = { margin: 3, minSize: 6 };

function sideBySide(
  parent: HTMLElement,
  root: ShadowRoot,
  texts: { readonly mine: string; readonly theirs: string },
  extensions: Extension,
): () => void {
  const named = (name: string) => [
    extensions,
    EditorView.contentAttributes.of({ 'aria-label': name }),
  ];
  const view = new MergeView({
    parent,
    root,
    a: { doc: texts.mine, extensions: named('Yours') },
    b: { doc: texts.theirs, extensions: named('Theirs') },
    collapseUnchanged,
  });
  return () => view.destroy();
}

function unified(
  parent: HTMLElement,
  root: ShadowRoot,
  texts: { readonly mine: string; readonly theirs: string },
  extensions: Extension,
): () => void {
  const view = new EditorView({
    parent,
    root,
    doc: texts.theirs,
    extensions: [
      extensions,
      EditorView.contentAttributes.of({ 'aria-label': 'Differences' }),
      unifiedMergeView({ original: texts.mine, mergeControls: false, collapseUnchanged }),
    ],
  });
  return () => view.destroy();
}
